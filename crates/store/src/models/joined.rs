//! The tables `joined` and `number`: which files have to do with each other by merging, and which
//! identifiers lead to one that is made of several.

use practice::Id;
use record::{JoinedRow, NumberRow};

use crate::engine::Cell;

/// The columns of `joined`, in their order.
pub(super) fn cells(row: &JoinedRow) -> [Cell<'_>; 3] {
    [
        Cell::from(&row.subject),
        Cell::from(&row.other),
        Cell::from(row.whole),
    ]
}

/// An identifier, ready to be written.
pub(super) struct Number {
    authority_id: String,
    subject: Id,
    born_on: Option<String>,
}

impl From<NumberRow> for Number {
    fn from(row: NumberRow) -> Self {
        Self {
            authority_id: row.authority_id,
            subject: row.subject,
            born_on: row.born_on.map(|day| day.to_string()),
        }
    }
}

impl Number {
    /// The columns of `number`, in their order.
    pub fn cells(&self) -> [Cell<'_>; 3] {
        [
            Cell::from(&self.authority_id),
            Cell::from(&self.subject),
            Cell::from(self.born_on.as_ref()),
        ]
    }
}
