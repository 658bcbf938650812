//! The table `office`: the roles, the cover and the authorisations that workers are given.
//!
//! `ordinal` is the row's place among those of its file.

use record::OfficeRow;
use record::workforce::Gives;

use super::span;
use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

/// The columns, in their order.
pub(crate) fn cells(row: &OfficeRow, ordinal: u64) -> [Cell<'_>; 8] {
    [
        Cell::from(&row.subject),
        Cell::from(&row.entry),
        Cell::from(row.gives.name()),
        Cell::from(row.name.as_ref()),
        Cell::from(row.whom.as_ref()),
        Cell::Int(row.from.as_microsecond()),
        span::until(row.until),
        Cell::from(ordinal),
    ]
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<OfficeRow, StoreError> {
    let mut columns = Columns::of("office", row);
    Ok(OfficeRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        gives: {
            let gives = columns.text("gives")?;
            let known = Gives::ALL.into_iter().find(|one| one.name() == gives);
            known.ok_or(Unreadable {
                table: "office",
                column: "gives",
            })?
        },
        name: columns.optional_text("name")?.map(str::to_owned),
        whom: columns.optional_text("whom")?.map(str::to_owned),
        from: span::read_from(&mut columns)?,
        until: span::read_until(&mut columns)?,
    })
}
