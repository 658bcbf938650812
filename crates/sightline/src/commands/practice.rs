//! `practice`: the book itself.

use anyhow::{anyhow, bail};
use practice::book::{Clock, RecordType, Terms, Time, Trigger, Within};
use practice::count;
use practice::{Book, When, example};
use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::{Format, Global, Practice};
use crate::outcome::Outcome;
use crate::{book, show};

pub fn run(global: &Global, command: &Practice) -> anyhow::Result<Outcome> {
    let book = book::read(global.practice.as_deref())?;
    match command {
        Practice::Check => check(global, &book),
        Practice::Show { id } => self::show(global, &book, id),
        Practice::Due { clock, from } => due(global, &book, clock, *from),
    }
}

/// Runs every worked example.
fn check(global: &Global, book: &Book) -> anyhow::Result<Outcome> {
    let (held, differ) = example::run(book);
    let unverified = book.clocks.iter().filter(|clock| {
        clock
            .sources
            .iter()
            .all(|source| source.confirmed == "none")
    });
    let unverified: Vec<_> = unverified.map(|clock| clock.id.as_str()).collect();
    if global.format == Format::Json {
        show::json(&json!({
            "title": book.title, "edition": book.edition, "hash": book.hash,
            "clocks": book.clocks.len(), "records": book.records.len(),
            "examples_held": held,
            "differ": differ.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "unverified": unverified,
        }))?;
    } else {
        show::lines([format!(
            "{}, edition {}: {} clocks, {} record types, {held} worked examples hold.",
            book.title,
            book.edition,
            book.clocks.len(),
            book.records.len()
        )])?;
        if !unverified.is_empty() {
            show::lines([format!(
                "Nobody here has read the number in its source: {}.",
                unverified.join(", ")
            )])?;
        }
        show::lines(&differ)?;
    }
    Ok(if differ.is_empty() {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

fn show(global: &Global, book: &Book, id: &str) -> anyhow::Result<Outcome> {
    let value = if id == "clocks" {
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
        "sources": clock.sources.iter().map(|source| json!({
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

#[derive(Serialize)]
struct Answer {
    clock: String,
    from: When,
    due: When,
    plan_by: jiff::civil::Date,
    steps: Vec<String>,
}

/// When a clock would be due, by its first way of counting.
fn due(global: &Global, book: &Book, id: &str, from: When) -> anyhow::Result<Outcome> {
    let clock = book.clock(id).ok_or_else(|| {
        anyhow!("{id} is no clock of the practice book in force: `practice show clocks` lists them")
    })?;
    let within =
        (clock.periods().first().copied()).ok_or_else(|| anyhow!("{id} has no period to count"))?;
    let calendar = book
        .calendar(&clock.calendar)
        .ok_or_else(|| anyhow!("{id} has no calendar"))?;
    let due = count::due(from, within.period, within.counting, calendar).ok_or_else(|| {
        anyhow!(
            "{from} and {} lie beyond the days that can be counted (1900 to 2199)",
            within.period
        )
    })?;
    let mut steps = vec![format!(
        "{} from {from}, {}",
        within.period,
        within.counted()
    )];
    if let Some(counted) = count::steps(from, due, within.period, within.counting, calendar) {
        steps.push(format!("the first day counted is {}", counted.first));
        steps.extend(counted.skipped.iter().map(|skipped| {
            format!(
                "{} is not counted: {}",
                skipped.day,
                skipped.holiday.as_deref().unwrap_or("a weekend")
            )
        }));
        if counted.provisional {
            steps.push(format!(
                "bank holidays are known from {} to {} only: provisional",
                calendar.known().0,
                calendar.known().1
            ));
        }
    }
    steps.push(format!("due {due}"));
    let answer = Answer {
        clock: id.to_owned(),
        from,
        due,
        plan_by: calendar.on_or_before(due.day()),
        steps,
    };
    if global.format == Format::Json {
        show::json(&answer)?;
    } else {
        show::lines(
            answer
                .steps
                .iter()
                .chain([&format!("to be planned by {}", answer.plan_by)]),
        )?;
    }
    Ok(Outcome::Holds)
}
