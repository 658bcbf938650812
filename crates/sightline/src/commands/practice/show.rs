//! `practice show`: one thing of the book, or the names of all of a kind.

use anyhow::bail;
use practice::Book;
use practice::book::{Clock, RecordType, Terms, Time, Trigger, Within};
use serde_json::{Value, json};

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{in_force, ledger, show};

pub fn run(global: &Global, book: &Book, id: &str) -> anyhow::Result<Outcome> {
    let value = if id == "book" {
        of_book(global, book)?
    } else if id == "clocks" {
        list(
            book.clocks
                .iter()
                .map(|clock| (clock.id.as_str(), clock.title.as_str())),
        )
    } else if id == "records" {
        list(
            book.records
                .values()
                .map(|record| (record.name.as_str(), record.title.as_str())),
        )
    } else if let Some(clock) = book.clock(id) {
        of_clock(book, clock)
    } else if let Some(record) = book.record(id) {
        of_record(record)
    } else if let Some(state) = book.states.iter().find(|state| state.name == id) {
        json!({"state": state.name, "title": state.title, "begins": state.begins.kind, "ends": state.ends.iter().map(|end| end.kind.as_str()).collect::<Vec<_>>()})
    } else if let Some(codes) = book.codes.get(id) {
        json!({"codes": id, "title": codes.title, "source": codes.source,
            "code": codes.codes.iter().map(|(code, says)| (code.clone(), says.says.clone())).collect::<std::collections::BTreeMap<_, _>>()})
    } else {
        bail!(
            "the practice book in force has no {id}: `practice show clocks` and `practice show records` list what it has"
        );
    };
    if global.format == Format::Json {
        show::json(&value)?;
    } else {
        show::lines(outline(&value, 0))?;
    }
    Ok(Outcome::Holds)
}

/// The book that is shown, and the one that is in force in the record, where there is one.
fn of_book(global: &Global, book: &Book) -> anyhow::Result<Value> {
    let store = ledger::store(global)?;
    let kept = if store.exists()? {
        in_force::of(&mut store.open_reader()?)?
    } else {
        None
    };
    Ok(json!({
        "title": book.title, "edition": book.edition, "hash": book.hash,
        "clocks": book.clocks.len(), "measures": book.measures.len(), "records": book.records.len(),
        "local": book.local.as_ref().map(|local| json!({"title": local.title, "edition": local.edition})),
        "in_force": kept.map(|kept| json!({
            "title": kept.title, "edition": kept.edition, "hash": kept.hash,
            "since": kept.since, "same": kept.hash == book.hash,
        })),
    }))
}

fn list<'a>(named: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
    named
        .map(|(name, title)| (name.to_owned(), Value::from(title)))
        .collect()
}

fn of_clock(book: &Book, clock: &Clock) -> Value {
    let within = |within: &Within| format!("{}, {}", within.period, within.counted());
    let time = |time: &Time| match time {
        Time::Every(_) => time.says(),
        time => format!("{}, {}", time.says(), time.counted()),
    };
    let steps = |terms: &Terms| match &terms.time {
        Time::Every(steps) => steps.iter().map(|step| within(&step.within)).collect(),
        _ => Vec::new(),
    };
    json!({
        "clock": clock.id,
        "title": clock.title,
        "area": clock.area,
        "owner": clock.owner,
        "climbs": clock.climbs,
        "starts": clock.starts.iter().map(|start| {
            let (how, what) = trigger(book, &start.trigger);
            json!({
                how: what,
                "when": start.when.as_ref().map(practice::expr::Condition::text),
                "within": start.terms.as_ref().map(|terms| time(&terms.time)),
            })
        }).collect::<Vec<_>>(),
        "every": clock.terms().flat_map(steps).collect::<Vec<_>>(),
        "variants": clock.variants.iter().map(|variant| json!({
            "when": variant.when.as_ref().map(practice::expr::Condition::text),
            "from": variant.from, "until": variant.until,
            "within": time(&variant.terms.time),
        })).collect::<Vec<_>>(),
        "about": clock.about,
        "met_by": clock.met.iter().map(|met| met.by.kind.as_str()).collect::<Vec<_>>(),
        "sources": clock.asked_by().map(|source| json!({
            "level": source.level, "cite": source.cite, "from": source.from, "until": source.until,
            "confirmed": source.confirmed, "note": source.note,
        })).collect::<Vec<_>>(),
        "examples": clock.examples.iter().map(|example| json!({
            "given": example.given, "due": example.due, "state": example.state, "why": example.why,
        })).collect::<Vec<_>>(),
        "note": clock.note,
        "stands_in": format!("{}:{}", clock.place.0, clock.place.1),
    })
}

/// What starts a clock, as the book writes it.
fn trigger(book: &Book, trigger: &Trigger) -> (&'static str, Value) {
    let state = |at: &usize| book.states.get(*at).map(|state| state.name.clone());
    match trigger {
        Trigger::On(record) => ("on", json!(record)),
        Trigger::With(at) => ("with", json!(state(at))),
        Trigger::After(at) => ("after", json!(state(at))),
        Trigger::Birthday(age) => ("birthday", json!(age)),
        Trigger::Yearly(month, day) => ("yearly", json!(format!("{month:02}-{day:02}"))),
    }
}

fn of_record(record: &RecordType) -> Value {
    json!({
        "record": record.name,
        "title": record.title,
        "about": record.about,
        "version": record.version,
        "source": record.source,
        "kept_in": record.kept_in,
        "fields": record.fields.iter().map(|(name, field)| (name.clone(), json!({
            "ask": field.ask, "required": field.required,
        }))).collect::<serde_json::Map<_, _>>(),
    })
}

/// A value as an outline for people: nothing for what is empty.
fn outline(value: &Value, depth: usize) -> Vec<String> {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => (fields.iter())
            .filter(|(_, value)| !value.is_null() && *value != &json!([]))
            .flat_map(|(name, value)| match value {
                Value::Object(_) | Value::Array(_) => {
                    let mut lines = vec![format!("{indent}{}:", name.replace('_', " "))];
                    lines.extend(outline(value, depth + 1));
                    lines
                }
                value => vec![format!(
                    "{indent}{}: {}",
                    name.replace('_', " "),
                    plain(value)
                )],
            })
            .collect(),
        Value::Array(items) => items
            .iter()
            .flat_map(|item| match item {
                Value::Object(_) => {
                    let mut lines = outline(item, depth + 1);
                    if let Some(first) = lines.first_mut() {
                        first.replace_range(..indent.len() + 2, &format!("{indent}- "));
                    }
                    lines
                }
                item => vec![format!("{indent}- {}", plain(item))],
            })
            .collect(),
        value => vec![format!("{indent}{}", plain(value))],
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
