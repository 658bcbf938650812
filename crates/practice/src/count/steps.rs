//! How a count of a calendar's days went, for the explanation.

use jiff::civil::Date;

use super::{Counting, Period, Unit};
use crate::calendar::{Calendar, Closed, end_of_term};
use crate::when::When;

/// A day that a count stepped over, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skipped {
    /// The day.
    pub day: Date,
    /// The name of the holiday or of the break between terms; `None` for a weekend.
    pub holiday: Option<String>,
    /// Whether the law knows the holiday: an authority's own closure day is not
    /// statutory.
    pub statutory: bool,
}

/// How a count went, for the explanation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steps {
    /// The first day counted.
    pub first: Date,
    /// The last day counted.
    pub last: Date,
    /// The days stepped over between them and before the first.
    pub skipped: Vec<Skipped>,
    /// Whether the count runs outside the days whose holidays or terms are known.
    pub provisional: bool,
}

/// The days that a count of a calendar's days or hours went over; `None` for other
/// units, which step over nothing.
pub fn steps(
    start: When,
    due: When,
    period: Period,
    counting: Counting,
    calendar: &Calendar,
) -> Option<Steps> {
    let first = match (period.unit, counting) {
        (Unit::TermEnd, _) => {
            let (last, known) = end_of_term(calendar.terms(), start.day());
            return Some(Steps {
                first: start.day(),
                last,
                skipped: Vec::new(),
                provisional: !known,
            });
        }
        (Unit::WorkingHours | Unit::NextOpening, _) if matches!(start, When::Instant(_)) => {
            start.day()
        }
        (unit, Counting::TriggerDayExcluded) if of_calendar(unit) => start.day().tomorrow().ok()?,
        (unit, Counting::BeginningWithTriggerDay) if of_calendar(unit) => start.day(),
        _ => return None,
    };
    between((first, due.day()), calendar)
}

/// The days that a count back from `event` went over.
pub fn steps_before(
    event: When,
    due: When,
    period: Period,
    counting: Counting,
    calendar: &Calendar,
) -> Option<Steps> {
    period.unit.days()?;
    let last = match counting {
        Counting::TriggerDayExcluded => event.day().yesterday().ok()?,
        Counting::BeginningWithTriggerDay => event.day(),
    };
    between((due.day(), last), calendar)
}

const fn of_calendar(unit: Unit) -> bool {
    unit.days().is_some() || matches!(unit, Unit::WorkingHours | Unit::NextOpening)
}

fn between((from, last): (Date, Date), calendar: &Calendar) -> Option<Steps> {
    let (mut day, mut first, mut skipped) = (from, None, Vec::new());
    while day <= last {
        match calendar.closed(day) {
            None => first = first.or(Some(day)),
            Some(closed) => skipped.push(stepped_over(day, closed)),
        }
        day = day.tomorrow().ok()?;
    }
    Some(Steps {
        first: first.unwrap_or(last),
        last,
        skipped,
        provisional: !(calendar.knows(from) && calendar.knows(last)),
    })
}

fn stepped_over(day: Date, closed: Closed<'_>) -> Skipped {
    let (holiday, statutory) = match closed {
        Closed::Weekend => (None, true),
        Closed::Holiday(holiday) => (Some(holiday.name.clone()), holiday.statutory),
        Closed::OutOfTerm(why) => (Some(why.to_owned()), true),
    };
    Skipped {
        day,
        holiday,
        statutory,
    }
}
