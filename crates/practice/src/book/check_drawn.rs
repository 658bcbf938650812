//! Checking what is filled in from a file: that it fills in a text, and that the sections which it
//! names are there.

use std::collections::BTreeMap;

use super::drawn::Drawn;
use super::problem::{Found, Place};
use super::{Book, raw};

/// Reads what is filled in. The sections of the summary stand in the book already.
pub(super) fn drawn(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (kind, fields) in &file.drawn {
        let place = place.at(fields.span().start);
        if book.drawn.contains_key(kind) {
            found.add(place, format!("[drawn.{kind}] stands twice in the book"));
        }
        let Some(record) = book.record(kind) else {
            found.add(place, format!("{kind:?} is no record type of this book"));
            continue;
        };
        if record.about != "child" {
            found.add(place, format!("{kind} is not about a child"));
        }
        let mut of_kind = BTreeMap::new();
        for (name, raw) in fields.get_ref() {
            if !record.fields.get(name).is_some_and(|field| field.long) {
                found.add(place, format!("{kind} has no narrative {name:?}"));
            }
            for section in &raw.sections {
                if !book.summary.iter().any(|known| known.id == *section) {
                    found.add(place, format!("{section:?} is no section of the summary"));
                }
            }
            for told in &raw.records {
                if book.record(told).is_none() {
                    found.add(place, format!("{told:?} is no record type of this book"));
                }
            }
            let made = Drawn {
                sections: raw.sections.clone(),
                records: raw.records.clone(),
                significant: raw.significant,
                owed_in: raw.owed_in,
            };
            if made == Drawn::default() {
                found.add(
                    place,
                    format!("[drawn.{kind}.{name}] needs `sections`, `records`, `significant` or `owed_in`"),
                );
            }
            of_kind.insert(name.clone(), made);
        }
        book.drawn.insert(kind.clone(), of_kind);
    }
}
