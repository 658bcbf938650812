//! Checking whom records and clocks are about.

use std::collections::BTreeSet;

use super::clock::{Clock, End, Start, Trigger};
use super::problem::{Found, Place};
use super::terms::Time;
use super::{Book, State};

/// Whom a record can be about.
const SUBJECTS: &[&str] = &[
    "child",
    "adult",
    "carer-household",
    "prospective-adopter",
    "worker",
    "home",
    "team",
    "organisation",
    "allegation",
    "complaint",
    "request",
    "incident",
];

pub(super) fn known(place: Place<'_>, record: &str, about: &str, found: &mut Found) {
    if !SUBJECTS.contains(&about) {
        found.add(
            place,
            format!(
                "{record} is about {about:?}; {} is expected",
                SUBJECTS.join(", ")
            ),
        );
    }
}

/// Whom a clock is about. What starts it in one way and what meets it then are of one
/// file; another way of starting may be of another.
pub(super) fn of_clock(
    place: Place<'_>,
    clock: &Clock,
    book: &Book,
    found: &mut Found,
) -> Vec<String> {
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for start in &clock.starts {
        let met = start.met(clock).map(|met| met.by.kind.as_str());
        let abouts = about(book, of_start(start, book).into_iter().chain(met));
        let mut abouts_there = abouts.iter();
        if let (Some(first), Some(second)) = (abouts_there.next(), abouts_there.next()) {
            found.add(
                place,
                format!(
                    "{} has records about a {first} and about a {second}: what starts it and what meets it stand in one file; `met_by` says which meets which",
                    clock.id
                ),
            );
        }
        all.extend(abouts);
    }
    for other in about(book, others(clock, book)) {
        if !clock.starts.is_empty() && !all.contains(other) {
            found.add(
                place,
                format!(
                    "{} is never about a {other}, so what ends, pauses or moves it cannot be",
                    clock.id
                ),
            );
        }
    }
    all.into_iter().map(str::to_owned).collect()
}

fn about<'b>(book: &'b Book, records: impl IntoIterator<Item = &'b str>) -> BTreeSet<&'b str> {
    let records = records.into_iter().filter_map(|record| book.record(record));
    records.map(|record| record.about.as_str()).collect()
}

fn state(book: &Book, number: usize) -> impl Iterator<Item = &str> {
    book.states.get(number).into_iter().flat_map(State::kinds)
}

/// The record types that one way of starting waits for.
fn of_start<'b>(start: &'b Start, book: &'b Book) -> Vec<&'b str> {
    let mut records: Vec<&str> = match &start.trigger {
        Trigger::On(kind) => vec![kind],
        Trigger::With(number) | Trigger::After(number) => state(book, *number).collect(),
        Trigger::Birthday(_) => book.birth().into_iter().map(|(record, _)| record).collect(),
        Trigger::Yearly(..) => Vec::new(),
    };
    records.extend(
        start
            .during
            .into_iter()
            .flat_map(|number| state(book, number)),
    );
    records
}

/// The other record types that a clock names.
fn others<'b>(clock: &'b Clock, book: &'b Book) -> Vec<&'b str> {
    let mut records: Vec<&str> = Vec::new();
    for end in &clock.ends {
        match end {
            End::On { on, .. } => records.push(&on.kind),
            End::WithEndOf(number) | End::WithBeginOf(number) => {
                records.extend(state(book, *number));
            }
        }
    }
    records.extend(clock.extends.iter().map(|extend| extend.on.kind.as_str()));
    let states = clock.pauses.iter().chain(&clock.held_while);
    records.extend(states.flat_map(|number| state(book, *number)));
    for terms in clock.terms() {
        if let Time::Holds(holds) = &terms.time {
            records.extend(holds.told_by.iter().map(String::as_str));
        }
    }
    records
}
