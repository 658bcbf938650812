//! Rolling off a day that does not count, for the few rules that say so.

use jiff::civil::time;

use super::hours::at;
use crate::calendar::Calendar;
use crate::when::When;

/// A due day that does not count in the calendar, moved to the next that does. A time
/// is never moved.
pub fn rolled(due: When, calendar: &Calendar) -> Option<When> {
    match due {
        When::Day(day) => calendar.on_or_after(day).map(When::Day),
        When::Instant(_) => Some(due),
    }
}

/// Noon on the next day that counts, where a due day does not; `None` where it does.
pub fn may_roll(due: When, calendar: &Calendar) -> Option<When> {
    let day = due.day();
    let next = calendar.on_or_after(day).filter(|next| *next != day)?;
    at(next, time(12, 0, 0, 0)).map(When::Instant)
}
