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
        book.layouts.push(made);
    }
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
    if let Some(field) = &raw.rows {
        if raw.head.is_empty() {
            found.add(place, "`rows` needs `head`: the head of each column");
        }
        shows.push(Shows::Rows {
            field: field.clone(),
            head: raw.head.clone(),
        });
    } else if !raw.head.is_empty() {
        found.add(
            place,
            "`head` needs `rows`: the field whose lines are the rows",
        );
    }
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
