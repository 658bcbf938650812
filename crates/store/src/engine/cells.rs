//! What a column of a row holds, and how it is read as what it means.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::{Id, When};

use crate::error::StoreError;

/// One value, on its way in or out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'c> {
    /// Nothing.
    Null,
    /// A `bigint`.
    Int(i64),
    /// A `boolean`.
    Flag(bool),
    /// A `text`.
    Text(&'c str),
    /// A `bytea`.
    Bytes(&'c [u8]),
    /// Something that the store never writes.
    Strange,
}

impl<'c> From<&'c Id> for Cell<'c> {
    fn from(id: &'c Id) -> Self {
        Self::Bytes(id.bytes())
    }
}

impl<'c> From<&'c str> for Cell<'c> {
    fn from(text: &'c str) -> Self {
        Self::Text(text)
    }
}

impl<'c> From<&'c String> for Cell<'c> {
    fn from(text: &'c String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<u64> for Cell<'_> {
    /// Counts and positions stay far below the limit; beyond it nothing is found.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Timestamp> for Cell<'_> {
    /// To the microsecond, since 1970.
    fn from(time: Timestamp) -> Self {
        Self::Int(time.as_microsecond())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of a query.
pub(crate) trait Row {
    /// The column at this place, counted from 0.
    fn cell(&self, column: usize) -> Cell<'_>;
}

/// A column does not hold what its table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
}

impl From<Unreadable> for StoreError {
    fn from(Unreadable { table, column }: Unreadable) -> Self {
        Self::Unreadable { table, column }
    }
}

/// Reads the columns of a row, one after the other.
pub(crate) struct Columns<'r> {
    row: &'r dyn Row,
    table: &'static str,
    next: usize,
}

impl<'r> Columns<'r> {
    /// Of a row of this table, from its first column.
    pub fn of(table: &'static str, row: &'r dyn Row) -> Self {
        Self {
            row,
            table,
            next: 0,
        }
    }

    /// The next column, read by `read`, which gives `None` where it cannot.
    fn read<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(Cell<'r>) -> Option<T>,
    ) -> Result<T, Unreadable> {
        let cell = self.row.cell(self.next);
        self.next += 1;
        read(cell).ok_or(Unreadable {
            table: self.table,
            column,
        })
    }

    /// The next column, which may be null.
    fn optional<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(Cell<'r>) -> Option<T>,
    ) -> Result<Option<T>, Unreadable> {
        self.read(column, |cell| match cell {
            Cell::Null => Some(None),
            cell => read(cell).map(Some),
        })
    }

    pub fn int(&mut self, column: &'static str) -> Result<i64, Unreadable> {
        self.read(column, int)
    }

    pub fn optional_int(&mut self, column: &'static str) -> Result<Option<i64>, Unreadable> {
        self.optional(column, int)
    }

    pub fn count(&mut self, column: &'static str) -> Result<u64, Unreadable> {
        self.read(column, |cell| u64::try_from(int(cell)?).ok())
    }

    pub fn small(&mut self, column: &'static str) -> Result<u32, Unreadable> {
        self.read(column, |cell| u32::try_from(int(cell)?).ok())
    }

    pub fn optional_small(&mut self, column: &'static str) -> Result<Option<u32>, Unreadable> {
        self.optional(column, |cell| u32::try_from(int(cell)?).ok())
    }

    pub fn time(&mut self, column: &'static str) -> Result<Timestamp, Unreadable> {
        self.read(column, time)
    }

    pub fn optional_time(&mut self, column: &'static str) -> Result<Option<Timestamp>, Unreadable> {
        self.optional(column, time)
    }

    pub fn flag(&mut self, column: &'static str) -> Result<bool, Unreadable> {
        self.read(column, flag)
    }

    pub fn optional_flag(&mut self, column: &'static str) -> Result<Option<bool>, Unreadable> {
        self.optional(column, flag)
    }

    pub fn text(&mut self, column: &'static str) -> Result<&'r str, Unreadable> {
        self.read(column, text)
    }

    pub fn optional_text(&mut self, column: &'static str) -> Result<Option<&'r str>, Unreadable> {
        self.optional(column, text)
    }

    pub fn when(&mut self, column: &'static str) -> Result<When, Unreadable> {
        self.read(column, |cell| text(cell)?.parse().ok())
    }

    pub fn optional_when(&mut self, column: &'static str) -> Result<Option<When>, Unreadable> {
        self.optional(column, |cell| text(cell)?.parse().ok())
    }

    pub fn optional_date(&mut self, column: &'static str) -> Result<Option<Date>, Unreadable> {
        self.optional(column, |cell| text(cell)?.parse().ok())
    }

    pub fn bytes(&mut self, column: &'static str) -> Result<&'r [u8], Unreadable> {
        self.read(column, bytes)
    }

    pub fn optional_bytes(&mut self, column: &'static str) -> Result<Option<&'r [u8]>, Unreadable> {
        self.optional(column, bytes)
    }

    pub fn array<const N: usize>(&mut self, column: &'static str) -> Result<[u8; N], Unreadable> {
        self.read(column, array)
    }

    pub fn optional_array<const N: usize>(
        &mut self,
        column: &'static str,
    ) -> Result<Option<[u8; N]>, Unreadable> {
        self.optional(column, array)
    }

    pub fn id(&mut self, column: &'static str) -> Result<Id, Unreadable> {
        self.array(column).map(Id::from_bytes)
    }

    pub fn optional_id(&mut self, column: &'static str) -> Result<Option<Id>, Unreadable> {
        Ok(self.optional_array(column)?.map(Id::from_bytes))
    }
}

fn int(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Int(number) => Some(number),
        _ => None,
    }
}

fn time(cell: Cell<'_>) -> Option<Timestamp> {
    Timestamp::from_microsecond(int(cell)?).ok()
}

fn flag(cell: Cell<'_>) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(flag),
        Cell::Int(0) => Some(false),
        Cell::Int(1) => Some(true),
        _ => None,
    }
}

fn text(cell: Cell<'_>) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn bytes(cell: Cell<'_>) -> Option<&[u8]> {
    match cell {
        Cell::Bytes(bytes) => Some(bytes),
        _ => None,
    }
}

fn array<const N: usize>(cell: Cell<'_>) -> Option<[u8; N]> {
    bytes(cell)?.try_into().ok()
}
