//! Reads one table of the looked after return from its CSV file.
//!
//! The table is told from the columns of the first row, in any order and any case.
//! Fields are separated by commas, and may be quoted; a quoted field may hold line
//! breaks. Rows without a single value are passed over. Text is UTF-8, with or
//! without a mark; a row that is not is read as Windows-1252, and
//! [`CsvReader::windows_1252_from`] says so.

mod header;
mod records;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub(crate) use header::{Header, Match};
pub(crate) use records::Records;

use super::{Column, Row, Table, WrongWidth};
use crate::read::{Cell, Place, ReadError, Unread, WhyUnread, cell::narrow};
use records::Record;

/// Reads the rows of one table: an iterator over them, which ends after an error.
pub struct CsvReader<R> {
    records: Records<R>,
    header: Header,
    finished: bool,
}

/// A column of the file that the table does not have. Its values are counted, and
/// not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraColumn {
    /// Its name in the file; may be empty.
    pub name: String,
    /// The number of its field.
    pub column: u32,
    /// How many values stand in it, in the rows read so far.
    pub values: u64,
}

impl CsvReader<File> {
    /// Opens a file and reads its first row.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let file = path.display().to_string();
        match File::open(path) {
            Ok(content) => Self::new(content, file),
            Err(source) => Err(ReadError::Io {
                file,
                place: Place::default(),
                source,
            }),
        }
    }
}

impl<R: Read> CsvReader<R> {
    /// Reads the first row. `file` is the name for messages.
    pub fn new(content: R, file: impl Into<String>) -> Result<Self, ReadError> {
        let mut records = Records::begin(content, file.into())?;
        let file = records.file().to_owned();
        let Some(first) = records.next()? else {
            return Err(ReadError::NotText {
                file,
                what: crate::read::NotText::Empty,
            });
        };
        match Header::of(&first) {
            Match::Table(header) => Ok(Self {
                records,
                header,
                finished: false,
            }),
            Match::Twice {
                name,
                first: a,
                second,
                ..
            } => Err(ReadError::DuplicateColumn {
                file,
                line: first.line(),
                name,
                first: a,
                second,
            }),
            Match::Near {
                table,
                missing,
                extra,
            } => Err(ReadError::WrongColumns {
                file,
                nearest: Some(table),
                missing,
                extra,
            }),
            Match::None => Err(ReadError::WrongColumns {
                file,
                nearest: None,
                missing: Vec::new(),
                extra: Vec::new(),
            }),
        }
    }

    /// The table.
    pub fn table(&self) -> Table {
        self.header.table
    }

    /// The name of the file, as it was given.
    pub fn file(&self) -> &str {
        self.records.file()
    }

    /// The columns the table does not have.
    pub fn extra_columns(&self) -> &[ExtraColumn] {
        &self.header.extra
    }

    /// The first line that was read as Windows-1252, when one was so far.
    pub fn windows_1252_from(&self) -> Option<u32> {
        self.records.windows_1252_from()
    }

    fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        while let Some(record) = self.records.next()? {
            let row = row(&mut self.header, &record);
            if !row.is_blank() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

fn row(header: &mut Header, record: &Record<'_>) -> Row {
    let mut row = Row::new(header.table, record.line());
    let mut found = 0;
    for (index, field) in record.fields().enumerate() {
        found += 1;
        let text = field.text.trim();
        if text.is_empty() {
            continue;
        }
        let place = Place {
            line: field.line,
            column: narrow(index + 1),
        };
        match header.fields.get(index) {
            Some(Some(column)) => {
                // The header has each column once, so that there is always room.
                let _ = row.put(*column, Cell::new(column.name(), text.to_owned(), place));
            }
            Some(None) => header.count_extra(place.column),
            None => row.unread.push(Unread {
                place,
                path: header.table.name().to_owned(),
                text: text.to_owned(),
                why: WhyUnread::BeyondLastColumn,
            }),
        }
    }
    if found != header.fields.len() {
        row.wrong_width = Some(WrongWidth {
            line: record.line(),
            expected: narrow(header.fields.len()),
            found: narrow(found),
        });
    }
    row
}

impl<R: Read> Iterator for CsvReader<R> {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let row = self.next_row().transpose();
        self.finished = !matches!(row, Some(Ok(_)));
        row
    }
}

/// The columns of a header that are not in a table, and those of a table that are
/// not in the header.
pub(crate) fn difference(names: &[String], table: Table) -> (Vec<&'static str>, Vec<String>) {
    let has = |column: &Column| names.iter().any(|name| name == column.name());
    let required = table
        .columns()
        .iter()
        .filter(|column| table.requires(**column));
    let missing = required
        .filter(|column| !has(column))
        .map(|column| column.name())
        .collect();
    let known = |name: &String| table.columns().iter().any(|column| column.name() == name);
    let extra = names
        .iter()
        .filter(|name| !name.is_empty() && !known(name))
        .cloned()
        .collect();
    (missing, extra)
}
