//! The tables `owed` and `spell`: what nothing has met or ended, and in which states a subject
//! was last. Instants stand in microseconds since 1970, so that a list is narrowed and ordered
//! by comparing them; when something is due stands as text too, as in `duty`.

use jiff::Timestamp;
use record::{OwedRow, SpellRow};

use super::span;
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

/// A row of `owed`, its due date written out.
pub(crate) struct Encoded {
    row: OwedRow,
    due: Option<String>,
}

impl From<OwedRow> for Encoded {
    fn from(row: OwedRow) -> Self {
        Self {
            due: row.due.map(|due| due.to_string()),
            row,
        }
    }
}

impl Encoded {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 12] {
        let row = &self.row;
        [
            Cell::from(&row.subject),
            Cell::from(&row.clock),
            Cell::from(&row.started_by),
            Cell::from(row.ordinal),
            Cell::from(&row.kind),
            Cell::Int(row.from.as_microsecond()),
            Cell::from(self.due.as_ref()),
            Cell::from(row.due.map(practice::When::end)),
            Cell::Flag(row.breaches),
            Cell::from(row.danger),
            Cell::from(row.by.as_ref()),
            Cell::from(row.asked_by.as_ref()),
        ]
    }
}

/// Reads a row of `owed`.
pub(crate) fn read(row: &dyn Row) -> Result<OwedRow, StoreError> {
    let mut columns = Columns::of("owed", row);
    let subject = columns.id("subject")?;
    let clock = columns.text("clock")?.to_owned();
    let started_by = columns.id("started_by")?;
    let ordinal = columns.small("ordinal")?;
    let kind = columns.text("kind")?.to_owned();
    let from = span::read_from(&mut columns)?;
    let due = columns.optional_when("due")?;
    // What lists are ordered by.
    let _: Option<Timestamp> = columns.optional_time("due_at")?;
    Ok(OwedRow {
        subject,
        clock,
        started_by,
        ordinal,
        kind,
        from,
        due,
        breaches: columns.flag("breaches")?,
        danger: columns.small("danger")?,
        by: columns.optional_text("told_to")?.map(str::to_owned),
        asked_by: columns.optional_text("asked_by")?.map(str::to_owned),
    })
}

/// The columns of `spell`, in their order.
pub(crate) fn spell_cells(row: &SpellRow) -> [Cell<'_>; 4] {
    [
        Cell::from(&row.subject),
        Cell::from(&row.state),
        Cell::Int(row.from.as_microsecond()),
        span::until(row.until),
    ]
}

/// Reads a row of `spell`.
pub(crate) fn read_spell(row: &dyn Row) -> Result<SpellRow, StoreError> {
    let mut columns = Columns::of("spell", row);
    Ok(SpellRow {
        subject: columns.id("subject")?,
        state: columns.text("state")?.to_owned(),
        from: span::read_from(&mut columns)?,
        until: span::read_until(&mut columns)?,
    })
}
