//! Checking what kind of time is said: exactly one, and nothing that it ignores.

use jiff::civil::Date;
use toml::Spanned;

use super::Book;
use super::check_period::Counts;
use super::check_rhythm::steps;
use super::check_start::{childs_condition, month_and_day};
use super::model::Within;
use super::problem::{Found, Place};
use super::said::Said;
use super::terms::{Bucket, DueOn, Holds, Kept, Limit, Terms, Time};
use crate::count::{Period, Unit};

/// Times in which no due date is said.
const OPEN: &[&str] = &[
    "as soon as practicable",
    "at once",
    "without delay",
    NO_TIME,
];
const NO_TIME: &str = "no set time";

/// Reads a time; `None` where none is said.
pub(super) fn terms(
    place: Place<'_>,
    said: Said<'_>,
    counts: &Counts<'_>,
    book: &Book,
    found: &mut Found,
) -> Option<Terms> {
    let kinds = said.kinds();
    if let [first, second, ..] = kinds.as_slice() {
        found.add(
            place,
            format!("a time is said in one way: leave out `{first}` or `{second}`"),
        );
    }
    if kinds.is_empty() && said.not_before.is_none() {
        if said.calendar.is_some() || said.by_part && said.counting.is_some() {
            found.add(
                place,
                "`counting` and `calendar` of a start go with its own `within`; add it, or say them of the clock",
            );
        }
        for (key, idle) in [
            ("should_be_within", said.should_be_within.is_some()),
            ("in_any", said.in_any.is_some()),
        ] {
            if idle {
                found.add(
                    place,
                    format!("`{key}` does nothing without the time that it belongs to"),
                );
            }
        }
        return None;
    }
    let time = time(place, said, counts, book, found)?;
    fits(place, said, &time, found);
    if matches!(time, Time::Before(_))
        && let Some(text) = said.not_before
        && let Some(within) = counted(place, text, said, counts, found)
    {
        back(place, text, within, found);
    }
    let more = |text: Option<&str>, found: &mut Found| {
        text.and_then(|text| counted(place, text, said, counts, found))
    };
    Some(Terms {
        earliest: more(said.not_before, found),
        should: more(said.should_be_within, found),
        time,
    })
}

fn counted(
    place: Place<'_>,
    text: &str,
    said: Said<'_>,
    counts: &Counts<'_>,
    found: &mut Found,
) -> Option<Within> {
    counts.period(place, text, said.counting, said.calendar, found)
}

fn time(
    place: Place<'_>,
    said: Said<'_>,
    counts: &Counts<'_>,
    book: &Book,
    found: &mut Found,
) -> Option<Time> {
    let within = |text: &str, found: &mut Found| counted(place, text, said, counts, found);
    if let Some(condition) = said.holds {
        return holds(place, said, condition, counts, book, found);
    }
    if let Some(text) = said.within {
        if OPEN.contains(&text) {
            return Some(Time::Open(text.to_owned()));
        }
        return within(text, found).map(Time::Within);
    }
    if let Some(every) = said.every {
        return Some(Time::Every(steps(place, every, said, counts, book, found)));
    }
    if let Some(text) = said.before {
        return match text {
            "the event" => Some(Time::Before(None)),
            text => {
                let within = within(text, found)?;
                back(place, text, within, found);
                Some(Time::Before(Some(within)))
            }
        };
    }
    if let Some(text) = said.lapses {
        return match text {
            NO_TIME => Some(Time::Lapses(None)),
            text => within(text, found).map(|within| Time::Lapses(Some(within))),
        };
    }
    if let Some(all) = said.keep {
        if all.is_empty() {
            found.add(
                place,
                "`keep` is empty; write for example [\"6 years of start\"]",
            );
        }
        let mut days = Vec::new();
        for text in all {
            days.extend(found.note(place, kept(text, counts)));
        }
        return Some(Time::Keep(days));
    }
    if let Some(text) = said.due_on {
        return found.note(place, due_on(text)).map(Time::DueOn);
    }
    if let Some(text) = said.once_in_each {
        return found.note(place, bucket(text)).map(Time::OnceInEach);
    }
    if let Some(text) = said.limit {
        return limit(place, text, said, counts, found);
    }
    Some(Time::NotBefore)
}

