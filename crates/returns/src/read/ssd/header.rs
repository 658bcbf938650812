//! Telling a table of the dataset by the columns of its first row.

use super::{CsvRow, Table};

/// What a first row is: the table, and which of its columns stands in each field.
#[derive(Clone, Debug)]
pub struct Header {
    /// The table.
    pub table: &'static Table,
    /// Its place in [`Table::ALL`].
    pub at: usize,
    /// For each field of a row, the place of its column.
    pub columns: Vec<Option<usize>>,
    /// The names that the table does not have, and in which field each stands.
    pub extra: Vec<(usize, String)>,
}

impl Header {
    /// The table that these columns belong to: the one whose key stands among them, and
    /// at least half of whose other columns do. An edition of the dataset that lacks a
    /// column, or has one more, is read all the same.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Option<Self> {
        let names: Vec<String> = names.map(|name| name.trim().to_ascii_lowercase()).collect();
        let stands = |name: &str| names.iter().any(|other| other == name);
        let (at, table) = (Table::ALL.iter().enumerate()).find(|(_, table)| {
            let known = table.columns.iter().filter(|column| stands(column.name));
            table.key.iter().all(|key| stands(key)) && known.count() * 2 >= table.columns.len()
        })?;
        let mut taken = vec![false; table.columns.len()];
        let mut extra = Vec::new();
        let columns = (names.iter().enumerate())
            .map(|(field, name)| {
                let found = table.column(name).map(|(place, _)| place);
                let free = found.filter(|place| taken.get(*place) == Some(&false));
                match free.and_then(|place| taken.get_mut(place)) {
                    Some(taken) => *taken = true,
                    None => extra.push((field, name.clone())),
                }
                free
            })
            .collect();
        Some(Self {
            table,
            at,
            columns,
            extra,
        })
    }

    /// A row from the fields that stand under these columns, trimmed.
    pub fn row(&self, line: u32, fields: Vec<Option<String>>) -> CsvRow {
        let mut row = CsvRow {
            line,
            cells: vec![None; self.table.columns.len()],
            beyond: Vec::new(),
        };
        for (field, text) in fields.into_iter().enumerate() {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            if text.is_empty() {
                continue;
            }
            let place = self.columns.get(field).copied().flatten();
            if let Some(cell) = place.and_then(|place| row.cells.get_mut(place)) {
                *cell = Some(text.to_owned());
            } else {
                let named = self.extra.iter().find(|(at, _)| *at == field);
                let name = named.map(|(_, name)| name.clone()).unwrap_or_default();
                row.beyond.push((name, text.to_owned()));
            }
        }
        row
    }
}
