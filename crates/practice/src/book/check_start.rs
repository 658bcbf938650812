//! Checking what sets a clock going.

use toml::Spanned;

use super::check_period::Counts;
use super::check_record::condition;
use super::model::{Nth, Start, Trigger, Within};
use super::names::InScope;
use super::problem::{Found, Place};
use super::{Book, raw};
use crate::expr::{self, Condition, FieldType};

pub(super) fn start(
    place: Place<'_>,
    start: &Spanned<raw::Start>,
    clock: &raw::Clock,
    counts: &Counts<'_>,
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
    let own = (raw.within.as_deref()).and_then(|text| {
        counts.period(
            place,
            text,
            raw.counting.as_deref(),
            raw.calendar.as_deref(),
            found,
        )
    });
    if raw.within.is_none() && (raw.counting.is_some() || raw.calendar.is_some()) {
        found.add(
            place,
            "`counting` and `calendar` of a start go with its own `within`; add it, or say them of the clock",
        );
    }
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

pub(super) fn date_field(
    place: Place<'_>,
    kind: &str,
    field: &str,
    book: &Book,
    found: &mut Found,
) {
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

pub(super) fn state_number(name: &str, book: &Book) -> Result<usize, String> {
    (book.states.iter().position(|state| state.name == name))
        .ok_or_else(|| format!("{name:?} is no state of this book"))
}
