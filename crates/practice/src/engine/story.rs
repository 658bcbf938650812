//! One child's facts in the order in which they happened, and the states that
//! they put the child in.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::coverage::Coverage;
use super::starts::Begin;
use crate::book::{Book, On, State};
use crate::expr::{Answer, Scope};
use crate::fact::Fact;
use crate::id::Id;
use crate::value::Value;

/// A time that the child spent in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spell {
    /// The fact that began it, or showed that it had begun.
    pub begun: usize,
    /// Whether it began then; otherwise it had begun already.
    pub certain: bool,
    /// The fact that ended it.
    pub ended: Option<usize>,
}

/// One child's facts, ready to be asked.
pub struct Story<'b, 'f> {
    pub(super) book: &'b Book,
    /// In order of happening; withdrawn facts are left out.
    pub(super) facts: Vec<&'f Fact>,
    pub(super) withdrawn: Vec<&'f Fact>,
    pub(super) birth: Option<(Date, Id)>,
    pub(super) spells: Vec<Vec<Spell>>,
    pub(super) coverage: Coverage,
    by_kind: HashMap<&'f str, Vec<usize>>,
}

impl<'b, 'f> Story<'b, 'f> {
    /// Orders the facts and works out the states.
    pub fn new(book: &'b Book, facts: &'f [Fact]) -> Self {
        let (withdrawn, mut facts): (Vec<_>, Vec<_>) =
            facts.iter().partition(|fact| fact.withdrawn);
        let days: HashMap<Id, Date> = facts
            .iter()
            .map(|fact| (fact.id, fact.occurred.day()))
            .collect();
        facts.sort_by_cached_key(|fact| {
            let day = fact.occurred.day();
            (day, rank(book, fact, day, &days), fact.occurred.start())
        });
        let mut by_kind: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, fact) in facts.iter().enumerate() {
            by_kind.entry(&fact.kind).or_default().push(index);
        }
        let mut story = Self {
            book,
            birth: birth(book, &facts),
            coverage: Coverage::of(book, &facts),
            facts,
            withdrawn,
            spells: Vec::new(),
            by_kind,
        };
        story.spells = book
            .states
            .iter()
            .map(|state| story.spells_of(state))
            .collect();
        story
    }

    /// The kinds of which there is a fact, also one that was withdrawn.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        let withdrawn = self.withdrawn.iter().map(|fact| fact.kind.as_str());
        self.by_kind.keys().copied().chain(withdrawn)
    }

    /// The facts of one kind, by their place in the story.
    pub(super) fn of_kind(&self, kind: &str) -> &[usize] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The spell of a state that holds just after a fact.
    pub(super) fn spell_at(&self, state: usize, index: usize) -> Option<&Spell> {
        let spells = self.spells.get(state)?;
        spells
            .iter()
            .rev()
            .find(|spell| spell.begun <= index)
            .filter(|spell| spell.ended.is_none_or(|ended| ended > index))
    }

    /// The spell of a state that holds on a day, as far as the sources reach.
    pub(super) fn spell_on(&self, state: usize, day: Date) -> Option<&Spell> {
        let spell = self
            .spells
            .get(state)?
            .iter()
            .rev()
            .find(|spell| self.day(spell.begun).is_some_and(|begun| begun <= day))?;
        let over = spell
            .ended
            .and_then(|ended| self.day(ended))
            .is_some_and(|ended| ended <= day);
        let begun = self.facts.get(spell.begun)?;
        let ends = &self.book.states.get(state)?.ends;
        let told = |end: &On| self.coverage.latest(&end.kind).is_some_and(|to| day <= to);
        let known = !begun.imported || ends.iter().all(told);
        (!over && known).then_some(spell)
    }

    pub(super) fn day(&self, index: usize) -> Option<Date> {
        self.facts.get(index).map(|fact| fact.occurred.day())
    }

    /// Age in whole years on a day.
    pub(super) fn age_on(&self, day: Date) -> Option<i64> {
        let (birth, _) = self.birth?;
        birth
            .until((jiff::Unit::Year, day))
            .ok()
            .map(|span| i64::from(span.get_years()))
    }

    /// The last fact on or before a day.
    pub(super) fn last_by(&self, day: Date) -> Option<usize> {
        let later = self
            .facts
            .partition_point(|fact| fact.occurred.day() <= day);
        later.checked_sub(1)
    }

    /// A fact of the file, also one that was withdrawn.
    pub(super) fn fact(&self, id: Id) -> Option<&'f Fact> {
        let mut all = self.facts.iter().chain(&self.withdrawn);
        all.find(|fact| fact.id == id).copied()
    }

    /// The scope of a condition on what set a clock going, asked when a round begins.
    pub(super) fn scope_of<'s>(&'s self, begin: &Begin) -> At<'s, 'b, 'f> {
        At {
            story: self,
            fact: self.fact(begin.root),
            index: begin.index,
            day: Some(begin.at.day()),
            told_only: false,
        }
    }

    /// The scope of a condition at one fact, with these fields of it.
    pub(super) fn scope_at<'s>(&'s self, index: usize) -> At<'s, 'b, 'f> {
        At {
            story: self,
            fact: self.facts.get(index).copied(),
            index: Some(index),
            day: self.day(index),
            told_only: false,
        }
    }

    /// The scope of a condition on a day on which nothing need have happened.
    pub(super) fn scope_on<'s>(&'s self, day: Date) -> At<'s, 'b, 'f> {
        At {
            story: self,
            fact: None,
            index: self.last_by(day),
            day: Some(day),
            told_only: false,
        }
    }

    pub(super) fn matches(&self, on: &On, index: usize) -> Answer {
        match (&on.when, self.facts.get(index)) {
            (_, Some(fact)) if fact.kind != on.kind => Answer::No,
            (_, None) => Answer::No,
            (None, _) => Answer::Yes,
            (Some(condition), _) => condition.holds(&self.scope_at(index)),
        }
    }

    fn spells_of(&self, state: &State) -> Vec<Spell> {
        let mut marks: Vec<usize> = std::iter::once(&state.begins.kind)
            .chain(state.ends.iter().map(|end| &end.kind))
            .chain(state.seen.as_ref().map(|seen| &seen.kind))
            .flat_map(|kind| self.of_kind(kind))
            .copied()
            .collect();
        marks.sort_unstable();
        marks.dedup();
        let mut spells: Vec<Spell> = Vec::new();
        for index in marks {
            let open = spells.last_mut().filter(|spell| spell.ended.is_none());
            let ends = || {
                state
                    .ends
                    .iter()
                    .any(|end| self.matches(end, index) == Answer::Yes)
            };
            let begins = self.matches(&state.begins, index) == Answer::Yes;
            if begins && !(state.runs_on && open.is_some()) {
                if let Some(spell) = open {
                    spell.ended = Some(index);
                }
                spells.push(Spell {
                    begun: index,
                    certain: true,
                    ended: None,
                });
            } else if let Some(spell) = open {
                if ends() {
                    spell.ended = Some(index);
                }
            } else if (state.seen.as_ref())
                .is_some_and(|seen| self.matches(seen, index) == Answer::Yes)
            {
                spells.push(Spell {
                    begun: index,
                    certain: false,
                    ended: None,
                });
            }
        }
        spells
    }
}

