//! Checking clocks.

use toml::Spanned;

use super::check_record::{condition, on};
use super::model::{Cite, Clock, End, Example, Met, Nth, On, Start, Step, Trigger, Within};
use super::names::InScope;
use super::problem::{Found, Place};
use super::{Book, raw};
use crate::count::{Counting, Period, Unit};
use crate::expr::{self, Condition, FieldType};

const CLAMPED: &str = "clamp to month end, counted from the original date";
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
    let within = raw.within.as_deref();
    let common = within.and_then(|text| period(place, text, raw.counting.as_deref(), raw, found));
    let every = steps(place, raw, found);
    if raw.starts.is_empty() {
        found.add(
            place,
            format!("{id} has nothing that starts it; add [[clock.{id}.starts]]"),
        );
    }
    let starts: Vec<_> = (raw.starts.iter())
        .map(|start| self::start(place, start, raw, common, book, found))
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
    let calendar = raw.calendar.as_deref().unwrap_or(calendar).to_owned();
    if book.calendar(&calendar).is_none() {
        found.add(
            place,
            format!("{id} counts by {calendar:?}, which is no calendar of this book"),
        );
    }
    sources(place, id, raw, found);
    Clock {
        id: id.to_owned(),
        title: raw.title.clone(),
        area: raw.area.clone(),
        owner: raw.owner.clone(),
        climbs: raw.climbs.clone(),
        warn: raw.warn.clone(),
        calendar,
        every,
        note: raw.note.clone(),
        starts,
        met,
        ends: raw
            .ends
            .iter()
            .filter_map(|end| self::end(place, end, book, found))
            .collect(),
        sources: raw.source.iter().map(cite).collect(),
        examples: raw
            .example
            .iter()
            .map(|example| self::example(place, example, found))
            .collect(),
        place: (place.file.to_owned(), place.line()),
    }
}

/// A period with its way of counting, both of which must be said.
fn period(
    place: Place<'_>,
    text: &str,
    counting: Option<&str>,
    raw: &raw::Clock,
    found: &mut Found,
) -> Option<Within> {
    let period: Period = found.note(place, text.parse())?;
    let counting: Counting = match counting {
        Some(counting) => found.note(place, counting.parse())?,
        None if period.unit == Unit::Hours || period.n == 0 => Counting::TriggerDayExcluded,
        None => {
            found.add(
                place,
                format!("{text:?} needs `counting`: \"trigger day excluded\" or \"beginning with the trigger day\""),
            );
            return None;
        }
    };
    let by_month = matches!(period.unit, Unit::Months | Unit::Years);
    if by_month && raw.months.as_deref() != Some(CLAMPED) {
        found.add(place, format!("{text:?} needs months = {CLAMPED:?}"));
    }
    Some(Within { period, counting })
}

fn steps(place: Place<'_>, raw: &raw::Clock, found: &mut Found) -> Vec<Step> {
    let Some(every) = &raw.every else {
        return Vec::new();
    };
    if raw.within.is_some() {
        found.add(place, "a rhythm has `every` and no `within`");
    }
    let mut steps = Vec::new();
    for (index, step) in every.iter().enumerate() {
        let of = if index == 0 { "start" } else { "last met" };
        if step.of != of {
            found.add(
                place,
                format!("step {} of a rhythm is of {of:?}", index + 1),
            );
        }
        let last = index + 1 == every.len();
        if index == 0 && !last && step.times.is_some() {
            found.add(
                place,
                "step 1 of a rhythm comes once, from the start; leave out `times`",
            );
        }
        let times = if index == 0 && !last {
            Some(1)
        } else {
            step.times
        };
        if times.is_none() != last {
            found.add(
                place,
                format!(
                    "step {} of a rhythm: all but the last say how many `times`",
                    index + 1
                ),
            );
        }
        let counting = step.counting.as_deref().or(raw.counting.as_deref());
        if let Some(within) = period(place, &step.within, counting, raw, found) {
            steps.push(Step { within, times });
        }
    }
    steps
}

