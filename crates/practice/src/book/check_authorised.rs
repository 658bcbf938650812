//! Checking what must be true before a record is authorised, and what is written then.

use toml::Spanned;

use super::authorised::{Authorised, Gate, GateLooksFor};
use super::model::RecordType;
use super::problem::{Found, Place};
use super::raw_authorised as written;
use super::{Book, check_record, raw};
use crate::expr::{Condition, FieldType};

/// Reads what a file says of authorising. The states are known by then.
pub(super) fn read(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (kind, raw) in &file.authorised {
        let place = place.at(raw.span().start);
        let Some(made) = one(place, kind, raw.get_ref(), book, found) else {
            continue;
        };
        if book.authorised.insert(kind.clone(), made).is_some() {
            found.add(
                place,
                format!("what is asked before {kind} is authorised stands twice in the book"),
            );
        }
    }
}

fn one(
    place: Place<'_>,
    kind: &str,
    raw: &written::Authorised,
    book: &Book,
    found: &mut Found,
) -> Option<Authorised> {
    let Some(record) = book.records.get(kind) else {
        found.add(place, format!("{kind:?} is no record type of this book"));
        return None;
    };
    if record.about != "child" {
        found.add(
            place,
            format!("{kind} does not stand in a child's file, and only what does is authorised"),
        );
    }
    if raw.source.trim().is_empty() {
        found.add(
            place,
            format!("nothing says why {kind} is authorised: give a source"),
        );
    }
    if raw.writes.is_none() && !raw.with.is_empty() {
        found.add(
            place,
            "`with` names what is taken over, and there is no `writes`",
        );
    }
    let writes = raw.writes.as_ref().and_then(|other| {
        writes(place, record, other, &raw.with, book, found);
        book.records
            .contains_key(other)
            .then(|| (other.clone(), raw.with.clone()))
    });
    let mut gates: Vec<Gate> = Vec::new();
    for raw in &raw.gate {
        let place = place.at(raw.span().start);
        let name = &raw.get_ref().name;
        if gates.iter().any(|gate| gate.name == *name) {
            found.add(place, format!("{kind} has two gates of the name {name}"));
        }
        gates.extend(gate(place, record, raw, book, found));
    }
    Some(Authorised {
        kind: kind.to_owned(),
        optional: raw.optional,
        source: raw.source.clone(),
        writes,
        gates,
    })
}

/// That what is written has all that it needs, of the same types, from what is authorised.
fn writes(
    place: Place<'_>,
    record: &RecordType,
    other: &str,
    with: &[String],
    book: &Book,
    found: &mut Found,
) {
    let Some(to) = book.records.get(other) else {
        found.add(place, format!("{other:?} is no record type of this book"));
        return;
    };
    for name in with {
        let from = record.fields.get(name).map(|field| &field.kind);
        let taken = to.fields.get(name).map(|field| &field.kind);
        if from.is_none() || from != taken || *name == to.occurred {
            found.add(
                place,
                format!(
                    "{other} cannot take {name:?} over from {}: both need a field of that name and type, and {} is the day of the authorisation",
                    record.name, to.occurred
                ),
            );
        }
    }
    for (name, field) in &to.fields {
        if field.required && *name != to.occurred && !with.contains(name) {
            found.add(
                place,
                format!("{other} must have {name:?}, which `with` does not take over"),
            );
        }
    }
}

fn gate(
    place: Place<'_>,
    record: &RecordType,
    raw: &Spanned<written::Gate>,
    book: &Book,
    found: &mut Found,
) -> Option<Gate> {
    let raw = raw.get_ref();
    if raw.missing.trim().is_empty() || raw.source.trim().is_empty() {
        found.add(
            place,
            format!(
                "the gate {} needs a source, and in `missing` what is said where it is not so",
                raw.name
            ),
        );
    }
    let mut condition = |text: &Option<Spanned<String>>, kind: &str| -> Option<Condition> {
        let text = text.as_ref()?;
        check_record::condition(place, Some(text), kind, book, found)
    };
    let asked_if = condition(&raw.asked_if, &record.name);
    let looks_for = match (&raw.holds, &raw.record) {
        (Some(_), None) if raw.same.is_none() && raw.which.is_none() => {
            GateLooksFor::Holds(condition(&raw.holds, &record.name)?)
        }
        (None, Some(kind)) => {
            let which = condition(&raw.which, kind);
            let Some(other) = book.records.get(kind) else {
                found.add(place, format!("{kind:?} is no record type of this book"));
                return None;
            };
            if let Some(link) = &raw.same {
                same(place, record, other, link, found);
            }
            GateLooksFor::Record {
                kind: kind.clone(),
                same: raw.same.clone(),
                which,
            }
        }
        _ => {
            found.add(
                place,
                format!(
                    "the gate {} needs either `holds`, or `record` with `same` and `which` where they are needed",
                    raw.name
                ),
            );
            return None;
        }
    };
    Some(Gate {
        name: raw.name.clone(),
        asked_if,
        looks_for,
        missing: raw.missing.clone(),
        source: raw.source.clone(),
    })
}

/// That a link of the other record leads to this one, or where this one's does.
fn same(place: Place<'_>, record: &RecordType, other: &RecordType, link: &str, found: &mut Found) {
    let to = |record: &RecordType| match record.fields.get(link).map(|field| &field.kind) {
        Some(FieldType::Link(to)) => Some(to.clone()),
        _ => None,
    };
    let leads = to(other);
    let sound = leads.is_some() && (leads == to(record) || leads.as_ref() == Some(&record.name));
    if !sound {
        found.add(
            place,
            format!(
                "{link:?} is no link of {} that leads to {}, or where a link of that name of {} leads",
                other.name, record.name, record.name
            ),
        );
    }
}
