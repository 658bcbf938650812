//! The cells of one row.

use jiff::tz::TimeZone;
use practice::{Fact, Id, When};

use super::kept::Kept;
use super::pool::{Pool, plain};
use crate::read::ssd::{Column, Form, How, Role, Table, form};

/// A row's cells, and which fields of which records they come from.
pub(super) struct Drawn {
    pub cells: Vec<Option<String>>,
    pub held: Vec<(Id, &'static str)>,
}

/// Draws the row about an anchor, with what is kept of it laid over.
pub(super) fn draw<'f>(
    pool: &Pool<'f>,
    table: &'static Table,
    anchor: &'f Fact,
    kept: Option<&Kept>,
    person: Option<&str>,
) -> Drawn {
    let key = match kept {
        Some(kept) => kept.row.clone(),
        None => pool.key(table, anchor),
    };
    let single = table.single_key().map(|(at, _)| at);
    let mut held: Vec<(Id, &'static str)> = (table.says.iter())
        .filter(|says| says.kind == anchor.kind)
        .map(|says| (anchor.id, says.field))
        .collect();
    let cells = (table.columns.iter().enumerate()).map(|(at, column)| {
        if let Some(cell) = kept.and_then(|kept| kept.rest.get(column.name)) {
            return cell.clone();
        }
        if column.role == Role::Person {
            return person.map(str::to_owned);
        }
        let drawn = cell(pool, table, anchor, column, &mut held);
        if single == Some(at) {
            Some(key.clone())
        } else {
            drawn
        }
    });
    Drawn {
        cells: cells.collect(),
        held,
    }
}

/// The row of which nothing but what is kept is known.
pub(super) fn kept_alone(table: &Table, kept: &Kept, person: Option<&str>) -> Vec<Option<String>> {
    let columns = table.columns.iter();
    columns
        .map(|column| match (kept.rest.get(column.name), column.role) {
            (Some(cell), _) => cell.clone(),
            (None, Role::Person) => person.map(str::to_owned),
            (None, _) => None,
        })
        .collect()
}

fn cell<'f>(
    pool: &Pool<'f>,
    table: &'static Table,
    anchor: &'f Fact,
    column: &'static Column,
    held: &mut Vec<(Id, &'static str)>,
) -> Option<String> {
    if let Some(worked) = column.worked {
        return pool.worked(worked, anchor);
    }
    for place in column.held.iter().flatten() {
        let Some(fact) = pool.part(table, anchor, place.kind) else {
            continue;
        };
        match place.how {
            How::Known(value) | How::KnownOrEmpty(value) => return Some(value.to_owned()),
            How::Field(field) => {
                let Some(value) = fact.field(field) else {
                    continue;
                };
                let text = match column.role {
                    Role::Of(other) if pool.is_link(place.kind, field) => {
                        pool.key_of(other, fact.link(field)?)?
                    }
                    _ => words(column, &plain(value)),
                };
                let text = form::canonical(column.form, &text).ok()?;
                held.push((fact.id, field));
                return Some(text);
            }
        }
    }
    None
}

/// The value in the dataset's own words.
fn words(column: &Column, text: &str) -> String {
    let word = column.words.iter().find(|(ours, _)| *ours == text);
    match (word, column.form) {
        (Some((_, theirs)), _) => (*theirs).to_owned(),
        (None, Form::Date) => moment(text),
        (None, _) => text.to_owned(),
    }
}

/// An instant as the time of day in England.
fn moment(text: &str) -> String {
    match text.parse() {
        Ok(When::Instant(instant)) => {
            let zone = practice::when::london();
            let zone: &TimeZone = &zone;
            instant
                .to_zoned(zone.clone())
                .datetime()
                .strftime("%Y-%m-%dT%H:%M:%S")
                .to_string()
        }
        _ => text.to_owned(),
    }
}
