//! A looked after return as a whole, in memory, with its rows by child.
//!
//! Texts stand in one buffer for each table, and a cell is where it stands there and
//! in the file: sixteen bytes and the text. A return of 100,000 episodes takes some
//! tens of megabytes.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use super::csv::{CsvReader, ExtraColumn};
use super::views::{ChildView, RowView};
use super::{Column, Row, Table, WrongWidth, XmlReader};
use crate::read::{Place, ReadError, TableFile, Unread, cell::narrow};

/// A looked after return in memory.
#[derive(Debug, Default)]
pub struct Ssda903Return {
    tables: [TableRows; Table::ALL.len()],
    /// The child's rows in [`TableRows::by_child`] of each table.
    children: Vec<[Range<u32>; Table::ALL.len()]>,
    unread: Vec<Unread>,
}

/// The rows of one table.
#[derive(Debug, Default)]
pub struct TableRows {
    file: String,
    pub(super) text: String,
    /// As many for each row as the table has columns.
    pub(super) cells: Vec<Span>,
    pub(super) rows: Vec<RowHead>,
    pub(super) by_child: Vec<u32>,
    extra_columns: Vec<ExtraColumn>,
    wrong_widths: Vec<WrongWidth>,
    unread: Vec<Unread>,
    windows_1252_from: Option<u32>,
}

/// A cell: where it stands in the text of the table, and in the file. Length 0: none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    pub start: u32,
    pub length: u32,
    pub place: Place,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct RowHead {
    pub line: u32,
    pub copied: u16,
}

impl Ssda903Return {
    /// Reads CSV files, one for each table. A table without a file is empty.
    pub fn from_csv(files: &[TableFile]) -> Result<Self, ReadError> {
        Self::from_csv_readers(files.iter().map(|file| CsvReader::open(&file.path)))
    }

    /// Reads what the readers of CSV files give, one for each table.
    ///
    /// # Errors
    ///
    /// Those of the readers, and where two of them read the same table.
    pub fn from_csv_readers<R: std::io::Read>(
        readers: impl IntoIterator<Item = Result<CsvReader<R>, ReadError>>,
    ) -> Result<Self, ReadError> {
        let mut whole = Self::default();
        for reader in readers {
            let mut reader = reader?;
            let table = reader.table();
            let rows = whole.rows_mut(table);
            if !rows.file.is_empty() {
                let (first, second) = (rows.file.clone(), reader.file().to_owned());
                return Err(ReadError::TwoFilesOfOneTable {
                    table,
                    first,
                    second,
                });
            }
            reader.file().clone_into(&mut rows.file);
            for row in &mut reader {
                rows.add(row?)?;
            }
            rows.extra_columns = reader.extra_columns().to_vec();
            rows.windows_1252_from = reader.windows_1252_from();
        }
        whole.group();
        Ok(whole)
    }

    /// Reads an XML file.
    pub fn from_xml(path: &Path) -> Result<Self, ReadError> {
        Self::from_xml_reader(XmlReader::<File>::open(path)?)
    }

    /// Reads what an XML reader gives.
    pub fn from_xml_reader<R: std::io::Read>(mut reader: XmlReader<R>) -> Result<Self, ReadError> {
        let mut whole = Self::default();
        for table in &mut whole.tables {
            reader.file().clone_into(&mut table.file);
        }
        for child in reader.children() {
            let mut child = child?;
            whole.unread.append(&mut child.unread);
            for row in child.rows {
                whole.rows_mut(row.table).add(row)?;
            }
        }
        whole.unread.extend_from_slice(reader.unread());
        whole.group();
        Ok(whole)
    }

    /// Holds rows that stand in no file.
    ///
    /// # Errors
    ///
    /// Where a table holds more than can be counted.
    pub fn from_rows(rows: impl IntoIterator<Item = Row>) -> Result<Self, ReadError> {
        let mut whole = Self::default();
        for row in rows {
            whole.rows_mut(row.table).add(row)?;
        }
        whole.group();
        Ok(whole)
    }

    /// One table.
    pub fn table(&self, table: Table) -> &TableRows {
        // A table's number is its place in `Table::ALL`, so that there always is one.
        &self.tables[table as usize]
    }

