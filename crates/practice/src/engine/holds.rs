//! What must hold while a state lasts: each time it does not is a duty of its own.

use jiff::civil::Date;

use super::scope::At;
use super::starts::Begin;
use super::story::{Story, birthday};
use crate::book::Holds;
use crate::duty::{Ending, Mark};
use crate::expr::Answer;
use crate::id::Id;
use crate::when::When;

/// A time in which the condition did not hold, or could not be answered.
pub(super) struct Gap {
    pub begin: Begin,
    /// What made it hold again.
    pub met: Option<Mark>,
    /// What ended it otherwise: the state itself, or that it became known.
    pub ended: Option<Ending>,
    /// Whether it is known that it did not hold.
    pub known: bool,
}

/// Every such time in the spell of a state that set the clock going.
pub(super) fn gaps(story: &Story<'_, '_>, state: usize, begin: &Begin, holds: &Holds) -> Vec<Gap> {
    let Some(spell) = begin.index.and_then(|index| story.spell_at(state, index)) else {
        return Vec::new();
    };
    let over = spell
        .ended
        .and_then(|ended| story.facts.get(ended).copied());
    let mut gaps: Vec<Gap> = Vec::new();
    let mut open = false;
    for (at, index, by) in moments(story, spell.begun, spell.ended, holds) {
        let scope = story.scope_at(index).only_what_is_told().aged_on(at.day());
        let answer = answer(&scope, holds);
        let last = gaps.last_mut().filter(|_| open);
        match (answer, last) {
            (Answer::Yes, Some(gap)) => {
                gap.met = Some(Mark { at, by });
                open = false;
            }
            (Answer::Yes, None) => {}
            (answer, Some(gap)) if gap.known == (answer == Answer::No) => {}
            (answer, last) => {
                if let Some(gap) = last {
                    gap.ended = Some(Ending {
                        at: Some(at),
                        by,
                        withdrawn: false,
                    });
                }
                gaps.push(Gap {
                    begin: Begin {
                        at,
                        anchor: at,
                        ordinal: u32::try_from(gaps.len()).unwrap_or(u32::MAX),
                        ..begin.clone()
                    },
                    met: None,
                    ended: None,
                    known: answer == Answer::No,
                });
                open = true;
            }
        }
    }
    if let (Some(gap), Some(over)) = (gaps.last_mut().filter(|_| open), over) {
        gap.ended = Some(Ending {
            at: Some(over.occurred),
            by: over.id,
            withdrawn: false,
        });
    }
    gaps
}

fn answer(scope: &At<'_, '_, '_>, holds: &Holds) -> Answer {
    holds.condition.holds(scope)
}

/// The moments of the spell at which the answer may change: facts, and birthdays where
/// the condition asks about the age. All facts of one day count together: the last
/// of them answers.
fn moments(
    story: &Story<'_, '_>,
    begun: usize,
    ended: Option<usize>,
    holds: &Holds,
) -> Vec<(When, usize, Id)> {
    let until = ended.unwrap_or(story.facts.len());
    let mut moments: Vec<(When, usize, Id)> = Vec::new();
    for index in begun..until {
        let Some(fact) = story.facts.get(index) else {
            continue;
        };
        if index > begun && !holds.told_by.contains(&fact.kind) {
            continue;
        }
        moments.push((fact.occurred, index, fact.id));
    }
    if let (Some((birth, id)), true) = (story.birth, holds.condition.asks_age()) {
        let (from, to) = (story.day(begun), ended.and_then(|ended| story.day(ended)));
        let inside =
            |day: &Date| from.is_some_and(|from| from < *day) && to.is_none_or(|to| *day < to);
        let birthdays = (0..=25).filter_map(|age| birthday(birth, age));
        for day in birthdays.filter(inside) {
            let index = story.last_by(day).unwrap_or(begun).max(begun);
            moments.push((When::Day(day), index, id));
        }
    }
    moments.sort_by_key(|(at, index, _)| (at.day(), *index));
    let mut settled: Vec<(When, usize, Id)> = Vec::new();
    for moment in moments {
        match settled.last_mut() {
            Some(last) if last.0.day() == moment.0.day() => *last = moment,
            _ => settled.push(moment),
        }
    }
    settled
}
