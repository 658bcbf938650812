//! Finding what met a duty, what ended it, and how long silence means "not done".

use jiff::civil::Date;

use super::starts::Begin;
use super::story::Story;
use super::windows;
use crate::book::{Already, Clock, End, Met, Start, Trigger};
use crate::duty::{Ending, Mark};
use crate::expr::Answer;
use crate::fact::Fact;
use crate::when::When;

/// What meets a duty.
pub(super) struct Meeting {
    pub met: Option<Done>,
    /// Something that would meet it, but is dated before it began.
    pub contradicted_by: Option<Mark>,
}

/// Something done.
#[derive(Clone, Copy)]
pub(super) struct Done {
    pub mark: Mark,
    /// Whether it is the only one there can be.
    pub once: bool,
    /// When it was recorded, where that is known.
    pub recorded: Option<When>,
}

/// The first record on or after the start that meets it; after the start, where
/// that is itself such a record.
pub(super) fn met(story: &Story<'_, '_>, clock: &Clock, start: &Start, begin: &Begin) -> Meeting {
    let mut first: Option<Done> = None;
    let mut contradicted_by = None;
    for met in start.met(clock) {
        let same = start.same.as_ref().or(met.same.as_ref());
        let Some(candidates) = story.linked(&met.by.kind, same, begin) else {
            continue;
        };
        // Of what is dated by the day on which it happened, and counts from the start on alone,
        // nothing before that day is asked, nor after the first that was found.
        let in_order = met.at.is_none() && !met.once;
        let from = if in_order && !may_count_back(clock, start, met) {
            story.first_from(&candidates, begin.at.day())
        } else {
            0
        };
        for &index in candidates.get(from..).unwrap_or_default() {
            let Some(fact) = story.facts.get(index) else {
                continue;
            };
            if begin.fact == Some(fact.id) {
                continue;
            }
            if in_order && let Some(first) = &first {
                let (day, found) = (story.day(index), first.mark.at.day());
                if day.is_some_and(|day| day > found) {
                    break;
                }
            }
            let at = met_at(met, fact);
            let behind = begin.index.is_some_and(|from| index <= from);
            let early = (at.before(begin.at) && !already(story, clock, start, (met, at), begin))
                || (behind && (met.after_start || begin.by_meeting));
            let contradicts = early && met.once && at.before(begin.at);
            if (early && !contradicts) || story.matches(&met.by, index) != Answer::Yes {
                continue;
            }
            if contradicts {
                contradicted_by = Some(Mark { at, by: fact.id });
                continue;
            }
            let sooner = first.is_none_or(|other| at.starts_before(other.mark.at));
            if sooner {
                first = Some(Done {
                    mark: Mark { at, by: fact.id },
                    once: met.once,
                    recorded: fact.recorded,
                });
            }
        }
    }
    Meeting {
        met: first,
        contradicted_by,
    }
}

/// Whether what was done before the start may count at all.
fn may_count_back(clock: &Clock, start: &Start, met: &Met) -> bool {
    let linked = start.same.is_some() || met.same.is_some();
    met.already.is_some() || (linked && start.counts_back(clock))
}

/// Whether what was done before the start counts.
fn already(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    (met, at): (&Met, When),
    begin: &Begin,
) -> bool {
    let linked = start.same.is_some() || met.same.is_some();
    let far = match met.already {
        None if start.counts_back(clock) && linked => Already::Ever,
        None => return false,
        Some(far) => far,
    };
    match far {
        Already::Ever => true,
        Already::Since(period) => {
            windows::first_day(begin.at.day(), period).is_some_and(|first| first <= at.day())
        }
        Already::During => {
            let spell = (start.during.zip(begin.index))
                .and_then(|(state, index)| story.spell_at(state, index));
            let from = spell.and_then(|spell| story.day(spell.begun));
            from.is_some_and(|from| from <= at.day())
        }
    }
}

fn met_at(met: &Met, fact: &Fact) -> When {
    met.at
        .as_deref()
        .and_then(|field| fact.when(field))
        .unwrap_or(fact.occurred)
}

/// The first thing on or after the start that ends it undone.
pub(super) fn ended(story: &Story<'_, '_>, clock: &Clock, begin: &Begin) -> Option<Ending> {
    let firsts = clock.ends.iter().filter_map(|end| match end {
        End::On { on, same } => {
            let candidates = story.linked(&on.kind, same.as_ref(), begin)?;
            let from = story.first_from(&candidates, begin.at.day());
            let mut candidates = candidates.get(from..)?.iter().copied();
            candidates.find(|&index| {
                story.facts.get(index).is_some_and(|fact| {
                    !fact.occurred.before(begin.at) && begin.fact != Some(fact.id)
                }) && story.matches(on, index) == Answer::Yes
            })
        }
        End::WithEndOf(state) => match begin.index {
            Some(index) => match story.spell_at(*state, index) {
                Some(spell) => spell.ended,
                // What began on the day of the end ends with it: of one day nobody knows which was first.
                None => (story.last_spell(*state, index)?.ended).filter(|ended| {
                    let over = story.facts.get(*ended);
                    over.is_some_and(|over| !over.occurred.before(begin.at))
                }),
            },
            None => story.spell_on(*state, begin.at.day())?.ended,
        },
        End::WithBeginOf(state) => {
            let spells = story.spells.get(*state)?;
            spells
                .iter()
                .map(|spell| spell.begun)
                .find(|begun| begin.index.is_none_or(|from| *begun > from))
        }
    });
    let first = firsts.min().and_then(|first| story.facts.get(first));
    let ended = first.map(|first| Ending {
        at: Some(first.occurred),
        by: first.id,
        withdrawn: false,
    });
    let replaced = begin.replaced.filter(|ending| {
        let (Some(ended), Some(at)) = (ended.and_then(|ended| ended.at), ending.at) else {
            return true;
        };
        at.before(ended)
    });
    replaced.or(ended)
}

/// The last day up to which the silence of the record means that the duty was not
/// done: `None` without limit, and before the start where silence never means it.
///
/// What was recorded here is complete. Of an extract, only what it can carry is:
/// with several kinds that could meet the duty, all must be covered.
///
/// Where the starting record itself says that it was not done, nothing depends on
/// silence, and it holds as far as that kind of record is covered.
pub(super) fn silence_until(
    story: &Story<'_, '_>,
    clock: &Clock,
    start: &Start,
    begin: &Begin,
) -> Option<Date> {
    if !begin.imported {
        return None;
    }
    let from = begin.at.day();
    let never = from.yesterday().unwrap_or(from);
    if let (true, Trigger::On(kind)) = (start.says_not_done, &start.trigger) {
        return Some(story.coverage.until(kind, from).unwrap_or(from));
    }
    let covered = start
        .met(clock)
        .map(|met| story.coverage.until(&met.by.kind, from).unwrap_or(never))
        .min();
    Some(covered.unwrap_or(never))
}

/// The last day up to which these record types are covered from the start on, where it
/// was told by an extract; `None` without limit.
pub(super) fn told_until(story: &Story<'_, '_>, begin: &Begin, kinds: &[String]) -> Option<Date> {
    if !begin.imported {
        return None;
    }
    let from = begin.at.day();
    let never = from.yesterday().unwrap_or(from);
    let until = |kind: &String| story.coverage.until(kind, from).unwrap_or(never);
    Some(kinds.iter().map(until).min().unwrap_or(never))
}
