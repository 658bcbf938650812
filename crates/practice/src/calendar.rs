//! Working days: every day that is neither a weekend nor a bank holiday.
//!
//! A calendar is a table made once, so that a count of working days is two
//! look-ups however long it is.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// A bank holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name, as it is shown among the days skipped.
    pub name: String,
    /// The day from which it was known, where it was proclaimed at short notice.
    pub known_from: Option<Date>,
}

/// The first and last day that a calendar can count to.
const FIRST: Date = date(1900, 1, 1);
const LAST: Date = date(2199, 12, 31);

/// A calendar of working days.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its title, for explanations.
    pub title: String,
    /// The days between which its holidays are known.
    pub from: Date,
    /// See `from`.
    pub until: Date,
    weekend: Vec<Weekday>,
    holidays: BTreeMap<Date, Holiday>,
    /// For each day since `FIRST`: how many working days there are up to and
    /// including it.
    up_to: Vec<u32>,
    /// The working days in order, as days since `FIRST`.
    working: Vec<u32>,
}

impl Calendar {
    /// The calendar with these weekend days and holidays.
    pub fn new(
        title: String,
        (from, until): (Date, Date),
        weekend: Vec<Weekday>,
        holidays: BTreeMap<Date, Holiday>,
    ) -> Self {
        let days = span_in_days(FIRST, LAST) + 1;
        let mut up_to = Vec::with_capacity(days as usize);
        let mut working = Vec::with_capacity(days as usize * 5 / 7);
        let mut off = holidays
            .keys()
            .map(|day| span_in_days(FIRST, *day))
            .peekable();
        let mut week = FIRST.weekday().cycle_forward();
        for number in 0..days {
            let in_weekend = week
                .next()
                .is_some_and(|weekday| weekend.contains(&weekday));
            let on_holiday = off.next_if_eq(&number).is_some();
            if !in_weekend && !on_holiday {
                working.push(number);
            }
            up_to.push(u32::try_from(working.len()).unwrap_or(u32::MAX));
        }
        Self {
            title,
            from,
            until,
            weekend,
            holidays,
            up_to,
            working,
        }
    }

    /// The same calendar as it was known on a day: without the holidays that had
    /// not yet been proclaimed.
    #[must_use]
    pub fn as_known_on(&self, day: Date) -> Self {
        let known = |holiday: &Holiday| holiday.known_from.is_none_or(|from| from <= day);
        Self::new(
            self.title.clone(),
            (self.from, self.until),
            self.weekend.clone(),
            self.holidays
                .iter()
                .filter(|(_, holiday)| known(holiday))
                .map(|(on, holiday)| (*on, holiday.clone()))
                .collect(),
        )
    }

    /// Whether this is a working day.
    pub fn is_working(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday()) && !self.holidays.contains_key(&day)
    }

    /// The holiday on this day.
    pub fn holiday(&self, day: Date) -> Option<&Holiday> {
        self.holidays.get(&day)
    }

    /// Whether the holidays of this day's year are known at all.
    pub fn knows(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// The `n`th working day after a day that is not itself counted; that day
    /// itself where `n` is 0. `None` beyond the year 2199.
    pub fn nth_after(&self, day: Date, n: u32) -> Option<Date> {
        if n == 0 {
            return Some(day);
        }
        let before = self.count_to(day)?;
        let index = before.checked_add(n)?.checked_sub(1)?;
        self.working
            .get(index as usize)
            .and_then(|number| FIRST.checked_add(i64::from(*number).days()).ok())
    }

    /// The working day on or before a day.
    pub fn on_or_before(&self, day: Date) -> Date {
        self.count_to(day)
            .and_then(|count| count.checked_sub(1))
            .and_then(|index| self.working.get(index as usize))
            .and_then(|number| FIRST.checked_add(i64::from(*number).days()).ok())
            .unwrap_or(day)
    }

    /// How many working days there are up to and including a day.
    fn count_to(&self, day: Date) -> Option<u32> {
        (day >= FIRST)
            .then(|| span_in_days(FIRST, day))
            .and_then(|number| self.up_to.get(number as usize))
            .copied()
    }
}

fn span_in_days(from: Date, to: Date) -> u32 {
    from.until(to)
        .ok()
        .and_then(|span| u32::try_from(span.get_days()).ok())
        .unwrap_or(0)
}
