//! Checking who is told of what others record.

use super::check_lists::is_role;
use super::problem::{Found, Place};
use super::telling::{Telling, ToTeam};
use super::{Book, raw};

/// The longest time for which somebody may be told.
const LONGEST: u16 = 92;

/// Reads who is told.
pub(super) fn telling(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(telling) = &file.telling else {
        return;
    };
    let place = place.at(telling.span().start);
    let raw = telling.get_ref();
    if book.telling.is_some() {
        found.add(place, "there is a second [telling]; a book has one");
    }
    if !(1..=LONGEST).contains(&raw.days) {
        found.add(place, format!("days is between 1 and {LONGEST}"));
    }
    if !(1..=raw.days).contains(&raw.first_days) {
        found.add(place, "first_days is between 1 and days");
    }
    if book.calendar(&raw.calendar).is_none() {
        let says = format!("{:?} is no calendar of this book", raw.calendar);
        found.add(place, says);
    }
    let kinds = raw.team.iter().filter_map(|to| to.kinds.as_ref()).flatten();
    for kind in raw.silent.iter().chain(kinds) {
        if book.record(kind).is_none() {
            found.add(place, format!("{kind:?} is no record type of this book"));
        }
    }
    for role in raw.team.iter().flat_map(|to| &to.roles) {
        is_role(place, role, book, found);
    }
    book.telling = Some(Telling {
        days: raw.days,
        first_days: raw.first_days,
        calendar: raw.calendar.clone(),
        silent: raw.silent.clone(),
        team: (raw.team.iter())
            .map(|to| ToTeam {
                roles: to.roles.clone(),
                kinds: to.kinds.clone(),
            })
            .collect(),
    });
}
