//! Gathering each person's rows from the tables of a dataset.

use returns::import::ssd::Row;
use returns::read::ssd::{Owner, Table};
use store::Numbered;

use super::load::Loaded;
use super::looked_for;

/// How many rows are looked at together.
const PAGE: u32 = 500;

/// What is done with one person's rows.
type TakePerson<'t> = dyn FnMut(&str, Vec<Row>) -> anyhow::Result<()> + 't;

/// Gathers from a dataset.
pub struct Gathering<'l>(pub &'l Loaded);

impl Gathering<'_> {
    /// The organisation's own rows, and those that name no person where they need not.
    pub fn organisation(&self) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        for (at, table) in Table::ALL.iter().enumerate() {
            let own = match table.owner {
                Owner::Organisation => self.all(table)?,
                // Only this table's rows may be about nobody; others have lost their person.
                Owner::Person if table.name == "ssd_api_data_staging" => {
                    self.0.tables.find(table.name, &[("person_id", None)])?
                }
                Owner::Person | Owner::Through(..) => Vec::new(),
            };
            self.take(at, table, own, &mut rows)?;
        }
        Ok(rows)
    }

    /// Each person who has a row of their own, with all that belongs to them.
    pub fn each_person(&self, take: &mut TakePerson<'_>) -> anyhow::Result<()> {
        let Some(persons) = Table::ALL.first() else {
            return Ok(());
        };
        let mut last = 0;
        loop {
            let page = self.0.tables.page(persons.name, last, PAGE)?;
            let Some((end, _)) = page.last() else {
                return Ok(());
            };
            last = *end;
            for (_, cells) in page {
                let Some(person) = cells.first().cloned().flatten() else {
                    continue;
                };
                let is_again = cells.get(persons.columns.len() + 2);
                if is_again.is_some_and(Option::is_none) {
                    take(&person, self.of(&person)?)?;
                }
            }
        }
    }

    /// The rows of one person.
    fn of(&self, person: &str) -> anyhow::Result<Vec<Row>> {
        let mut rows: Vec<Row> = Vec::new();
        for (at, table) in Table::ALL.iter().enumerate() {
            let Some(column) = looked_for(table) else {
                continue;
            };
            let keys = match table.owner {
                Owner::Through(_, other, key) => keys(&rows, other, key),
                Owner::Person | Owner::Organisation => vec![person.to_owned()],
            };
            for key in keys {
                let found = self.0.tables.find(table.name, &[(column, Some(&key))])?;
                self.take(at, table, found, &mut rows)?;
            }
        }
        Ok(rows)
    }

    /// The rows that nobody took, some at a time.
    pub fn left_over(
        &self,
        take: &mut dyn FnMut(Vec<Row>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        for (at, table) in Table::ALL.iter().enumerate() {
            let mut last = 0;
            loop {
                let page = self.0.tables.page(table.name, last, PAGE)?;
                let Some((end, _)) = page.last() else {
                    break;
                };
                last = *end;
                let mut rows = Vec::new();
                self.take(at, table, page, &mut rows)?;
                if !rows.is_empty() {
                    take(rows)?;
                }
            }
        }
        Ok(())
    }

    fn all(&self, table: &Table) -> anyhow::Result<Vec<Numbered>> {
        let mut all: Vec<Numbered> = Vec::new();
        loop {
            let last = all.last().map_or(0, |(number, _)| *number);
            let page = self.0.tables.page(table.name, last, PAGE)?;
            if page.is_empty() {
                return Ok(all);
            }
            all.extend(page);
        }
    }

    /// Takes rows that nobody has taken yet.
    fn take(
        &self,
        at: usize,
        table: &Table,
        found: Vec<Numbered>,
        rows: &mut Vec<Row>,
    ) -> anyhow::Result<()> {
        for (number, mut cells) in found {
            let besides = cells.split_off(table.columns.len().min(cells.len()));
            let [file, line, again, taken] = besides.as_slice() else {
                continue;
            };
            if taken.is_some() {
                continue;
            }
            self.0.tables.set(table.name, number, "_taken", "1")?;
            let count = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
            rows.push(Row {
                table: at,
                file: file.clone().unwrap_or_default(),
                line: count(line).unwrap_or_default(),
                cells,
                again: count(again),
            });
        }
        Ok(())
    }
}

/// The values that rows of a table have in a column, each once.
fn keys(rows: &[Row], table: &str, column: &str) -> Vec<String> {
    let Some((at, table)) = Table::named(table) else {
        return Vec::new();
    };
    let Some((place, _)) = table.column(column) else {
        return Vec::new();
    };
    let of_table = rows.iter().filter(|row| row.table == at);
    let mut keys: Vec<String> = of_table
        .filter_map(|row| row.cells.get(place).cloned().flatten())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
