//! What moves a due date after it was set: extensions, and pauses.

use jiff::ToSpan;
use jiff::civil::Date;

use super::meet::linked;
use super::starts::Begin;
use super::story::Story;
use crate::book::{Clock, ExtendTo};
use crate::calendar::Calendar;
use crate::count::{self, Unit};
use crate::expr::Answer;
use crate::when::When;

/// The due date after every extension that was made in time, and every pause; `None`
/// while it is paused.
pub(super) fn moved(
    story: &Story<'_, '_>,
    clock: &Clock,
    begin: &Begin,
    (set, unit): (When, Unit),
    calendar: &Calendar,
) -> Option<When> {
    let mut set = set;
    let mut due = paused(story, clock, begin, (set, unit), calendar);
    let mut extensions: Vec<(usize, &ExtendTo)> = Vec::new();
    for extend in &clock.extends {
        for &index in story.of_kind(&extend.on.kind) {
            let fact = story.facts.get(index);
            let counts = fact.is_some_and(|fact| {
                !fact.occurred.before(begin.at)
                    && linked(story, extend.same.as_ref(), begin, fact)
                    && story.matches(&extend.on, index) == Answer::Yes
            });
            if counts {
                extensions.push((index, &extend.to));
            }
        }
    }
    extensions.sort_by_key(|(index, _)| *index);
    for (index, to) in extensions {
        let Some(fact) = story.facts.get(index) else {
            continue;
        };
        if due.is_some_and(|due| !fact.occurred.within(due)) {
            continue;
        }
        let extended = match to {
            ExtendTo::Within(within) => {
                count::due(begin.anchor, within.period, within.counting, calendar)
            }
            ExtendTo::By(within) => count::due(set, within.period, within.counting, calendar),
            ExtendTo::Field(field) => fact.when(field),
        };
        if let Some(extended) = extended {
            set = extended;
            due = paused(story, clock, begin, (set, unit), calendar);
        }
    }
    due
}

/// The due date after every pause that began while the duty ran.
fn paused(
    story: &Story<'_, '_>,
    clock: &Clock,
    begin: &Begin,
    (due, unit): (When, Unit),
    calendar: &Calendar,
) -> Option<When> {
    let at = |index: usize| story.facts.get(index).map(|fact| fact.occurred);
    let mut pauses: Vec<(When, Option<When>)> = (clock.pauses.iter())
        .filter_map(|state| story.spells.get(*state))
        .flatten()
        .filter_map(|spell| Some((at(spell.begun)?, spell.ended.and_then(at))))
        .filter(|(_, ended)| ended.is_none_or(|ended| begin.at.before(ended)))
        .collect();
    pauses.sort_by_key(|(begun, _)| begun.start());
    let mut due = due;
    for (begun, ended) in pauses {
        if !begun.within(due) {
            break;
        }
        let from = if begun.before(begin.at) {
            begin.at
        } else {
            begun
        };
        due = later(due, from, ended?, unit, calendar)?;
    }
    Some(due)
}

/// The due date put off by the time between two moments.
fn later(due: When, from: When, to: When, unit: Unit, calendar: &Calendar) -> Option<When> {
    if let (When::Instant(due), When::Instant(from), When::Instant(to)) = (due, from, to) {
        return due
            .checked_add(to.since(from).ok()?)
            .ok()
            .map(When::Instant);
    }
    let days = to.day().since(from.day()).ok()?.get_days().max(0);
    match (unit, due) {
        (Unit::WorkingDays, _) => {
            let put_off = working_days(from.day(), to.day(), calendar);
            if put_off == 0 {
                return Some(due);
            }
            calendar.nth_after(due.day(), put_off).map(When::Day)
        }
        (_, When::Instant(at)) => at
            .checked_add((i64::from(days) * 24).hours())
            .ok()
            .map(When::Instant),
        (_, When::Day(day)) => day.checked_add(days.days()).ok().map(When::Day),
    }
}

/// The working days after one day, up to another.
fn working_days(from: Date, to: Date, calendar: &Calendar) -> u32 {
    let (mut day, mut days) = (from, 0);
    while day < to {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        days += u32::from(calendar.is_working(day));
    }
    days
}
