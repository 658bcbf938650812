//! What is known already, to be filled in: with where it is known from.

use practice::book::RecordType;
use practice::expr::FieldType;
use practice::when::london;
use practice::{Book, Fact, Fields, Value, When};
use record::Casefile;

use super::answer::{id, in_order};
use crate::answers::Answers;
use crate::words;

/// Answers that are filled in, and from when they are known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The answers, as they would be typed.
    pub answers: Answers,
    /// Where they are known from; nothing where none is.
    pub from: Option<String>,
}

/// What a new record of this type can be begun with: today, the one thing that it can be
/// part of, and – where it tells of what lasts – what was told last.
pub(crate) fn known(
    book: &Book,
    record: &RecordType,
    casefile: &Casefile,
    now: jiff::Timestamp,
) -> Known {
    let mut known = Known::default();
    let lasts = record.fields.values().any(|field| field.told) && is_of_one(record);
    let told = casefile.of_kind(&record.name);
    if let Some(last) = told
        .max_by_key(|fact| fact.occurred.start())
        .filter(|_| lasts)
    {
        known.answers = typed(record, &last.fields);
        known.from = Some(format!("as it was told {}", words::when(last.occurred)));
    }
    for (name, field) in in_order(record) {
        if let FieldType::Link(to) = &field.kind
            && !known.answers.has(&id(name))
            && let [(only, _)] = links(book, casefile, to).as_slice()
        {
            known.answers.0.insert(id(name), vec![only.clone()]);
        }
    }
    let today = match record.fields.get(&record.occurred).map(|field| &field.kind) {
        Some(FieldType::Instant) => Value::text(now),
        _ => Value::text(When::Instant(now).day()),
    };
    let day = Fields::from([(record.occurred.clone(), today)]);
    known.answers.0.extend(typed(record, &day).0);
    known
}

/// Whether what was told last is of the same thing as what is told now: not where the key tells
/// one from another, as of relationships, of which each is of another person.
fn is_of_one(record: &RecordType) -> bool {
    let tells_apart = |name: &String| {
        let field = record.fields.get(name);
        field.is_some_and(|field| {
            !matches!(
                field.kind,
                FieldType::Link(_) | FieldType::Date | FieldType::Instant
            )
        })
    };
    record.birth.is_some() || !record.key.iter().any(tells_apart)
}

/// What a link may lead to: identifier and words, newest first. What was closed by another
/// record comes last.
pub(crate) fn links(book: &Book, casefile: &Casefile, kind: &str) -> Vec<(String, String)> {
    let mut facts: Vec<&Fact> = casefile.of_kind(kind).collect();
    facts.sort_by_key(|fact| {
        (
            is_closed(book, casefile, fact),
            std::cmp::Reverse(fact.occurred.start()),
        )
    });
    let says = |fact: &&Fact| format!("{}: {}", words::when(fact.occurred), book.say(fact));
    facts
        .iter()
        .map(|fact| (fact.id.to_string(), says(fact)))
        .collect()
}

fn is_closed(book: &Book, casefile: &Casefile, fact: &Fact) -> bool {
    let id = fact.id.to_string();
    casefile
        .facts
        .iter()
        .filter(|other| !other.withdrawn)
        .any(|other| {
            let closes = book
                .record(&other.kind)
                .and_then(|record| record.closes.as_deref());
            closes.is_some_and(|field| other.text(field) == Some(id.as_str()))
        })
}

/// Values as they would be typed.
pub(crate) fn typed(record: &RecordType, fields: &Fields) -> Answers {
    let mut answers = Answers::default();
    for (name, value) in fields {
        let at = id(name);
        let kind = record.fields.get(name).map(|field| &field.kind);
        match (kind, value) {
            (Some(FieldType::Date | FieldType::Instant), Value::Text(text)) => {
                let Ok(when) = text.parse::<When>() else {
                    continue;
                };
                let day = when.day();
                put(&mut answers, format!("{at}-day"), day.day().to_string());
                put(&mut answers, format!("{at}-month"), day.month().to_string());
                put(&mut answers, format!("{at}-year"), day.year().to_string());
                if let When::Instant(instant) = when {
                    let there = instant.to_zoned(london());
                    put(
                        &mut answers,
                        format!("{at}-time"),
                        there.strftime("%H:%M").to_string(),
                    );
                }
            }
            (_, Value::YesNo(yes)) => {
                put(&mut answers, at, if *yes { "yes" } else { "no" }.to_owned());
            }
            (_, Value::Text(text)) if !columns(record, name).is_empty() => {
                answers.0.extend(super::rows::typed(&at, text).0);
            }
            (_, Value::Number(number)) => put(&mut answers, at, number.to_string()),
            (_, Value::Text(text)) => put(&mut answers, at, text.clone()),
            (_, Value::Codes(codes)) => {
                answers.0.insert(at, codes.clone());
            }
        }
    }
    answers
}

fn columns<'r>(record: &'r RecordType, name: &str) -> &'r [String] {
    let field = record.fields.get(name);
    field.map_or(&[], |field| field.columns.as_slice())
}

fn put(answers: &mut Answers, name: String, text: String) {
    answers.0.insert(name, vec![text]);
}
