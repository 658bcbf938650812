//! The steps of an answer, in words.

use super::Kind;
use super::which::Chosen;
use crate::book::{Clock, Time, Within};
use crate::calendar::Calendar;
use crate::count::Steps;
use crate::when::{When, london};

/// The rule, and what was taken for granted.
pub(super) fn begin(clock: &Clock, chosen: &Chosen<'_>) -> Vec<String> {
    let mut steps = chosen.notes.clone();
    let from = local(chosen.anchor);
    if let Some(terms) = chosen.terms {
        let within = match &terms.time {
            Time::Every(_) => chosen.step,
            Time::NotBefore => terms.earliest,
            _ => None,
        };
        let (says, counted) = within.map_or_else(
            || (terms.time.says(), terms.time.counted()),
            |within| (within.period.to_string(), within.counted()),
        );
        let place = format!("{}:{}", clock.place.0, chosen.line);
        steps.push(format!("{says} from {from}, {counted} ({place})"));
    }
    steps
}

/// The days that the count went over.
pub(super) fn count(
    counted: &Steps,
    calendar: Option<&Calendar>,
    within: Within,
    steps: &mut Vec<String>,
) {
    if let Some(calendar) = calendar {
        steps.push(format!("by the calendar: {}", calendar.title()));
    }
    if within.period.unit.days().is_some() {
        steps.push(format!("the first day counted is {}", counted.first));
    }
    let says = |skipped: &crate::count::Skipped| {
        let why = skipped.holiday.as_deref().unwrap_or("a weekend");
        let own = if skipped.statutory {
            ""
        } else {
            ", which is the authority's own and not statutory"
        };
        format!("{} is not counted: {why}{own}", skipped.day)
    };
    steps.extend(counted.skipped.iter().map(says));
    if let Some((from, until)) = calendar
        .map(Calendar::known)
        .filter(|_| counted.provisional)
    {
        steps.push(format!(
            "holidays and terms are known from {from} to {until} only: provisional"
        ));
    }
}

/// What came out.
pub(super) fn end(kind: Kind, due: Option<When>, steps: &mut Vec<String>) {
    let Some(due) = due else {
        steps.push("no date is set".to_owned());
        return;
    };
    let says = match kind {
        Kind::NotBefore => "not before",
        Kind::KeptUntil => "kept until, and may be destroyed from",
        Kind::Lapses => "lapses after",
        Kind::Due | Kind::Measured | Kind::NoDate => "due",
    };
    steps.push(format!("{says} {}", local(due)));
}

/// A day; or the time in England, with how far it is ahead of UTC.
pub fn local(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Instant(instant) => instant
            .to_zoned(london())
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string(),
    }
}
