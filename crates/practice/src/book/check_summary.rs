//! Checking what a file is read by: the sections of the summary.

use super::model::RecordType;
use super::names::InScope;
use super::problem::{Found, Place};
use super::summary::{Renewed, Section, Show};
use super::{Book, check_record, raw, raw_reading};
use crate::expr::{self, FieldType};

pub(super) fn sections(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for section in &file.summary {
        let place = place.at(section.span().start);
        let section = section.get_ref();
        let id = &section.id;
        if book.summary.iter().any(|other| other.id == *id) {
            found.add(
                place,
                format!("the section {id} stands twice in the summary"),
            );
        }
        if section.show.is_empty() {
            found.add(
                place,
                format!("the section {id} shows nothing: give it a `show`"),
            );
        }
        let names = InScope { book, record: None };
        let when = section.when.as_ref().and_then(|text| {
            let compiled = expr::compile(text.get_ref(), &names);
            found.note(place.at(text.span().start), compiled)
        });
        let show = (section.show.iter())
            .filter_map(|show| one(place.at(show.span().start), show.get_ref(), book, found))
            .collect();
        book.summary.push(Section {
            id: id.clone(),
            title: section.title.clone(),
            urgent: section.urgent,
            empty: section.empty.clone(),
            when,
            show,
            place: (place.file().to_owned(), place.line()),
        });
    }
}

fn one(place: Place<'_>, raw: &raw_reading::Show, book: &Book, found: &mut Found) -> Option<Show> {
    let when = check_record::condition(place, raw.when.as_ref(), &raw.on, book, found);
    let record = book.records.get(&raw.on)?;
    let per = raw.per.iter().flatten();
    fields(place, record, per.clone(), found);
    labels(place, record, raw, book, found);
    if raw.per.is_some() && !raw.latest {
        found.add(
            place,
            "`per` says of what the latest is shown: add `latest = true`",
        );
    }
    for (field, what) in [(&raw.until, "until"), (&raw.review, "review")] {
        if let Some(field) = field {
            day(place, record, field, what, found);
        }
    }
    for hole in raw.says.iter().flat_map(|says| says.split('{').skip(1)) {
        let field = hole.split('}').next().unwrap_or_default();
        if field != Show::AGE {
            fields(place, record, [field], found);
        }
    }
    let during = raw
        .during
        .as_ref()
        .and_then(|name| state(place, name, book, found));
    let renewed = raw.renewed.as_ref().map(|renewed| {
        renews(place, renewed, record, book, found);
        Renewed {
            kind: renewed.by.clone(),
            link: renewed.link.clone(),
        }
    });
    let mut with: Vec<_> = (raw.labels.iter())
        .map(|(field, label)| (label.span().start, field.clone(), label.get_ref().clone()))
        .collect();
    with.sort();
    Some(Show {
        kind: raw.on.clone(),
        when,
        during,
        until: raw.until.clone(),
        latest: raw.latest.then(|| per.cloned().collect()),
        renewed,
        says: raw.says.clone(),
        with: with
            .into_iter()
            .map(|(_, field, label)| (field, label))
            .collect(),
        review: raw.review.clone(),
    })
}

/// That what is shown is of the record type, or of what renews it.
fn labels(
    place: Place<'_>,
    record: &RecordType,
    raw: &raw_reading::Show,
    book: &Book,
    found: &mut Found,
) {
    let renewed = raw.renewed.as_ref();
    let renewed = renewed.and_then(|renewed| book.records.get(&renewed.by));
    for (field, label) in &raw.labels {
        if !renewed.is_some_and(|by| by.fields.contains_key(field)) {
            fields(place.at(label.span().start), record, [field], found);
        }
    }
}

/// The number of a state of the book.
pub(super) fn state(place: Place<'_>, name: &str, book: &Book, found: &mut Found) -> Option<usize> {
    let number = book.states.iter().position(|state| state.name == name);
    if number.is_none() {
        found.add(place, format!("{name:?} is no state of this book"));
    }
    number
}

/// That a record type has these fields.
pub(super) fn fields<'n>(
    place: Place<'_>,
    record: &RecordType,
    names: impl IntoIterator<Item = &'n (impl AsRef<str> + ?Sized + 'n)>,
    found: &mut Found,
) {
    for name in names {
        let name = name.as_ref();
        if !record.fields.contains_key(name) {
            found.add(place, format!("{} has no field {name:?}", record.name));
        }
    }
}

/// That a field of a record type is a day or a time.
pub(super) fn day(
    place: Place<'_>,
    record: &RecordType,
    field: &str,
    what: &str,
    found: &mut Found,
) {
    let kind = record.fields.get(field).map(|field| &field.kind);
    if !matches!(kind, Some(FieldType::Date | FieldType::Instant)) {
        found.add(
            place,
            format!(
                "`{what}` names {field:?}, which is no date of {}",
                record.name
            ),
        );
    }
}

/// That a record links to what it renews.
fn renews(
    place: Place<'_>,
    renewed: &raw_reading::Renewed,
    record: &RecordType,
    book: &Book,
    found: &mut Found,
) {
    let Some(by) = book.records.get(&renewed.by) else {
        found.add(
            place,
            format!("{:?} is no record type of this book", renewed.by),
        );
        return;
    };
    let link = by.fields.get(&renewed.link).map(|field| &field.kind);
    if !matches!(link, Some(FieldType::Link(to)) if *to == record.name) {
        found.add(
            place,
            format!("{}.{} is no link to {}", by.name, renewed.link, record.name),
        );
    }
}