/// That nothing is said which this kind of time ignores.
fn fits(place: Place<'_>, said: Said<'_>, time: &Time, found: &mut Found) {
    let open = matches!(time, Time::Open(_));
    if said.should_be_within.is_some() && !open {
        found.add(
            place,
            "`should_be_within` is an aim for what has no due date; it does nothing here",
        );
    }
    let beside = matches!(time, Time::NotBefore | Time::Within(_) | Time::Before(_));
    if said.not_before.is_some() && !beside {
        found.add(
            place,
            "`not_before` stands alone, or beside `within` or `before`",
        );
    }
    if said.in_any.is_some() && !matches!(time, Time::Limit(_)) {
        found.add(place, "`in_any` belongs to a `limit`; it does nothing here");
    }
    let uncounted = match time {
        Time::Open(_) => said.should_be_within.is_none(),
        Time::Keep(_) | Time::DueOn(_) | Time::OnceInEach(_) | Time::Lapses(None) => true,
        Time::Before(None) => said.not_before.is_none(),
        _ => false,
    };
    if uncounted && said.counting.is_some() {
        found.add(
            place,
            "`counting` does nothing here: no period is counted; leave it out",
        );
    }
}

fn holds(
    place: Place<'_>,
    said: Said<'_>,
    condition: &Spanned<String>,
    counts: &Counts<'_>,
    book: &Book,
    found: &mut Found,
) -> Option<Time> {
    let within = match said.within {
        Some(text) => counted(place, text, said, counts, found)?,
        None => counts.plain(Period::of(0, Unit::Days))?,
    };
    let condition = childs_condition(place, Some(condition), book, found)?;
    let states = condition.states();
    let kinds = states.iter().filter_map(|state| book.states.get(*state));
    let told_by: Vec<String> = kinds
        .flat_map(super::State::kinds)
        .map(str::to_owned)
        .collect();
    if told_by.is_empty() {
        found.add(
            place,
            format!(
                "`{}` asks for no state, so nothing in the record could change it",
                condition.text()
            ),
        );
    }
    Some(Time::Holds(Holds {
        condition,
        within,
        told_by,
    }))
}

fn limit(
    place: Place<'_>,
    text: &str,
    said: Said<'_>,
    counts: &Counts<'_>,
    found: &mut Found,
) -> Option<Time> {
    let most = counted(place, text, said, counts, found)?;
    if !matches!(most.period.unit, Unit::Days | Unit::Hours) || most.period.n == 0 {
        found.add(
            place,
            format!("a limit over a window is in days or hours, and {text:?} is not"),
        );
    }
    let Some(in_any) = said.in_any else {
        found.add(
            place,
            "a `limit` needs `in_any`: the length of the window, such as \"12 months\"",
        );
        return None;
    };
    Some(Time::Limit(Limit {
        most,
        in_any: found.note(place, window(in_any))?,
    }))
}

/// The length of a window: whole days, weeks, months or years.
pub(super) fn window(text: &str) -> Result<Period, String> {
    let period: Period = text.parse()?;
    match period.unit {
        Unit::Days | Unit::Weeks | Unit::Months | Unit::Years if period.n > 0 => Ok(period),
        _ => Err(format!(
            "{text:?} is no window: write days, weeks, months or years"
        )),
    }
}

fn kept(text: &str, counts: &Counts<'_>) -> Result<Kept, String> {
    let refuse = || {
        format!(
            "{text:?} does not say how long to keep: write \"6 years of start\", \"25 years of birth\" or \"to\" and a date field"
        )
    };
    if let Some(field) = text.strip_prefix("to ") {
        return Ok(Kept::To(field.to_owned()));
    }
    let (period, of) = text.split_once(" of ").ok_or_else(refuse)?;
    let within = counts.plain(window(period)?).ok_or_else(refuse)?;
    match of {
        "start" => Ok(Kept::OfStart(within)),
        "birth" => Ok(Kept::OfBirth(within)),
        _ => Err(refuse()),
    }
}

/// That a period can be counted back from an event.
fn back(place: Place<'_>, text: &str, within: Within, found: &mut Found) {
    if !within.period.unit.goes_back() {
        found.add(
            place,
            format!("{text:?} cannot be counted back from an event; write days, hours, weeks, months or years"),
        );
    }
}

fn due_on(text: &str) -> Result<DueOn, String> {
    if let Ok(day) = text.parse::<Date>() {
        return Ok(DueOn::Once(day));
    }
    month_and_day(text)
        .map(|(month, day)| DueOn::Next(month, day))
        .ok_or_else(|| {
            format!("{text:?} is no day: write 07-31 for each year, or 2025-10-01 for one day")
        })
}

fn bucket(text: &str) -> Result<Bucket, String> {
    let known = Bucket::ALL.iter().find(|(name, _)| *name == text);
    known.map(|(_, bucket)| *bucket).ok_or_else(|| {
        format!("{text:?} is no span of the calendar: calendar month, calendar quarter, calendar year or term is expected")
    })
}
