//! Checking periods: how long, and how it is counted.

use super::model::Within;
use super::problem::{Found, Place};
use super::raw;
use crate::count::{Counting, Period, Unit};

const CLAMPED: &str = "clamp to month end, counted from the original date";

/// A period with its way of counting, both of which must be said.
pub(super) fn period(
    place: Place<'_>,
    text: &str,
    counting: Option<&str>,
    raw: &raw::Clock,
    found: &mut Found,
) -> Option<Within> {
    let period: Period = found.note(place, text.parse())?;
    let counting: Counting = match counting {
        Some(counting) => found.note(place, counting.parse())?,
        None if period.unit == Unit::Hours || period.n == 0 => Counting::TriggerDayExcluded,
        None => {
            found.add(
                place,
                format!("{text:?} needs `counting`: \"trigger day excluded\" or \"beginning with the trigger day\""),
            );
            return None;
        }
    };
    let by_month = matches!(period.unit, Unit::Months | Unit::Years);
    if by_month && raw.months.as_deref() != Some(CLAMPED) {
        found.add(place, format!("{text:?} needs months = {CLAMPED:?}"));
    }
    Some(Within { period, counting })
}
