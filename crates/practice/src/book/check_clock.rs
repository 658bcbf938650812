//! Checking clocks: what each is made of, its sources and its examples.

use toml::Spanned;

use super::check_met::{end, met, same_links};
use super::check_period::{self, Counts, from_last_met, may_roll, steps};
use super::check_start;
use super::model::{Cite, Clock, Example};
use super::problem::{Found, Place};
use super::{Book, raw};

const LEVELS: &[&str] = &[
    "act",
    "regulation",
    "court-rule",
    "guidance",
    "standard",
    "professional",
    "data-return",
    "local",
];

const CONFIRMED: &[&str] = &["primary", "secondary", "partial", "none"];

pub(super) fn clocks(
    place: Place<'_>,
    file: &raw::File,
    calendar: &str,
    book: &mut Book,
    found: &mut Found,
) {
    for (id, clock) in &file.clock {
        let place = place.at(clock.span().start);
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !id.bytes().all(plain) {
            found.add(
                place,
                format!(
                    "the clock {id:?} may have small letters, digits and hyphens in its id only"
                ),
            );
        }
        if book.clocks.iter().any(|other| other.id == *id) {
            found.add(place, format!("the clock {id} stands twice in the book"));
        }
        let made = one(place, id, clock.get_ref(), calendar, book, found);
        book.clocks.push(made);
    }
}

fn one(
    place: Place<'_>,
    id: &str,
    raw: &raw::Clock,
    calendar: &str,
    book: &Book,
    found: &mut Found,
) -> Clock {
    let calendar = raw.calendar.as_deref().unwrap_or(calendar);
    let counts = Counts::of(place, id, raw, calendar, book, found);
    let within = raw.within.as_deref();
    let common = within.and_then(|text| counts.period(place, text, None, None, found));
    let every = steps(place, raw, &counts, found);
    if raw.starts.is_empty() {
        found.add(
            place,
            format!("{id} has nothing that starts it; add [[clock.{id}.starts]]"),
        );
    }
    let starts: Vec<_> = (raw.starts.iter())
        .map(|start| check_start::start(place, start, raw, &counts, common, book, found))
        .collect();
    if every.is_empty() && starts.iter().any(|start| start.within.is_none()) {
        found.add(
            place,
            format!("{id} needs `within`, or `every` for a rhythm"),
        );
    }
    let met: Vec<_> = raw
        .met
        .iter()
        .flat_map(|raw| met(place, raw, book, found))
        .collect();
    if met.is_empty() {
        found.add(
            place,
            format!("nothing can meet {id}; name the record types in `by`"),
        );
    }
    same_links(place, &met, &starts, book, found);
    sources(place, id, raw, found);
    Clock {
        id: id.to_owned(),
        title: raw.title.clone(),
        area: raw.area.clone(),
        owner: raw.owner.clone(),
        climbs: raw.climbs.clone(),
        warn: raw.warn.clone(),
        calendar: calendar.to_owned(),
        may_roll: may_roll(place, raw, book, found),
        from_last_met: from_last_met(place, raw, found),
        every,
        note: raw.note.clone(),
        starts,
        met,
        ends: raw
            .ends
            .iter()
            .filter_map(|end| self::end(place, end, book, found))
            .collect(),
        sources: (raw.source.iter())
            .map(|source| cite(place, source, found))
            .collect(),
        examples: raw
            .example
            .iter()
            .map(|example| self::example(place, example, found))
            .collect(),
        place: (place.file.to_owned(), place.line()),
    }
}

fn sources(place: Place<'_>, id: &str, raw: &raw::Clock, found: &mut Found) {
    if raw.source.is_empty() {
        found.add(
            place,
            format!("{id} has no source; add [[clock.{id}.source]] with its level and citation"),
        );
    }
    for source in &raw.source {
        if let (Some(from), Some(until)) = (source.from, source.until)
            && from > until
        {
            found.add(
                place,
                format!(
                    "a source of {id} is in force from {from} until {until}, which is before it"
                ),
            );
        }
        if !LEVELS.contains(&source.level.as_str()) {
            found.add(
                place,
                format!(
                    "{:?} is no level; {} is expected",
                    source.level,
                    LEVELS.join(", ")
                ),
            );
        }
        if !CONFIRMED.contains(&source.confirmed.as_str()) {
            found.add(
                place,
                format!(
                    "{:?} does not say how far the text was checked; {} is expected",
                    source.confirmed,
                    CONFIRMED.join(", ")
                ),
            );
        }
    }
    if raw.example.is_empty() {
        found.add(
            place,
            format!("{id} has no worked example; add [[clock.{id}.example]]"),
        );
    }
}

fn cite(place: Place<'_>, raw: &raw::Cite, found: &mut Found) -> Cite {
    Cite {
        level: raw.level.clone(),
        cite: raw.text.clone(),
        from: raw.from,
        until: raw.until,
        confirmed: raw.confirmed.clone(),
        instead_of: (raw.instead_of.as_ref())
            .and_then(|text| found.note(place, check_period::instead_of(text))),
        note: raw.note.clone(),
    }
}

fn example(place: Place<'_>, example: &Spanned<raw::Example>, found: &mut Found) -> Example {
    let place = place.at(example.span().start);
    let raw = example.get_ref();
    if !raw.none && raw.due.is_none() && raw.state.is_none() {
        found.add(
            place,
            "the example expects nothing; say `due`, `state` with `as_at`, or `none = true`",
        );
    }
    Example {
        given: raw.given.clone(),
        due: raw.due.clone(),
        started: raw.started.clone(),
        plan_by: raw.plan_by,
        state: raw.state.clone(),
        as_at: raw.as_at.clone(),
        none: raw.none,
        why: raw.why.clone(),
        line: place.line(),
    }
}
