//! Reads one table of the dataset from its CSV file, row by row.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Header, Table};
use crate::read::ssda903::Records;
use crate::read::{Place, ReadError};

/// A CSV file that holds a table of the dataset.
pub struct CsvTable<R> {
    records: Records<R>,
    header: Header,
}

/// A row as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow {
    /// The line on which it begins.
    pub line: u32,
    /// The value of each column of the table, trimmed; `None` where it is empty.
    pub cells: Vec<Option<String>>,
    /// Values in columns that the table does not have: the column, or none where the
    /// row is longer than the first, and the value.
    pub beyond: Vec<(String, String)>,
}

impl CsvTable<File> {
    /// Opens a file; `None` where its first row is that of no table.
    pub fn open(path: &Path) -> Result<Option<Self>, ReadError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|source| ReadError::Io {
            file: name.clone(),
            place: Place::default(),
            source,
        })?;
        Self::new(file, name)
    }
}

impl<R: Read> CsvTable<R> {
    /// Reads the first row; `None` where it is that of no table.
    pub fn new(content: R, file: String) -> Result<Option<Self>, ReadError> {
        let mut records = Records::begin(content, file)?;
        let Some(first) = records.next()? else {
            return Ok(None);
        };
        let names: Vec<String> = first
            .fields()
            .map(|field| field.text.into_owned())
            .collect();
        let header = Header::of(names.iter().map(String::as_str));
        Ok(header.map(|header| Self { records, header }))
    }

    /// The table.
    pub fn table(&self) -> &'static Table {
        self.header.table
    }

    /// Its place in [`Table::ALL`].
    pub fn at(&self) -> usize {
        self.header.at
    }

    /// The next row.
    pub fn next_row(&mut self) -> Result<Option<CsvRow>, ReadError> {
        let Some(record) = self.records.next()? else {
            return Ok(None);
        };
        let line = record.line();
        let fields = record.fields().map(|field| Some(field.text.into_owned()));
        Ok(Some(self.header.row(line, fields.collect())))
    }
}
