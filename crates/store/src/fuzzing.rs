//! Doors for the fuzz targets, to what is reached only behind a key or a database. They are
//! there in a build for fuzzing alone (`cfg(fuzzing)`).

use crate::engine::{Cell, Row};
use crate::moving;
use crate::stored::Stored;

/// Reads any bytes as the lines of an export.
pub fn export_lines(data: &[u8]) {
    moving::read_lines(data);
}

/// What each column of the table holds: its kind ([`cell`]), and its length where that is
/// always the same.
const COLUMNS: [(u8, Option<usize>); 16] = [
    (1, None),
    (4, Some(16)),
    (4, Some(16)),
    (1, None),
    (4, None),
    (3, None),
    (1, None),
    (3, None),
    (1, None),
    (4, Some(16)),
    (4, Some(16)),
    (4, Some(16)),
    (4, Some(16)),
    (4, Some(24)),
    (4, None),
    (4, Some(32)),
];

/// Reads any bytes as a row of the table `entry`. Each column is a byte that says its kind,
/// one that says its length, and so many bytes; a first byte from 128 on says that the column
/// is as it should be. What can be read is written the same.
pub fn entry_row(data: &[u8]) {
    let mut rest = data;
    let mut cells = Vec::new();
    for (kind, length) in COLUMNS {
        let [said, most, after @ ..] = rest else {
            break;
        };
        let most = usize::from(*most);
        let (kind, length) = match said {
            128.. => (kind, length.unwrap_or(most)),
            said => (*said, most),
        };
        let (held, next) = after.split_at(length.min(after.len()));
        cells.push(cell(kind, held));
        rest = next;
    }
    let Ok(stored) = Stored::read(&Cells(&cells)) else {
        return;
    };
    let again = stored.cells();
    assert!(
        cells.starts_with(&again),
        "what was read is written the same"
    );
    let written = Stored::read(&Cells(&again)).map(|written| written.header_bytes());
    assert_eq!(written, Ok(stored.header_bytes()));
    if let Ok(entry) = stored.clone().open(None) {
        assert_eq!(
            entry.header.recorded_at.as_microsecond(),
            stored.recorded_at
        );
        assert_eq!(16 * entry.header.refers_to.len(), stored.refers_to.len());
    }
}

fn cell(kind: u8, held: &[u8]) -> Cell<'_> {
    let number = || {
        held.iter()
            .fold(0, |number, byte| (number << 8) | i64::from(*byte))
    };
    match kind % 6 {
        0 => Cell::Null,
        1 => Cell::Int(number()),
        2 => Cell::Flag(held.is_empty()),
        3 => std::str::from_utf8(held).map_or(Cell::Strange, Cell::Text),
        4 => Cell::Bytes(held),
        _ => Cell::Strange,
    }
}

/// A row of these cells; beyond the last there is nothing.
struct Cells<'c>(&'c [Cell<'c>]);

impl Row for Cells<'_> {
    fn cell(&self, column: usize) -> Cell<'_> {
        self.0.get(column).copied().unwrap_or(Cell::Null)
    }
}
