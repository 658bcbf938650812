//! Counting a period from its trigger to the day or instant it is due.
//!
//! The conventions, with the sources that the practice book cites beside each
//! rule: the trigger day is left out unless a rule says "beginning with"; months
//! run to the corresponding date, or the last day of the month where there is
//! none (Interpretation Act 1978, schedule 1; Dodds v Walker [1981] 1 WLR 1027);
//! hours run on the clock through weekends; nothing rolls off a weekend.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::when::When;

/// What a period is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Elapsed hours, through weekends and holidays.
    Hours,
    /// Calendar days.
    Days,
    /// Working days of a calendar.
    WorkingDays,
    /// Blocks of seven calendar days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// A period: a number of units. "The same day" is 0 days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// Whether the day of the trigger is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counting {
    /// "Within N days of": day 1 is the day after.
    TriggerDayExcluded,
    /// "N days beginning with": the trigger day is day 1.
    BeginningWithTriggerDay,
}

impl Counting {
    /// How the practice book writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TriggerDayExcluded => "trigger day excluded",
            Self::BeginningWithTriggerDay => "beginning with the trigger day",
        }
    }
}

impl FromStr for Counting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::TriggerDayExcluded, Self::BeginningWithTriggerDay]
            .into_iter()
            .find(|counting| counting.name() == text)
            .ok_or_else(|| {
                format!(
                    "{text:?} is no way of counting: \"trigger day excluded\" or \"beginning with the trigger day\" is expected"
                )
            })
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || {
            format!(
                "{text:?} is no period: write for example \"15 working days\", \"72 hours\", \"3 months\" or \"the same day\""
            )
        };
        if text == "the same day" {
            return Ok(Self {
                n: 0,
                unit: Unit::Days,
            });
        }
        let (n, unit) = text.split_once(' ').ok_or_else(refuse)?;
        let n = n.parse().map_err(|_| refuse())?;
        let unit = match unit.strip_suffix('s').unwrap_or(unit) {
            "hour" => Unit::Hours,
            "day" => Unit::Days,
            "working day" => Unit::WorkingDays,
            "week" => Unit::Weeks,
            "month" => Unit::Months,
            "year" => Unit::Years,
            _ => return Err(refuse()),
        };
        if n == 0 || n > 10_000 {
            return Err(refuse());
        }
        Ok(Self { n, unit })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::Days if self.n == 0 => return f.write_str("the same day"),
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        let plural = if self.n == 1 { "" } else { "s" };
        write!(f, "{} {unit}{plural}", self.n)
    }
}

/// When a period that began at `start` is up. `None` where that lies beyond the
/// days that can be counted.
///
/// A trigger that has only a day, counted in hours, is counted from the end of
/// that day: nobody is called late who might not be.
pub fn due(start: When, period: Period, counting: Counting, calendar: &Calendar) -> Option<When> {
    let day = start.day();
    let back = match counting {
        Counting::TriggerDayExcluded => 0.days(),
        Counting::BeginningWithTriggerDay => 1.days(),
    };
    let n = i64::from(period.n);
    let ends = match period.unit {
        Unit::Hours => return due_in_hours(start, period.n),
        Unit::WorkingDays => {
            let from = match counting {
                Counting::TriggerDayExcluded => day,
                Counting::BeginningWithTriggerDay => day.yesterday().ok()?,
            };
            return calendar.nth_after(from, period.n).map(When::Day);
        }
        Unit::Days if period.n == 0 => return Some(When::Day(day)),
        Unit::Days => day.checked_add(n.days()),
        Unit::Weeks => day.checked_add((7 * n).days()),
        Unit::Months => day.checked_add(n.months()),
        Unit::Years => day.checked_add(n.years()),
    };
    ends.and_then(|end| end.checked_sub(back))
        .ok()
        .map(When::Day)
}

fn due_in_hours(start: When, hours: u32) -> Option<When> {
    match start {
        When::Instant(instant) => instant
            .checked_add(i64::from(hours).hours())
            .ok()
            .map(When::Instant),
        When::Day(day) => day
            .checked_add(i64::from(hours.div_ceil(24)).days())
            .ok()
            .map(When::Day),
    }
}

/// A day that a count of working days stepped over, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skipped {
    /// The day.
    pub day: Date,
    /// The holiday's name; `None` for a weekend.
    pub holiday: Option<String>,
}

/// How a count went, for the explanation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steps {
    /// The first day counted.
    pub first: Date,
    /// The last day counted.
    pub last: Date,
    /// The days stepped over between them and before the first.
    pub skipped: Vec<Skipped>,
    /// Whether the count runs outside the days whose holidays are known.
    pub provisional: bool,
}

/// The days that a count of working days went over; `None` for other units, which
/// step over nothing.
pub fn steps(
    start: When,
    due: When,
    period: Period,
    counting: Counting,
    calendar: &Calendar,
) -> Option<Steps> {
    if period.unit != Unit::WorkingDays {
        return None;
    }
    let mut day = match counting {
        Counting::TriggerDayExcluded => start.day().tomorrow().ok()?,
        Counting::BeginningWithTriggerDay => start.day(),
    };
    let (last, mut first, mut skipped) = (due.day(), None, Vec::new());
    let provisional = !(calendar.knows(day) && calendar.knows(last));
    while day <= last {
        if calendar.is_working(day) {
            first = first.or(Some(day));
        } else {
            skipped.push(Skipped {
                day,
                holiday: calendar.holiday(day).map(|holiday| holiday.name.clone()),
            });
        }
        day = day.tomorrow().ok()?;
    }
    Some(Steps {
        first: first.unwrap_or(last),
        last,
        skipped,
        provisional,
    })
}
