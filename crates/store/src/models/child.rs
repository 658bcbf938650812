//! The table `child`: how a child is found.

use record::ChildRow;

use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

/// A row, its day written out.
pub(crate) struct Encoded {
    row: ChildRow,
    born_on: Option<String>,
}

impl From<ChildRow> for Encoded {
    fn from(row: ChildRow) -> Self {
        let born_on = row.born_on.map(|day| day.to_string());
        Self { row, born_on }
    }
}

impl Encoded {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 4] {
        [
            Cell::from(&self.row.subject),
            Cell::from(&self.row.organisation),
            Cell::from(&self.row.authority_id),
            Cell::from(self.born_on.as_ref()),
        ]
    }
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<ChildRow, StoreError> {
    let mut columns = Columns::of("child", row);
    Ok(ChildRow {
        subject: columns.id("subject")?,
        organisation: columns.id("organisation")?,
        authority_id: columns.text("authority_id")?.to_owned(),
        born_on: columns.optional_date("born_on")?,
    })
}
