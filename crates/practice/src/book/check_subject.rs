//! Checking whom records and clocks are about.

use std::collections::BTreeSet;

use super::model::{Clock, End, Trigger};
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

/// Whom a clock is about: the same for all its records, as it runs in one file.
pub(super) fn of_clock(place: Place<'_>, clock: &Clock, book: &Book, found: &mut Found) -> String {
    let mut records: BTreeSet<&str> = BTreeSet::new();
    let state = |number: usize| book.states.get(number).into_iter().flat_map(State::kinds);
    for start in &clock.starts {
        match &start.trigger {
            Trigger::On(kind) => {
                records.insert(kind);
            }
            Trigger::With(number) | Trigger::After(number) => records.extend(state(*number)),
            Trigger::Birthday(_) => {
                records.extend(book.birth().map(|(record, _)| record));
            }
            Trigger::Yearly(..) => {}
        }
        records.extend(start.during.into_iter().flat_map(state));
    }
    for end in &clock.ends {
        match end {
            End::On { on, .. } => {
                records.insert(&on.kind);
            }
            End::WithEndOf(number) | End::WithBeginOf(number) => records.extend(state(*number)),
        }
    }
    records.extend(clock.met.iter().map(|met| met.by.kind.as_str()));
    records.extend(clock.extends.iter().map(|extend| extend.on.kind.as_str()));
    let states = clock.pauses.iter().chain(&clock.held_while);
    records.extend(states.flat_map(|number| state(*number)));
    for terms in clock.terms() {
        if let Time::Holds(holds) = &terms.time {
            records.extend(holds.told_by.iter().map(String::as_str));
        }
    }
    let abouts: BTreeSet<&str> = records
        .iter()
        .filter_map(|record| book.record(record))
        .map(|record| record.about.as_str())
        .collect();
    let mut abouts = abouts.into_iter();
    let first = abouts.next().unwrap_or("child");
    if let Some(second) = abouts.next() {
        found.add(
            place,
            format!(
                "{} has records about a {first} and about a {second}: a clock runs in one file; let all its records be about the same",
                clock.id
            ),
        );
    }
    first.to_owned()
}
