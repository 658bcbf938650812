//! The table `arranged`: what is to happen, when, and what became of it.

use record::{ArrangedRow, Became};

use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

/// Its name.
const TABLE: &str = "arranged";

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
    pub fn cells(&self) -> [Cell<'_>; 8] {
        let row = &self.row;
        [
            Cell::from(&row.subject),
            Cell::from(&row.entry),
            Cell::from(&row.kind),
            Cell::from(row.code.as_deref()),
            Cell::from(&self.at),
            Cell::from(row.lasts),
            Cell::from(row.changes),
            Cell::from(row.became.name()),
        ]
    }
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<ArrangedRow, StoreError> {
    let mut columns = Columns::of(TABLE, row);
    let strange = Unreadable {
        table: TABLE,
        column: "became",
    };
    Ok(ArrangedRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        kind: columns.text("kind")?.to_owned(),
        code: columns.optional_text("code")?.map(str::to_owned),
        at: columns.when("at")?,
        lasts: columns.optional_small("lasts")?,
        changes: columns.small("changes")?,
        became: {
            let became = columns.text("became")?;
            let known = Became::ALL.into_iter().find(|one| one.name() == became);
            known.ok_or(strange)?
        },
    })
}
