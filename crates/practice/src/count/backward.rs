//! Counting back from a day to come: "at least five working days before the panel".
//!
//! The mirror of counting forward. The day of the event is left out unless the rule
//! counts it; months go back to the corresponding date, or the last day of the month
//! where there is none.

use jiff::ToSpan;

use super::hours::{elapsed_before, minutes};
use super::{Counting, Period, Unit};
use crate::calendar::Calendar;
use crate::when::When;

/// The last day or instant at which it is still so long before `event`. `None` where
/// that lies beyond the days that can be counted, or the unit does not go back.
pub fn before(
    event: When,
    period: Period,
    counting: Counting,
    calendar: &Calendar,
) -> Option<When> {
    let day = event.day();
    let on = match counting {
        Counting::TriggerDayExcluded => 0.days(),
        Counting::BeginningWithTriggerDay => 1.days(),
    };
    let n = i64::from(period.n);
    let begins = match period.unit {
        Unit::Minutes | Unit::Hours => return elapsed_before(event, minutes(period)?),
        Unit::WorkingDays | Unit::SchoolDays | Unit::CourtBusinessDays => {
            let to = match counting {
                Counting::TriggerDayExcluded => day,
                Counting::BeginningWithTriggerDay => day.tomorrow().ok()?,
            };
            return calendar.nth_before(to, period.n).map(When::Day);
        }
        Unit::Days if period.n == 0 => return Some(When::Day(day)),
        Unit::Days => day.checked_sub(n.days()),
        Unit::Weeks => day.checked_sub((7 * n).days()),
        Unit::Months => day.checked_sub(n.months()),
        Unit::Years => day.checked_sub(n.years()),
        Unit::WorkingHours | Unit::NextOpening | Unit::MonthEnd | Unit::TermEnd => return None,
    };
    begins
        .and_then(|begin| begin.checked_add(on))
        .ok()
        .map(When::Day)
}