    /// The rows of one table, in the order of the file.
    pub fn rows(&self, table: Table) -> impl Iterator<Item = RowView<'_>> {
        let rows = self.table(table);
        (0..narrow(rows.rows.len())).map(move |index| RowView { table, rows, index })
    }

    /// The children, in the order of their numbers as text. Rows without `CHILD` are
    /// together under the empty number.
    pub fn children(&self) -> impl Iterator<Item = ChildView<'_>> {
        self.children.iter().map(|ranges| ChildView {
            whole: self,
            ranges,
        })
    }

    /// The child of this number.
    pub fn child(&self, id: &str) -> Option<ChildView<'_>> {
        let view = |ranges| ChildView {
            whole: self,
            ranges,
        };
        let at = self
            .children
            .binary_search_by(|ranges| view(ranges).id().cmp(id))
            .ok()?;
        self.children.get(at).map(view)
    }

    /// What an XML file holds that was not read. Of CSV files see [`TableRows::unread`].
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    fn rows_mut(&mut self, table: Table) -> &mut TableRows {
        &mut self.tables[table as usize]
    }

    /// Sorts the rows of each table by child, and finds each child's rows in each.
    fn group(&mut self) {
        for (rows, table) in self.tables.iter_mut().zip(Table::ALL) {
            let mut order: Vec<u32> = (0..narrow(rows.rows.len())).collect();
            order.sort_by_cached_key(|index| {
                let row = RowView {
                    table,
                    rows,
                    index: *index,
                };
                row.text(Column::Child)
            });
            rows.by_child = order;
        }
        let mut at = [0_u32; Table::ALL.len()];
        let mut children = Vec::new();
        while let Some(id) = (0..at.len())
            .filter_map(|table| self.id_at(table, &at))
            .min()
        {
            let mut ranges: [Range<u32>; Table::ALL.len()] = Default::default();
            for (table, range) in ranges.iter_mut().enumerate() {
                let start = at.get(table).copied().unwrap_or_default();
                while self.id_at(table, &at) == Some(id) {
                    if let Some(next) = at.get_mut(table) {
                        *next += 1;
                    }
                }
                *range = start..at.get(table).copied().unwrap_or_default();
            }
            children.push(ranges);
        }
        self.children = children;
    }

    /// The child of the next row of a table, while the tables are gone through.
    fn id_at(&self, table: usize, at: &[u32]) -> Option<&str> {
        let rows = self.tables.get(table)?;
        let index = *rows.by_child.get(*at.get(table)? as usize)?;
        Some(
            RowView {
                table: *Table::ALL.get(table)?,
                rows,
                index,
            }
            .text(Column::Child),
        )
    }
}

impl TableRows {
    /// The name of the file the table came from; empty when there was none.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The columns of the CSV file that the table does not have.
    pub fn extra_columns(&self) -> &[ExtraColumn] {
        &self.extra_columns
    }

    /// The rows of the CSV file that have too many fields, or too few.
    pub fn wrong_widths(&self) -> &[WrongWidth] {
        &self.wrong_widths
    }

    /// The values of the CSV file beyond the last column.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The first line of the CSV file that is not UTF-8, when one is.
    pub fn windows_1252_from(&self) -> Option<u32> {
        self.windows_1252_from
    }

    fn add(&mut self, mut row: Row) -> Result<(), ReadError> {
        let mut copied = 0;
        for (bit, column) in row.table.columns().iter().enumerate() {
            let mut span = Span::default();
            if let Some(cell) = row.get(*column) {
                let place = cell.place();
                let too_large = |_| ReadError::TooLarge {
                    file: self.file.clone(),
                };
                let start = u32::try_from(self.text.len()).map_err(too_large)?;
                span = Span {
                    start,
                    length: narrow(cell.text.len()),
                    place,
                };
                self.text.push_str(&cell.text);
            }
            copied |= u16::from(row.is_copied(*column)) << bit;
            self.cells.push(span);
        }
        self.rows.push(RowHead {
            line: row.line,
            copied,
        });
        self.wrong_widths.extend(row.wrong_width);
        self.unread.append(&mut row.unread);
        Ok(())
    }
}
