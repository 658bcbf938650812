//! Projecting what was proposed, and keeping what that does not give back.

use std::collections::{BTreeMap, HashMap};

use practice::{Fact, Fields, Value, When};
use record::Provenance;
use record::kinds::{DATASET_ROW, REST};

use super::Whose;
use super::taking::{Taken, Taking, id_of};
use crate::read::ssd::{How, Role, Table};
use crate::write::ssd::{ABSENT, ENTRY, PERIOD_OF_CARE, ROW, Row, TABLE, TOLD_ON, project};

/// Keeps of each row what the records do not give back, and which rows they would give
/// that the dataset did not have.
pub(super) fn keep_the_rest(taking: &mut Taking<'_, '_>) {
    let person = match taking.whose {
        Whose::Person(id) => Some(id),
        Whose::Organisation => None,
    };
    let mut kept: HashMap<usize, usize> = HashMap::new();
    for at in 0..taking.taken.len() {
        if needs_its_key_kept(taking, at)
            && let Some(index) = keep(taking, at)
        {
            kept.insert(at, index);
        }
    }
    periods_of_care(taking);
    let facts = facts(taking);
    let projected = project(taking.extract.book, &facts, person);
    let mut given: HashMap<(usize, String), Row> = HashMap::new();
    for row in projected.rows {
        given.insert((row.table, row.key.clone()), row);
    }
    for at in 0..taking.taken.len() {
        let Some(taken) = taking.taken.get(at) else {
            continue;
        };
        let row = given.remove(&(taken.table, taken.key.clone()));
        let rest = difference(taken, row.as_ref(), person);
        if row.is_none() || !rest.is_empty() {
            let index = match kept.get(&at) {
                Some(index) => Some(*index),
                None => keep(taking, at),
            };
            if let Some(index) = index {
                kept.insert(at, index);
                if !rest.is_empty()
                    && let Some(proposed) = taking.batch.proposed.get_mut(index)
                {
                    let rest = serde_json::to_string(&rest).unwrap_or_default();
                    proposed.fields.insert(REST.to_owned(), Value::Text(rest));
                }
            }
        }
        count(taking, at, kept.get(&at).copied());
    }
    let mut absent: Vec<Row> = given.into_values().collect();
    absent.sort_by_key(|row| (row.table, row.entry));
    for row in absent {
        keep_absent(taking, &row);
    }
}

/// Whether no record of the row holds the key by which the dataset has it.
fn needs_its_key_kept(taking: &Taking<'_, '_>, at: usize) -> bool {
    let Some(taken) = taking.taken.get(at) else {
        return false;
    };
    let Some(table) = Table::ALL.get(taken.table) else {
        return false;
    };
    let Some(anchor) = taken
        .anchor
        .and_then(|index| taking.batch.proposed.get(index))
    else {
        return false;
    };
    let mut own = table.own_key();
    own.any(|(_, column)| !matches!(column.in_kind(anchor.kind), Some(How::Field(_))))
}

/// Proposes what is kept of a row.
fn keep(taking: &mut Taking<'_, '_>, at: usize) -> Option<usize> {
    let taken = taking.taken.get(at)?;
    let table = Table::ALL.get(taken.table)?;
    let (row, from, anchor) = (taken.key.clone(), taken.from.clone(), taken.anchor);
    Some(put(taking, table.name, row, false, anchor, from))
}

fn keep_absent(taking: &mut Taking<'_, '_>, row: &Row) {
    let (Some(entry), Some(table)) = (row.entry, Table::ALL.get(row.table)) else {
        return;
    };
    let index = (0..taking.batch.proposed.len()).find(|index| id_of(*index) == entry);
    let Some(proposed) = index.and_then(|index| taking.batch.proposed.get(index)) else {
        return;
    };
    // The entry has no number yet: its type, its day and its place among those of that
    // day tell it from others.
    let (kind, day) = (proposed.kind, proposed.occurred);
    let before = taking.batch.proposed.iter().take(index.unwrap_or_default());
    let place = before
        .filter(|other| other.kind == kind && other.occurred == day)
        .count();
    let row = format!("(none) {kind} {day} {place}");
    let from = proposed.from.clone();
    put(taking, table.name, row, true, index, from);
}

