//! What a period is counted in, and how the practice book writes it.

use std::fmt;
use std::str::FromStr;

use crate::calendar::{Calendar, Days};

/// What a period is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Elapsed minutes, through weekends and holidays.
    Minutes,
    /// Elapsed hours, through weekends and holidays.
    Hours,
    /// Hours in which the calendar is open.
    WorkingHours,
    /// Calendar days.
    Days,
    /// Working days of a calendar.
    WorkingDays,
    /// School days of a calendar.
    SchoolDays,
    /// Business days of a court's calendar.
    CourtBusinessDays,
    /// Blocks of seven calendar days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
    /// The next time that the calendar opens.
    NextOpening,
    /// The end of the month this many months after that of the trigger.
    MonthEnd,
    /// The end of the term.
    TermEnd,
}

/// Each unit that a number stands before, with the word for one of it.
const COUNTED: [(Unit, &str); 10] = [
    (Unit::Minutes, "minute"),
    (Unit::Hours, "hour"),
    (Unit::WorkingHours, "working hour"),
    (Unit::Days, "day"),
    (Unit::WorkingDays, "working day"),
    (Unit::SchoolDays, "school day"),
    (Unit::CourtBusinessDays, "court business day"),
    (Unit::Weeks, "week"),
    (Unit::Months, "month"),
    (Unit::Years, "year"),
];

/// Each period that has no number of units, as it is written.
const WRITTEN: [(Period, &str); 5] = [
    (Period::of(0, Unit::Days), "the same day"),
    (
        Period::of(1, Unit::NextOpening),
        "the start of the next working day",
    ),
    (Period::of(0, Unit::MonthEnd), "the end of the month"),
    (
        Period::of(1, Unit::MonthEnd),
        "the end of the month following",
    ),
    (Period::of(1, Unit::TermEnd), "the end of the term"),
];

/// The most units of which a period may be made.
const MOST: u32 = 10_000;

impl Unit {
    /// The days of a calendar in which it is counted; `None` where it is not counted in
    /// such days.
    pub const fn days(self) -> Option<Days> {
        match self {
            Self::WorkingDays => Some(Days::Working),
            Self::SchoolDays => Some(Days::School),
            Self::CourtBusinessDays => Some(Days::CourtBusiness),
            _ => None,
        }
    }

    /// Whether a period of it ends at a time of day, and not with a day.
    pub const fn has_time(self) -> bool {
        matches!(
            self,
            Self::Minutes | Self::Hours | Self::WorkingHours | Self::NextOpening
        )
    }

    /// Whether it must be said if the trigger day counts.
    pub const fn needs_counting(self) -> bool {
        !self.has_time() && !matches!(self, Self::MonthEnd | Self::TermEnd)
    }

    /// Whether it can be counted backwards from a day to come.
    pub const fn goes_back(self) -> bool {
        !matches!(
            self,
            Self::WorkingHours | Self::NextOpening | Self::MonthEnd | Self::TermEnd
        )
    }

    /// What the calendar lacks to serve it, in words; `None` where it lacks nothing.
    pub fn lacks(self, calendar: &Calendar) -> Option<&'static str> {
        match self {
            Self::WorkingHours | Self::NextOpening if calendar.hours().is_none() => {
                Some("it does not say when it `opens` and `closes`")
            }
            Self::SchoolDays if calendar.days() != Days::School => {
                Some("its days are not school days")
            }
            Self::CourtBusinessDays if calendar.days() != Days::CourtBusiness => {
                Some("its days are not court business days")
            }
            Self::WorkingDays if calendar.days() != Days::Working => {
                Some("its days are not working days")
            }
            Self::TermEnd if calendar.terms().is_empty() => Some("it has no terms"),
            _ => None,
        }
    }
}

/// A period: a number of units. "The same day" is 0 days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

impl Period {
    /// So many of a unit.
    pub const fn of(n: u32, unit: Unit) -> Self {
        Self { n, unit }
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
        if let Some((period, _)) = WRITTEN.iter().find(|(_, written)| *written == text) {
            return Ok(*period);
        }
        let (n, word) = text.split_once(' ').ok_or_else(refuse)?;
        let n = n.parse().map_err(|_| refuse())?;
        let one = word.strip_suffix('s').unwrap_or(word);
        let unit = COUNTED.iter().find(|(_, word)| *word == one);
        let (unit, _) = unit.ok_or_else(refuse)?;
        if n == 0 || n > MOST {
            return Err(refuse());
        }
        Ok(Self { n, unit: *unit })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, written)) = WRITTEN.iter().find(|(period, _)| period == self) {
            return f.write_str(written);
        }
        let word = COUNTED.iter().find(|(unit, _)| *unit == self.unit);
        let plural = if self.n == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.n, word.map_or("", |(_, one)| *one))
    }
}
