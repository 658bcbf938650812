//! Checking layouts: that the record types and the fields that they name are there.

use super::layout::{HOLES, Layout, Part, Shows};
use super::problem::{Found, Place};
use super::{Book, raw};

pub(super) fn layouts(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for layout in &file.layout {
        let place = place.at(layout.span().start);
        let raw = layout.get_ref();
        if book.layouts.iter().any(|other| other.id == raw.id) {
            let twice = format!("the layout {} stands twice in the book", raw.id);
            found.add(place, twice);
        }
        if raw.of.is_empty() || raw.part.is_empty() {
            let what = format!(
                "the layout {} needs `of`, the record types that it lays out, and a [[layout.part]]",
                raw.id
            );
            found.add(place, what);
        }
        for kind in &raw.of {
            match book.record(kind) {
                Some(record) if record.about == "child" => {}
                Some(_) => found.add(place, format!("{kind} is not about a child")),
                None => found.add(place, format!("{kind:?} is no record type of this book")),
            }
        }
        let parts = raw.part.iter();
        let parts = parts.filter_map(|part| {
            let at = place.at(part.span().start);
            one(at, part.get_ref(), found)
        });
        let made = Layout {
            id: raw.id.clone(),
            says: raw.says.clone(),
            title: raw.title.clone(),
            of: raw.of.clone(),
            parts: parts.collect(),
        };
        for name in made.fields() {
            let of_record = |kind: &String| {
                let record = book.record(kind);
                record.is_some_and(|record| record.fields.contains_key(name))
            };
            if !HOLES.contains(&name) && !made.of.iter().any(of_record) {
                let what = format!(
                    "the layout {} names {name:?}, which is no field of {} and none of {}",
                    made.id,
                    made.of.join(" or "),
                    HOLES.join(", ")
                );
                found.add(place, what);
            }
        }
        for part in &made.parts {
            if let Shows::Rows(name) = &part.shows
                && !made.of.iter().all(|kind| is_table(book, kind, name))
            {
                let what = format!(
                    "the layout {} shows {name:?} in rows: give that field its `columns`",
                    made.id
                );
                found.add(place, what);
            }
        }
        book.layouts.push(made);
    }
}

/// Whether a field of a record type is answered in a table; one that it does not have is no
/// mistake of this kind.
fn is_table(book: &Book, kind: &str, name: &str) -> bool {
    let field = book.record(kind).and_then(|record| record.fields.get(name));
    field.is_none_or(|field| !field.columns.is_empty())
}

fn one(place: Place<'_>, raw: &raw::LayoutPart, found: &mut Found) -> Option<Part> {
    let mut shows = Vec::new();
    shows.extend(raw.says.clone().map(Shows::Says));
    if !raw.text.is_empty() {
        shows.push(Shows::Text(raw.text.clone()));
    }
    if !raw.answers.is_empty() {
        shows.push(Shows::Answers(raw.answers.clone()));
    }
    shows.extend(raw.rows.clone().map(Shows::Rows));
    if !raw.sign.is_empty() {
        shows.push(Shows::Sign(raw.sign.clone()));
    }
    if shows.len() != 1 {
        found.add(
            place,
            "a part of a layout has one of `says`, `text`, `answers`, `rows` and `sign`",
        );
    }
    let shows = shows.pop()?;
    Some(Part {
        heading: raw.heading.clone(),
        shows,
        empty: raw.empty.clone(),
    })
}
