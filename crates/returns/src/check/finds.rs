//! The rows a rule finds.

use std::collections::{BTreeMap, BTreeSet};

/// What one rule found: rows of tables, counted from 0 in the file as read. A row may
/// be put in more than once; it counts once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finds {
    tables: Vec<(&'static str, Vec<u32>)>,
}

impl Finds {
    /// What a finding about the return itself is put under, at row 0.
    pub const WHOLE_RETURN: &'static str = "(whole return)";

    /// Finds a row of a table.
    pub fn flag(&mut self, table: &'static str, row: u32) {
        if let Some((_, rows)) = self.tables.iter_mut().find(|(name, _)| *name == table) {
            rows.push(row);
        } else {
            self.tables.push((table, vec![row]));
        }
    }

    /// Finds something about the return itself.
    pub fn flag_whole_return(&mut self) {
        self.flag(Self::WHOLE_RETURN, 0);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The rows by table, in order, each once.
    pub fn into_rows(self) -> BTreeMap<String, BTreeSet<u32>> {
        let tables = self.tables.into_iter();
        tables
            .map(|(table, rows)| (table.to_owned(), rows.into_iter().collect()))
            .collect()
    }
}
