//! Datasets given as rows, taken into a file of the record, and projected again.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::date;
use practice::{Book, Id, When};
use record::staging::{Batch, Column, Staged, Writing, stage};
use record::{Casefile, Entry, Header};
use returns::import::Extract;
use returns::import::ssd::{self, Row, SSD, Whose};
use returns::read::period::Period;
use returns::read::ssd::Table;
use returns::write::ssd::{Projected, project};

/// The rows of a table, as text cells.
pub type Tables = BTreeMap<&'static str, Vec<Vec<Option<String>>>>;

pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::england().expect("the book of England is sound"))
}

pub fn extract() -> Extract<'static> {
    Extract {
        book: book(),
        source: SSD,
        period: Period {
            from: date(2020, 4, 1),
            to: date(2026, 3, 31),
        },
    }
}

/// A row of a table from `column=value` pairs.
pub fn row(table: &str, line: u32, given: &[(&str, &str)]) -> Row {
    let (at, table) = Table::named(table).expect("a table");
    let mut cells = vec![None; table.columns.len()];
    for (name, value) in given {
        let (place, _) = table.column(name).unwrap_or_else(|| panic!("no {name}"));
        cells[place] = Some((*value).to_owned());
    }
    Row {
        table: at,
        file: format!("{}.csv", table.name),
        line,
        cells,
        again: None,
    }
}

/// The rows as tables, in the order of their cells.
pub fn tables<'r>(rows: impl IntoIterator<Item = (usize, &'r Vec<Option<String>>)>) -> Tables {
    let mut tables = Tables::new();
    for (table, cells) in rows {
        let name = Table::ALL[table].name;
        tables.entry(name).or_default().push(cells.clone());
    }
    for rows in tables.values_mut() {
        rows.sort();
    }
    tables
}

/// A file of the record, taken in from batches.
#[derive(Default)]
pub struct File {
    pub entries: Vec<Entry>,
    next: u128,
}

impl File {
    /// Takes a batch in, and says what was done.
    pub fn take(&mut self, batch: Batch) -> Staged {
        let casefile = self.casefile();
        let writing = Writing {
            book: book(),
            owner: Id::from_bytes([1; 16]),
            organisation: Id::from_bytes([2; 16]),
            recorded_by: Id::from_bytes([3; 16]),
            noted_on: When::Day(date(2026, 3, 31)),
        };
        let next = &mut self.next;
        let staged = stage(&writing, &casefile, batch, &mut || {
            *next += 1;
            // Random identifiers come in no order: neither do these.
            Id::from_bytes(
                (*next)
                    .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_0C91_4E2B_6D4F)
                    .to_be_bytes(),
            )
        });
        for draft in &staged.drafts {
            self.entries.push(Entry {
                position: self.entries.len() as u64 + 1,
                header: Header {
                    id: draft.id,
                    owner: draft.owner,
                    owner_version: self.entries.len() as u64 + 1,
                    refers_to: Vec::new(),
                    kind: draft.kind.clone(),
                    kind_version: draft.kind_version,
                    occurred: draft.occurred,
                    recorded_at: Timestamp::UNIX_EPOCH,
                    recorded_by: draft.recorded_by,
                    organisation: draft.organisation,
                    corrects: draft.corrects,
                    group: draft.group,
                },
                body: Some(draft.body.clone()),
            });
        }
        staged
    }

    pub fn casefile(&self) -> Casefile {
        Casefile::fold(&self.entries)
    }

    pub fn project(&self, person: Option<&str>) -> Projected {
        project(book(), &self.casefile().facts, person)
    }
}

/// The batch of a person's rows.
pub fn batch(person: &str, rows: &[Row]) -> Batch {
    ssd::batch(&extract(), Whose::Person(person), rows.to_vec())
}

/// Where the values of a batch ended, each counted.
pub fn ended_in(batch: &Batch) -> BTreeMap<Column, u64> {
    let mut values = BTreeMap::new();
    let proposed = batch.proposed.iter().flat_map(|one| &one.values);
    let aside = batch.set_aside.iter().flat_map(|one| &one.values);
    for column in proposed.chain(aside) {
        *values.entry(*column).or_default() += 1;
    }
    values
}

/// The values of rows, each counted.
pub fn given(rows: &[Row]) -> BTreeMap<Column, u64> {
    let mut values = BTreeMap::new();
    for column in rows
        .iter()
        .flat_map(|row| ssd::columns(row).collect::<Vec<_>>())
    {
        *values.entry(column).or_default() += 1;
    }
    values
}
