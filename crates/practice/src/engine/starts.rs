//! Finding what set a clock going.

use jiff::civil::Date;

use super::Undecided;
use super::story::{Spell, Story, birthday};
use crate::book::{Clock, Nth, Start, Trigger};
use crate::count;
use crate::duty::{Ending, Mark};
use crate::expr::Answer;
use crate::fact::Fact;
use crate::id::Id;
use crate::when::When;

/// A clock set going.
#[derive(Clone, Debug)]
pub(super) struct Begin {
    /// When.
    pub at: When,
    /// The entry that first set it going; in a rhythm the same for each round.
    pub root: Id,
    /// The fact that this round counts from, by its place in the story.
    pub index: Option<usize>,
    /// The fact itself, where there is one in the story or withdrawn from it.
    pub fact: Option<Id>,
    /// Whether the round counts from something that meets the clock.
    pub by_meeting: bool,
    /// Whether it came from an extract.
    pub imported: bool,
    /// Fallen away from the start.
    pub falls_away: Option<Ending>,
    /// Withdrawn: never owed.
    pub withdrawn: Option<Ending>,
    /// Added to the round's number: the year, of a yearly clock.
    pub ordinal: u32,
}

impl Begin {
    /// The next round of a rhythm, from when it was met.
    pub fn after(&self, met: Mark, story: &Story<'_, '_>) -> Self {
        let index = story.facts.iter().position(|fact| fact.id == met.by);
        let fact = index.and_then(|index| story.facts.get(index));
        Self {
            at: met.at,
            index,
            fact: Some(met.by),
            by_meeting: true,
            imported: fact.map_or(self.imported, |fact| fact.imported),
            falls_away: None,
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
    for &index in story.of_kind(kind) {
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
        let last = story
            .facts
            .iter()
            .rposition(|other| other.occurred.day() <= day);
        let during = start
            .during
            .is_none_or(|state| last.is_some_and(|last| story.spell_at(state, last).is_some()));
        if during && start.place.is_none() && answer(start, &scope) == Answer::Yes {
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
    let during = |spell: &&Spell| {
        start
            .during
            .is_none_or(|state| story.spell_at(state, spell.begun).is_some())
    };
    let certain = spells.iter().filter(|spell| spell.certain);
    certain
        .filter(during)
        .filter_map(|spell| {
            let fact = story.facts.get(spell.begun)?;
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

fn at_age(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    age: u8,
    undecided: &mut Vec<Undecided>,
) -> Option<Begin> {
    let (birth, id) = story.birth?;
    let day = birthday(birth, age)?;
    on_day(story, clock, start, (day, day), id, undecided)
}

/// A duty for each year from birth to the age of 25, as far as the record reaches.
fn yearly(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    (month, day): (i8, i8),
    undecided: &mut Vec<Undecided>,
) -> Vec<Begin> {
    let Some((birth, id)) = story.birth else {
        return Vec::new();
    };
    let (Some(within), Some(calendar)) = (start.within, story.book.calendar(&clock.calendar))
    else {
        return Vec::new();
    };
    (birth.year()..=birth.year().saturating_add(25))
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|day| *day >= birth)
        .filter_map(|day| {
            let due = count::due(When::Day(day), within.period, within.counting, calendar)?.day();
            let mut begin = on_day(story, clock, start, (day, due), id, undecided)?;
            begin.ordinal = u32::try_from(day.year()).ok()?;
            Some(begin)
        })
        .collect()
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
    let fact = story.facts.iter().find(|fact| fact.id == birth)?;
    Some(Begin {
        at: When::Day(day),
        root: birth,
        index: story
            .facts
            .iter()
            .rposition(|fact| fact.occurred.day() <= day),
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
    Begin {
        at: counted.unwrap_or(fact.occurred),
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

fn answer(start: &Start, scope: &super::story::At<'_, '_, '_>) -> Answer {
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

/// Whether a record is the first, second or a later one of its kind in this spell
/// of the state. Where earlier ones could have happened that no source could have
/// told us, its place is not certain, and it counts as a later one.
fn in_place(story: &Story<'_, '_>, start: &Start, kind: &str, index: usize) -> bool {
    let (Some(nth), Some(state)) = (start.place, start.during) else {
        return true;
    };
    let Some(spell) = story.spell_at(state, index) else {
        return false;
    };
    let before = story
        .of_kind(kind)
        .iter()
        .filter(|at| (spell.begun..index).contains(at))
        .count();
    let place = match before {
        0 if certain_since(story, kind, spell, index) => Nth::First,
        1 if certain_since(story, kind, spell, index) => Nth::Second,
        _ if start.only_if_certain && !certain_since(story, kind, spell, index) => return false,
        _ => Nth::Later,
    };
    place == nth
}

fn certain_since(story: &Story<'_, '_>, kind: &str, spell: &Spell, index: usize) -> bool {
    let (Some(begun), Some(day)) = (story.day(spell.begun), story.day(index)) else {
        return false;
    };
    let imported = story
        .facts
        .get(spell.begun)
        .is_some_and(|fact| fact.imported);
    spell.certain
        && (!imported
            || story
                .coverage
                .until(kind, begun)
                .is_some_and(|until| until >= day))
}
