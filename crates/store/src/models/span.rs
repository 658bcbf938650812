//! From when and until when something holds, in microseconds since 1970: the columns
//! `from_at` and `until_at`.

use jiff::Timestamp;

use crate::engine::{Cell, Columns};
use crate::error::StoreError;

/// The end, where one is known.
pub(crate) fn until(at: Option<Timestamp>) -> Cell<'static> {
    at.map_or(Cell::Null, |at| Cell::Int(at.as_microsecond()))
}

/// Reads the beginning.
pub(crate) fn read_from(columns: &mut Columns<'_>) -> Result<Timestamp, StoreError> {
    instant(columns.int("from_at")?, "from_at")
}

/// Reads the end.
pub(crate) fn read_until(columns: &mut Columns<'_>) -> Result<Option<Timestamp>, StoreError> {
    let at = columns.optional_int("until_at")?;
    at.map(|at| instant(at, "until_at")).transpose()
}

fn instant(at: i64, column: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(at).map_err(|_| StoreError::Unreadable {
        table: "scope or office",
        column,
    })
}
