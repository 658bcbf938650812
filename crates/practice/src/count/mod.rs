//! Counting a period from its trigger to the day or instant it is due, and back from a
//! day to come.
//!
//! The conventions, with the sources that the practice book cites beside each
//! rule: the trigger day is left out unless a rule says "beginning with"; months
//! run to the corresponding date, or the last day of the month where there is
//! none (Interpretation Act 1978, schedule 1; Dodds v Walker [1981] 1 WLR 1027), so
//! that a year from 29 February ends on 28 February; hours run on the clock through
//! weekends; nothing rolls off a weekend unless the rule says so.

mod backward;
mod counting;
mod hours;
mod roll;
mod steps;
mod unit;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::{Calendar, days, end_of_term};
use crate::when::When;

pub use backward::before;
pub use counting::Counting;
pub use roll::{may_roll, rolled};
pub use steps::{Skipped, Steps, steps, steps_before};
pub use unit::{Period, Unit};

/// When a period that began at `start` is up. `None` where that lies beyond the
/// days that can be counted.
///
/// A trigger that has only a day, counted in hours, is counted from the end of
/// that day: nobody is called late who might not be.
pub fn due(start: When, period: Period, counting: Counting, calendar: &Calendar) -> Option<When> {
    let day = start.day();
    let n = i64::from(period.n);
    let ends = match period.unit {
        Unit::Minutes | Unit::Hours => return hours::elapsed(start, hours::minutes(period)?),
        Unit::WorkingHours => return hours::open(start, period.n, calendar),
        Unit::NextOpening => return hours::next_opening(start, calendar),
        Unit::WorkingDays | Unit::SchoolDays | Unit::CourtBusinessDays => {
            let from = match counting {
                Counting::TriggerDayExcluded => day,
                Counting::BeginningWithTriggerDay => day.yesterday().ok()?,
            };
            return calendar.nth_after(from, period.n).map(When::Day);
        }
        Unit::MonthEnd => return end_of_month(day, n).map(When::Day),
        Unit::TermEnd => return Some(When::Day(end_of_term(calendar.terms(), day).0)),
        Unit::Days if period.n == 0 => return Some(When::Day(day)),
        Unit::Days => day.checked_add(days(period.n)),
        Unit::Weeks => day.checked_add(days(period.n.saturating_mul(7))),
        Unit::Months => day.checked_add(n.months()),
        Unit::Years => day.checked_add(n.years()),
    };
    let ends = match counting {
        Counting::TriggerDayExcluded => ends,
        Counting::BeginningWithTriggerDay => ends.and_then(Date::yesterday),
    };
    ends.ok().map(When::Day)
}

/// The last day of the month this many months on.
fn end_of_month(day: Date, months: i64) -> Option<Date> {
    let there = day.first_of_month().checked_add(months.months()).ok()?;
    Some(there.last_of_month())
}
