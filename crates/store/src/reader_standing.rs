//! Reading how it stands with all children at once: how much is late, who holds whom, and who is in
//! a state. Each is one question, however many children there are.

use jiff::Timestamp;
use practice::Id;
use record::{ScopeRow, SpellRow};

use crate::engine::{Cell, Columns};
use crate::error::StoreError;
use crate::models::{read_scope, read_spell};
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
    /// which of those files are restricted; each file's together.
    pub fn held_at(
        &mut self,
        organisation: Id,
        at: Timestamp,
    ) -> Result<Vec<ScopeRow>, StoreError> {
        let cells = [Cell::from(&organisation), Cell::from(at)];
        self.engine.all(Statement::HeldAt, &cells, read_scope)
    }

    /// Who is in a state, or was last, whenever that was.
    pub fn spells_in(&mut self, state: &str) -> Result<Vec<SpellRow>, StoreError> {
        self.engine
            .all(Statement::SpellsIn, &[Cell::Text(state)], read_spell)
    }
}
