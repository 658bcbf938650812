//! Following one start: once, or in a rhythm as often as it is met.

use super::dates::Dates;
use super::each;
use super::holds;
use super::meet;
use super::owe::{Part, owe, owed};
use super::rounds::{self, Chosen, Round, Rounds};
use super::shift;
use super::starts::Begin;
use super::windows;
use super::{Evaluation, Undecided, Work};
use crate::book::{Holds, Time, Trigger, Within};
use crate::count::Unit;
use crate::expr::Condition;
use crate::when::When;

pub(super) fn follow<'b>(work: &Work<'_, 'b, '_>, begin: &Begin, evaluation: &mut Evaluation<'b>) {
    let mut begin = begin.clone();
    let mut rounds = Rounds::new(&begin);
    for number in 0.. {
        let scope = work.story.scope_of(&begin);
        let round =
            match rounds::choose(work.story, work.clock, work.start, &begin, &rounds, &scope) {
                Chosen::Round(round) => round,
                Chosen::Nothing => return,
                Chosen::Unknown(condition) => {
                    evaluation
                        .undecided
                        .push(undecided(work, &begin, condition));
                    return;
                }
            };
        match (&round.terms.time, &work.start.trigger) {
            (Time::Holds(what), Trigger::With(state)) => {
                return must_hold(work, &begin, (&round, *state, what), evaluation);
            }
            (Time::OnceInEach(bucket), Trigger::With(state)) => {
                for span in each::spans(work.story, *state, &begin, *bucket) {
                    let part = Part {
                        number: 0,
                        dates: span.dates,
                        ended: span.ended,
                    };
                    evaluation.owed.push(owe(work, &span.begin, &round, part));
                }
                return;
            }
            _ => {}
        }
        let Some(dates) = dates(work, &begin, &round) else {
            return;
        };
        let part = Part {
            number,
            dates,
            ended: None,
        };
        let mut one = owe(work, &begin, &round, part);
        let over = (one.duty.met.map(|met| met.at))
            .or(one.duty.ended.and_then(|ended| ended.at))
            .map(When::day);
        let change = rounds::change(
            work.story,
            work.clock,
            work.start,
            &begin,
            &rounds,
            (&round, over),
        );
        if let Some(change) = change {
            one.duty.met = None;
            one.duty.recorded_late = None;
            one.duty.late_is_certain = true;
            one.duty.ended = Some(change.ending());
            evaluation.owed.push(one);
            begin = begin.changed(&change);
            continue;
        }
        let met = one.duty.met;
        evaluation.owed.push(one);
        let (Some(met), Some(_)) = (met, round.step) else {
            return;
        };
        rounds.came_round(&round);
        begin = begin.after(met, work.story);
    }
}

fn undecided(work: &Work<'_, '_, '_>, begin: &Begin, condition: &Condition) -> Undecided {
    Undecided {
        clock: work.clock.id.clone(),
        by: begin.root,
        condition: condition.text().to_owned(),
    }
}

/// The dates of a round: as its terms say, and as what came later moved them.
fn dates(work: &Work<'_, '_, '_>, begin: &Begin, round: &Round<'_>) -> Option<Dates> {
    let (story, clock) = (work.story, work.clock);
    let calendar = work.book.calendar(&clock.calendar)?;
    if let (Time::Limit(limit), Trigger::With(state)) = (&round.terms.time, &work.start.trigger) {
        let spells = story.spells.get(*state)?;
        let number = spells
            .iter()
            .position(|spell| Some(spell.begun) == begin.index)?;
        return Some(Dates {
            due: Some(windows::limit(story, spells, number, limit)?),
            ..Dates::default()
        });
    }
    let step = round.step.map(|(_, step)| step.within);
    let birth = story.birth.map(|(birth, _)| birth);
    let mut dates = Dates::of(round.terms, step, begin.anchor, birth, work.book)?;
    if let Some(due) = dates.due
        && !(clock.pauses.is_empty() && clock.extends.is_empty())
    {
        let unit = within(round).map_or(Unit::Days, |within| within.period.unit);
        dates.due = shift::moved(story, clock, begin, (due, unit), calendar);
    }
    if let (Some(state), Some(earliest)) = (clock.held_while, dates.earliest) {
        dates.earliest = held(work, begin, state, earliest);
    }
    Some(dates)
}

/// How a round is counted, where it is a period.
pub(super) fn within(round: &Round<'_>) -> Option<Within> {
    match (&round.terms.time, round.step) {
        (_, Some((_, step))) => Some(step.within),
        (Time::Within(within) | Time::Before(Some(within)) | Time::Lapses(Some(within)), _) => {
            Some(*within)
        }
        (Time::Limit(limit), _) => Some(limit.most),
        (Time::NotBefore, _) => round.terms.earliest,
        (Time::Holds(holds), _) => Some(holds.within),
        _ => None,
    }
}

/// The first day on which something may be destroyed, after every hold that was put on it
/// while it was there; `None` while one lasts.
fn held(work: &Work<'_, '_, '_>, begin: &Begin, state: usize, earliest: When) -> Option<When> {
    let story = work.story;
    let gone = meet::met(story, work.clock, work.start, begin).met;
    let at = |index: usize| story.facts.get(index).map(|fact| fact.occurred);
    let mut earliest = earliest;
    for spell in story.spells.get(state)? {
        let from = at(spell.begun)?;
        if gone.is_some_and(|gone| gone.mark.at.before(from)) {
            continue;
        }
        let ended = spell.ended.and_then(at)?;
        if earliest.before(ended) {
            earliest = When::Day(ended.day());
        }
    }
    Some(earliest)
}

/// A duty for each time in which the condition did not hold.
fn must_hold<'b>(
    work: &Work<'_, 'b, '_>,
    begin: &Begin,
    (round, state, what): (&Round<'b>, usize, &Holds),
    evaluation: &mut Evaluation<'b>,
) {
    for gap in holds::gaps(work.story, state, begin, what) {
        let Some(due) = work.book.due(gap.begin.at, what.within) else {
            continue;
        };
        let dates = Dates {
            due: Some(due),
            ..Dates::default()
        };
        let part = Part {
            number: 0,
            dates,
            ended: gap.begin.withdrawn.or(gap.ended),
        };
        let mut one = owed(work, &gap.begin, round, part, gap.met);
        one.duty.silence_until = if gap.known {
            meet::told_until(work.story, &gap.begin, &what.told_by)
        } else {
            gap.begin.at.day().yesterday().ok()
        };
        evaluation.owed.push(one);
    }
}
