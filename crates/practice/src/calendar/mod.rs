//! Which days count: working days, school days, the business days of a court.
//!
//! A day counts when it is neither a weekend nor a holiday, and, where the calendar
//! has terms, when it lies in one. A calendar is a table made once, so that a count
//! is two look-ups however long it is.

mod made;
mod term;

use jiff::SignedDuration;
use jiff::civil::{Date, Time, Weekday, date};

pub use made::Made;
pub use term::Term;
pub(crate) use term::end_of_term;

/// What a calendar calls the days that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// Working days.
    #[default]
    Working,
    /// Days on which schools are open to pupils.
    School,
    /// Business days of the family court.
    CourtBusiness,
}

impl Days {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Working, Self::School, Self::CourtBusiness];

    /// How the practice book writes them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Working => "working days",
            Self::School => "school days",
            Self::CourtBusiness => "court business days",
        }
    }
}

/// A holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name, as it is shown among the days skipped.
    pub name: String,
    /// The day from which it was known, where it was proclaimed at short notice.
    pub known_from: Option<Date>,
    /// Whether the law knows it; an authority's own closure day is not statutory.
    pub statutory: bool,
}

/// The first and last day that a calendar can count to.
pub(crate) const FIRST: Date = date(1900, 1, 1);
pub(crate) const LAST: Date = date(2199, 12, 31);

/// A calendar of the days that count.
#[derive(Clone, Debug)]
pub struct Calendar {
    made: Made,
    /// For each day since `FIRST`: how many days that count there are up to and
    /// including it.
    up_to: Vec<u32>,
    /// The days that count in order, as days since `FIRST`.
    counted: Vec<u32>,
}

