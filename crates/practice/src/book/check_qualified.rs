//! Checking what tells which children are owed a qualified worker.

use super::check_start::state_number;
use super::problem::{Found, Place};
use super::qualified::Qualified;
use super::{Book, raw};

pub(super) fn qualified(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(qualified) = &file.qualified else {
        return;
    };
    let place = place.at(qualified.span().start);
    let raw = qualified.get_ref();
    if book.qualified.is_some() {
        found.add(place, "there is a second [qualified]; a book has one");
    }
    let during = (raw.during.iter())
        .filter_map(|state| found.note(place, state_number(state, book)))
        .collect();
    for relation in &raw.holds {
        let relations = &book.permissions.relations;
        if !relations.iter().any(|known| known.name == *relation) {
            found.add(place, format!("{relation:?} is no relation of this book"));
        }
    }
    for role in &raw.roles {
        let roles = &book.permissions.roles;
        if !roles.iter().any(|known| known.name == *role) {
            found.add(place, format!("{role:?} is no role of this book"));
        }
    }
    match book.record(&raw.registered) {
        Some(record) if record.about == "worker" => {}
        Some(_) => found.add(place, format!("{} is not about a worker", raw.registered)),
        None => found.add(
            place,
            format!("{:?} is no record type of this book", raw.registered),
        ),
    }
    book.qualified = Some(Qualified {
        title: raw.title.clone(),
        during,
        holds: raw.holds.clone(),
        roles: raw.roles.clone(),
        registered: raw.registered.clone(),
        source: raw.source.clone(),
    });
}
