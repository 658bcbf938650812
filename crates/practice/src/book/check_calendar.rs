//! Making calendars, one from another, and checking what they are made of.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::problem::{Found, Place};
use super::raw::{self, Calendar as Raw};
use super::{Book, check_term};
use crate::calendar::{Calendar, Days, Holiday, Made};

/// How long after the days that are known a holiday may stand that the law already fixes.
const FIXED_AHEAD: i64 = 10;

type Written<'a> = BTreeMap<&'a str, (Place<'a>, &'a Raw)>;

/// Makes every calendar of the book, whatever order they stand in.
pub(super) fn calendars(parsed: &[(Place<'_>, raw::File)], book: &mut Book, found: &mut Found) {
    let mut written = Written::new();
    for (place, file) in parsed {
        for (name, calendar) in &file.calendar {
            let place = place.at(calendar.span().start);
            let second = written.insert(name, (place, calendar.get_ref())).is_some();
            if second {
                found.add(
                    place,
                    format!("the calendar {name} stands twice in the book"),
                );
            }
        }
    }
    let mut made = BTreeMap::new();
    for name in written.keys() {
        make(name, &written, &mut made, &mut Vec::new(), found);
    }
    // In order of name, by which they are looked up.
    book.calendars = (made.into_iter())
        .map(|(name, made)| (name.to_owned(), Calendar::new(made)))
        .collect();
}

/// Makes a calendar, and before it those that it is made from.
fn make<'a>(
    name: &'a str,
    written: &Written<'a>,
    made: &mut BTreeMap<&'a str, Made>,
    making: &mut Vec<&'a str>,
    found: &mut Found,
) {
    let Some((place, raw)) = written.get(name).filter(|_| !made.contains_key(name)) else {
        return;
    };
    making.push(name);
    let mut parts = Vec::new();
    for part in raw.of.iter().chain(&raw.with) {
        if making.contains(&part.as_str()) {
            found.add(
                *place,
                format!(
                    "the calendar {name} is made from {part}, which is made from it; one of them must stand by itself"
                ),
            );
            continue;
        }
        make(part, written, made, making, found);
        match made.get(part.as_str()) {
            Some(made) => parts.push(made.clone()),
            None => found.add(
                *place,
                format!(
                    "the calendar {name} is made from {part:?}, which is no calendar of this book"
                ),
            ),
        }
    }
    making.pop();
    let one = one(*place, name, raw, parts, found);
    made.insert(name, one);
}

fn one(place: Place<'_>, name: &str, raw: &Raw, parts: Vec<Made>, found: &mut Found) -> Made {
    if raw.source.trim().is_empty() {
        found.add(place, format!("the calendar {name} has no source"));
    }
    let mut parts = parts.into_iter();
    let base = raw.of.as_ref().and_then(|_| parts.next());
    if base.is_none() && (raw.weekend.is_none() || raw.from.is_none() || raw.until.is_none()) {
        found.add(
            place,
            format!(
                "the calendar {name} needs `weekend`, `from` and `until`, or `of`: the calendar whose days it takes"
            ),
        );
    }
    let mut made = base.unwrap_or_else(|| Made {
        title: String::new(),
        days: Days::default(),
        known: (Date::MIN, Date::MAX),
        weekend: Vec::new(),
        holidays: BTreeMap::new(),
        hours: None,
        terms: Vec::new(),
    });
    made.title.clone_from(&raw.title);
    for part in parts {
        made.and(&part);
    }
    made.known = (
        raw.from.unwrap_or(made.known.0),
        raw.until.unwrap_or(made.known.1),
    );
    if made.known.0 > made.known.1 {
        found.add(
            place,
            format!(
                "the calendar {name} runs from {} until {}, which is before it",
                made.known.0, made.known.1
            ),
        );
    }
    if let Some(weekend) = &raw.weekend {
        made.weekend = (weekend.iter())
            .filter_map(|day| found.note(place, weekday(day)))
            .collect();
    }
    if let Some(days) = &raw.days {
        made.days = found.note(place, days_of(days)).unwrap_or_default();
    }
    hours(place, name, raw, &mut made, found);
    without(place, name, raw, &mut made, found);
    holidays(place, name, raw, &mut made, found);
    check_term::terms(place, name, raw, &mut made, found);
    if made.days == Days::School && made.terms.is_empty() {
        found.add(
            place,
            format!("the calendar {name} is of school days and has no terms; add [[calendar.{name}.term]]"),
        );
    }
    made
}

fn hours(place: Place<'_>, name: &str, raw: &Raw, made: &mut Made, found: &mut Found) {
    match (raw.opens, raw.closes) {
        (None, None) => {}
        (Some(opens), Some(closes)) if opens < closes => made.hours = Some((opens, closes)),
        _ => found.add(
            place,
            format!(
                "the calendar {name} needs both `opens` and `closes`, in that order of the day"
            ),
        ),
    }
}

fn without(place: Place<'_>, name: &str, raw: &Raw, made: &mut Made, found: &mut Found) {
    for day in &raw.without {
        let held = (day.to_string().parse())
            .ok()
            .and_then(|day: Date| made.holidays.remove(&day));
        if held.is_none() {
            found.add(
                place,
                format!("{day} is no holiday of the calendars that {name} is made from; leave it out of `without`"),
            );
        }
    }
}

fn holidays(place: Place<'_>, name: &str, raw: &Raw, made: &mut Made, found: &mut Found) {
    for (text, title) in &raw.yearly {
        match day_of_year(text) {
            Some(day) => made.yearly(day, title),
            None => found.add(
                place,
                format!("{text:?} is no day of the year in the form 12-26"),
            ),
        }
    }
    let last = (made.known.1)
        .checked_add(FIXED_AHEAD.years())
        .unwrap_or(Date::MAX);
    let mut own = Vec::new();
    for holiday in &raw.holiday {
        let place = place.at(holiday.span().start);
        let holiday = holiday.get_ref();
        if own.contains(&holiday.on) {
            found.add(
                place,
                format!("{} stands twice in the calendar {name}", holiday.on),
            );
        }
        own.push(holiday.on);
        if !(made.known.0..=last).contains(&holiday.on) {
            found.add(
                place,
                format!(
                    "{} lies outside the days of the calendar {name}",
                    holiday.on
                ),
            );
        }
        if (holiday.source.as_ref()).is_some_and(|source| source.trim().is_empty()) {
            found.add(
                place,
                format!("the source of {} is empty; leave it out", holiday.on),
            );
        }
        let one = Holiday {
            name: holiday.name.clone(),
            known_from: holiday.known_from,
            statutory: holiday.statutory.unwrap_or(true),
        };
        made.holidays.insert(holiday.on, one);
    }
}

/// A day of the year in the form 12-26.
pub(super) fn day_of_year(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2023, month, day).is_ok().then_some((month, day))
}

fn days_of(text: &str) -> Result<Days, String> {
    (Days::ALL.into_iter())
        .find(|days| days.name() == text)
        .ok_or_else(|| {
            let all = Days::ALL.map(Days::name).join(", ");
            format!("{text:?} is nothing that a calendar counts; {all} is expected")
        })
}

fn weekday(name: &str) -> Result<Weekday, String> {
    Ok(match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return Err(format!("{name:?} is not a day of the week, in lower case")),
    })
}
