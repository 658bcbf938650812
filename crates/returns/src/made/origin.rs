//! Which record and field a cell of a made return came from: where a finding is mended.

use std::collections::HashMap;

use practice::{Fact, Id};

use crate::read::narrow;

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The entry that first told the record; nothing where there is no such record yet.
    pub entry: Option<Id>,
    /// The record type.
    pub kind: String,
    /// The field.
    pub field: &'static str,
}

impl Origin {
    /// A field of a record that stands.
    pub fn of(fact: &Fact, field: &'static str) -> Self {
        Self {
            entry: Some(fact.id),
            kind: fact.kind.clone(),
            field,
        }
    }

    /// A field of a record that is not there yet.
    pub fn wanting(kind: &str, field: &'static str) -> Self {
        Self {
            entry: None,
            kind: kind.to_owned(),
            field,
        }
    }
}

/// Where every cell of one child comes from, also the blank ones.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// By table, and by row from 0: each column with where it comes from.
    tables: HashMap<&'static str, Vec<Vec<(&'static str, Origin)>>>,
}

impl Origins {
    /// Begins the next row of a table; its number, from 0.
    pub(super) fn row(&mut self, table: &'static str) -> u32 {
        let rows = self.tables.entry(table).or_default();
        rows.push(Vec::new());
        narrow(rows.len() - 1)
    }

    /// Says where a cell comes from.
    pub(super) fn say(
        &mut self,
        (table, row): (&'static str, u32),
        column: &'static str,
        from: Origin,
    ) {
        let rows = self.tables.get_mut(table);
        let cells = rows.and_then(|rows| rows.get_mut(row as usize));
        let Some(cells) = cells else { return };
        cells.retain(|(name, _)| *name != column);
        cells.push((column, from));
    }

    /// Where the cell comes from, or would come from.
    pub fn of(&self, table: &str, row: u32, column: &str) -> Option<&Origin> {
        let mut cells = self.cells(table, row).iter();
        cells
            .find(|(name, _)| *name == column)
            .map(|(_, from)| from)
    }

    /// The record that a row is about, for a column that nothing fills: one that stands, if
    /// any does.
    pub fn of_row(&self, table: &str, row: u32) -> Option<&Origin> {
        let cells = self.cells(table, row).iter().map(|(_, from)| from);
        cells.min_by_key(|from| from.entry.is_none())
    }

    fn cells(&self, table: &str, row: u32) -> &[(&'static str, Origin)] {
        let rows = self.tables.get(table);
        rows.and_then(|rows| rows.get(row as usize))
            .map_or(&[], Vec::as_slice)
    }
}
