//! Starts on a day on which nothing need have happened: a birthday, a day of each
//! year.

use jiff::civil::Date;

use super::{Begin, answer, note};
use crate::book::{Clock, Start};
use crate::count;
use crate::engine::Undecided;
use crate::engine::dates::Dates;
use crate::engine::story::{Spell, Story, birthday};
use crate::expr::Answer;
use crate::id::Id;
use crate::when::When;

pub(super) fn at_age(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    age: u8,
    undecided: &mut Vec<Undecided>,
) -> Option<Begin> {
    let (birth, id) = story.birth?;
    let day = birthday(birth, age)?;
    let mut begin = on_day(story, clock, start, (day, day), id, undecided)?;
    if start.counts_back(clock) {
        // What is to be done before a birthday is owed from the one before it.
        begin.at = When::Day(birthday(birth, age.saturating_sub(1))?);
        begin.index = story.last_by(begin.at.day());
    }
    Some(begin)
}

/// A duty for each year from birth to the age of 25, as far as the record reaches.
pub(super) fn yearly(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    (month, day): (i8, i8),
    undecided: &mut Vec<Undecided>,
) -> Vec<Begin> {
    let Some((from, id)) = first_year(story, start) else {
        return Vec::new();
    };
    // What was never in the state, or is no longer, is owed no more of them.
    let over = start.during.map(|state| {
        let spells = story.spells.get(state).map_or(&[][..], Vec::as_slice);
        let last = spells
            .iter()
            .map(|spell| spell.ended.and_then(|at| story.day(at)));
        let open = spells.iter().any(|spell| spell.ended.is_none());
        if open {
            Date::MAX
        } else {
            last.flatten().max().unwrap_or(Date::MIN)
        }
    });
    let last = over.unwrap_or(Date::MAX);
    // By when it is asked: the due date, where there is one that depends on nothing else.
    let asked_on = |day: Date| {
        let dates = |terms| Dates::of(story.book, terms, None, When::Day(day), &|_| None);
        let due = start
            .terms
            .as_ref()
            .and_then(dates)
            .and_then(|dates| dates.due);
        due.map_or(day, When::day)
    };
    (from.year()..=from.year().saturating_add(25))
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|day| *day >= from && *day <= last)
        .filter_map(|day| {
            let asked = (day, asked_on(day));
            let mut begin = on_day(story, clock, start, asked, id, undecided)?;
            begin.ordinal = u32::try_from(day.year()).ok()?;
            Some(begin)
        })
        .collect()
}

/// From when the years are counted: birth; of what has no birth, the first beginning
/// of the state that the start asks for. A child whose birth is not known is owed none.
fn first_year(story: &Story<'_, '_>, start: &Start) -> Option<(Date, Id)> {
    story.birth.or_else(|| {
        let state = start.during?;
        let about = |record: &str| story.book.record(record).map(|record| &record.about);
        let begins = &story.book.states.get(state)?.begins.kind;
        let born = (story.book.birth()).and_then(|(record, _)| about(record));
        if born.is_some() && born == about(begins) {
            return None;
        }
        let spell = story.spells.get(state)?.first()?;
        let fact = story.facts.get(spell.begun)?;
        Some((fact.occurred.day(), fact.id))
    })
}

/// A start on a day on which nothing need have happened.
fn on_day(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    (day, asked_on): (Date, Date),
    birth: Id,
    undecided: &mut Vec<Undecided>,
) -> Option<Begin> {
    if let Some(state) = start.during {
        let spell = story
            .spell_on(state, day)
            .or_else(|| story.spell_on(state, asked_on))?;
        if !long_enough(story, clock, start, (state, spell), asked_on) {
            return None;
        }
    }
    let told = |kind: &str| {
        story
            .coverage
            .until(kind, day)
            .is_some_and(|until| until >= asked_on)
    };
    if start.told_by_extract && !start.met(clock).all(|met| told(&met.by.kind)) {
        return None;
    }
    match answer(start, &story.scope_on(day).aged_on(asked_on)) {
        Answer::Yes => {}
        Answer::No => return None,
        Answer::Unknown => {
            note(undecided, clock, start, birth);
            return None;
        }
    }
    let fact = story.facts.get(story.index_of(birth)?)?;
    Some(Begin {
        at: When::Day(day),
        anchor: When::Day(day),
        replaced: None,
        root: birth,
        index: story.last_by(day),
        fact: Some(birth),
        by_meeting: false,
        imported: fact.imported,
        falls_away: None,
        withdrawn: None,
        ordinal: 0,
    })
}

/// Whether the child will by then have been in the state, without a break, for as
/// long as the start asks for.
fn long_enough(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    (state, spell): (usize, &Spell),
    by: Date,
) -> bool {
    let Some(period) = start.for_at_least else {
        return true;
    };
    let calendar = story.book.calendar(&clock.calendar);
    let (Some(begun), Some(calendar)) = (story.day(spell.begun), calendar) else {
        return false;
    };
    let counting = count::Counting::BeginningWithTriggerDay;
    let reached = count::due(When::Day(begun), period, counting, calendar);
    reached.is_some_and(|reached| reached.day() <= by)
        && story.spell_on(state, by).is_some_and(|then| then == spell)
}
