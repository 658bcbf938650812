//! The rows of one table of a case.

use jiff::civil::Date;

use crate::check::cases::{Case, CaseTable};
use crate::check::cin::days;
use crate::check::cin::rows::At;

/// A table of a case.
#[derive(Clone, Copy)]
pub(super) struct CaseRows<'a> {
    table: Option<&'a CaseTable>,
}

impl<'a> CaseRows<'a> {
    /// The table of this name, in any case; it is empty when the case has none.
    pub fn of(case: &'a Case, name: &str) -> Self {
        let mut tables = case.tables.iter();
        let table = tables.find(|(written, _)| written.eq_ignore_ascii_case(name));
        let table = table.map(|(_, table)| table);
        Self { table }
    }

    /// Whether the case has the table.
    pub fn is_there(self) -> bool {
        self.table.is_some()
    }

    /// What the case calls a row.
    pub fn index(self, row: u32) -> Option<&'a String> {
        self.table?.index.get(usize::try_from(row).ok()?)
    }

    /// Its rows, under the name the rules call the table by.
    pub fn iter(self, name: &'static str) -> impl Iterator<Item = CaseRow<'a>> {
        let rows = self.table.into_iter().flat_map(|table| {
            let numbered = (0..).zip(&table.rows);
            numbered.map(move |(row, cells)| (table, row, cells.as_slice()))
        });
        rows.map(move |(table, row, cells)| CaseRow {
            at: At { table: name, row },
            table,
            cells,
        })
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct CaseRow<'a> {
    pub at: At,
    table: &'a CaseTable,
    cells: &'a [Option<String>],
}

/// What a row says of the row it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key<'a> {
    /// The table has no such column: the row may belong to any.
    Unsaid,
    /// The value, or none where the cell is empty.
    Said(Option<&'a str>),
}

impl Key<'_> {
    /// Whether two rows belong together by it.
    pub fn meets(self, other: Self) -> bool {
        self == Key::Unsaid || other == Key::Unsaid || self == other
    }
}

impl<'a> CaseRow<'a> {
    /// The text of a column, when there is one.
    pub fn text(self, column: &str) -> Option<&'a str> {
        let cell = self.cells.get(self.table.column(column)?)?;
        cell.as_deref().filter(|text| !text.is_empty())
    }

    /// The day of a column, when there is one that can be read.
    pub fn day(self, column: &str) -> Option<Date> {
        self.text(column).and_then(days::written_in_case)
    }

    /// What a column says of the row this row belongs to.
    pub fn key(self, column: &str) -> Key<'a> {
        match self.table.column(column) {
            None => Key::Unsaid,
            Some(_) => Key::Said(self.text(column)),
        }
    }
}
