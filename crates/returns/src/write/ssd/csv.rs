//! Writes one table of the dataset as CSV: UTF-8, commas, a line feed at each end, and
//! quotation marks only where a value needs them. A value stands as it is: a program
//! reads it, and a mark against formulas would be one character too many.

use std::io::Write;

use crate::read::ssd::Table;

/// Writes the rows of a table, in the order in which they are given.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the first row: the names of the columns.
    pub fn begin(out: W, table: &Table) -> Result<Self, csv::Error> {
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(out);
        out.write_record(table.columns.iter().map(|column| column.name))?;
        Ok(Self { out })
    }

    /// Writes a row.
    pub fn row(&mut self, cells: &[Option<String>]) -> Result<(), csv::Error> {
        self.out
            .write_record(cells.iter().map(|cell| cell.as_deref().unwrap_or_default()))
    }

    /// Ends the file.
    pub fn end(mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
