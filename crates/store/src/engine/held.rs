//! Rows kept in few pieces, on their way from one thread to another: a cell that was
//! allocated by itself here and freed there would make both wait for each other.

use super::{Cell, Many, Row};
use crate::sql::Statement;

/// Rows of so many columns each.
pub(crate) struct Held {
    width: usize,
    cells: Vec<Kept>,
    text: String,
    bytes: Vec<u8>,
}

/// A cell; of a text and of bytes, where they begin and end.
#[derive(Clone, Copy)]
enum Kept {
    Null,
    Int(i64),
    Flag(bool),
    Text(usize, usize),
    Bytes(usize, usize),
    Strange,
}

impl Held {
    /// None yet, of so many columns each.
    pub fn of(width: usize) -> Self {
        Self {
            width: width.max(1),
            cells: Vec::new(),
            text: String::new(),
            bytes: Vec::new(),
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.cells.len() / self.width
    }

    /// Takes in a row.
    pub fn push(&mut self, row: &dyn Row) {
        for column in 0..self.width {
            self.keep(row.cell(column));
        }
    }

    /// Lays aside all rows but the first ones.
    pub fn truncate(&mut self, rows: usize) {
        self.cells.truncate(rows * self.width);
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = HeldRow<'_>> {
        (self.cells.chunks_exact(self.width)).map(|cells| HeldRow { held: self, cells })
    }

    fn keep(&mut self, cell: Cell<'_>) {
        self.cells.push(match cell {
            Cell::Null => Kept::Null,
            Cell::Int(number) => Kept::Int(number),
            Cell::Flag(flag) => Kept::Flag(flag),
            Cell::Text(text) => {
                let from = self.text.len();
                self.text.push_str(text);
                Kept::Text(from, self.text.len())
            }
            Cell::Bytes(bytes) => {
                let from = self.bytes.len();
                self.bytes.extend_from_slice(bytes);
                Kept::Bytes(from, self.bytes.len())
            }
            Cell::Strange => Kept::Strange,
        });
    }

    fn cell(&self, kept: Kept) -> Cell<'_> {
        match kept {
            Kept::Null => Cell::Null,
            Kept::Int(number) => Cell::Int(number),
            Kept::Flag(flag) => Cell::Flag(flag),
            Kept::Text(from, to) => self.text.get(from..to).map_or(Cell::Strange, Cell::Text),
            Kept::Bytes(from, to) => self.bytes.get(from..to).map_or(Cell::Strange, Cell::Bytes),
            Kept::Strange => Cell::Strange,
        }
    }
}

/// One of the rows.
pub(crate) struct HeldRow<'h> {
    held: &'h Held,
    cells: &'h [Kept],
}

impl Row for HeldRow<'_> {
    fn cell(&self, column: usize) -> Cell<'_> {
        (self.cells.get(column)).map_or(Cell::Strange, |kept| self.held.cell(*kept))
    }
}

/// A statement, and the rows it is to be run for.
pub(crate) struct HeldMany(Statement, Held);

impl From<&Many<'_>> for HeldMany {
    fn from(many: &Many<'_>) -> Self {
        let mut held = Held::of(many.width);
        many.cells.iter().for_each(|cell| held.keep(*cell));
        Self(many.statement, held)
    }
}

impl HeldMany {
    /// As it was.
    pub fn many(&self) -> Many<'_> {
        let Self(statement, held) = self;
        Many {
            statement: *statement,
            width: held.width,
            cells: held.cells.iter().map(|kept| held.cell(*kept)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_comes_out_as_it_went_in() {
        let rows = [
            [Cell::Text("über"), Cell::Null, Cell::Bytes(&[0, 255])],
            [Cell::Int(-7), Cell::Flag(true), Cell::Text("")],
            [Cell::Strange, Cell::Bytes(&[]), Cell::Text("last")],
        ];
        let many = Many::of(Statement::SetMeta, rows.into_iter());

        let held = HeldMany::from(&many);

        let out: Vec<Vec<Cell<'_>>> = held.many().rows().map(<[_]>::to_vec).collect();
        assert_eq!(out, rows);
        let mut again = Held::of(3);
        held.1.rows().for_each(|row| again.push(&row));
        again.truncate(2);
        assert_eq!(again.len(), 2);
        let last = again.rows().last().unwrap();
        assert_eq!([0, 1, 2, 3].map(|n| last.cell(n)), {
            let [a, b, c] = rows[1];
            [a, b, c, Cell::Strange]
        });
    }
}
