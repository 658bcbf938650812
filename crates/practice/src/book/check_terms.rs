//! Checking what kind of time is said: exactly one, and nothing that it ignores.

use jiff::civil::Date;
use toml::Spanned;

use super::check_period::Counts;
use super::check_start::{childs_condition, month_and_day};
use super::model::Within;
use super::problem::{Found, Place};
use super::terms::{Bucket, DueOn, Holds, Kept, Limit, Step, Terms, Time};
use super::{Book, raw};
use crate::count::{Period, Unit};

/// What is said of a time: by a clock, a start or a variant.
#[derive(Clone, Copy, Default)]
pub(super) struct Said<'a> {
    pub within: Option<&'a str>,
    pub counting: Option<&'a str>,
    pub calendar: Option<&'a str>,
    pub every: Option<&'a [Spanned<raw::Step>]>,
    pub before: Option<&'a str>,
    pub not_before: Option<&'a str>,
    pub lapses: Option<&'a str>,
    pub keep: Option<&'a [String]>,
    pub due_on: Option<&'a str>,
    pub should_be_within: Option<&'a str>,
    pub once_in_each: Option<&'a str>,
    pub limit: Option<&'a str>,
    pub in_any: Option<&'a str>,
    pub holds: Option<&'a Spanned<String>>,
}

/// Times in which no due date is said.
const OPEN: &[&str] = &[
    "as soon as practicable",
    "at once",
    "without delay",
    NO_TIME,
];
const NO_TIME: &str = "no set time";

macro_rules! said {
    ($raw:ident) => {
        Said {
            within: $raw.within.as_deref(),
            counting: $raw.counting.as_deref(),
            before: $raw.before.as_deref(),
            not_before: $raw.not_before.as_deref(),
            lapses: $raw.lapses.as_deref(),
            keep: $raw.keep.as_deref(),
            due_on: $raw.due_on.as_deref(),
            should_be_within: $raw.should_be_within.as_deref(),
            ..Said::default()
        }
    };
}

impl<'a> Said<'a> {
    pub fn by_clock(raw: &'a raw::Clock) -> Self {
        Self {
            every: raw.every.as_deref(),
            once_in_each: raw.once_in_each.as_deref(),
            limit: raw.limit.as_deref(),
            in_any: raw.in_any.as_deref(),
            holds: raw.holds.as_ref(),
            ..said!(raw)
        }
    }

    pub fn by_start(raw: &'a raw::Start) -> Self {
        Self {
            calendar: raw.calendar.as_deref(),
            ..said!(raw)
        }
    }

    pub fn by_variant(raw: &'a raw::Variant) -> Self {
        Self {
            every: raw.every.as_deref(),
            ..said!(raw)
        }
    }

    /// The keys that say the kind of time.
    fn kinds(&self) -> Vec<&'static str> {
        let within = self.within.is_some() && self.holds.is_none();
        [
            ("within", within),
            ("every", self.every.is_some()),
            ("before", self.before.is_some()),
            ("lapses", self.lapses.is_some()),
            ("keep", self.keep.is_some()),
            ("due_on", self.due_on.is_some()),
            ("once_in_each", self.once_in_each.is_some()),
            ("limit", self.limit.is_some()),
            ("holds", self.holds.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, said)| said.then_some(key))
        .collect()
    }
}

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
            text => within(text, found).map(|within| Time::Before(Some(within))),
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
        let kept = all
            .iter()
            .filter_map(|text| found.note(place, kept(text, counts)));
        return Some(Time::Keep(kept.collect()));
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
        None => counts.plain(Period {
            n: 0,
            unit: Unit::Days,
        }),
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
            "{text:?} does not say how long to keep: write \"6 years of start\" or \"25 years of birth\""
        )
    };
    let (period, of) = text.split_once(" of ").ok_or_else(refuse)?;
    let of_birth = match of {
        "start" => false,
        "birth" => true,
        _ => return Err(refuse()),
    };
    Ok(Kept {
        within: counts.plain(window(period)?),
        of_birth,
    })
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
        format!("{text:?} is no span of the calendar: calendar month, calendar quarter or calendar year is expected")
    })
}

/// The steps of a rhythm: all but the last say when they no longer apply.
fn steps(
    place: Place<'_>,
    every: &[Spanned<raw::Step>],
    said: Said<'_>,
    counts: &Counts<'_>,
    book: &Book,
    found: &mut Found,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, step) in every.iter().enumerate() {
        let (number, last) = (index + 1, index + 1 == every.len());
        let step = step.get_ref();
        let of_start = match step.of.as_str() {
            "start" => true,
            "last met" => false,
            _ => {
                found.add(
                    place,
                    format!("step {number} of a rhythm is of \"start\" or of \"last met\""),
                );
                continue;
            }
        };
        if index == 0 && !of_start {
            found.add(place, "step 1 of a rhythm is of \"start\"");
        }
        let only_first = steps
            .iter()
            .all(|step: &Step| step.of_start && step.when.is_some());
        if index > 0 && of_start && (last || !only_first) {
            found.add(
                place,
                format!("step {number} of a rhythm is of \"last met\""),
            );
        }
        if of_start && !last && step.times.is_some() {
            found.add(
                place,
                format!("step {number} of a rhythm comes once, from the start; leave out `times`"),
            );
        }
        let limited = step.times.is_some() || step.until.is_some() || step.when.is_some();
        if last && limited {
            found.add(
                place,
                format!(
                    "step {number} of a rhythm is the last: it has no `times`, `until` or `when`"
                ),
            );
        }
        if !last && !of_start && !limited {
            found.add(
                place,
                format!("step {number} of a rhythm: all but the last say how many `times`, `until` when, or `when`"),
            );
        }
        let until = step.until.as_ref().and_then(|text| {
            let period = text.strip_suffix(" of start").ok_or_else(|| {
                format!("{text:?} does not say until when: write \"1 year of start\"")
            });
            found.note(place, period.and_then(window))
        });
        let counting = step.counting.as_deref().or(said.counting);
        let calendar = step.calendar.as_deref().or(said.calendar);
        if let Some(within) = counts.period(place, &step.within, counting, calendar, found) {
            steps.push(Step {
                within,
                of_start: of_start && !(last && index == 0),
                times: step.times,
                until,
                when: childs_condition(place, step.when.as_ref(), book, found),
            });
        }
    }
    steps
}
