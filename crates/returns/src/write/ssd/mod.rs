//! The Standard Safeguarding Dataset as a projection of one file of the record.
//!
//! Each table's description says which records hold its columns. What a return told in
//! another form (a year's outcomes, the placement within an episode of care) is first
//! put into that form ([`derived`]). What the record knows of how a dataset had a row
//! – its key, and what no other record holds – stands in records of the type
//! `dataset-row`, and is laid over it ([`kept`]).
//!
//! What no column has a place for is counted, so that nothing is left out in silence.

mod cells;
mod csv;
mod derived;
mod kept;
mod pool;
mod unheld;
mod worked;

use std::collections::BTreeSet;

use practice::{Book, Fact, Id};

use crate::read::ssd::{Owner, Role, Table};

pub use csv::CsvWriter;
pub(crate) use derived::PUPIL_NUMBERS;
pub use kept::{ABSENT, ENTRY, PERIOD_OF_CARE, ROW, TABLE, TOLD_ON};
pub use unheld::Unheld;

/// A row of the dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place of its table in [`Table::ALL`].
    pub table: usize,
    /// What tells it from the other rows of the file in this table.
    pub key: String,
    /// The record that it is about, where there is one.
    pub entry: Option<Id>,
    /// Its cells, in the table's order.
    pub cells: Vec<Option<String>>,
}

/// One file of the record as rows of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projected {
    /// The rows, by table; within a table in no order.
    pub rows: Vec<Row>,
    /// Workers and teams that the rows name: the table and the key.
    pub named: BTreeSet<(&'static str, String)>,
    /// What the dataset has no place for.
    pub unheld: Unheld,
}

/// Projects a file: a child's with the authority's own identifier, or the
/// organisation's own with none.
pub fn project(book: &Book, facts: &[Fact], person: Option<&str>) -> Projected {
    let (standing, told_elsewhere) = derived::facts(facts, person);
    let pool = pool::Pool::of(book, &standing, facts);
    let mut held = unheld::Held::new(told_elsewhere);
    let mut projected = Projected::default();
    for (at, table) in Table::ALL.iter().enumerate() {
        let organisation = table.owner == Owner::Organisation;
        if organisation && person.is_some() {
            continue;
        }
        for anchor in pool.anchors(table) {
            for kept in pool.kept.rows(table.name, anchor.id) {
                let drawn = cells::draw(&pool, table, anchor, kept, person);
                if belongs_to_nobody(table, &drawn.cells) {
                    continue;
                }
                held.add(drawn.held);
                let key = kept.map_or_else(|| pool.key(table, anchor), |kept| kept.row.clone());
                projected.rows.push(Row {
                    table: at,
                    key,
                    entry: Some(anchor.id),
                    cells: drawn.cells,
                });
            }
        }
        for kept in pool.kept.without_entry(table.name) {
            let cells = cells::kept_alone(table, kept, person);
            if !belongs_to_nobody(table, &cells) {
                projected.rows.push(Row {
                    table: at,
                    key: kept.row.clone(),
                    entry: None,
                    cells,
                });
            }
        }
    }
    for row in &projected.rows {
        name_others(row, &mut projected.named);
    }
    projected.unheld = held.left(book, facts);
    projected
}

/// Whether a row lacks what says whose it is.
fn belongs_to_nobody(table: &Table, cells: &[Option<String>]) -> bool {
    let is_empty = |name: &str| {
        let cell = table.column(name).and_then(|(at, _)| cells.get(at));
        cell.is_none_or(Option::is_none)
    };
    match table.owner {
        Owner::Through(column, ..) => is_empty(column),
        Owner::Person | Owner::Organisation => false,
    }
}

/// The workers and teams that a row names.
fn name_others(row: &Row, named: &mut BTreeSet<(&'static str, String)>) {
    let Some(table) = Table::ALL.get(row.table) else {
        return;
    };
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        if let (Role::Of(other), Some(key)) = (column.role, cell)
            && Table::named(other).is_some_and(|(_, other)| other.owner == Owner::Organisation)
        {
            named.insert((other, key.clone()));
        }
    }
}
