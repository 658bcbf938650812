//! Checking what stands in a diary.

use super::diary::Diary;
use super::problem::{Found, Place};
use super::{Book, raw};
use crate::expr::FieldType;

/// Reads what stands in a diary.
pub(super) fn diary(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for one in &file.diary {
        let place = place.at(one.span().start);
        let raw = one.get_ref();
        if book.diary.iter().any(|other| other.on == raw.on) {
            found.add(place, format!("{} stands twice in the diary", raw.on));
        }
        let Some(record) = book.records.get(&raw.on) else {
            found.add(
                place,
                format!("{:?} is no record type of this book", raw.on),
            );
            continue;
        };
        let is = |field: &str, fits: fn(&FieldType) -> bool| {
            let field = record.fields.get(field);
            field.is_some_and(|field| fits(&field.kind))
        };
        if !is(&raw.at, |kind| {
            matches!(kind, FieldType::Date | FieldType::Instant)
        }) {
            found.add(
                place,
                format!("{} has no field {} with a day or a time", raw.on, raw.at),
            );
        }
        if let Some(kind) = &raw.kind
            && !is(kind, |kind| matches!(kind, FieldType::Code(_)))
        {
            found.add(place, format!("{} has no field {kind} with a code", raw.on));
        }
        book.diary.push(Diary {
            on: raw.on.clone(),
            at: raw.at.clone(),
            title: raw.title.clone(),
            kind: raw.kind.clone(),
        });
    }
}
