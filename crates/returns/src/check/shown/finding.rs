//! A finding as a person looks for it: the rule's words, the line, the child, the values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Rules, ShowError};
use crate::check::Severity;
use crate::check::cin::Published;

/// One row in which one rule found something.
pub struct Finding<'a> {
    /// What is published of the rule.
    pub rule: &'a Published,
    /// What the rule says; of the schema, what it asks of this row.
    pub message: Cow<'a, str>,
    /// The table, as the report has it.
    pub table: &'a str,
    /// From 0 in the file as read.
    pub row: u32,
    /// The file; empty where the finding is about the return itself.
    pub file: &'a str,
    /// Where the row begins. Nothing where it is about the return itself.
    pub line: Option<u32>,
    /// The child's identifier; empty where it is about no child, or the file has none.
    pub child: &'a str,
    /// The values of the columns that the rule speaks of, in this row; empty for a blank.
    pub fields: Vec<(&'a str, Cow<'a, str>)>,
}

/// A return whose rows can be looked up.
pub trait Located {
    /// Shows each finding, in the order of the file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or what is shown cannot be taken.
    fn each(
        &self,
        found: &FoundRows<'_>,
        show: &mut dyn FnMut(&Finding<'_>) -> Result<(), ShowError>,
    ) -> Result<(), ShowError>;
}

/// The rows found, by rule and table, as a report has them.
pub type Finds = BTreeMap<String, BTreeMap<String, std::collections::BTreeSet<u32>>>;

/// The rows found, by table and then by row, each with its rule.
pub struct FoundRows<'a> {
    tables: BTreeMap<&'a str, Vec<(u32, &'a Published)>>,
}

impl<'a> FoundRows<'a> {
    /// Of all that was found, the first so many rows for each rule and table.
    pub fn first(most: usize, finds: &'a Finds, rules: &'a Rules) -> Self {
        let mut tables: BTreeMap<&str, Vec<(u32, &Published)>> = BTreeMap::new();
        for (code, found) in finds {
            let Some(rule) = rules.published(code) else {
                continue;
            };
            for (table, rows) in found {
                let rows = rows.iter().take(most).map(|row| (*row, rule));
                tables.entry(table).or_default().extend(rows);
            }
        }
        for rows in tables.values_mut() {
            // By row; the rules of a row stay in the order of their codes.
            rows.sort_by_key(|(row, _)| *row);
        }
        Self { tables }
    }

    /// All that was found.
    pub fn all(finds: &'a Finds, rules: &'a Rules) -> Self {
        Self::first(usize::MAX, finds, rules)
    }

    /// The tables in which something was found.
    pub fn tables(&self) -> impl Iterator<Item = (&'a str, &[(u32, &'a Published)])> {
        let tables = self.tables.iter();
        tables.map(|(table, rows)| (*table, rows.as_slice()))
    }

    /// What was found in a table, in the order of its rows.
    pub fn of(&self, table: &str) -> &[(u32, &'a Published)] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }
}

impl Finding<'_> {
    /// A finding about the return itself, or in a row that cannot be looked up.
    pub fn without_place<'a>(rule: &'a Published, table: &'a str, row: u32) -> Finding<'a> {
        Finding {
            rule,
            message: rule.message.into(),
            table,
            row,
            file: "",
            line: None,
            child: "",
            fields: Vec::new(),
        }
    }

    /// The values in one text: `DECOM 01/06/2025; REC (blank)`.
    pub fn values(&self) -> String {
        let value = |(name, value): &(&str, Cow<'_, str>)| match value.as_ref() {
            "" => format!("{name} (blank)"),
            value => format!("{name} {value}"),
        };
        let values: Vec<_> = self.fields.iter().map(value).collect();
        values.join("; ")
    }
}

/// The severity in a word; empty where the publisher says none.
pub fn severity(rule: &Published) -> &'static str {
    match rule.severity {
        Some(Severity::Error) => "error",
        Some(Severity::Query) => "query",
        None => "",
    }
}
