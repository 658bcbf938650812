//! A row of a table, from CSV or XML alike.

use super::{Column, Table};
use crate::read::{Cell, Unread};

/// One row of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The table.
    pub table: Table,
    /// The line on which the row begins; in XML, its block.
    pub line: u32,
    /// The number of fields, when it is not that of the header of the CSV file. The
    /// cells are then taken from the left, and may have slipped.
    pub wrong_width: Option<WrongWidth>,
    /// Values beyond the last column.
    pub unread: Vec<Unread>,
    /// In the order of [`Table::columns`].
    cells: Vec<Option<Cell>>,
    /// The columns, by bit, that were copied from the child's header (XML).
    copied: u16,
}

/// A row of a CSV file that has not as many fields as its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongWidth {
    /// The line of the row.
    pub line: u32,
    /// The fields of the header.
    pub expected: u32,
    /// The fields of the row.
    pub found: u32,
}

impl Row {
    pub(crate) fn new(table: Table, line: u32) -> Self {
        let cells = vec![None; table.columns().len()];
        Self {
            table,
            line,
            wrong_width: None,
            unread: Vec::new(),
            cells,
            copied: 0,
        }
    }

    /// The cell of a column; `None` when it is blank, or no column of the table.
    pub fn get(&self, column: Column) -> Option<&Cell> {
        self.cells.get(self.index(column)?)?.as_ref()
    }

    /// The text of a column; `""` when it is blank.
    pub fn text(&self, column: Column) -> &str {
        self.get(column).map_or("", |cell| &cell.text)
    }

    /// The cells, in the order of [`Table::columns`], without the blank ones.
    pub fn cells(&self) -> impl Iterator<Item = (Column, &Cell)> {
        let cells = self.table.columns().iter().zip(&self.cells);
        cells.filter_map(|(column, cell)| Some((*column, cell.as_ref()?)))
    }

    /// The cells that stand in this row in the file: in XML, without `CHILD`, `DOB`
    /// and `SEX` copied from the header. To count what was read against what is there.
    pub fn own_cells(&self) -> impl Iterator<Item = (Column, &Cell)> {
        self.cells().filter(|(column, _)| !self.is_copied(*column))
    }

    /// Whether the cell was copied from the child's header.
    pub fn is_copied(&self, column: Column) -> bool {
        self.index(column)
            .is_some_and(|index| self.copied & (1 << index) != 0)
    }

    /// Puts a cell into its column, unless there is one already (or no such column):
    /// then the cell comes back.
    pub(crate) fn put(&mut self, column: Column, cell: Cell) -> Result<(), Cell> {
        match self
            .index(column)
            .and_then(|index| self.cells.get_mut(index))
        {
            Some(slot @ None) => {
                *slot = Some(cell);
                Ok(())
            }
            _ => Err(cell),
        }
    }

    /// Copies a cell of the child's header into a column that is blank.
    pub(crate) fn copy(&mut self, column: Column, cell: Option<&Cell>) {
        if let (Some(cell), Some(index)) = (cell, self.index(column))
            && self.put(column, cell.clone()).is_ok()
        {
            self.copied |= 1 << index;
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(Option::is_none) && self.unread.is_empty()
    }

    fn index(&self, column: Column) -> Option<usize> {
        self.table.columns().iter().position(|own| *own == column)
    }
}
