//! What kind of time a clock keeps: how its dates follow from what started it.

use jiff::civil::Date;

use super::model::Within;
use crate::count::Period;
use crate::expr::Condition;

/// The time of a clock, of one of its starts or of one of its variants.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What kind of time it is.
    pub time: Time,
    /// How long after the start (or before the event) it may be done at the earliest.
    pub earliest: Option<Within>,
    /// The aim of those who set no date: a warning, and never a breach.
    pub should: Option<Within>,
}

/// A kind of time.
#[derive(Clone, Debug)]
pub enum Time {
    /// Due so long after the start.
    Within(Within),
    /// No due date: the words that the book uses (`as soon as practicable`).
    Open(String),
    /// A rhythm: its steps.
    Every(Vec<Step>),
    /// Once in each calendar month, quarter or year while the state of the start lasts.
    OnceInEach(Bucket),
    /// Due on a day of the calendar.
    DueOn(DueOn),
    /// Due so long before an event; `None` at any time before it, or on its day.
    Before(Option<Within>),
    /// Never due: only not to be done before its earliest day.
    NotBefore,
    /// A right or a window that closes after so long; `None` where only an event ends it.
    Lapses(Option<Within>),
    /// Kept until the latest of these.
    Keep(Vec<Kept>),
    /// No more time in the state of the start than this, in any window.
    Limit(Limit),
    /// A condition that must hold while the state of the start lasts.
    Holds(Holds),
}

/// One step of a rhythm.
#[derive(Clone, Debug)]
pub struct Step {
    /// How long.
    pub within: Within,
    /// Whether it is for the first round alone, which counts from the start.
    pub of_start: bool,
    /// How often it applies; `None` without limit.
    pub times: Option<u32>,
    /// How long after the start it applies.
    pub until: Option<Period>,
    /// What must hold for it to apply.
    pub when: Option<Condition>,
}

/// A span of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// A calendar month.
    Month,
    /// A calendar quarter, from January.
    Quarter,
    /// A calendar year.
    Year,
}

impl Bucket {
    /// Every span, as the book writes it.
    pub const ALL: [(&'static str, Self); 3] = [
        ("calendar month", Self::Month),
        ("calendar quarter", Self::Quarter),
        ("calendar year", Self::Year),
    ];

    /// How many months it has.
    pub const fn months(self) -> i8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// How the book writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "calendar month",
            Self::Quarter => "calendar quarter",
            Self::Year => "calendar year",
        }
    }
}

/// A day of the calendar on which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueOn {
    /// The next such month and day, on or after the start.
    Next(i8, i8),
    /// This day, once.
    Once(Date),
}

/// One way of counting how long something is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// How long.
    pub within: Within,
    /// Whether it counts from birth; otherwise from the start.
    pub of_birth: bool,
}

/// A limit over a sliding window.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The most, and whether the first day counts (days) or not (nights).
    pub most: Within,
    /// The length of the window.
    pub in_any: Period,
}

/// A condition that must hold.
#[derive(Clone, Debug)]
pub struct Holds {
    /// The condition.
    pub condition: Condition,
    /// How long it may be before it holds.
    pub within: Within,
    /// The record types that begin, show and end the states that it asks about.
    pub told_by: Vec<String>,
}

/// One of the variants of a clock, or one version of the law.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What must hold for it; the last has no condition.
    pub when: Option<Condition>,
    /// In force from.
    pub from: Option<Date>,
    /// In force until.
    pub until: Option<Date>,
    /// Whether it counts from the day on which it came to apply, where it takes the
    /// place of another while a duty runs.
    pub from_change: bool,
    /// Its time.
    pub terms: Terms,
    /// Its line in the book.
    pub line: usize,
}

/// A start that waits until something has come together in a window.
#[derive(Clone, Copy, Debug)]
pub struct Reaches {
    /// How much.
    pub amount: Amount,
    /// The length of the window.
    pub in_any: Period,
}

/// How much must come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many records.
    Times(u32),
    /// So long in the state.
    Time(Period),
}

/// Of what only the latest start runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneFor {
    /// Of all in the file.
    File,
    /// Of those that share this link.
    Link(String),
}

/// How far back what was done before the start may meet a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Already {
    /// However long ago.
    Ever,
    /// Since the state of the start's `during` began.
    During,
    /// No longer ago than this.
    Since(Period),
}

/// An extension of the time.
#[derive(Clone, Debug)]
pub struct Extend {
    /// The record that says so.
    pub on: super::On,
    /// The link that it must share with what started the clock.
    pub same: Option<String>,
    /// To when.
    pub to: ExtendTo,
}

/// To when a time is extended.
#[derive(Clone, Debug)]
pub enum ExtendTo {
    /// So long from the start, in place of what was said.
    Within(Within),
    /// So much longer than it was due.
    By(Within),
    /// The day in this field.
    Field(String),
}

/// Whether and from when a clock runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Commences {
    /// It runs.
    Running,
    /// From this day on.
    On(Date),
    /// It does not run yet; the words say what it waits for.
    Not(String),
}

impl Time {
    /// How it reads beside the clock, in words.
    pub fn says(&self) -> String {
        match self {
            Self::Within(within) => within.period.to_string(),
            Self::Open(words) => words.clone(),
            Self::Every(_) => "a rhythm".to_owned(),
            Self::OnceInEach(bucket) => format!("once in each {}", bucket.name()),
            Self::DueOn(DueOn::Next(month, day)) => {
                let day = Date::new(2024, *month, *day).unwrap_or_default();
                format!("by {}", day.strftime("%-d %B"))
            }
            Self::DueOn(DueOn::Once(day)) => format!("by {}", super::day_in_words(*day)),
            Self::Before(None) => "before the event".to_owned(),
            Self::Before(Some(within)) => format!("{} before the event", within.period),
            Self::NotBefore => "not before its earliest day".to_owned(),
            Self::Lapses(None) => "until an event ends it".to_owned(),
            Self::Lapses(Some(within)) => format!("lapses after {}", within.period),
            Self::Keep(kept) => {
                let of = |kept: &Kept| {
                    let of = if kept.of_birth { "birth" } else { "the start" };
                    format!("{} of {of}", kept.within.period)
                };
                let all: Vec<_> = kept.iter().map(of).collect();
                format!("kept until the later of {}", all.join(" and ")).replace(
                    "the later of ",
                    if kept.len() == 1 { "" } else { "the later of " },
                )
            }
            Self::Limit(limit) => {
                format!("no more than {} in any {}", limit.most.period, limit.in_any)
            }
            Self::Holds(holds) => format!("must hold: {}", holds.condition.text()),
        }
    }

    /// How it is counted, in words.
    pub fn counted(&self) -> &'static str {
        match self {
            Self::Within(within) | Self::Before(Some(within)) | Self::Lapses(Some(within)) => {
                within.counted()
            }
            Self::Limit(limit) => limit.most.counted(),
            Self::Keep(_) => "to the same day of the year",
            Self::Open(_) | Self::NotBefore | Self::Before(None) | Self::Lapses(None) => {
                "no date is set"
            }
            Self::Every(_) | Self::OnceInEach(_) | Self::DueOn(_) | Self::Holds(_) => {
                "on the calendar"
            }
        }
    }
}