fn start(
    place: Place<'_>,
    start: &Spanned<raw::Start>,
    clock: &raw::Clock,
    common: Option<Within>,
    book: &Book,
    found: &mut Found,
) -> Start {
    let place = place.at(start.span().start);
    let raw = start.get_ref();
    let state = |name: &Option<String>, found: &mut Found| {
        name.as_ref()
            .and_then(|name| found.note(place, state_number(name, book)))
    };
    let trigger = trigger(place, raw, book, found);
    if matches!(trigger, Trigger::Yearly(..)) && clock.every.is_some() {
        found.add(
            place,
            "a rhythm cannot start yearly; give the clock `within` instead of `every`",
        );
    }
    let kind = match &trigger {
        Trigger::On(kind) => Some(kind.as_str()),
        _ => None,
    };
    let mut checked = |text: &Option<Spanned<String>>| match kind {
        Some(kind) => condition(place, text.as_ref(), kind, book, found),
        None => childs_condition(place, text.as_ref(), book, found),
    };
    let (when, falls_away) = (checked(&raw.when), checked(&raw.falls_away));
    let during = state(&raw.during, found);
    let nth = raw
        .place
        .as_deref()
        .and_then(|text| found.note(place, nth(text)));
    if nth.is_some() && (during.is_none() || kind.is_none()) {
        found.add(
            place,
            "`place` needs `on` and `during`: which of such records, in which state",
        );
    }
    let for_at_least = (raw.for_at_least.as_ref()).and_then(|text| found.note(place, text.parse()));
    if for_at_least.is_some() && during.is_none() {
        found.add(place, "`for_at_least` needs `during`: in which state");
    }
    if let (Some(at), Some(kind)) = (&raw.at, kind) {
        date_field(place, kind, at, book, found);
    }
    for kind in raw.met_by.iter().flatten() {
        if !clock.met.iter().any(|met| met.by.contains(kind)) {
            found.add(
                place,
                format!("`met_by` names {kind:?}, which does not meet this clock"),
            );
        }
    }
    let counting = raw.counting.as_deref().or(clock.counting.as_deref());
    let own = raw
        .within
        .as_deref()
        .and_then(|text| period(place, text, counting, clock, found));
    Start {
        trigger,
        when,
        during,
        for_at_least,
        place: nth,
        only_if_certain: raw.only_if_certain,
        falls_away,
        says_not_done: raw.says_not_done,
        told_by_extract: raw.told_by_extract,
        at: raw.at.clone(),
        within: own.or(common),
        same: raw.met_same.clone(),
        met_by: raw.met_by.clone(),
        line: place.line(),
    }
}

fn trigger(place: Place<'_>, raw: &raw::Start, book: &Book, found: &mut Found) -> Trigger {
    let given = [
        raw.on.is_some(),
        raw.with.is_some(),
        raw.after.is_some(),
        raw.birthday.is_some(),
        raw.yearly.is_some(),
    ];
    if given.iter().filter(|given| **given).count() != 1 {
        found.add(
            place,
            "a start has one of `on`, `with`, `after`, `birthday` and `yearly`",
        );
    }
    if let Some(state) = &raw.with {
        return Trigger::With(
            found
                .note(place, state_number(state, book))
                .unwrap_or_default(),
        );
    }
    if let Some(state) = &raw.after {
        return Trigger::After(
            found
                .note(place, state_number(state, book))
                .unwrap_or_default(),
        );
    }
    if let Some(age) = raw.birthday {
        return Trigger::Birthday(age);
    }
    if let Some(text) = &raw.yearly {
        let (month, day) = text
            .split_once('-')
            .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)))
            .filter(|(month, day)| jiff::civil::Date::new(2023, *month, *day).is_ok())
            .unwrap_or_else(|| {
                found.add(
                    place,
                    format!("{text:?} is no day of the year in the form 04-01"),
                );
                (1, 1)
            });
        return Trigger::Yearly(month, day);
    }
    Trigger::On(raw.on.clone().unwrap_or_default())
}

fn met(place: Place<'_>, raw: &raw::Met, book: &Book, found: &mut Found) -> Vec<Met> {
    let mut mets = Vec::new();
    for kind in &raw.by {
        let Some(record) = book.records.get(kind) else {
            found.add(place, format!("{kind:?} is no record type of this book"));
            continue;
        };
        let names = InScope {
            book,
            record: Some(record),
        };
        let when =
            (raw.when.as_ref()).and_then(|text| found.note(place, expr::compile(text, &names)));
        if let Some(at) = &raw.at {
            date_field(place, kind, at, book, found);
        }
        mets.push(Met {
            by: On {
                kind: kind.clone(),
                when,
            },
            at: raw.at.clone(),
            same: raw.same.clone(),
            once: raw.once,
        });
    }
    mets
}

