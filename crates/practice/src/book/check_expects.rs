//! Checking what a file should hold, and which records stand in the chronology.

use super::check_period::Counts;
use super::check_summary::state;
use super::expects::{Expect, LooksFor};
use super::model::Significant;
use super::names::InScope;
use super::problem::{Found, Place};
use super::{Book, check_source, raw, raw_reading};
use crate::expr;

pub(super) fn expects(
    place: Place<'_>,
    file: &raw::File,
    calendar: &str,
    book: &mut Book,
    found: &mut Found,
) {
    for (id, expect) in &file.expects {
        let place = place.at(expect.span().start);
        if book.expects.iter().any(|other| other.id == *id) {
            found.add(place, format!("{id} is expected twice in the book"));
        }
        if let Some(made) = one(place, id, expect.get_ref(), calendar, book, found) {
            book.expects.push(made);
        }
    }
}

fn one(
    place: Place<'_>,
    id: &str,
    raw: &raw_reading::Expect,
    calendar: &str,
    book: &Book,
    found: &mut Found,
) -> Option<Expect> {
    let names = InScope { book, record: None };
    let when = raw.when.as_ref().and_then(|text| {
        let compiled = expr::compile(text.get_ref(), &names);
        found.note(place.at(text.span().start), compiled)
    });
    let during = state(place, &raw.during, book, found);
    let (looks_for, owner, sources) = if let Some(clock) = &raw.clock {
        let own = raw.owner.is_some() || !raw.source.is_empty() || !raw.has.is_empty();
        if own || raw.by.is_some() || raw.good_for.is_some() {
            found.add(
                place,
                format!(
                    "{id} is what {clock} owes: its owner, time, records and source are the clock's"
                ),
            );
        }
        let Some(clock) = book.clocks.iter().find(|own| own.id == *clock) else {
            found.add(place, format!("{clock:?} is no clock of this book"));
            return None;
        };
        let looks_for = LooksFor::Clock(clock.id.clone());
        (looks_for, clock.owner.clone(), clock.sources.clone())
    } else {
        let sources = check_source::sources(place, ("expects", id), &raw.source, found);
        let Some(owner) = raw.owner.clone() else {
            found.add(
                place,
                format!("{id} needs an `owner`, or a `clock` that owes it"),
            );
            return None;
        };
        (
            records(place, id, raw, calendar, book, found)?,
            owner,
            sources,
        )
    };
    Some(Expect {
        id: id.to_owned(),
        title: raw.title.clone(),
        owner,
        during: during?,
        when,
        looks_for,
        sources,
        place: (place.file().to_owned(), place.line()),
    })
}

fn records(
    place: Place<'_>,
    id: &str,
    raw: &raw_reading::Expect,
    calendar: &str,
    book: &Book,
    found: &mut Found,
) -> Option<LooksFor> {
    if raw.has.is_empty() {
        found.add(
            place,
            format!("nothing can be looked for: name record types in `has` of {id}"),
        );
    }
    for kind in &raw.has {
        if !book.records.contains_key(kind) {
            found.add(place, format!("{kind:?} is no record type of this book"));
        }
    }
    let counted = raw::Clock {
        counting: raw.counting.clone(),
        months: raw.months.clone(),
        ..raw::Clock::default()
    };
    let counts = Counts::of(place, id, &counted, calendar, book, found);
    let good_for =
        (raw.good_for.as_ref()).and_then(|text| counts.period(place, text, None, None, found));
    let Some(by) = &raw.by else {
        found.add(
            place,
            format!("{id} needs `by`: how long after the state began"),
        );
        return None;
    };
    Some(LooksFor::Record {
        kinds: raw.has.clone(),
        by: counts.period(place, by, None, None, found)?,
        good_for,
    })
}

/// Which records stand in the chronology: asked once the states are known, of which a
/// condition may ask.
pub(super) fn significant(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, record) in &file.record {
        let Some(marked) = &record.get_ref().significant else {
            continue;
        };
        let place = place.at(marked.span().start);
        let made = match marked.get_ref() {
            raw_reading::Significant::Always(true) => Some(Significant::Always),
            raw_reading::Significant::Always(false) => {
                found.add(place, "`significant = false` says nothing; leave it out");
                None
            }
            raw_reading::Significant::When(text) => {
                let names = InScope {
                    book,
                    record: book.records.get(name),
                };
                let when = expr::compile(text, &names);
                found.note(place, when).map(Significant::When)
            }
        };
        if let Some(record) = book.records.get_mut(name) {
            record.significant = made;
        }
    }
}
