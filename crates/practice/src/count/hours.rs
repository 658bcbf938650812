//! Minutes and hours: on the clock, and in the hours in which a calendar is open.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{Period, Unit};
use crate::calendar::Calendar;
use crate::when::{When, london};

const MINUTES_IN_A_DAY: i64 = 24 * 60;

/// A period of minutes or hours, in minutes; `None` for another.
pub(super) fn minutes(period: Period) -> Option<i64> {
    match period.unit {
        Unit::Minutes => Some(i64::from(period.n)),
        Unit::Hours => Some(60 * i64::from(period.n)),
        _ => None,
    }
}

/// Minutes that pass after `start`; from a day, after its end, to a day.
pub(super) fn elapsed(start: When, minutes: i64) -> Option<When> {
    match start {
        When::Instant(instant) => instant
            .checked_add(minutes.minutes())
            .ok()
            .map(When::Instant),
        When::Day(day) => {
            let days = (minutes + MINUTES_IN_A_DAY - 1).div_euclid(MINUTES_IN_A_DAY);
            day.checked_add(days.days()).ok().map(When::Day)
        }
    }
}

/// So many minutes before `event`; before a day, the last day on which it could still
/// be in time, whatever the hour of the event.
pub(super) fn elapsed_before(event: When, minutes: i64) -> Option<When> {
    match event {
        When::Instant(instant) => instant
            .checked_sub(minutes.minutes())
            .ok()
            .map(When::Instant),
        When::Day(day) => {
            let days = minutes.div_euclid(MINUTES_IN_A_DAY);
            day.checked_sub(days.days()).ok().map(When::Day)
        }
    }
}

/// Hours in which the calendar is open after `start`; from a day, after its end, to a
/// day. What ends with the last minute before closing is due at closing.
pub(super) fn open(start: When, hours: u32, calendar: &Calendar) -> Option<When> {
    let (opens, closes) = calendar.hours()?;
    let mut left = SignedDuration::from_hours(i64::from(hours));
    let from = start.end();
    let mut day = calendar.on_or_after(start.day())?;
    loop {
        let began = at(day, opens)?.max(from);
        let open_for = at(day, closes)?.duration_since(began);
        if left <= open_for {
            let ends = When::Instant(began.checked_add(left).ok()?);
            return Some(match start {
                When::Instant(_) => ends,
                When::Day(_) => When::Day(ends.day()),
            });
        }
        // After closing there is nothing left of the day.
        left = left.checked_sub(open_for.max(SignedDuration::ZERO))?;
        day = calendar.nth_after(day, 1)?;
    }
}

/// The next time that the calendar opens after `start`; from a day, after its end.
pub(super) fn next_opening(start: When, calendar: &Calendar) -> Option<When> {
    let (opens, _) = calendar.hours()?;
    let day = calendar.on_or_after(start.day())?;
    let opening = at(day, opens)?;
    if opening > start.end() {
        return Some(When::Instant(opening));
    }
    at(calendar.nth_after(day, 1)?, opens).map(When::Instant)
}

/// This time of day in England; where the clocks skip it, the time after the gap.
pub(super) fn at(day: Date, time: Time) -> Option<Timestamp> {
    let there = day.to_datetime(time).to_zoned(london()).ok()?;
    Some(there.timestamp())
}
