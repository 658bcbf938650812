//! The table `set_aside`: what could not be taken from a source, and why.
//!
//! `ordinal` is the row's place among those of its file, since one entry may say
//! so of several values.

use record::SetAsideRow;

use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

/// The columns, in their order.
pub(crate) fn cells(row: &SetAsideRow, ordinal: u64) -> [Cell<'_>; 11] {
    [
        Cell::from(&row.subject),
        Cell::from(&row.entry),
        Cell::from(row.child.as_ref()),
        Cell::from(&row.source),
        Cell::from(&row.file),
        Cell::from(row.line),
        Cell::from(&row.table),
        Cell::from(&row.column),
        Cell::from(&row.value),
        Cell::from(&row.reason),
        Cell::from(ordinal),
    ]
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<SetAsideRow, StoreError> {
    let mut columns = Columns::of("set_aside", row);
    Ok(SetAsideRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        child: columns.optional_text("child")?.map(str::to_owned),
        source: columns.text("source")?.to_owned(),
        file: columns.text("file")?.to_owned(),
        line: columns.count("line")?,
        table: columns.text("table_name")?.to_owned(),
        column: columns.text("column_name")?.to_owned(),
        value: columns.text("value")?.to_owned(),
        reason: columns.text("reason")?.to_owned(),
    })
}
