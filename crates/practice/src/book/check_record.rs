//! Checking record types and states.

use std::collections::BTreeMap;

use super::model::{Field, Listing, On, RecordType, State};
use super::names::InScope;
use super::problem::{Found, Place};
use super::{Book, check_finding, check_organisation, check_permission, check_subject, raw};
use crate::expr::{self, Condition, FieldType};

pub(super) fn records(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, record) in &file.record {
        let place = place.at(record.span().start);
        let record = record.get_ref();
        let made = one(place, name, record, book, found);
        if book.records.insert(name.clone(), made).is_some() {
            found.add(place, format!("the record {name} stands twice in the book"));
        }
    }
}

fn one(
    place: Place<'_>,
    name: &str,
    record: &raw::Record,
    book: &mut Book,
    found: &mut Found,
) -> RecordType {
    check_subject::known(place, name, &record.about, found);
    if name == FieldType::ANY {
        found.add(
            place,
            "no record type may be called `any`: links to it lead anywhere",
        );
    }
    let fields = fields(place, name, record, book, found);
    let occurred = occurred(place, name, record, found);
    let birth = birth(place, name, record, found);
    if let Some(field) = &birth
        && let Some((other, _)) = book.birth.replace((name.to_owned(), field.clone()))
    {
        found.add(
            place,
            format!("{other} and {name} both hold the date of birth; one may"),
        );
    }
    let listing = record.listing.as_ref().map(|listing| Listing {
        source: listing.source.clone(),
        from: listing.from.clone(),
        to: listing.to.clone(),
    });
    let named = (record.key.iter())
        .chain(&record.closes)
        .chain(&record.unreadable)
        .chain(listing.iter().flat_map(|l| [&l.source, &l.from, &l.to]));
    for field in named {
        if !fields.contains_key(field) {
            found.add(place, format!("{name} has no field {field:?}"));
        }
    }
    if let Some(closes) = &record.closes
        && (fields.get(closes)).is_some_and(|field| !matches!(field.kind, FieldType::Link(_)))
    {
        found.add(
            place,
            format!("{name} has no link {closes:?} that names what it closes"),
        );
    }
    says(place, name, record, &fields, found);
    let (class, needs) = check_permission::of_record(place, name, record, book, found);
    let found_by = (fields.iter())
        .filter_map(|(name, field)| Some((name.clone(), field.found_by?)))
        .collect();
    RecordType {
        name: name.to_owned(),
        title: record.title.clone(),
        area: area(place.file).to_owned(),
        about: record.about.clone(),
        version: record.version,
        by: record.by.clone(),
        says: record.says.clone(),
        source: record.source.clone(),
        key: record.key.clone(),
        kept_in: record.kept_in.clone(),
        closes: record.closes.clone(),
        listing,
        unreadable: record.unreadable.clone(),
        class,
        needs,
        quick: record.quick.clone(),
        significant: None,
        occurred,
        birth,
        found_by,
        fields,
    }
}

/// The part of practice that a file of the book is about: the folder it stands in.
fn area(file: &str) -> &str {
    file.split_once('/').map_or("", |(folder, _)| folder)
}

fn field_type(
    record: &str,
    name: &str,
    field: &raw::Field,
    book: &Book,
) -> Result<FieldType, String> {
    let list = || match &field.of {
        Some(list) if book.codes.contains_key(list) => Ok(list.clone()),
        Some(list) => Err(format!(
            "{record}.{name} is of {list:?}, which is no list of this book"
        )),
        None => Err(format!(
            "{record}.{name} needs `of`, the list its codes stand in"
        )),
    };
    Ok(match field.kind.as_str() {
        "text" | "narrative" => FieldType::Text,
        "date" => FieldType::Date,
        "instant" => FieldType::Instant,
        "number" => FieldType::Number,
        "yes-no" => FieldType::YesNo,
        "code" => FieldType::Code(list()?),
        "codes" => FieldType::Codes(list()?),
        "link" => {
            FieldType::Link(field.to.clone().ok_or_else(|| {
                format!("{record}.{name} needs `to`, the record type it links to")
            })?)
        }
        other => {
            return Err(format!(
                "{record}.{name} has the type {other:?}; text, narrative, date, instant, number, yes-no, code, codes or link is expected"
            ));
        }
    })
}

/// The field that holds the date of birth: a date, and the only one of its record.
fn birth(place: Place<'_>, name: &str, record: &raw::Record, found: &mut Found) -> Option<String> {
    let mut marked = record.field.iter().filter(|(_, field)| field.birth);
    let (field, raw) = marked.next()?;
    for (other, _) in marked {
        found.add(
            place,
            format!("{name}.{field} and {name}.{other} both hold the date of birth; one may"),
        );
    }
    if raw.kind != "date" {
        found.add(
            place,
            format!("{name}.{field} holds the date of birth, so it must be a date"),
        );
    }
    Some(field.clone())
}

/// The fields of a record type.
fn fields(
    place: Place<'_>,
    name: &str,
    record: &raw::Record,
    book: &Book,
    found: &mut Found,
) -> BTreeMap<String, Field> {
    let mut fields = BTreeMap::new();
    for (field, raw) in &record.field {
        if let Some(kind) = found.note(place, field_type(name, field, raw, book)) {
            let full = format!("{name}.{field}");
            let made = Field {
                ask: raw.ask.get_ref().clone(),
                place: raw.ask.span().start,
                long: raw.kind == "narrative",
                found_by: check_finding::mark(place, &full, raw, &kind, found),
                called: raw.called.clone(),
                kind,
                required: raw.required,
                told: raw.told,
                each: raw.each,
                more: raw.more,
                columns: columns(place, &full, raw, found),
                organisation: raw.organisation.as_ref().map(check_organisation::made),
            };
            fields.insert(field.clone(), made);
        }
    }
    fields
}

