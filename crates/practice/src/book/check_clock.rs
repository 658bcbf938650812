//! Checking clocks: what each is made of, its sources and its examples.

use toml::Spanned;

use super::check_met::{end, met, same_links};
use super::check_period::{Counts, from_last_met, may_roll};
use super::check_start::{self, state_number};
use super::check_terms::terms;
use super::check_variant::{alternatives, commences, extends, pauses, variants};
use super::clock::{Clock, Trigger};
use super::model::Example;
use super::overlay::Overlay;
use super::problem::{Found, Place};
use super::said::Said;
use super::terms::{Already, Commences, Time};
use super::{Book, raw};
use super::{change, check_source, check_subject};

pub(super) fn clocks(
    place: Place<'_>,
    file: &raw::File,
    calendar: &str,
    overlay: &Overlay<'_, '_>,
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
        let mut made = one(place, id, clock.get_ref(), calendar, book, found);
        if let Some(change) = overlay.change_of(id) {
            made = change::made(place, change, &made, clock.get_ref(), calendar, book, found);
        }
        book.clocks.push(made);
    }
}

pub(super) fn one(
    place: Place<'_>,
    id: &str,
    raw: &raw::Clock,
    calendar: &str,
    book: &Book,
    found: &mut Found,
) -> Clock {
    let calendar = raw.calendar.as_deref().unwrap_or(calendar);
    let counts = Counts::of(place, id, raw, calendar, book, found);
    let common = terms(place, Said::by_clock(raw), &counts, book, found);
    let commences = commences(place, raw, found);
    let planned = matches!(commences, Commences::Not(_));
    if raw.starts.is_empty() && !planned {
        found.add(
            place,
            format!("{id} has nothing that starts it; add [[clock.{id}.starts]]"),
        );
    }
    let starts: Vec<_> = (raw.starts.iter())
        .map(|start| check_start::start(place, start, raw, &counts, common.as_ref(), book, found))
        .collect();
    let variants = variants(place, raw, &starts, &counts, book, found);
    let timed = !variants.is_empty() || starts.iter().all(|start| start.terms.is_some());
    if !timed && raw.variant.is_empty() {
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
    same_links(place, &met, &starts, book, found);
    let sources = check_source::sources(place, ("clock", id), &raw.source, found);
    if raw.example.is_empty() && !(planned && raw.starts.is_empty()) {
        found.add(
            place,
            format!("{id} has no worked example; add [[clock.{id}.example]]"),
        );
    }
    let held_while =
        (raw.held_while.as_deref()).and_then(|state| found.note(place, state_number(state, book)));
    let mut clock = Clock {
        id: id.to_owned(),
        title: raw.title.clone(),
        area: raw.area.clone(),
        owner: raw.owner.clone(),
        climbs: raw.climbs.clone(),
        warn: raw.warn.clone(),
        calendar: calendar.to_owned(),
        may_roll: may_roll(place, raw, book, found),
        from_last_met: from_last_met(place, raw, found),
        variants,
        pauses: pauses(place, raw, book, found),
        extends: extends(place, raw, &counts, book, found),
        held_while,
        commences,
        about: Vec::new(),
        alternatives: alternatives(place, raw, &counts, book, found),
        note: raw.note.clone(),
        everyday: raw.everyday,
        starts,
        met,
        ends: raw
            .ends
            .iter()
            .filter_map(|end| self::end(place, end, book, found))
            .collect(),
        sources,
        examples: raw
            .example
            .iter()
            .map(|example| self::example(place, example, found))
            .collect(),
        place: (place.file().to_owned(), place.line()),
        changed: None,
    };
    clock.about = check_subject::of_clock(place, &clock, book, found);
    whole(place, &clock, found);
    clock
}

/// That what meets a clock suits its kind, and that it can be met at all.
fn whole(place: Place<'_>, clock: &Clock, found: &mut Found) {
    let id = &clock.id;
    let planned = matches!(clock.commences, Commences::Not(_));
    let has = |kind: fn(&Time) -> bool| clock.terms().any(|terms| kind(&terms.time));
    let holds = has(|time| matches!(time, Time::Holds(_)));
    if clock.met.is_empty() && !holds && !planned {
        found.add(
            place,
            format!("nothing can meet {id}; name the record types in `by`"),
        );
    }
    if holds && !clock.met.is_empty() {
        found.add(
            place,
            format!("{id} is met when its condition holds again; leave out what meets it"),
        );
    }
    if clock.held_while.is_some() && !has(|time| matches!(time, Time::Keep(_))) {
        found.add(
            place,
            "`held_while` belongs to `keep`; it does nothing here",
        );
    }
    let dated = has(|time| {
        matches!(
            time,
            Time::Within(_)
                | Time::Every(_)
                | Time::DueOn(_)
                | Time::Before(_)
                | Time::Lapses(Some(_))
        )
    });
    let moved = !(clock.pauses.is_empty() && clock.extends.is_empty());
    if moved && !(dated || planned) {
        found.add(
            place,
            "`pauses` and `extends` move a due date, and this clock has none",
        );
    }
    let during = |met: &super::Met| met.already == Some(Already::During);
    if clock.met.iter().any(during) && clock.starts.iter().any(|start| start.during.is_none()) {
        found.add(
            place,
            "`already = \"during\"` needs `during` in each start: since which state began",
        );
    }
    // What is to be done before something that is known only once it has happened.
    let unplanned = |start: &super::Start| {
        let before = start
            .terms
            .as_ref()
            .is_some_and(|terms| matches!(terms.time, Time::Before(_)));
        let blind =
            |met: &super::Met| met.already.is_none() && start.same.is_none() && met.same.is_none();
        let happened = !matches!(start.trigger, Trigger::Birthday(_) | Trigger::Yearly(..));
        before && happened && start.at.is_none() && start.met(clock).any(blind)
    };
    if clock.starts.iter().any(unplanned) {
        found.add(
            place,
            format!("{id} counts back from the record that starts it, so nothing on or after that could meet it: name the planned day in `at`, or say in `already` how far back counts"),
        );
    }
}

fn example(place: Place<'_>, example: &Spanned<raw::Example>, found: &mut Found) -> Example {
    let place = place.at(example.span().start);
    let raw = example.get_ref();
    let dates = [&raw.due, &raw.earliest, &raw.should_be_by];
    if !raw.none && dates.iter().all(|date| date.is_none()) && raw.state.is_none() {
        found.add(
            place,
            "the example expects nothing; say `due`, `state` with `as_at`, or `none = true`",
        );
    }
    Example {
        given: raw.given.clone(),
        due: raw.due.clone(),
        earliest: raw.earliest.clone(),
        should_be_by: raw.should_be_by.clone(),
        started: raw.started.clone(),
        plan_by: raw.plan_by,
        state: raw.state.clone(),
        as_at: raw.as_at.clone(),
        none: raw.none,
        alternative: raw.alternative.clone(),
        why: raw.why.clone(),
        own: place.is_own(),
        file: place.file().to_owned(),
        line: place.line(),
    }
}
