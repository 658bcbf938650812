//! Checking periods and rhythms: how long, and how it is counted.

use super::model::{Step, Within};
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

pub(super) fn steps(place: Place<'_>, raw: &raw::Clock, found: &mut Found) -> Vec<Step> {
    let Some(every) = &raw.every else {
        return Vec::new();
    };
    if raw.within.is_some() {
        found.add(place, "a rhythm has `every` and no `within`");
    }
    let mut steps = Vec::new();
    for (index, step) in every.iter().enumerate() {
        let of = if index == 0 { "start" } else { "last met" };
        if step.of != of {
            found.add(
                place,
                format!("step {} of a rhythm is of {of:?}", index + 1),
            );
        }
        let last = index + 1 == every.len();
        if index == 0 && !last && step.times.is_some() {
            found.add(
                place,
                "step 1 of a rhythm comes once, from the start; leave out `times`",
            );
        }
        let times = if index == 0 && !last {
            Some(1)
        } else {
            step.times
        };
        if times.is_none() != last {
            found.add(
                place,
                format!(
                    "step {} of a rhythm: all but the last say how many `times`",
                    index + 1
                ),
            );
        }
        let counting = step.counting.as_deref().or(raw.counting.as_deref());
        if let Some(within) = period(place, &step.within, counting, raw, found) {
            steps.push(Step { within, times });
        }
    }
    steps
}