/// Why a day does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed<'c> {
    /// A day of the weekend.
    Weekend,
    /// A holiday.
    Holiday(&'c Holiday),
    /// Outside the terms, or in a break of this name.
    OutOfTerm(&'c str),
}

impl Calendar {
    /// The calendar made from these days.
    pub fn new(made: Made) -> Self {
        let days = span_in_days(FIRST, LAST) + 1;
        let mut up_to = Vec::with_capacity(days as usize);
        let mut counted = Vec::with_capacity(days as usize * 5 / 7);
        let mut off = made
            .holidays
            .keys()
            .map(|day| span_in_days(FIRST, *day))
            .peekable();
        let mut week = FIRST.weekday().cycle_forward();
        for number in 0..days {
            let in_weekend = week
                .next()
                .is_some_and(|weekday| made.weekend.contains(&weekday));
            let on_holiday = off.next_if_eq(&number).is_some();
            // Only a calendar of schools need be asked day by day.
            let out_of_term = || {
                !made.terms.is_empty()
                    && nth_day(number).is_some_and(|day| term::break_on(&made.terms, day).is_some())
            };
            if !in_weekend && !on_holiday && !out_of_term() {
                counted.push(number);
            }
            up_to.push(u32::try_from(counted.len()).unwrap_or(u32::MAX));
        }
        Self {
            made,
            up_to,
            counted,
        }
    }

    /// The same calendar as it was known on a day: without the holidays that had
    /// not yet been proclaimed.
    #[must_use]
    pub fn as_known_on(&self, day: Date) -> Self {
        let mut made = self.made.clone();
        made.holidays
            .retain(|_, holiday| holiday.known_from.is_none_or(|from| from <= day));
        Self::new(made)
    }

    /// Whether a holiday between these days was proclaimed after `day`.
    pub fn learnt_after(&self, day: Date, (from, to): (Date, Date)) -> bool {
        from <= to
            && (self.made.holidays.range(from..=to))
                .any(|(_, holiday)| holiday.known_from.is_some_and(|known| known > day))
    }

    /// Its title, for explanations.
    pub fn title(&self) -> &str {
        &self.made.title
    }

    /// The days between which its holidays are known.
    pub fn known(&self) -> (Date, Date) {
        self.made.known
    }

    /// What the days that count are called.
    pub fn days(&self) -> Days {
        self.made.days
    }

    /// When it opens and closes on a day that counts, where it has hours.
    pub fn hours(&self) -> Option<(Time, Time)> {
        self.made.hours
    }

    /// Its terms, in order.
    pub fn terms(&self) -> &[Term] {
        &self.made.terms
    }

    /// The same calendar, without the holidays on these days.
    #[must_use]
    pub fn open_on(&self, days: impl Iterator<Item = Date>) -> Self {
        let mut made = self.made.clone();
        for day in days {
            made.holidays.remove(&day);
        }
        Self::new(made)
    }

    /// Its holidays and closure days, in order.
    pub fn holidays(&self) -> impl Iterator<Item = (Date, &Holiday)> {
        (self.made.holidays.iter()).map(|(day, holiday)| (*day, holiday))
    }

    /// The days of its weekend.
    pub fn weekend(&self) -> &[Weekday] {
        &self.made.weekend
    }

    /// Whether this is a day that counts.
    pub fn is_working(&self, day: Date) -> bool {
        self.closed(day).is_none()
    }

    /// Why this day does not count; `None` where it does. A holiday that falls on a
    /// weekend is told as the weekend that it is.
    pub fn closed(&self, day: Date) -> Option<Closed<'_>> {
        if self.made.weekend.contains(&day.weekday()) {
            return Some(Closed::Weekend);
        }
        if let Some(holiday) = self.holiday(day) {
            return Some(Closed::Holiday(holiday));
        }
        term::break_on(&self.made.terms, day).map(Closed::OutOfTerm)
    }

    /// The holiday on this day.
    pub fn holiday(&self, day: Date) -> Option<&Holiday> {
        self.made.holidays.get(&day)
    }

    /// Whether the holidays of this day's year are known at all.
    pub fn knows(&self, day: Date) -> bool {
        (self.made.known.0..=self.made.known.1).contains(&day)
    }

    /// The `n`th day that counts after a day that is not itself counted; that day
    /// itself where `n` is 0. `None` beyond the year 2199.
    pub fn nth_after(&self, day: Date, n: u32) -> Option<Date> {
        if n == 0 {
            return Some(day);
        }
        let before = self.count_to(day)?;
        self.nth(before.checked_add(n)?.checked_sub(1)?)
    }

    /// The `n`th day that counts before a day that is not itself counted; that day
    /// itself where `n` is 0. `None` before the year 1900.
    pub fn nth_before(&self, day: Date, n: u32) -> Option<Date> {
        if n == 0 {
            return Some(day);
        }
        let before = self.count_to(day.yesterday().ok()?)?;
        self.nth(before.checked_sub(n)?)
    }

    /// The day that counts on or before a day.
    pub fn on_or_before(&self, day: Date) -> Date {
        self.count_to(day)
            .and_then(|count| count.checked_sub(1))
            .and_then(|index| self.nth(index))
            .unwrap_or(day)
    }

    /// The day that counts on or after a day. `None` beyond the year 2199.
    pub fn on_or_after(&self, day: Date) -> Option<Date> {
        self.nth_after(day.yesterday().ok()?, 1)
    }

    /// The day that counts with this number, from 0.
    fn nth(&self, index: u32) -> Option<Date> {
        self.counted
            .get(index as usize)
            .and_then(|number| nth_day(*number))
    }

    /// How many days that count there are up to and including a day.
    fn count_to(&self, day: Date) -> Option<u32> {
        (day >= FIRST)
            .then(|| span_in_days(FIRST, day))
            .and_then(|number| self.up_to.get(number as usize))
            .copied()
    }
}

fn nth_day(number: u32) -> Option<Date> {
    FIRST.checked_add(days(number)).ok()
}

/// So many whole days.
pub(crate) fn days(number: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(number))
}

fn span_in_days(from: Date, to: Date) -> u32 {
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}
