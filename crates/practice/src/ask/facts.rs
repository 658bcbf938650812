//! The facts that a clock takes: their names, types and meaning.

use std::collections::BTreeMap;

use crate::book::{Book, Clock, ExtendTo, Field, Kept, Time, Trigger};
use crate::expr::{Asks, Condition, FieldType};

/// A fact that a clock takes.
#[derive(Clone, Debug)]
pub struct Takes {
    /// Its name.
    pub name: String,
    /// Its type, as the book writes types.
    pub kind: String,
    /// What it means.
    pub means: String,
    pub(super) read: Read,
}

/// What is done with a fact.
#[derive(Clone, Debug)]
pub(super) enum Read {
    LastMet,
    TimesMet,
    Birth,
    Age,
    Start,
    Extended,
    ExtendedTo,
    Field(String, FieldType),
    State(usize),
    Carried(usize, String, FieldType),
}

/// The conditions that choose among what a clock has, with the record that each asks.
fn conditions(clock: &Clock) -> Vec<(&Condition, Option<&str>)> {
    let mut found = Vec::new();
    for start in &clock.starts {
        let record = match &start.trigger {
            Trigger::On(record) => Some(record.as_str()),
            _ => None,
        };
        found.extend(start.when.as_ref().map(|when| (when, record)));
        let variants = clock.variants.iter().filter_map(|one| one.when.as_ref());
        found.extend(variants.map(|when| (when, record)));
        for terms in clock.terms() {
            if let Time::Every(steps) = &terms.time {
                let steps = steps.iter().filter_map(|step| step.when.as_ref());
                found.extend(steps.map(|when| (when, record)));
            }
        }
    }
    found
}

/// The facts that a clock takes.
pub fn takes(book: &Book, clock: &Clock) -> Vec<Takes> {
    let mut found: BTreeMap<String, Takes> = BTreeMap::new();
    let mut take = |name: &str, kind: &str, means: String, read: Read| {
        let one = Takes {
            name: name.to_owned(),
            kind: kind.to_owned(),
            means,
            read,
        };
        found.entry(name.to_owned()).or_insert(one);
    };
    let has = |kind: fn(&Time) -> bool| clock.terms().any(|terms| kind(&terms.time));
    let rhythm = has(|time| matches!(time, Time::Every(_)));
    let in_each = has(|time| matches!(time, Time::OnceInEach(_)));
    if rhythm || (in_each && !clock.from_last_met) {
        let means = "when it was last done; the date asked from is then the start";
        take("last_met", "date", means.to_owned(), Read::LastMet);
    } else if in_each || clock.follows_itself() {
        let means =
            "when it was last done, from which it counts; the date asked from, if this is not said";
        take("last_met", "date", means.to_owned(), Read::LastMet);
    }
    if rhythm {
        let means = "how often it was done by then; 1, if `last_met` is said and this is not";
        take("times_met", "number", means.to_owned(), Read::TimesMet);
    }
    let kept_of_birth = |time: &Time| match time {
        Time::Keep(kept) => kept.iter().any(|kept| matches!(kept, Kept::OfBirth(_))),
        _ => false,
    };
    let birth = || "the date of birth".to_owned();
    if has(kept_of_birth) {
        take("birth", "date", birth(), Read::Birth);
    }
    for (name, field) in kept_to(book, clock) {
        let read = Read::Field(name.to_owned(), field.kind.clone());
        take(name, &words(&field.kind), field.ask.clone(), read);
    }
    if clock.starts.len() > 1 {
        let starts: Vec<_> = (clock.starts.iter().enumerate())
            .map(|(number, start)| {
                let when = start
                    .when
                    .as_ref()
                    .map(|when| format!(", where {}", when.text()));
                let trigger = words_of(book, &start.trigger);
                format!("{} {trigger}{}", number + 1, when.unwrap_or_default())
            })
            .collect();
        let means = format!("which way of starting: {}", starts.join("; "));
        take("start", "number", means, Read::Start);
    }
    for extend in &clock.extends {
        let title = book
            .record(&extend.on.kind)
            .map_or(extend.on.kind.as_str(), |record| &record.title)
            .to_lowercase();
        if matches!(extend.to, ExtendTo::Field(_)) {
            let means = format!("the day to which it was extended: {title}");
            take("extended_to", "date", means, Read::ExtendedTo);
        } else {
            let means = format!("whether it was extended: {title}");
            take("extended", "yes-no", means, Read::Extended);
        }
    }
    for (condition, record) in conditions(clock) {
        for asks in condition.asks() {
            match asks {
                Asks::Age => {
                    take("birth", "date", birth(), Read::Birth);
                    let means = "the age in whole years, where the date of birth is not said";
                    take("age", "number", means.to_owned(), Read::Age);
                }
                Asks::Field(name) => {
                    let record = record.and_then(|record| book.record(record));
                    if let Some(field) = record.and_then(|record| record.fields.get(name)) {
                        let read = Read::Field(name.to_owned(), field.kind.clone());
                        take(name, &words(&field.kind), field.ask.clone(), read);
                    }
                }
                Asks::State(number) => {
                    if let Some(state) = book.states.get(number) {
                        let name = state.name.replace('-', "_");
                        let means = format!("whether this lasts: {}", state.title.to_lowercase());
                        take(&name, "yes-no", means, Read::State(number));
                    }
                }
                Asks::Carried(number, name) => {
                    if let Some((full, field)) = carried(book, number, name) {
                        let read = Read::Carried(number, name.to_owned(), field.kind.clone());
                        take(&full, &words(&field.kind), field.ask.clone(), read);
                    }
                }
            }
        }
    }
    found.into_values().collect()
}

