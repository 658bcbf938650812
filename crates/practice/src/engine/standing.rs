//! What holds on a day: of one fact's fields, of the child, of a state.

use jiff::civil::Date;

use super::Story;
use crate::expr::{Answer, Condition};
use crate::fact::Fact;
use crate::when::When;

impl Story<'_, '_> {
    /// Whether a condition holds on a day: of the fields of this fact, where one is given,
    /// and of the child as the file tells it to the end of that day.
    pub fn holds(&self, condition: &Condition, of: Option<&Fact>, day: Date) -> Answer {
        let scope = self.scope_on(day);
        match of {
            None => condition.holds(&scope),
            Some(fact) => condition.holds(&scope.reading(fact)),
        }
    }

    /// Since when the child has been in a state that it was in at the end of a day, by the
    /// state's number; `None` where it was not.
    pub fn in_state_since(&self, state: usize, day: Date) -> Option<When> {
        let spell = self.spell_at(state, self.last_by(day)?)?;
        self.facts.get(spell.begun).map(|fact| fact.occurred)
    }

    /// The last time that the child spent in a state, by the state's number: from when, and the
    /// day from which on it no longer held, where it is over; where an extract tells of it, the
    /// day after the last that its sources tell of. `None` where the child was never in it.
    pub fn last_time_in(&self, state: usize) -> Option<(When, Option<Date>)> {
        let spell = self.spells.get(state)?.last()?;
        let begun = self.facts.get(spell.begun)?;
        if let Some(ended) = spell.ended {
            return Some((begun.occurred, self.day(ended)));
        }
        if !begun.imported {
            return Some((begun.occurred, None));
        }
        let ends = &self.book.states.get(state)?.ends;
        let told = ends.iter().map(|end| self.coverage.latest(&end.kind));
        let told = told.collect::<Option<Vec<Date>>>()?;
        let last = told.into_iter().min()?;
        Some((begun.occurred, last.tomorrow().ok()))
    }

    /// The child's date of birth, as it was told last.
    pub fn born_on(&self) -> Option<Date> {
        self.birth.map(|(birth, _)| birth)
    }
}
