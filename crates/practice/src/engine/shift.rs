//! What moves a due date after it was set: extensions, and pauses.

use jiff::ToSpan;
use jiff::civil::Date;

use super::starts::Begin;
use super::story::Story;
use crate::book::{Clock, ExtendTo, Within};
use crate::calendar::Calendar;
use crate::count::Unit;
use crate::expr::Answer;
use crate::when::When;

/// The due date after every extension that was made in time, and every pause; `None`
/// while it is paused.
pub(super) fn moved(
    story: &Story<'_, '_>,
    clock: &Clock,
    begin: &Begin,
    (set, within): (When, Option<Within>),
    calendar: &Calendar,
) -> Option<When> {
    let book = story.book;
    let mut set = set;
    let mut due = paused(story, clock, begin, (set, within), calendar);
    let mut extensions: Vec<(usize, &ExtendTo)> = Vec::new();
    for extend in &clock.extends {
        let Some(candidates) = story.linked(&extend.on.kind, extend.same.as_ref(), begin) else {
            continue;
        };
        for &index in candidates.iter() {
            let fact = story.facts.get(index);
            let counts = fact.is_some_and(|fact| {
                !fact.occurred.before(begin.at) && story.matches(&extend.on, index) == Answer::Yes
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
            ExtendTo::Within(within) => book.due(begin.anchor, *within),
            ExtendTo::By(within) => book.due(set, *within),
            ExtendTo::Field(field) => fact.when(field),
        };
        if let Some(extended) = extended {
            set = extended;
            due = paused(story, clock, begin, (set, within), calendar);
        }
    }
    due
}

/// The due date after every pause that began while the duty ran.
fn paused(
    story: &Story<'_, '_>,
    clock: &Clock,
    begin: &Begin,
    (due, within): (When, Option<Within>),
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
    let unit = within.map_or(Unit::Days, |within| within.period.unit);
    let (mut due, mut put_off) = (due, false);
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
        put_off = true;
    }
    match within {
        Some(within) if put_off => story.book.rolled(due, within),
        _ => Some(due),
    }
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
        (unit, _) if unit.days().is_some() => {
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
