//! Reading how it stands with all children at once: how much is late, who holds whom, and who is in
//! a state. Each is one question, however many children there are.

use std::ops::ControlFlow;

use jiff::Timestamp;
use practice::Id;
use practice::book::Effect;
use record::SpellRow;

use crate::engine::{Cell, Columns};
use crate::error::StoreError;
use crate::models::read_spell;
use crate::reader::Reader;
use crate::sql::Statement;

/// How much of one kind is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// The record type of what started it.
    pub kind: String,
    /// The clock by which it is owed.
    pub clock: String,
    /// How many duties.
    pub many: u64,
}

/// How a child's file stands to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldAt<'r> {
    /// A worker stands in a relation to it.
    By {
        /// The file.
        child: Id,
        /// The relation, by its name in the book.
        relation: &'r str,
        /// The worker, by the identifier of their file or by their number.
        worker: &'r str,
    },
    /// It is restricted.
    Restricted {
        /// The file.
        child: Id,
    },
}

impl Reader {
    /// How much of what is owed to the children of an organisation is late at an instant, with or
    /// without those whose file is restricted.
    pub fn late_within(
        &mut self,
        organisation: Id,
        restricted: bool,
        at: Timestamp,
    ) -> Result<Vec<Late>, StoreError> {
        let cells = [
            Cell::from(&organisation),
            Cell::from(at),
            Cell::Flag(restricted),
        ];
        self.engine.all(Statement::LateWithin, &cells, |row| {
            let mut columns = Columns::of("owed", row);
            Ok(Late {
                kind: columns.text("kind")?.to_owned(),
                clock: columns.text("clock")?.to_owned(),
                many: columns.count("count")?,
            })
        })
    }

    /// Which workers stand in a relation to the children of an organisation at an instant, and
    /// which of those files are restricted, in no order.
    pub fn each_held_at(
        &mut self,
        organisation: Id,
        at: Timestamp,
        mut take: impl FnMut(HeldAt<'_>),
    ) -> Result<(), StoreError> {
        let cells = [Cell::from(&organisation), Cell::from(at)];
        self.engine.each(Statement::HeldAt, &cells, &mut |row| {
            let mut columns = Columns::of("scope", row);
            let child = columns.id("subject")?;
            let relation = columns.text("relation")?;
            if columns.text("effect")? == Effect::Restricts.name() {
                take(HeldAt::Restricted { child });
            } else {
                let worker = columns.text("name")?;
                take(HeldAt::By {
                    child,
                    relation,
                    worker,
                });
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Who is in a state, or was last, whenever that was.
    pub fn spells_in(&mut self, state: &str) -> Result<Vec<SpellRow>, StoreError> {
        self.engine
            .all(Statement::SpellsIn, &[Cell::Text(state)], read_spell)
    }
}
