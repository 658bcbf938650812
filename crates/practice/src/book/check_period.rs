//! Checking periods: how long, in which calendar, and how it is counted.

use super::model::{InsteadOf, Within};
use super::problem::{Found, Place};
use super::{Book, raw};
use crate::count::{Counting, Period, Unit};

const CLAMPED: &str = "clamp to month end, counted from the original date";
const ROLLS: &str = "to the next working day";
const MAY_ROLL: &str = "to noon on the next day of ";

/// What a clock says of all its periods.
pub(super) struct Counts<'a> {
    book: &'a Book,
    /// The calendar, and its number in the book where it is one.
    calendar: (&'a str, Option<usize>),
    counting: Option<&'a str>,
    clamped: bool,
    rolls: bool,
}

impl<'a> Counts<'a> {
    pub fn of(
        place: Place<'_>,
        id: &str,
        raw: &'a raw::Clock,
        calendar: &'a str,
        book: &'a Book,
        found: &mut Found,
    ) -> Self {
        let number = book.calendar_number(calendar);
        if number.is_none() {
            found.add(
                place,
                format!("{id} counts by {calendar:?}, which is no calendar of this book"),
            );
        }
        if let Some(other) = raw.rolls.as_ref().filter(|text| *text != ROLLS) {
            found.add(
                place,
                format!("`rolls` is {other:?}; {ROLLS:?} is expected"),
            );
        }
        if let Some(other) = raw.months.as_ref().filter(|text| *text != CLAMPED) {
            found.add(
                place,
                format!("`months` is {other:?}; {CLAMPED:?} is expected"),
            );
        }
        Self {
            book,
            calendar: (calendar, number),
            counting: raw.counting.as_deref(),
            clamped: raw.months.as_deref() == Some(CLAMPED),
            rolls: raw.rolls.is_some(),
        }
    }

    /// A period of this clock's calendar that needs no way of counting.
    pub fn plain(&self, period: Period) -> Option<Within> {
        Some(Within {
            period,
            counting: Counting::TriggerDayExcluded,
            calendar: self.calendar.1?,
            rolls: false,
        })
    }

    /// A period with its way of counting, which must be said, and a calendar that can
    /// serve it.
    pub fn period(
        &self,
        place: Place<'_>,
        text: &str,
        counting: Option<&str>,
        calendar: Option<&str>,
        found: &mut Found,
    ) -> Option<Within> {
        let period: Period = found.note(place, text.parse())?;
        let (name, number) = match calendar {
            None => self.calendar,
            Some(name) => (name, self.book.calendar_number(name)),
        };
        if number.is_none() && calendar.is_some() {
            found.add(place, format!("{name:?} is no calendar of this book"));
        }
        let calendar = number?;
        let counting: Counting = match counting.or(self.counting) {
            Some(counting) => found.note(place, counting.parse())?,
            None if !period.unit.needs_counting() || period.n == 0 => Counting::TriggerDayExcluded,
            None => {
                found.add(
                    place,
                    format!("{text:?} needs `counting`: \"trigger day excluded\" or \"beginning with the trigger day\""),
                );
                return None;
            }
        };
        let by_month = matches!(period.unit, Unit::Months | Unit::Years);
        if by_month && !self.clamped {
            found.add(place, format!("{text:?} needs months = {CLAMPED:?}"));
        }
        let held = self.book.calendars.get(calendar);
        if let Some(lacks) = held.and_then(|(_, calendar)| period.unit.lacks(calendar)) {
            found.add(
                place,
                format!("{text:?} cannot be counted by the calendar {name}: {lacks}; name another in `calendar`"),
            );
        }
        if self.rolls && period.unit.has_time() {
            found.add(
                place,
                format!("{text:?} ends at a time of day, which never rolls; leave out `rolls`"),
            );
        }
        Some(Within {
            period,
            counting,
            calendar,
            rolls: self.rolls,
        })
    }
}

/// The calendar of `may_roll`.
pub(super) fn may_roll(
    place: Place<'_>,
    raw: &raw::Clock,
    book: &Book,
    found: &mut Found,
) -> Option<String> {
    let text = raw.may_roll.as_ref()?;
    let name = text
        .strip_prefix(MAY_ROLL)
        .filter(|name| book.calendar(name).is_some());
    if name.is_none() {
        found.add(
            place,
            format!(
                "`may_roll` is {text:?}; \"{MAY_ROLL}\" and a calendar of this book is expected"
            ),
        );
    }
    name.map(str::to_owned)
}

/// Whether `from` says that a bare date is the last time that it was met.
pub(super) fn from_last_met(place: Place<'_>, raw: &raw::Clock, found: &mut Found) -> bool {
    match raw.from.as_deref() {
        None | Some("start") => {}
        Some("last met") if raw.comes_again() => return true,
        Some("last met") => found.add(place, "`from` is for a rhythm; leave it out"),
        Some(other) => found.add(
            place,
            format!("`from` is {other:?}; \"start\" or \"last met\" is expected"),
        ),
    }
    false
}

/// Reads `instead_of`: `10 working days`, `12 months, trigger day excluded`, or
/// `no number`.
pub(super) fn instead_of(text: &str) -> Result<InsteadOf, String> {
    let (period, counting) = match text.split_once(", ") {
        Some((period, counting)) => (period, Some(counting.parse()?)),
        None => (text, None),
    };
    let period = match period {
        "no number" => None,
        period => Some(period.parse()?),
    };
    Ok(InsteadOf { period, counting })
}
