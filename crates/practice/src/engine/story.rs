//! One child's facts in the order in which they happened, and the states that
//! they put the child in.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::coverage::Coverage;
use super::links::Links;
use super::quick::ByName;
use super::scope::At;
use super::starts::Begin;
use crate::book::{Book, On, State};
use crate::expr::Answer;
use crate::fact::Fact;
use crate::id::Id;

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
    pub(super) coverage: Coverage<'b, 'f>,
    /// The day of each of the facts.
    days: Vec<Date>,
    by_kind: ByName<'f, Vec<usize>>,
    pub(super) links: Links,
    /// Where each fact stands, among the facts and then among the withdrawn, in order of id.
    places: Vec<(Id, usize)>,
}

impl<'b, 'f> Story<'b, 'f> {
    /// Orders the facts and works out the states.
    pub fn new(book: &'b Book, facts: impl IntoIterator<Item = &'f Fact>) -> Self {
        let (withdrawn, mut facts): (Vec<_>, Vec<_>) =
            facts.into_iter().partition(|fact| fact.withdrawn);
        let mut day_of: Vec<(Id, Date)> = (facts.iter())
            .map(|fact| (fact.id, fact.occurred.day()))
            .collect();
        day_of.sort_unstable();
        facts.sort_by_cached_key(|fact| {
            let (day, time) = fact.occurred.in_order();
            (day, rank(book, fact, day, &day_of), time)
        });
        let days = facts.iter().map(|fact| fact.occurred.day()).collect();
        let mut by_kind: ByName<'_, Vec<usize>> = ByName::default();
        for (index, fact) in facts.iter().enumerate() {
            by_kind.entry(&fact.kind).or_default().push(index);
        }
        let all = facts.iter().chain(&withdrawn);
        let mut places: Vec<(Id, usize)> = (all.zip(0..))
            .map(|(fact, place)| (fact.id, place))
            .collect();
        places.sort_unstable();
        let mut story = Self {
            book,
            birth: birth(book, &facts),
            coverage: Coverage::of(book, &facts),
            facts,
            withdrawn,
            spells: Vec::new(),
            days,
            by_kind,
            links: Links::default(),
            places,
        };
        // Of what nothing begins or shows, there is no spell.
        let mut spells = vec![Vec::new(); book.states.len()];
        for number in book.states_begun_by(story.by_kind.keys().copied()) {
            if let (Some(state), Some(spells)) = (book.states.get(number), spells.get_mut(number)) {
                *spells = story.spells_of(state);
            }
        }
        story.spells = spells;
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
        self.last_spell(state, index)
            .filter(|spell| spell.ended.is_none_or(|ended| ended > index))
    }

    /// The last spell of a state that had begun by a fact, over or not.
    pub(super) fn last_spell(&self, state: usize, index: usize) -> Option<&Spell> {
        let spells = self.spells.get(state)?;
        spells.iter().rev().find(|spell| spell.begun <= index)
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
        self.days.get(index).copied()
    }

    /// Age in whole years on a day.
    pub(super) fn age_on(&self, day: Date) -> Option<i64> {
        let (birth, _) = self.birth?;
        if day < birth || (birth.month(), birth.day()) == (2, 29) {
            let span = birth.until((jiff::Unit::Year, day)).ok()?;
            return Some(i64::from(span.get_years()));
        }
        let years = i64::from(day.year()) - i64::from(birth.year());
        let reached = (birth.month(), birth.day()) <= (day.month(), day.day());
        Some(if reached { years } else { years - 1 })
    }

    /// The last fact on or before a day.
    pub(super) fn last_by(&self, day: Date) -> Option<usize> {
        let later = self.days.partition_point(|on| *on <= day);
        later.checked_sub(1)
    }

    /// A fact of the file, also one that was withdrawn.
    pub(super) fn fact(&self, id: Id) -> Option<&'f Fact> {
        let place = self.place(id)?;
        let withdrawn = || self.withdrawn.get(place.checked_sub(self.facts.len())?);
        self.facts.get(place).or_else(withdrawn).copied()
    }

    /// Where a fact stands, where it was not withdrawn.
    pub(super) fn index_of(&self, id: Id) -> Option<usize> {
        self.place(id).filter(|place| *place < self.facts.len())
    }

    fn place(&self, id: Id) -> Option<usize> {
        let at = self.places.partition_point(|(other, _)| *other < id);
        let (other, place) = self.places.get(at)?;
        (*other == id).then_some(*place)
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
fn rank(book: &Book, fact: &Fact, day: Date, days: &[(Id, Date)]) -> u8 {
    let closes = book
        .record(&fact.kind)
        .and_then(|record| record.closes.as_deref());
    let begun_on = |id| {
        let at = days.partition_point(|(other, _)| *other < id);
        days.get(at).filter(|(other, _)| *other == id)
    };
    match closes.and_then(|field| fact.link(field)).and_then(begun_on) {
        None => 1,
        Some((_, begun)) if *begun < day => 0,
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

/// The day on which a child born then reaches an age: one born on 29 February, in a
/// year that has none, on 1 March.
pub(super) fn birthday(birth: Date, age: u8) -> Option<Date> {
    let year = birth.year().checked_add(i16::from(age))?;
    let reached = Date::new(year, birth.month(), birth.day());
    reached.or_else(|_| Date::new(year, 3, 1)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    /// The day on which a child born on 29 February turns an age, and every age, are what
    /// counting in years by the calendar gives.
    #[test]
    fn ages_and_birthdays_are_those_of_the_calendar() {
        let book = Book::england().unwrap();
        for birth in [date(2008, 2, 29), date(2007, 3, 1), date(2007, 12, 31)] {
            let mut story = Story::new(&book, &[]);
            story.birth = Some((birth, Id::from_bytes([0; 16])));
            for n in (-400..9000).step_by(7).chain(360..370) {
                let day = birth.checked_add(n.days()).unwrap();
                let years = birth.until((jiff::Unit::Year, day)).unwrap().get_years();

                assert_eq!(story.age_on(day), Some(i64::from(years)), "{birth} {day}");
            }
        }
        assert_eq!(birthday(date(2008, 2, 29), 1), Some(date(2009, 3, 1)));
        assert_eq!(birthday(date(2008, 2, 29), 4), Some(date(2012, 2, 29)));
        assert_eq!(birthday(date(2008, 2, 28), 18), Some(date(2026, 2, 28)));
        assert_eq!(birthday(date(9990, 1, 1), 18), None);
    }
}
