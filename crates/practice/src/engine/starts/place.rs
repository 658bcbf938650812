//! The place of a record among those of its kind.

use crate::book::{Nth, Start};
use crate::engine::story::{Spell, Story};

/// Whether a record is the first, second or a later one of its kind in this spell
/// of the state. Where earlier ones could have happened that no source could have
/// told us, its place is not certain, and it counts as a later one.
pub(super) fn in_place(story: &Story<'_, '_>, start: &Start, kind: &str, index: usize) -> bool {
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
