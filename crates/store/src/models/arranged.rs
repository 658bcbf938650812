//! The table `arranged`: what is to happen, and when.

use record::ArrangedRow;

use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

/// A row, with its time as it is written.
pub(crate) struct Encoded {
    row: ArrangedRow,
    at: String,
}

impl From<ArrangedRow> for Encoded {
    fn from(row: ArrangedRow) -> Self {
        Self {
            at: row.at.to_string(),
            row,
        }
    }
}

impl Encoded {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 7] {
        let row = &self.row;
        [
            Cell::from(&row.subject),
            Cell::from(&row.entry),
            Cell::from(&row.kind),
            Cell::from(row.code.as_deref()),
            Cell::from(&self.at),
            Cell::from(row.changes),
            Cell::Flag(row.withdrawn),
        ]
    }
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<ArrangedRow, StoreError> {
    let mut columns = Columns::of("arranged", row);
    Ok(ArrangedRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        kind: columns.text("kind")?.to_owned(),
        code: columns.optional_text("code")?.map(str::to_owned),
        at: columns.when("at")?,
        changes: columns.small("changes")?,
        withdrawn: columns.flag("withdrawn")?,
    })
}
