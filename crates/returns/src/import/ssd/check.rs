//! Whether a row can be taken, and each of its values be what its column asks for.

use std::collections::{HashMap, HashSet};

use super::Row;
use super::taking::Taking;
use crate::read::ssd::{Owner, Role, Table, form};

/// The rows that can be taken, each value written in the dataset's own way. What cannot
/// be taken is set aside: a row without its key, a key met before, a value that does not
/// fit its column, a key of another table that no row has.
pub(super) fn rows(taking: &mut Taking<'_, '_>, rows: Vec<Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = rows
        .into_iter()
        .filter_map(|row| keyed(taking, row))
        .collect();
    for row in &mut rows {
        values(taking, row);
    }
    let mut met: HashMap<(usize, String), u32> = HashMap::new();
    rows.retain(|row| match met.insert((row.table, key(row)), row.line) {
        None => true,
        Some(before) => {
            let why = format!("The key of this row stands already on line {before}. Remove one of them at the source.");
            let aside = taking.whole_row(row, why);
            taking.batch.set_aside.push(aside);
            false
        }
    });
    leads_somewhere(taking, rows)
}

/// What tells a row from others of its file and table.
pub(super) fn key(row: &Row) -> String {
    let Some(table) = Table::ALL.get(row.table) else {
        return String::new();
    };
    let own = table.own_key();
    let own = own.map(|(at, _)| row.cells.get(at).cloned().flatten().unwrap_or_default());
    own.collect::<Vec<_>>().join("|")
}

fn keyed(taking: &mut Taking<'_, '_>, row: Row) -> Option<Row> {
    let table = Table::ALL.get(row.table)?;
    let why = if let Some(before) = row.again {
        format!(
            "The key of this row stands already on line {before}. Remove one of them at the source."
        )
    } else {
        let optional = "immi_immigration_status_id";
        let empty = table.key.iter().find(|name| {
            let cell = table.column(name).and_then(|(at, _)| row.cells.get(at));
            **name != optional && cell.is_none_or(Option::is_none)
        });
        match empty {
            None => return Some(row),
            Some(name) => {
                format!("The row has no {name}, its key. Add it at the source.")
            }
        }
    };
    let aside = taking.whole_row(&row, why);
    taking.batch.set_aside.push(aside);
    None
}

/// Writes each value in the dataset's own way; what does not fit its column is set aside.
fn values(taking: &mut Taking<'_, '_>, row: &mut Row) {
    let Some(table) = Table::ALL.get(row.table) else {
        return;
    };
    for (at, column) in table.columns.iter().enumerate() {
        let Some(text) = row.cells.get(at).cloned().flatten() else {
            continue;
        };
        let fit = form::canonical(column.form, &text).and_then(|text| taking.fits(column, text));
        let left = match fit {
            Ok(text) => Some(text),
            Err(why) => {
                taking.value(
                    row,
                    at,
                    format!("{why}. Correct it at the source; the rest of the row was taken."),
                );
                None
            }
        };
        if let Some(cell) = row.cells.get_mut(at) {
            *cell = left;
        }
    }
}

/// Sets aside keys that lead to no row, and rows that say by such a key alone whose
/// they are. Keys of workers and teams lead into the organisation's own file, and keys
/// of other persons into theirs; both stand as they are.
fn leads_somewhere(taking: &mut Taking<'_, '_>, rows: Vec<Row>) -> Vec<Row> {
    let mut there: HashSet<(usize, String)> = HashSet::new();
    for row in &rows {
        there.insert((row.table, key(row)));
    }
    let mut left = Vec::with_capacity(rows.len());
    for mut row in rows {
        let Some(table) = Table::ALL.get(row.table) else {
            continue;
        };
        for (at, column) in table.columns.iter().enumerate() {
            let Role::Of(name) = column.role else {
                continue;
            };
            let Some((place, other)) = Table::named(name) else {
                continue;
            };
            let elsewhere = other.owner == Owner::Organisation || other.name == "ssd_person";
            let text = row.cells.get(at).cloned().flatten();
            let Some(text) = text.filter(|_| !elsewhere) else {
                continue;
            };
            if !there.contains(&(place, text)) {
                let why = format!(
                    "{name} has no such row of this person. Correct the key at the source; the rest of the row was taken."
                );
                taking.value(&row, at, why);
                if let Some(cell) = row.cells.get_mut(at) {
                    *cell = None;
                }
            }
        }
        left.push(row);
    }
    left
}