/// That a sentence names fields that there are, and closes each bracket.
fn says(
    place: Place<'_>,
    name: &str,
    record: &raw::Record,
    fields: &BTreeMap<String, Field>,
    found: &mut Found,
) {
    if record.says.matches('[').count() != record.says.matches(']').count() {
        let what = format!(
            "`says` of {name} opens a square bracket that it does not close, or closes one that it did not open"
        );
        found.add(place, what);
    }
    for hole in record.says.split('{').skip(1) {
        let field = hole.split('}').next().unwrap_or_default();
        if !fields.contains_key(field) {
            found.add(
                place,
                format!("`says` of {name} names a field {field:?} that it does not have"),
            );
        }
    }
}

/// How many columns an answer may have: more cannot be typed on a telephone.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=5;

/// The columns of an answer that is a table.
fn columns(place: Place<'_>, full: &str, raw: &raw::Field, found: &mut Found) -> Vec<String> {
    if raw.columns.is_empty() {
        return Vec::new();
    }
    if raw.kind != "narrative" {
        found.add(
            place,
            format!("{full} has `columns`, so it must be a narrative"),
        );
    }
    if !COLUMNS.contains(&raw.columns.len()) {
        let (least, most) = (COLUMNS.start(), COLUMNS.end());
        found.add(
            place,
            format!("{full} needs {least} to {most} `columns`, or none"),
        );
    }
    raw.columns.clone()
}

fn occurred(place: Place<'_>, name: &str, record: &raw::Record, found: &mut Found) -> String {
    let marked: Vec<_> = record
        .field
        .iter()
        .filter(|(_, field)| field.occurred)
        .collect();
    let [(field, raw)] = marked.as_slice() else {
        found.add(
            place,
            format!("{name} needs exactly one field with `occurred = true`: when it happened"),
        );
        return String::new();
    };
    if !matches!(raw.kind.as_str(), "date" | "instant") {
        found.add(
            place,
            format!("{name}.{field} says when it happened, so it must be a date or an instant"),
        );
    }
    (*field).clone()
}

/// That every link leads to a record type of the book.
pub(super) fn links(place: Place<'_>, file: &raw::File, book: &Book, found: &mut Found) {
    for (name, record) in &file.record {
        for (field, raw) in &record.get_ref().field {
            if let Some(to) = &raw.to
                && to != FieldType::ANY
                && !book.records.contains_key(to)
            {
                found.add(
                    place.at(record.span().start),
                    format!("{name}.{field} links to {to:?}, which is no record type of this book"),
                );
            }
        }
    }
}

/// States are declared in two steps, as their conditions may name each other.
pub(super) fn states(parsed: &[(Place<'_>, raw::File)], book: &mut Book, found: &mut Found) {
    let mut declared = Vec::new();
    for (place, file) in parsed {
        for (name, state) in &file.state {
            let place = place.at(state.span().start);
            let raw = state.get_ref();
            if declared.iter().any(|(_, _, other)| *other == name) {
                found.add(place, format!("the state {name} stands twice in the book"));
            }
            let mut carries = BTreeMap::new();
            for (carried, from) in &raw.carries {
                match from.split_once('.') {
                    Some((record, field))
                        if book.records.get(record).is_some_and(|r| r.fields.contains_key(field)) =>
                    {
                        carries.insert(carried.clone(), (record.to_owned(), field.to_owned()));
                    }
                    _ => found.add(place, format!("the state {name} carries {from:?}, which is no record.field of this book")),
                }
            }
            declared.push((place, raw, name));
            let nothing = || On {
                kind: String::new(),
                when: None,
            };
            book.states.push(State {
                name: name.clone(),
                title: raw.title.clone(),
                begins: nothing(),
                seen: None,
                ends: Vec::new(),
                runs_on: raw.runs_on,
                carries,
            });
        }
    }
    for (index, (place, raw, _)) in declared.iter().enumerate() {
        let begins = on(*place, &raw.begins, book, found);
        let seen = raw.seen.as_ref().map(|seen| on(*place, seen, book, found));
        let ends = (raw.ends.iter())
            .map(|end| plain_on(*place, end, book, found))
            .collect();
        if let Some(state) = book.states.get_mut(index) {
            (state.begins, state.seen, state.ends) = (begins, seen, ends);
        }
    }
}

fn plain_on(place: Place<'_>, raw: &raw::PlainOn, book: &Book, found: &mut Found) -> On {
    let names = InScope {
        book,
        record: book.records.get(&raw.on),
    };
    if names.record.is_none() {
        found.add(
            place,
            format!("{:?} is no record type of this book", raw.on),
        );
    }
    let compiled = raw.when.as_ref().map(|text| expr::compile(text, &names));
    On {
        kind: raw.on.clone(),
        when: compiled.and_then(|compiled| found.note(place, compiled)),
    }
}

pub(super) fn on(place: Place<'_>, raw: &raw::On, book: &Book, found: &mut Found) -> On {
    On {
        when: condition(place, raw.when.as_ref(), &raw.on, book, found),
        kind: raw.on.clone(),
    }
}

/// A condition on a record of this type; the type is checked too.
pub(super) fn condition(
    place: Place<'_>,
    text: Option<&toml::Spanned<String>>,
    kind: &str,
    book: &Book,
    found: &mut Found,
) -> Option<Condition> {
    let Some(record) = book.records.get(kind) else {
        found.add(place, format!("{kind:?} is no record type of this book"));
        return None;
    };
    let names = InScope {
        book,
        record: Some(record),
    };
    let text = text?;
    found.note(
        place.at(text.span().start),
        expr::compile(text.get_ref(), &names),
    )
}
