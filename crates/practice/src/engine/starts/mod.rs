//! Finding what set a clock going.

mod dated;
mod place;
mod together;

use super::Undecided;
use super::rounds::Change;
use super::scope::At;
use super::story::{Spell, Story};
use crate::book::{Clock, Start, Trigger};
use crate::duty::{Ending, Mark};
use crate::expr::Answer;
use crate::fact::Fact;
use crate::id::Id;
use crate::when::When;
use dated::{at_age, yearly};
use place::in_place;
pub(super) use together::replace;
use together::{on_day_reached, reached};

/// A clock set going.
#[derive(Clone, Debug)]
pub(super) struct Begin {
    /// When.
    pub at: When,
    /// From when, or back from when, it counts.
    pub anchor: When,
    /// The entry that first set it going; in a rhythm the same for each round.
    pub root: Id,
    /// The fact that this round counts from, by its place in the story.
    pub index: Option<usize>,
    /// The fact that first set it going, where there is one in the story or withdrawn from
    /// it: to it all that follows is linked.
    pub fact: Option<Id>,
    /// Whether the round counts from something that meets the clock.
    pub by_meeting: bool,
    /// Whether it came from an extract.
    pub imported: bool,
    /// Fallen away from the start.
    pub falls_away: Option<Ending>,
    /// A later start took its place.
    pub replaced: Option<Ending>,
    /// Withdrawn: never owed.
    pub withdrawn: Option<Ending>,
    /// Added to the round's number: the year, of a yearly clock.
    pub ordinal: u32,
}

impl Begin {
    /// The next round of a rhythm, from when it was met. What fell away or was withdrawn was
    /// never met, and has none.
    pub fn after(&self, met: Mark, story: &Story<'_, '_>) -> Self {
        let index = story.index_of(met.by);
        let fact = index.and_then(|index| story.facts.get(index));
        Self {
            at: met.at,
            anchor: met.at,
            index,
            by_meeting: true,
            imported: fact.map_or(self.imported, |fact| fact.imported),
            ..self.clone()
        }
    }

    /// The same round, going on by another variant or step.
    pub fn changed(&self, change: &Change) -> Self {
        let at = change.mark.at;
        Self {
            at,
            anchor: if change.counts_anew { at } else { self.anchor },
            index: change.index,
            ..self.clone()
        }
    }
}

/// Everything in the story that sets this start of the clock going.
pub(super) fn all(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    undecided: &mut Vec<Undecided>,
) -> Vec<Begin> {
    match &start.trigger {
        Trigger::On(kind) => on(story, clock, start, kind, undecided),
        Trigger::With(state) => with(story, clock, start, *state, undecided),
        Trigger::After(state) => after(story, clock, start, *state, undecided),
        Trigger::Birthday(age) => at_age(story, clock, start, *age, undecided)
            .into_iter()
            .collect(),
        Trigger::Yearly(month, day) => yearly(story, clock, start, (*month, *day), undecided),
    }
}

fn on(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    kind: &str,
    undecided: &mut Vec<Undecided>,
) -> Vec<Begin> {
    let mut begins = Vec::new();
    let reached = reached(story, start, kind);
    for &index in story.of_kind(kind) {
        if reached
            .as_ref()
            .is_some_and(|reached| !reached.contains(&index))
        {
            continue;
        }
        let Some(fact) = story.facts.get(index) else {
            continue;
        };
        if !(start
            .during
            .is_none_or(|state| story.spell_at(state, index).is_some())
            && in_place(story, start, kind, index))
        {
            continue;
        }
        match answer(start, &story.scope_at(index)) {
            Answer::Yes => begins.push(from_fact(story, clock, start, fact, index)),
            Answer::Unknown => note(undecided, clock, start, fact.id),
            Answer::No => {
                // What it said before a correction set it going: withdrawn now.
                let before = fact.earlier.iter().find(|earlier| {
                    let then = Fact {
                        fields: earlier.fields.clone(),
                        ..(*fact).clone()
                    };
                    answer(start, &story.scope_at(index).reading(&then)) == Answer::Yes
                });
                if let Some(earlier) = before {
                    let mut begin = from_fact(story, clock, start, fact, index);
                    begin.withdrawn = Some(withdrawn(earlier.corrected_by));
                    begins.push(begin);
                }
            }
        }
    }
    for fact in story.withdrawn.iter().filter(|fact| fact.kind == kind) {
        let day = fact.occurred.day();
        let scope = story.scope_on(day).reading(fact);
        let last = story.last_by(day);
        let during = start
            .during
            .is_none_or(|state| last.is_some_and(|last| story.spell_at(state, last).is_some()));
        if during
            && start.place.is_none()
            && reached.is_none()
            && answer(start, &scope) == Answer::Yes
        {
            let mut begin = from_fact(story, clock, start, fact, 0);
            begin.index = None;
            begin.withdrawn = Some(withdrawn(
                fact.earlier
                    .last()
                    .map_or(fact.id, |last| last.corrected_by),
            ));
            begins.push(begin);
        }
    }
    begins
}

