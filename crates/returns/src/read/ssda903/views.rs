//! Looks into a return held in memory: its children, their rows, and the cells.

use std::ops::Range;

use super::whole::{Ssda903Return, TableRows};
use super::{Column, Table};
use crate::read::Place;

/// A row of a table held in memory.
#[derive(Debug, Clone, Copy)]
pub struct RowView<'a> {
    pub(super) table: Table,
    pub(super) rows: &'a TableRows,
    pub(super) index: u32,
}

/// A cell of a row held in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellView<'a> {
    /// The name of the column.
    pub field: &'static str,
    /// The value, trimmed and not empty.
    pub text: &'a str,
    /// Where it stands in the file of the table.
    pub place: Place,
}

/// The rows of one child.
#[derive(Debug, Clone, Copy)]
pub struct ChildView<'a> {
    pub(super) whole: &'a Ssda903Return,
    pub(super) ranges: &'a [Range<u32>; Table::ALL.len()],
}

impl<'a> RowView<'a> {
    /// The table.
    pub fn table(&self) -> Table {
        self.table
    }

    /// The number of the row in its table, from 0, in the order of the file.
    pub fn index(&self) -> usize {
        self.index as usize
    }

    /// The line on which the row begins.
    pub fn line(&self) -> u32 {
        self.rows.rows.get(self.index()).map_or(0, |row| row.line)
    }

    /// The cell of a column; `None` when it is blank, or no column of the table.
    pub fn get(&self, column: Column) -> Option<CellView<'a>> {
        let columns = self.table.columns();
        self.cell_at(columns.iter().position(|own| *own == column)?, column)
    }

    /// The cell of a column whose number in the table is known.
    fn cell_at(&self, at: usize, column: Column) -> Option<CellView<'a>> {
        let width = self.table.columns().len();
        let span = self.rows.cells.get(self.index() * width + at)?;
        if span.length == 0 {
            return None;
        }
        let start = span.start as usize;
        Some(CellView {
            field: column.name(),
            text: self.rows.text.get(start..start + span.length as usize)?,
            place: span.place,
        })
    }

    /// The text of a column; `""` when it is blank.
    pub fn text(&self, column: Column) -> &'a str {
        self.get(column).map_or("", |cell| cell.text)
    }

    /// The cells, in the order of [`Table::columns`], without the blank ones.
    pub fn cells(&self) -> impl Iterator<Item = (Column, CellView<'a>)> {
        let row = *self;
        let columns = self.table.columns().iter().enumerate();
        columns.filter_map(move |(at, column)| Some((*column, row.cell_at(at, *column)?)))
    }

    /// Whether the cell was copied from the child's header (XML).
    pub fn is_copied(&self, column: Column) -> bool {
        let at = self.table.columns().iter().position(|own| *own == column);
        let copied = self.rows.rows.get(self.index()).map_or(0, |row| row.copied);
        at.is_some_and(|bit| copied & (1 << bit) != 0)
    }
}

impl<'a> ChildView<'a> {
    /// The child's number; empty for rows that have none.
    pub fn id(&self) -> &'a str {
        let mut rows = Table::ALL.into_iter().flat_map(|table| self.rows(table));
        rows.next().map_or("", |row| row.text(Column::Child))
    }

    /// The child's rows in one table, in the order of the file.
    pub fn rows(&self, table: Table) -> impl Iterator<Item = RowView<'a>> + use<'a> {
        let rows = self.whole.table(table);
        let range = self.ranges.get(table as usize).cloned().unwrap_or_default();
        let indices = rows.by_child.get(range.start as usize..range.end as usize);
        let indices = indices.unwrap_or_default().iter();
        indices.map(move |index| RowView {
            table,
            rows,
            index: *index,
        })
    }
}
