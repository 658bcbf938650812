//! Which variant of a clock, and which step of its rhythm, a round goes by; and what
//! happens where a birthday or a change of state makes another one apply.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::scope::At;
use super::starts::Begin;
use super::story::{Story, birthday};
use crate::book::{Clock, Start, Step, Terms, Time, Variant};
use crate::duty::{Ending, Mark};
use crate::expr::{Answer, Condition};
use crate::when::When;

/// The time that one round goes by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round<'b> {
    pub terms: &'b Terms,
    /// The variant, by its place in the clock.
    pub variant: Option<(usize, &'b Variant)>,
    /// The step of a rhythm, by its place in it.
    pub step: Option<(usize, &'b Step)>,
}

impl Round<'_> {
    fn place(&self) -> (Option<usize>, Option<usize>) {
        (
            self.variant.map(|(number, _)| number),
            self.step.map(|(number, _)| number),
        )
    }
}

/// The answer to which round it is.
pub(super) enum Chosen<'b> {
    Round(Round<'b>),
    /// No version of the law was in force that day.
    Nothing,
    /// What this condition asks about is not recorded.
    Unknown(&'b Condition),
}

/// How often a rhythm came round so far.
#[derive(Clone, Debug)]
pub(super) struct Rounds {
    met: u32,
    first: Date,
    used: BTreeMap<(Option<usize>, Option<usize>), u32>,
}

impl Rounds {
    pub fn new(begin: &Begin) -> Self {
        Self {
            met: 0,
            first: begin.at.day(),
            used: BTreeMap::new(),
        }
    }

    /// A round was met.
    pub fn came_round(&mut self, round: &Round<'_>) {
        self.met += 1;
        *self.used.entry(round.place()).or_default() += 1;
    }

    fn applies(
        &self,
        place: (Option<usize>, Option<usize>),
        step: &Step,
        anchor: Date,
        story: &Story<'_, '_>,
    ) -> bool {
        let used = self.used.get(&place).copied().unwrap_or_default();
        let until = |within| story.book.due(When::Day(self.first), within);
        (!step.of_start || self.met == 0)
            && step.times.is_none_or(|times| used < times)
            && step
                .until
                .is_none_or(|within| until(within).is_some_and(|until| anchor < until.day()))
    }
}

/// The round that this start, standing here, goes by.
pub(super) fn choose<'b>(
    story: &Story<'b, '_>,
    clock: &'b Clock,
    start: &'b Start,
    begin: &Begin,
    rounds: &Rounds,
    scope: &At<'_, '_, '_>,
) -> Chosen<'b> {
    let law = begin.at.day();
    let mut chosen = None;
    for (number, variant) in clock.variants.iter().enumerate() {
        let in_force = variant.from.is_none_or(|from| from <= law)
            && variant.until.is_none_or(|until| law <= until);
        if !in_force {
            continue;
        }
        match variant.when.as_ref().map(|when| (when, when.holds(scope))) {
            None | Some((_, Answer::Yes)) => {
                chosen = Some((number, variant));
                break;
            }
            Some((when, Answer::Unknown)) => return Chosen::Unknown(when),
            Some((_, Answer::No)) => {}
        }
    }
    let own = start.terms.as_ref();
    let Some(terms) = chosen.map(|(_, variant)| &variant.terms).or(own) else {
        return Chosen::Nothing;
    };
    let Time::Every(steps) = &terms.time else {
        return Chosen::Round(Round {
            terms,
            variant: chosen,
            step: None,
        });
    };
    for (number, step) in steps.iter().enumerate() {
        let place = (chosen.map(|(number, _)| number), Some(number));
        if !rounds.applies(place, step, begin.anchor.day(), story) {
            continue;
        }
        match step.when.as_ref().map(|when| (when, when.holds(scope))) {
            None | Some((_, Answer::Yes)) => {
                return Chosen::Round(Round {
                    terms,
                    variant: chosen,
                    step: Some((number, step)),
                });
            }
            Some((when, Answer::Unknown)) => return Chosen::Unknown(when),
            Some((_, Answer::No)) => {}
        }
    }
    Chosen::Nothing
}

/// A change that makes another variant or step apply while a duty runs.
pub(super) struct Change {
    pub mark: Mark,
    /// The last fact by then.
    pub index: Option<usize>,
    /// Whether the new one counts from the change.
    pub counts_anew: bool,
}

impl Change {
    /// The end of the duty that it takes the place of.
    pub fn ending(&self) -> Ending {
        Ending {
            at: Some(self.mark.at),
            by: self.mark.by,
            withdrawn: false,
        }
    }
}

/// The first change after the round began and before it was over.
pub(super) fn change<'b>(
    story: &Story<'b, '_>,
    clock: &'b Clock,
    start: &'b Start,
    begin: &Begin,
    rounds: &Rounds,
    (now, over): (&Round<'b>, Option<Date>),
) -> Option<Change> {
    let conditions: Vec<&Condition> = conditions(clock, now).collect();
    if conditions.is_empty() || begin.withdrawn.is_some() {
        return None;
    }
    let since = begin.at.day();
    let within = |day: Date| over.is_none_or(|over| day < over);
    let from = begin.index.map_or(0, |index| index + 1);
    let facts = story.facts.iter().enumerate().skip(from);
    let mut moments: Vec<(When, Option<usize>, crate::Id)> = facts
        .take_while(|(index, _)| story.day(*index).is_some_and(within))
        .map(|(index, fact)| (fact.occurred, Some(index), fact.id))
        .collect();
    if let Some((birth, id)) = story.birth
        && conditions.iter().any(|condition| condition.asks_age())
    {
        let birthdays = (0..=25).filter_map(|age| birthday(birth, age));
        for day in birthdays.filter(|day| *day > since && within(*day)) {
            moments.push((When::Day(day), story.last_by(day), id));
        }
    }
    moments.sort_by_key(|(at, index, _)| (at.day(), *index));
    moments.into_iter().find_map(|(at, index, by)| {
        let scope = story.scope_of(begin).standing(index, at.day());
        match choose(story, clock, start, begin, rounds, &scope) {
            Chosen::Round(then) if then.place() != now.place() => Some(Change {
                mark: Mark { at, by },
                index,
                counts_anew: then.variant.is_some_and(|(_, variant)| variant.from_change),
            }),
            _ => None,
        }
    })
}

/// The conditions on which the choice depends.
fn conditions<'b>(clock: &'b Clock, now: &Round<'b>) -> impl Iterator<Item = &'b Condition> {
    let steps = match &now.terms.time {
        Time::Every(steps) => steps.as_slice(),
        _ => &[],
    };
    let variants = clock
        .variants
        .iter()
        .filter_map(|variant| variant.when.as_ref());
    variants.chain(steps.iter().filter_map(|step| step.when.as_ref()))
}
