//! Checking what sets a clock going.

use toml::Spanned;

use super::check_period::Counts;
use super::check_record::condition;
use super::check_terms::{Said, terms, window};
use super::model::{Nth, Start, Trigger};
use super::names::InScope;
use super::problem::{Found, Place};
use super::terms::{Amount, OneFor, Reaches, Terms, Time};
use super::{Book, raw};
use crate::count::Unit;
use crate::expr::{self, Condition, FieldType};

pub(super) fn start(
    place: Place<'_>,
    start: &Spanned<raw::Start>,
    clock: &raw::Clock,
    counts: &Counts<'_>,
    common: Option<&Terms>,
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
    let own = terms(place, Said::by_start(raw), counts, book, found);
    if own.is_none() && (raw.counting.is_some() || raw.calendar.is_some()) {
        found.add(
            place,
            "`counting` and `calendar` of a start go with its own `within`; add it, or say them of the clock",
        );
    }
    let terms = own.or_else(|| common.cloned());
    let made = Start {
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
        terms,
        reaches: reaches(place, raw, found),
        one_for: one_for(place, raw, book, found),
        same: raw.met_same.clone(),
        met_by: raw.met_by.clone(),
        line: place.line(),
    };
    suits(place, raw, &made, found);
    made
}

/// That the way of starting suits the kind of time, and nothing said is ignored.
fn suits(place: Place<'_>, raw: &raw::Start, start: &Start, found: &mut Found) {
    let by_record = matches!(start.trigger, Trigger::On(_));
    let in_state = matches!(start.trigger, Trigger::With(_));
    let yearly = matches!(start.trigger, Trigger::Yearly(..));
    match start.terms.as_ref().map(|terms| &terms.time) {
        Some(Time::Every(_)) if yearly => found.add(
            place,
            "a rhythm cannot start yearly; give the clock `within` instead of `every`",
        ),
        Some(Time::Limit(_) | Time::OnceInEach(_) | Time::Holds(_)) if !in_state => found.add(
            place,
            "this kind of time is kept while a state lasts; start it `with` the state",
        ),
        _ => {}
    }
    let idle = [
        ("at", raw.at.is_some() && !by_record),
        (
            "for_at_least",
            raw.for_at_least.is_some() && !yearly && !matches!(start.trigger, Trigger::Birthday(_)),
        ),
        ("told_by_extract", raw.told_by_extract && !yearly),
        (
            "only_if_certain",
            raw.only_if_certain && raw.place.is_none(),
        ),
        ("says_not_done", raw.says_not_done && !by_record),
        ("in_any", raw.in_any.is_some() && raw.reaches.is_none()),
        ("reaches", raw.reaches.is_some() && !by_record && !in_state),
    ];
    for (key, _) in idle.into_iter().filter(|(_, idle)| *idle) {
        found.add(
            place,
            format!("`{key}` does nothing with this way of starting; leave it out"),
        );
    }
    if let Some(reaches) = start.reaches {
        match (reaches.amount, by_record) {
            (Amount::Times(_), false) => found.add(
                place,
                "`reaches` counts times of records; start it `on` one, or say how long",
            ),
            (Amount::Time(_), true) => found.add(
                place,
                "`reaches` counts time in a state; start it `with` one, or say how many times",
            ),
            _ => {}
        }
    }
}

fn reaches(place: Place<'_>, raw: &raw::Start, found: &mut Found) -> Option<Reaches> {
    let text = raw.reaches.as_deref()?;
    let amount = match text.strip_suffix(" times").map(str::parse) {
        Some(Ok(times @ 2..)) => Amount::Times(times),
        Some(_) => {
            found.add(place, format!("{text:?} is no number of times from 2 on"));
            return None;
        }
        None => Amount::Time(found.note(place, text.parse())?),
    };
    if let Amount::Time(period) = amount
        && !matches!(period.unit, Unit::Days | Unit::WorkingDays)
    {
        found.add(
            place,
            format!("`reaches` counts days or working days in a state, and {text:?} is neither"),
        );
    }
    let Some(in_any) = raw.in_any.as_deref() else {
        found.add(
            place,
            "`reaches` needs `in_any`: the length of the window, such as \"90 days\"",
        );
        return None;
    };
    Some(Reaches {
        amount,
        in_any: found.note(place, window(in_any))?,
    })
}

fn one_for(place: Place<'_>, raw: &raw::Start, book: &Book, found: &mut Found) -> Option<OneFor> {
    let text = raw.one_for.as_deref()?;
    if text == "file" {
        return Some(OneFor::File);
    }
    let on = raw.on.as_deref().unwrap_or_default();
    super::check_met::is_link(place, on, Some(text), book, found);
    Some(OneFor::Link(text.to_owned()))
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
        let (month, day) = month_and_day(text).unwrap_or_else(|| {
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

/// A day of every year, in the form 04-01.
pub(super) fn month_and_day(text: &str) -> Option<(i8, i8)> {
    text.split_once('-')
        .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)))
        .filter(|(month, day)| jiff::civil::Date::new(2023, *month, *day).is_ok())
}

/// A condition on nothing but the child: age and states.
pub(super) fn childs_condition(
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
