//! Tells the table of a CSV file from its first row.
//!
//! A table is recognised when all the columns it requires are there; of two such
//! tables, it is the one with more columns. Columns that the table does not have are
//! kept by name. A header that lacks some but holds at least half of what sets a
//! table apart is a near miss, and says what is missing.

use super::records::Record;
use super::{ExtraColumn, difference};
use crate::read::cell::narrow;
use crate::read::ssda903::{Column, Table};

/// The first row of a CSV file of a table.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub table: Table,
    /// For each field of the file, the column of the table.
    pub fields: Vec<Option<Column>>,
    pub extra: Vec<ExtraColumn>,
}

/// What a first row says.
#[derive(Debug, Clone)]
pub(crate) enum Match {
    Table(Header),
    Twice {
        table: Table,
        name: &'static str,
        first: u32,
        second: u32,
    },
    Near {
        table: Table,
        missing: Vec<&'static str>,
        extra: Vec<String>,
    },
    None,
}

impl Header {
    pub fn of(first_row: &Record<'_>) -> Match {
        let names: Vec<String> = first_row
            .fields()
            .map(|field| field.text.trim().to_uppercase())
            .collect();
        let mut nearest: Option<(usize, Table, Vec<&'static str>, Vec<String>)> = None;
        let mut whole: Option<(Table, usize)> = None;
        for table in Table::ALL {
            let (missing, extra) = difference(&names, table);
            let size = table.columns().len();
            if missing.is_empty() {
                if whole.is_none_or(|(_, other)| size > other) {
                    whole = Some((table, size));
                }
                continue;
            }
            // What sets the table apart is what no other table has.
            let own = table
                .columns()
                .iter()
                .filter(|c| Table::of_column(**c).is_some());
            let own: Vec<&Column> = own.filter(|column| table.requires(**column)).collect();
            let held = own
                .iter()
                .filter(|c| names.iter().any(|name| name == c.name()))
                .count();
            let share = held * 100 / own.len().max(1);
            if share >= 50 && nearest.as_ref().is_none_or(|(best, ..)| share > *best) {
                nearest = Some((share, table, missing, extra));
            }
        }
        match (whole, nearest) {
            (Some((table, _)), _) => Self::of_table(table, &names),
            (None, Some((_, table, missing, extra))) => Match::Near {
                table,
                missing,
                extra,
            },
            (None, None) => Match::None,
        }
    }

    fn of_table(table: Table, names: &[String]) -> Match {
        let mut fields = Vec::with_capacity(names.len());
        let mut extra = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let column = Column::of_name(name).filter(|column| table.columns().contains(column));
            if let Some(column) = column {
                if let Some(first) = fields.iter().position(|field| *field == Some(column)) {
                    let (first, second) = (narrow(first + 1), narrow(index + 1));
                    return Match::Twice {
                        table,
                        name: column.name(),
                        first,
                        second,
                    };
                }
            } else {
                let column = narrow(index + 1);
                extra.push(ExtraColumn {
                    name: name.clone(),
                    column,
                    values: 0,
                });
            }
            fields.push(column);
        }
        Match::Table(Self {
            table,
            fields,
            extra,
        })
    }

    /// Counts a value in a column that the table does not have.
    pub fn count_extra(&mut self, column: u32) {
        if let Some(extra) = self.extra.iter_mut().find(|extra| extra.column == column) {
            extra.values += 1;
        }
    }
}
