//! Which night it is that the morning tells of, and what was recorded of it: no file is read for it.

use std::ops::ControlFlow;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use practice::book::lists::Morning;
use practice::calendar::Calendar;
use practice::{Book, Id, When};
use store::Heading;

use crate::reply::Stop;
use crate::visit::Visit;

/// How many entries that were recorded since are looked through at most.
const LOOKED_THROUGH: usize = 100_000;

/// The night before a day's hours of work, or the last one: from when they ended until they
/// began, or until now.
pub(in crate::lists) fn night(
    book: &Book,
    rule: &Morning,
    said: Option<Date>,
    now: Timestamp,
) -> Option<(Timestamp, Timestamp)> {
    let calendar: &Calendar = book.calendar(&rule.calendar)?;
    let (opens, closes) = calendar.hours()?;
    let today = When::Instant(now).day();
    let day = said.unwrap_or(today).min(today);
    let at = |day: Date, time| {
        let day: Zoned = day
            .to_datetime(time)
            .to_zoned(practice::when::london())
            .ok()?;
        Some(day.timestamp())
    };
    let before = calendar.nth_before(day, 1)?;
    let until = if calendar.is_working(day) {
        at(day, opens)?
    } else {
        When::Day(day).end()
    };
    Some((at(before, closes)?, until.min(now)))
}

/// What of what was recorded since tells of that night, in order; and whether there was more
/// than is looked through.
pub(in crate::lists) fn headings(
    visit: &mut Visit<'_>,
    rule: &Morning,
    (from, until): (Timestamp, Timestamp),
) -> Result<(Vec<Heading>, bool), Stop> {
    let night = night_workers(visit, rule)?;
    let in_the_night = |heading: &Heading| match heading.occurred {
        When::Instant(at) => (from..until).contains(&at),
        // Of a day alone, whoever works at night tells what happened then.
        When::Day(_) => {
            (from..until).contains(&heading.recorded_at) && night.contains(&heading.recorded_by)
        }
    };
    let mut found = Vec::new();
    let mut looked_through = 0;
    let now = visit.now;
    visit.reader.each_heading_between(from, now, |heading| {
        looked_through += 1;
        if rule.kinds.contains(&heading.kind) && in_the_night(&heading) {
            found.push(heading);
        }
        if looked_through < LOOKED_THROUGH {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    found.sort_by_key(|heading| (heading.occurred.start(), heading.position));
    Ok((found, looked_through >= LOOKED_THROUGH))
}

/// Those who work at night, by the roles that the book names.
fn night_workers(visit: &mut Visit<'_>, rule: &Morning) -> Result<Vec<Id>, Stop> {
    let offices = visit.reader.offices()?;
    let night = offices.iter().filter(|office| {
        let name = office.name.as_ref();
        office.gives == record::workforce::Gives::Role
            && name.is_some_and(|name| rule.roles.contains(name))
    });
    Ok(night.map(|office| office.subject).collect())
}
