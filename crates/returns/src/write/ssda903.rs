//! Writes the looked after return as its CSV files: one for each table, in the order of the
//! Department for Education's columns. `UASC` of the header is the XML file's alone.

use std::io::{self, Write};

use crate::read::ssda903::{Column, Row, Table};

/// Writes one table, row by row.
pub struct CsvTable<W: Write> {
    out: csv::Writer<W>,
    table: Table,
}

impl<W: Write> CsvTable<W> {
    /// Writes the first row: the names of the columns.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn begin(out: W, table: Table) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        let names = columns(table).map(Column::name);
        out.write_record(names).map_err(io::Error::other)?;
        Ok(Self { out, table })
    }

    /// Writes a row of the table; one of another is not written.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        if row.table != self.table {
            return Ok(());
        }
        let cells = columns(self.table).map(|column| row.text(column));
        self.out.write_record(cells).map_err(io::Error::other)
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// Where the last of it cannot be written.
    pub fn end(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The columns of the CSV file.
fn columns(table: Table) -> impl Iterator<Item = Column> {
    let all = table.columns().iter().copied();
    all.filter(move |column| table.requires(*column))
}