/// The fields of the starting records that say how long something is kept.
fn kept_to<'b>(book: &'b Book, clock: &'b Clock) -> Vec<(&'b str, &'b Field)> {
    let mut found = Vec::new();
    for terms in clock.terms() {
        let Time::Keep(kept) = &terms.time else {
            continue;
        };
        for (kept, start) in kept
            .iter()
            .flat_map(|kept| clock.starts.iter().map(move |start| (kept, start)))
        {
            if let (Kept::To(name), Trigger::On(record)) = (kept, &start.trigger) {
                let field = book
                    .record(record)
                    .and_then(|record| record.fields.get(name));
                found.extend(field.map(|field| (name.as_str(), field)));
            }
        }
    }
    found
}

/// What starts a clock, in words.
fn words_of(book: &Book, trigger: &Trigger) -> String {
    let state = |at: &usize| {
        let state = book.states.get(*at);
        state.map_or_else(String::new, |state| state.title.to_lowercase())
    };
    match trigger {
        Trigger::On(record) => {
            let title = book
                .record(record)
                .map(|record| record.title.to_lowercase());
            title.unwrap_or_else(|| record.clone())
        }
        Trigger::With(at) => format!("the beginning of: {}", state(at)),
        Trigger::After(at) => format!("the end of: {}", state(at)),
        Trigger::Birthday(age) => format!("age {age}"),
        Trigger::Yearly(month, day) => format!("{month:02}-{day:02} of each year"),
    }
}

/// What a state carries: its name in conditions, and the field it comes from.
fn carried<'b>(book: &'b Book, state: usize, name: &str) -> Option<(String, &'b Field)> {
    let state = book.states.get(state)?;
    let (record, field) = state.carries.get(name)?;
    let field = book.record(record)?.fields.get(field)?;
    Some((format!("{}.{name}", state.name.replace('-', "_")), field))
}

/// A type in the words of the book.
fn words(kind: &FieldType) -> String {
    match kind {
        FieldType::YesNo => "yes-no".to_owned(),
        FieldType::Number => "number".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Instant => "instant".to_owned(),
        FieldType::Code(list) => format!("code of {list}"),
        FieldType::Codes(list) => format!("codes of {list}"),
        FieldType::Link(record) => format!("link to {record}"),
        FieldType::Text => "text".to_owned(),
    }
}
