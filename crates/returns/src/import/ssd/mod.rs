//! What a Standard Safeguarding Dataset says, as records.
//!
//! One file's rows are taken together: a person's, or the organisation's own. Each value
//! that fits its column goes into the record that the table's description names. What
//! was proposed is then projected back ([`project`](crate::write::ssd::project)), and where the
//! projection does not give a row back as it stood – a row without its date, a key of
//! the dataset's own, two rows of which the record has one – the difference is kept
//! beside it in a record of the type `dataset-row`. So what is written again is what
//! was read, and nothing has two homes.

mod check;
mod fills;
mod give_back;
mod proposing;
mod taking;
mod values;

use record::staging::{Batch, Column, SetAside};

use super::Extract;
use crate::read::ssd::Table;
use taking::Taking;

/// The Standard Safeguarding Dataset.
pub const SSD: &str = "ssd";
/// The same, where somebody says from which day on it tells everything.
pub const SSD_WHOLE: &str = "ssd-whole";

/// A row of a dataset, with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The place of its table in [`Table::ALL`].
    pub table: usize,
    /// The file it stands in.
    pub file: String,
    /// The line on which it begins; in a database, the number of the row.
    pub line: u32,
    /// Its cells, in the table's order.
    pub cells: Vec<Option<String>>,
    /// The line of the row that had its key before, where there was one.
    pub again: Option<u32>,
}

/// Whose rows are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'p> {
    /// A person's, by the authority's own identifier.
    Person(&'p str),
    /// The organisation's own.
    Organisation,
}

/// The batch of one file, from all of its rows.
pub fn batch(extract: &Extract<'_>, whose: Whose<'_>, rows: Vec<Row>) -> Batch {
    let mut taking = Taking::new(extract, whose);
    if let (Whose::Person(id), Some(first)) = (whose, rows.first()) {
        id.clone_into(&mut taking.batch.authority_id);
        taking.listing(first);
    }
    let mut rows = check::rows(&mut taking, rows);
    rows.sort_by_key(|row| (row.table, row.line));
    for row in &rows {
        taking.row(row);
    }
    taking.batch.born_on = fills::born_on(&taking);
    fills::all(&mut taking);
    give_back::keep_the_rest(&mut taking);
    taking.batch
}

/// Rows that cannot be said to be anybody's.
pub fn nobodys(extract: &Extract<'_>, rows: &[Row]) -> Vec<SetAside> {
    let taking = Taking::new(extract, Whose::Organisation);
    let why = "No row of ssd_person has the person to whom this row belongs, so it cannot be said whose it is. Add the person, or correct the key, at the source.";
    rows.iter()
        .map(|row| taking.whole_row(row, why.to_owned()))
        .collect()
}

/// The columns of a row that hold a value, as they are counted.
pub fn columns(row: &Row) -> impl Iterator<Item = Column> + '_ {
    let table = Table::ALL.get(row.table);
    let columns = table.map_or(&[][..], |table| table.columns);
    let name = table.map_or("", |table| table.name);
    (columns.iter().zip(&row.cells))
        .filter(|(_, cell)| cell.is_some())
        .map(move |(column, _)| (name, column.name))
}