fn put(
    taking: &mut Taking<'_, '_>,
    table: &str,
    row: String,
    absent: bool,
    entry: Option<usize>,
    from: Provenance,
) -> usize {
    let told = taking.extract.period.to;
    let mut fields = Fields::from([
        (TOLD_ON.to_owned(), Value::text(told)),
        (TABLE.to_owned(), Value::text(table)),
        (ROW.to_owned(), Value::Text(row)),
    ]);
    if absent {
        fields.insert(ABSENT.to_owned(), Value::YesNo(true));
    }
    let links = entry.map(|entry| (ENTRY, entry)).into_iter().collect();
    taking.put(DATASET_ROW, When::Day(told), fields, links, from)
}

/// Keeps the identifiers of periods of care, each with the first episode that has it.
fn periods_of_care(taking: &mut Taking<'_, '_>) {
    let Some((table, episodes)) = Table::named("ssd_cla_episodes") else {
        return;
    };
    let Some((column, _)) = episodes.column("clae_cla_id") else {
        return;
    };
    let mut first: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (at, taken) in taking.taken.iter().enumerate() {
        let id = taken.cells.get(column).cloned().flatten();
        let anchor = taken.anchor.filter(|_| taken.table == table);
        let (Some(id), Some(proposed)) = (
            id,
            anchor.and_then(|index| taking.batch.proposed.get(index)),
        ) else {
            continue;
        };
        let day = proposed.occurred.to_string();
        let earlier = |(known, _): &(String, usize)| *known <= day;
        if !first.get(&id).is_some_and(earlier) {
            first.insert(id, (day, at));
        }
    }
    for (id, (_, at)) in first {
        let Some(taken) = taking.taken.get(at) else {
            continue;
        };
        let (from, anchor) = (taken.from.clone(), taken.anchor);
        put(taking, PERIOD_OF_CARE, id, false, anchor, from);
    }
}

/// What was proposed, as records that stand.
fn facts(taking: &Taking<'_, '_>) -> Vec<Fact> {
    let proposed = taking.batch.proposed.iter().enumerate();
    proposed
        .map(|(index, proposed)| {
            let mut fields = proposed.fields.clone();
            for (field, to) in &proposed.links {
                fields.insert((*field).to_owned(), Value::text(id_of(*to)));
            }
            Fact {
                id: id_of(index),
                kind: proposed.kind.to_owned(),
                occurred: proposed.occurred,
                recorded: None,
                imported: true,
                tells_to: proposed.from.tells_to,
                fields,
                earlier: Vec::new(),
                withdrawn: false,
            }
        })
        .collect()
}

/// The columns that a row as it is given back has otherwise, with what they should be.
/// Of a row that is about a record and is not given back, that is every column.
fn difference(
    taken: &Taken,
    given: Option<&Row>,
    person: Option<&str>,
) -> BTreeMap<&'static str, Option<String>> {
    let Some(table) = Table::ALL.get(taken.table) else {
        return BTreeMap::new();
    };
    let columns = table.columns.iter().enumerate();
    columns
        .filter_map(|(at, column)| {
            let wanted = taken.cells.get(at).cloned().flatten();
            let found = match given {
                Some(row) => row.cells.get(at).cloned().flatten(),
                None if taken.anchor.is_some() => return Some((column.name, wanted)),
                None if column.role == Role::Person => person.map(str::to_owned),
                None => None,
            };
            (wanted != found).then_some((column.name, wanted))
        })
        .collect()
}

/// Counts each value of a row once: with the record that holds it, or else with what is
/// kept of the row, or else with what the row is about.
fn count(taking: &mut Taking<'_, '_>, at: usize, kept: Option<usize>) {
    let Some(taken) = taking.taken.get(at) else {
        return;
    };
    let Some(table) = Table::ALL.get(taken.table) else {
        return;
    };
    let last = taken.anchor.or(kept);
    for (place, column) in table.columns.iter().enumerate() {
        let is_given = taken.cells.get(place).is_some_and(Option::is_some);
        let placed = taken.placed.get(place).copied().flatten();
        let home = placed.or(kept).or(last).filter(|_| is_given);
        if let Some(home) = home.and_then(|home| taking.batch.proposed.get_mut(home)) {
            home.values.push((table.name, column.name));
        }
    }
}
