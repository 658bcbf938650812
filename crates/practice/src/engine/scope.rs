//! What a condition may ask about: a record's fields, the age, and the states.

use jiff::civil::Date;

use super::story::Story;
use crate::expr::Scope;
use crate::fact::Fact;
use crate::value::Value;

/// The scope of a condition.
pub(super) struct At<'s, 'b, 'f> {
    pub(super) story: &'s Story<'b, 'f>,
    pub(super) fact: Option<&'s Fact>,
    pub(super) index: Option<usize>,
    pub(super) day: Option<Date>,
    /// Whether a state of which the file tells nothing is not known, rather than not so.
    pub(super) told_only: bool,
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
            let told_by_then = |kind: &str| {
                let first = self.story.of_kind(kind).first();
                first.is_some_and(|first| self.index.is_some_and(|index| *first <= index))
            };
            if !kinds.any(told_by_then) {
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