fn with(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    state: usize,
    undecided: &mut Vec<Undecided>,
) -> Vec<Begin> {
    let spells = story.spells.get(state).map_or(&[][..], Vec::as_slice);
    let during = |spell: &Spell| {
        start
            .during
            .is_none_or(|state| story.spell_at(state, spell.begun).is_some())
    };
    let certain = (spells.iter().enumerate()).filter(|(_, spell)| spell.certain);
    certain
        .filter(|(_, spell)| during(spell))
        .filter_map(|(number, spell)| {
            let fact = story.facts.get(spell.begun)?;
            if start.reaches.is_some() {
                return on_day_reached(story, clock, start, (spells, number), fact);
            }
            match answer(start, &story.scope_at(spell.begun)) {
                Answer::Yes => Some(from_fact(story, clock, start, fact, spell.begun)),
                Answer::Unknown => {
                    note(undecided, clock, start, fact.id);
                    None
                }
                Answer::No => None,
            }
        })
        .collect()
}

/// A state ended, the child being in the other state that the start asks for.
fn after(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    state: usize,
    undecided: &mut Vec<Undecided>,
) -> Vec<Begin> {
    let spells = story.spells.get(state).map_or(&[][..], Vec::as_slice);
    let ended = spells.iter().filter_map(|spell| spell.ended);
    let during = |index: &usize| {
        let in_state = |state| story.spell_at(state, *index).is_some();
        start.during.is_none_or(in_state) && story.spell_at(state, *index).is_none()
    };
    let mut begins = Vec::new();
    for index in ended.filter(during) {
        let Some(fact) = story.facts.get(index) else {
            continue;
        };
        match answer(start, &story.scope_at(index)) {
            Answer::Yes => begins.push(from_fact(story, clock, start, fact, index)),
            Answer::Unknown => note(undecided, clock, start, fact.id),
            Answer::No => {}
        }
    }
    begins
}

fn from_fact(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    fact: &Fact,
    index: usize,
) -> Begin {
    let counted = start.at.as_deref().and_then(|field| fact.when(field));
    let fallen = start.falls_away.as_ref().is_some_and(|condition| {
        condition.holds(&story.scope_at(index).reading(fact)) == Answer::Yes
    });
    let anchor = counted.unwrap_or(fact.occurred);
    Begin {
        // What is to be done before an event begins when the event is planned.
        at: if start.counts_back(clock) {
            fact.occurred
        } else {
            anchor
        },
        anchor,
        replaced: None,
        root: fact.id,
        index: Some(index),
        fact: Some(fact.id),
        by_meeting: clock.met.iter().any(|met| met.by.kind == fact.kind),
        imported: fact.imported,
        falls_away: fallen.then_some(Ending {
            at: None,
            by: fact.id,
            withdrawn: false,
        }),
        withdrawn: None,
        ordinal: 0,
    }
}

const fn withdrawn(by: Id) -> Ending {
    Ending {
        at: None,
        by,
        withdrawn: true,
    }
}

fn answer(start: &Start, scope: &At<'_, '_, '_>) -> Answer {
    start
        .when
        .as_ref()
        .map_or(Answer::Yes, |condition| condition.holds(scope))
}

fn note(undecided: &mut Vec<Undecided>, clock: &Clock, start: &Start, by: Id) {
    undecided.push(Undecided {
        clock: clock.id.clone(),
        by,
        condition: start
            .when
            .as_ref()
            .map(|condition| condition.text().to_owned())
            .unwrap_or_default(),
    });
}
