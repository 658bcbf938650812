//! The table `emergency`: the files that were opened in an emergency, and whether somebody has
//! looked into it. Instants stand in microseconds since 1970.

use jiff::Timestamp;
use record::EmergencyRow;

use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

/// The columns, in their order.
pub(crate) fn cells(row: &EmergencyRow) -> [Cell<'_>; 4] {
    [
        Cell::from(&row.subject),
        Cell::from(&row.entry),
        Cell::Int(row.at.as_microsecond()),
        Cell::Flag(row.seen),
    ]
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<EmergencyRow, StoreError> {
    let mut columns = Columns::of("emergency", row);
    let strange = |_| Unreadable {
        table: "emergency",
        column: "opened_at",
    };
    Ok(EmergencyRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        at: Timestamp::from_microsecond(columns.int("opened_at")?).map_err(strange)?,
        seen: columns.flag("seen")?,
    })
}
