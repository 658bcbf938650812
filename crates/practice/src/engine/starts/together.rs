//! Starts that look at others: those that wait until enough has come together, and
//! those of which only the latest runs.

use super::{Begin, answer};
use crate::book::{Amount, Clock, OneFor, Start};
use crate::duty::Ending;
use crate::engine::story::{Spell, Story};
use crate::engine::windows;
use crate::expr::Answer;
use crate::fact::Fact;
use crate::id::Id;
use crate::when::When;

/// The records with which so many came together; `None` where each of them counts.
pub(super) fn reached(story: &Story<'_, '_>, start: &Start, kind: &str) -> Option<Vec<usize>> {
    let reaches = start.reaches?;
    let Amount::Times(times) = reaches.amount else {
        return None;
    };
    let counts = |index: &usize| answer(start, &story.scope_at(*index)) == Answer::Yes;
    let records: Vec<usize> = (story.of_kind(kind).iter().copied())
        .filter(counts)
        .collect();
    let days: Vec<_> = (records.iter())
        .filter_map(|index| story.day(*index))
        .collect();
    let places = windows::reached(&days, times, reaches.in_any);
    Some(
        (places.into_iter())
            .filter_map(|place| records.get(place).copied())
            .collect(),
    )
}

/// The day on which so much time in the state came together.
pub(super) fn on_day_reached(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    (spells, number): (&[Spell], usize),
    fact: &Fact,
) -> Option<Begin> {
    let reaches = start.reaches?;
    let Amount::Time(needed) = reaches.amount else {
        return None;
    };
    let calendar = story.book.calendar(&clock.calendar)?;
    let day = windows::day_reached(story, spells, number, (reaches, needed), calendar)?;
    let scope = story.scope_on(day);
    (answer(start, &scope) == Answer::Yes).then(|| Begin {
        at: When::Day(day),
        anchor: When::Day(day),
        index: story.last_by(day),
        fact: Some(fact.id),
        root: fact.id,
        by_meeting: false,
        imported: fact.imported,
        falls_away: None,
        replaced: None,
        withdrawn: None,
        ordinal: 0,
    })
}

/// Where only one start of a kind runs at a time, ends each with the next.
pub(in crate::engine) fn replace(story: &Story<'_, '_>, begun: &mut [(&Start, Begin)]) {
    let key = |(start, begin): &(&Start, Begin)| {
        let of = start.one_for.as_ref()?;
        let alive = begin.withdrawn.is_none();
        alive.then_some(match of {
            OneFor::File => None,
            OneFor::Link(field) => Some(begin.fact.and_then(|id| story.fact(id)?.link(field))?),
        })
    };
    let keys: Vec<Option<Option<Id>>> = begun
        .iter()
        .map(|one| one.0.one_for.as_ref().and_then(|_| key(one)))
        .collect();
    let order = |begin: &Begin| (begin.at.day(), begin.index);
    let next: Vec<Option<Ending>> = (begun.iter().zip(&keys))
        .map(|((_, begin), group)| {
            let group = group.as_ref()?;
            let later = begun.iter().zip(&keys).filter(|((_, other), other_group)| {
                other_group.as_ref() == Some(group) && order(other) > order(begin)
            });
            let ((_, next), _) = later.min_by_key(|((_, other), _)| order(other))?;
            Some(Ending {
                at: Some(next.at),
                by: next.root,
                withdrawn: false,
            })
        })
        .collect();
    for ((_, begin), next) in begun.iter_mut().zip(next) {
        begin.replaced = next;
    }
}
