//! The states that a child was in, for people to read.

use serde::Serialize;

use super::Story;
use crate::when::When;

/// A time that the child spent in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateSpell {
    /// The state's name (`looked-after`).
    pub state: String,
    /// Its title.
    pub title: String,
    /// When it began, or was first seen to have begun.
    pub from: When,
    /// Whether it began then; otherwise it had begun already.
    pub certain: bool,
    /// When it ended, where it has.
    pub to: Option<When>,
}

impl Story<'_, '_> {
    /// Every time in every state, in order of beginning.
    pub fn states(&self) -> Vec<StateSpell> {
        let at = |index: usize| self.facts.get(index).map(|fact| fact.occurred);
        let mut spells: Vec<_> = (self.book.states.iter().zip(&self.spells))
            .flat_map(|(state, spells)| spells.iter().map(move |spell| (state, spell)))
            .filter_map(|(state, spell)| {
                Some(StateSpell {
                    state: state.name.clone(),
                    title: state.title.clone(),
                    from: at(spell.begun)?,
                    certain: spell.certain,
                    to: spell.ended.and_then(at),
                })
            })
            .collect();
        spells.sort_by(|a, b| (a.from.start(), &a.state).cmp(&(b.from.start(), &b.state)));
        spells
    }
}
