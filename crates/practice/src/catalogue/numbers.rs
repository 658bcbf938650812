//! The numbers that a clock has, as a catalogue would write them.

use std::fmt;

use jiff::civil::Date;

use crate::book::measure::{Counts, Measure, Target};
use crate::book::{Amount, Bucket, Clock, DueOn, Kept, Terms, Time, Within};
use crate::count::{Counting, Period, Unit};

/// A number of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// A period, and how it is counted where that matters.
    Period {
        period: Period,
        counting: Option<Counting>,
        rolls: bool,
        /// Whether it is an aim, and no duty.
        aim: bool,
    },
    /// A day of each year.
    Yearly(i8, i8),
    /// A day.
    Day(Date),
}

impl Number {
    fn of(within: Within) -> Self {
        let needed = within.period.unit.needs_counting() && within.period.n > 0;
        Self::Period {
            period: within.period,
            counting: needed.then_some(within.counting),
            rolls: within.rolls,
            aim: false,
        }
    }

    fn plain(period: Period) -> Self {
        Self::Period {
            period,
            counting: None,
            rolls: false,
            aim: false,
        }
    }

    /// Whether a catalogue without a number would be wrong about it: a period that has
    /// one, and is more than the day itself or the end of a month.
    pub fn is_a_count(&self) -> bool {
        match self {
            Self::Period { period, aim, .. } => {
                let end = matches!(
                    period.unit,
                    Unit::MonthEnd | Unit::TermEnd | Unit::NextOpening
                );
                !aim && !end && period.n > 0
            }
            Self::Yearly(..) | Self::Day(_) => true,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period {
                period,
                counting,
                rolls,
                aim,
            } => {
                write!(f, "{period}")?;
                if let Some(counting) = counting {
                    write!(f, ", {}", counting.name())?;
                }
                if *rolls {
                    f.write_str(", rolling to the next working day")?;
                }
                if *aim {
                    f.write_str(" (an aim)")?;
                }
                Ok(())
            }
            Self::Yearly(month, day) => write!(f, "{month:02}-{day:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// Whether one of the clock's times has no number.
pub(super) fn has_none(clock: &Clock) -> bool {
    let counts = |terms: &Terms| of_terms(terms, false).iter().any(Number::is_a_count);
    let planned = clock.terms().next().is_none();
    planned || clock.terms().any(|terms| !counts(terms))
}

/// The numbers of a measure.
pub(super) fn of_measure(measure: &Measure) -> Vec<Number> {
    let mut numbers = Vec::new();
    if let Counts::MetWithin(within) = measure.counts {
        numbers.push(Number::of(within));
    }
    if let Target::Days(days) = measure.target {
        numbers.push(Number::plain(Period::of(days, Unit::Days)));
    }
    numbers
}

/// The numbers of a clock. Of a rhythm: those between two, where the catalogue's duty
/// comes round; otherwise the first.
pub(super) fn of_clock(clock: &Clock, comes_round: bool) -> Vec<Number> {
    let mut numbers: Vec<_> = (clock.terms())
        .flat_map(|terms| of_terms(terms, comes_round))
        .collect();
    for start in &clock.starts {
        let amount = start.reaches.map(|reaches| reaches.amount);
        if let Some(Amount::Time(period)) = amount {
            numbers.push(Number::plain(period));
        }
    }
    // A clock of the past ends with its sources.
    let ends = clock.sources.iter().filter_map(|source| source.until);
    numbers.extend(ends.map(Number::Day));
    numbers.dedup();
    numbers
}

fn of_terms(terms: &Terms, comes_round: bool) -> Vec<Number> {
    let mut numbers = match &terms.time {
        Time::Within(within) | Time::Before(Some(within)) | Time::Lapses(Some(within)) => {
            let mut numbers = vec![Number::of(*within)];
            // The start of the next working day is one working day, and sooner.
            if within.period.unit == Unit::NextOpening {
                numbers.push(Number::plain(Period::of(1, Unit::WorkingDays)));
            }
            numbers
        }
        Time::Every(steps) => {
            let later = steps.iter().filter(|step| !step.of_start);
            let first = steps.first().map(|step| Number::of(step.within));
            let later: Vec<_> = later.map(|step| Number::of(step.within)).collect();
            if comes_round && !later.is_empty() {
                later
            } else {
                first.into_iter().collect()
            }
        }
        Time::OnceInEach(bucket) => {
            let months = |n| Number::plain(Period::of(n, Unit::Months));
            match bucket {
                Bucket::Month => vec![months(1)],
                Bucket::Quarter => vec![months(3)],
                Bucket::Year => vec![months(12), Number::plain(Period::of(1, Unit::Years))],
                Bucket::Term => vec![Number::plain(Period::of(1, Unit::TermEnd))],
            }
        }
        Time::DueOn(DueOn::Next(month, day)) => vec![Number::Yearly(*month, *day)],
        Time::DueOn(DueOn::Once(day)) => vec![Number::Day(*day)],
        Time::Keep(kept) => (kept.iter())
            .filter_map(|kept| match kept {
                Kept::OfStart(within) | Kept::OfBirth(within) => Some(Number::of(*within)),
                Kept::To(_) => None,
            })
            .collect(),
        Time::Limit(limit) => vec![Number::of(limit.most)],
        Time::Holds(holds) => vec![Number::of(holds.within)],
        Time::Open(_) | Time::NotBefore | Time::Before(None) | Time::Lapses(None) => Vec::new(),
    };
    numbers.extend(terms.earliest.map(Number::of));
    let aim = terms.should.map(Number::of);
    numbers.extend(aim.map(|number| match number {
        Number::Period {
            period,
            counting,
            rolls,
            ..
        } => Number::Period {
            period,
            counting,
            rolls,
            aim: true,
        },
        other => other,
    }));
    numbers
}