/// On one day: first endings of what began earlier, then what happened, last the
/// endings of what began that day.
fn rank(book: &Book, fact: &Fact, day: Date, days: &HashMap<Id, Date>) -> u8 {
    let closes = book
        .record(&fact.kind)
        .and_then(|record| record.closes.as_deref());
    match closes
        .and_then(|field| fact.link(field))
        .and_then(|id| days.get(&id))
    {
        None => 1,
        Some(begun) if *begun < day => 0,
        Some(_) => 2,
    }
}

/// The date of birth, as told last.
fn birth(book: &Book, facts: &[&Fact]) -> Option<(Date, Id)> {
    let (kind, field) = book.birth()?;
    facts
        .iter()
        .filter(|fact| fact.kind == kind)
        .filter_map(|fact| {
            Some((
                fact.occurred.start(),
                fact.text(field)?.parse().ok()?,
                fact.id,
            ))
        })
        .min_by_key(|(told, _, _)| Reverse(*told))
        .map(|(_, birth, id)| (birth, id))
}

/// The scope of a condition.
pub(super) struct At<'s, 'b, 'f> {
    story: &'s Story<'b, 'f>,
    fact: Option<&'s Fact>,
    index: Option<usize>,
    day: Option<Date>,
    /// Whether a state of which the file tells nothing is not known, rather than not so.
    told_only: bool,
}

impl<'s> At<'s, '_, '_> {
    /// The same place, reading another fact's fields or an earlier version's.
    pub fn reading(mut self, fact: &'s Fact) -> Self {
        self.fact = Some(fact);
        self
    }

    /// The same place, the age being asked on another day.
    pub fn aged_on(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }

    /// The same fields, asked after another fact and on another day.
    pub fn standing(mut self, index: Option<usize>, day: Date) -> Self {
        self.index = index;
        self.day = Some(day);
        self
    }

    /// The same place, a state of which the file tells nothing being not known.
    pub fn only_what_is_told(mut self) -> Self {
        self.told_only = true;
        self
    }
}

impl Scope for At<'_, '_, '_> {
    fn field(&self, name: &str) -> Option<&Value> {
        self.fact?.field(name)
    }

    fn age(&self) -> Option<i64> {
        self.story.age_on(self.day?)
    }

    fn in_state(&self, state: usize) -> Option<bool> {
        if self.told_only {
            let mut kinds = self.story.book.states.get(state)?.kinds();
            if kinds.all(|kind| self.story.of_kind(kind).is_empty()) {
                return None;
            }
        }
        let spell = self.index.map(|index| self.story.spell_at(state, index));
        Some(spell.is_some_and(|spell| spell.is_some()))
    }

    fn carried(&self, state: usize, name: &str) -> Option<&Value> {
        let index = self.index?;
        let spell = self.story.spell_at(state, index)?;
        let (kind, field) = self.story.book.states.get(state)?.carries.get(name)?;
        self.story
            .of_kind(kind)
            .iter()
            .rev()
            .filter(|at| (spell.begun..=index).contains(at))
            .find_map(|at| self.story.facts.get(*at)?.field(field))
    }
}

/// The day on which a child born then reaches an age: one born on 29 February, in a
/// year that has none, on 1 March.
pub(super) fn birthday(birth: Date, age: u8) -> Option<Date> {
    let reached = birth.checked_add(i64::from(age).years()).ok()?;
    if reached.day() < birth.day() {
        return reached.tomorrow().ok();
    }
    Some(reached)
}
