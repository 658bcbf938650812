//! Reading all tables of a dataset into a file of tables without a name.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::bail;
use jiff::civil::Date;
use practice::Book;
use record::staging::Column as Counted;
use returns::import::{NOT_IN_SPECIFICATION, ssd};
use returns::read::Found;
use returns::read::period::Period;
use returns::read::ssd::{Column, CsvRow, CsvTable, Form, Header, How, Table, form};
use store::{TableError, TableFile};

use super::{looked_for, widened};
use crate::edge;

/// What is kept of a row besides its cells.
pub const BESIDES: [&str; 4] = ["_file", "_line", "_again", "_taken"];

/// A dataset, read.
pub struct Loaded {
    /// Its tables.
    pub tables: TableFile,
    /// The period in which it says that something happened.
    pub period: Option<Period>,
    /// How many rows name a person.
    pub persons: u64,
    /// Values in columns that a table does not have: table, file and column; the first
    /// line and how many.
    pub beyond: BTreeMap<(&'static str, String, String), (u32, u64)>,
}

impl Loaded {
    /// Reads a dataset, and counts each value that stands in it.
    pub fn read(
        book: &Book,
        found: &Found,
        value_in: &mut dyn FnMut(Counted),
    ) -> anyhow::Result<Self> {
        let tables = TableFile::scratch()?;
        for table in Table::ALL {
            make(&tables, table)?;
        }
        let mut loaded = Self {
            tables,
            period: None,
            persons: 0,
            beyond: BTreeMap::new(),
        };
        let mut span = Span::new(book);
        each_row(found, &mut |row| {
            ssd::columns(&row).for_each(&mut *value_in);
            span.see(row.table, &row.cells);
            loaded.persons += u64::from(row.table == 0);
            loaded.add(&row)?;
            Ok(())
        })?;
        each_beyond(found, &mut |table, file, column, line| {
            value_in(NOT_IN_SPECIFICATION);
            let key = (table, file.to_owned(), column.to_owned());
            loaded.beyond.entry(key).or_insert((line, 0)).1 += 1;
        })?;
        loaded.period = span.period();
        Ok(loaded)
    }

    fn add(&self, row: &ssd::Row) -> Result<(), TableError> {
        let Some(table) = Table::ALL.get(row.table) else {
            return Ok(());
        };
        let key: Option<Vec<(&str, Option<&str>)>> = (table.key.iter())
            .map(|name| {
                let (at, _) = table.column(name)?;
                Some((*name, Some(row.cells.get(at)?.as_deref()?)))
            })
            .collect();
        let before = match key {
            Some(key) => self.tables.find(table.name, &key)?,
            None => Vec::new(),
        };
        let again = before
            .first()
            .and_then(|(_, cells)| cells.get(table.columns.len() + 1));
        let again = again.cloned().flatten();
        let line = row.line.to_string();
        let mut cells: Vec<Option<&str>> = row.cells.iter().map(Option::as_deref).collect();
        cells.extend([Some(row.file.as_str()), Some(&line), again.as_deref(), None]);
        self.tables.add(table.name, &cells)
    }
}

fn make(tables: &TableFile, table: &'static Table) -> Result<(), TableError> {
    let mut columns: Vec<(&str, bool)> = (table.columns.iter())
        .map(|column| (column.name, false))
        .collect();
    columns.extend(BESIDES.map(|name| (name, false)));
    let mut indexes = vec![table.key.to_vec()];
    indexes.extend(looked_for(table).map(|column| vec![column]));
    tables.make(table.name, &columns, &indexes)
}

/// Gives every row of a dataset, table by table.
pub fn each_row(
    found: &Found,
    take: &mut dyn FnMut(ssd::Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    each(found, &mut |table, file, row| {
        take(ssd::Row {
            table,
            file: file.to_owned(),
            line: row.line,
            cells: row.cells,
            again: None,
        })
    })
}

/// Gives every value in a column that its table does not have: table, file, column and
/// line.
fn each_beyond(
    found: &Found,
    take: &mut dyn FnMut(&'static str, &str, &str, u32),
) -> anyhow::Result<()> {
    each(found, &mut |table, file, row| {
        let name = Table::ALL.get(table).map_or("", |table| table.name);
        for (column, _) in &row.beyond {
            take(name, file, column, row.line);
        }
        Ok(())
    })
}

fn each(
    found: &Found,
    take: &mut dyn FnMut(usize, &str, CsvRow) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match found {
        Found::SsdCsv { files } => {
            for file in files {
                let Some(mut table) = CsvTable::open(&file.path)? else {
                    continue;
                };
                let (at, name) = (table.at(), file.path.display().to_string());
                while let Some(row) = table.next_row()? {
                    take(at, &name, row)?;
                }
            }
            Ok(())
        }
        Found::Database { file } => database(file, take),
        _ => bail!("this is no dataset"),
    }
}

fn database(
    path: &Path,
    take: &mut dyn FnMut(usize, &str, CsvRow) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let name = path.display().to_string();
    let file = TableFile::open(path)?;
    let mut met: BTreeMap<usize, String> = BTreeMap::new();
    for table in file.tables()? {
        let columns = file.columns(&table)?;
        let Some(header) = Header::of(columns.iter().map(String::as_str)) else {
            continue;
        };
        if let Some(other) = met.insert(header.at, table.clone()) {
            bail!(
                "{name}: {other} and {table} both hold {}; remove one",
                header.table.name
            );
        }
        let mut line = 0_u32;
        file.each_as_it_stands(&table, |cells| {
            line = line.saturating_add(1);
            take(header.at, &name, header.row(line, cells))
        })?;
    }
    if met.is_empty() {
        bail!(
            "{name} is a database, but none of its tables is one of the Standard Safeguarding Dataset: name another file"
        );
    }
    Ok(())
}

/// The days on which a dataset says that something happened. A day still to come is a
/// plan or a slip, and says nothing of when the dataset was made.
pub struct Span {
    period: Option<Period>,
    today: Date,
    /// For each table, the columns that say when something happened.
    columns: Vec<Vec<usize>>,
}

impl Span {
    /// With the columns that say when something happened, by the practice book.
    pub fn new(book: &Book) -> Self {
        let happened = |kind: &str, field: &str| {
            let record = book.record(kind).filter(|record| record.occurred == field);
            let field = record.and_then(|record| record.fields.get(field));
            field.is_some_and(|field| !field.told)
        };
        let says_when = |column: &Column| {
            let mut held = column.held.iter().flatten();
            held.any(|held| match held.how {
                How::Field(field) => happened(held.kind, field),
                How::Known(_) | How::KnownOrEmpty(_) => false,
            })
        };
        let columns = |table: &&'static Table| {
            let columns = table.columns.iter().enumerate();
            let dated = columns.filter(|(_, column)| says_when(column));
            dated.map(|(at, _)| at).collect()
        };
        Self {
            period: None,
            today: practice::When::Instant(edge::now()).day(),
            columns: Table::ALL.iter().map(columns).collect(),
        }
    }

    /// Takes a row's days into account.
    pub fn see(&mut self, table: usize, cells: &[Option<String>]) {
        for at in self.columns.get(table).into_iter().flatten() {
            let cell = cells.get(*at).and_then(Option::as_deref);
            let day = cell.and_then(|text| form::canonical(Form::Date, text).ok());
            let day = day.and_then(|text| form::day(&text));
            if let Some(day) = day.filter(|day| *day <= self.today) {
                self.period = Some(widened(self.period, day));
            }
        }
    }

    /// From the first to the last of them.
    pub fn period(&self) -> Option<Period> {
        self.period
    }
}