/// That a link which must be shared is a field of what meets it, and of what
/// starts it or leads to it.
fn same_links(place: Place<'_>, mets: &[Met], starts: &[Start], book: &Book, found: &mut Found) {
    let counts = |start: &Start, met: &Met| {
        let only = start.met_by.as_ref();
        only.is_none_or(|only| only.contains(&met.by.kind))
    };
    let pairs = starts
        .iter()
        .flat_map(|start| mets.iter().map(move |met| (start, met)));
    for (start, met) in pairs.filter(|(start, met)| counts(start, met)) {
        let Some(same) = start.same.as_ref().or(met.same.as_ref()) else {
            continue;
        };
        let kind = &met.by.kind;
        let target = book
            .records
            .get(kind)
            .and_then(|record| record.fields.get(same));
        let Some(FieldType::Link(to)) = target.map(|field| &field.kind) else {
            found.add(
                place,
                format!("{kind} has no link {same:?} that what starts the clock could share"),
            );
            continue;
        };
        if let Trigger::On(on) = &start.trigger
            && on != to
            && !book
                .records
                .get(on)
                .is_some_and(|record| record.fields.contains_key(same))
        {
            found.add(place, format!("{on} is no {to} and has no link {same:?}"));
        }
    }
}

fn end(place: Place<'_>, end: &Spanned<raw::End>, book: &Book, found: &mut Found) -> Option<End> {
    let place = place.at(end.span().start);
    let raw = end.get_ref();
    match (&raw.on, &raw.with_end_of, &raw.with_begin_of) {
        (Some(kind), None, None) => {
            let raw_on = raw::On {
                on: kind.clone(),
                when: raw.when.clone(),
            };
            if let Some(same) = &raw.same
                && !book
                    .records
                    .get(kind)
                    .and_then(|record| record.fields.get(same))
                    .is_some_and(|field| matches!(field.kind, FieldType::Link(_)))
            {
                found.add(place, format!("{kind} has no link {same:?}"));
            }
            Some(End::On {
                on: on(place, &raw_on, book, found),
                same: raw.same.clone(),
            })
        }
        (None, Some(state), None) => found
            .note(place, state_number(state, book))
            .map(End::WithEndOf),
        (None, None, Some(state)) => found
            .note(place, state_number(state, book))
            .map(End::WithBeginOf),
        _ => {
            found.add(
                place,
                "an end has one of `on`, `with_end_of` and `with_begin_of`",
            );
            None
        }
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

fn cite(raw: &raw::Cite) -> Cite {
    Cite {
        level: raw.level.clone(),
        cite: raw.text.clone(),
        from: raw.from,
        until: raw.until,
        confirmed: raw.confirmed.clone(),
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

/// A condition on nothing but the child: age and states.
fn childs_condition(
    place: Place<'_>,
    text: Option<&Spanned<String>>,
    book: &Book,
    found: &mut Found,
) -> Option<Condition> {
    let text = text?;
    let names = InScope { book, record: None };
    found.note(
        place.at(text.span().start),
        expr::compile(text.get_ref(), &names),
    )
}

fn date_field(place: Place<'_>, kind: &str, field: &str, book: &Book, found: &mut Found) {
    let kind_of = book
        .records
        .get(kind)
        .and_then(|record| record.fields.get(field));
    if !kind_of.is_some_and(|field| matches!(field.kind, FieldType::Date | FieldType::Instant)) {
        found.add(
            place,
            format!("{kind}.{field} is no date that could be counted from"),
        );
    }
}

fn state_number(name: &str, book: &Book) -> Result<usize, String> {
    (book.states.iter().position(|state| state.name == name))
        .ok_or_else(|| format!("{name:?} is no state of this book"))
}

fn nth(text: &str) -> Result<Nth, String> {
    match text {
        "first" => Ok(Nth::First),
        "second" => Ok(Nth::Second),
        "later" => Ok(Nth::Later),
        other => Err(format!(
            "{other:?} is no place; first, second or later is expected"
        )),
    }
}
