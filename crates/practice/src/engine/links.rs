//! Which records of a file share a link with what started a clock, or lead to it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use jiff::civil::Date;

use super::starts::Begin;
use super::story::Story;
use crate::expr::FieldType;
use crate::fact::Fact;
use crate::id::Id;

/// The records of a kind by what a field of theirs leads to, for those kinds and fields that
/// were asked for: a file may have hundreds of visits, and as many duties that ask which of
/// them were made in one placement.
#[derive(Default)]
pub(super) struct Links {
    fields: RefCell<Vec<Link>>,
    /// What was answered last: each round of a rhythm asks the same.
    answered: RefCell<VecDeque<Answered>>,
}

/// One field of one kind.
struct Link {
    kind: String,
    field: String,
    /// What it leads to, and the place of the fact in the story; in order.
    leads: Rc<[(Id, usize)]>,
}

/// Which facts of a kind share a link with what started a clock.
struct Answered {
    started: Id,
    kind: String,
    field: String,
    places: Option<Rc<[usize]>>,
}

/// How many answers are kept: a clock asks for a few kinds.
const KEPT: usize = 4;

impl Story<'_, '_> {
    /// The facts of a kind, by their places and in order: all of them, or where the link is
    /// named those that share it with what started the clock. `None` where that has none.
    pub(super) fn linked(
        &self,
        kind: &str,
        same: Option<&String>,
        begin: &Begin,
    ) -> Option<Candidates<'_>> {
        let Some(same) = same else {
            return Some(Candidates::All(self.of_kind(kind)));
        };
        let started = begin.fact?;
        let mut answered = self.links.answered.borrow_mut();
        let again = answered
            .iter()
            .find(|one| one.started == started && one.kind == kind && one.field == *same);
        if let Some(again) = again {
            return again.places.clone().map(Candidates::Some);
        }
        let places = self.sharing(kind, same, started);
        answered.truncate(KEPT - 1);
        answered.push_front(Answered {
            started,
            kind: kind.to_owned(),
            field: same.clone(),
            places: places.clone(),
        });
        places.map(Candidates::Some)
    }

    fn sharing(&self, kind: &str, same: &str, started: Id) -> Option<Rc<[usize]>> {
        let ours = ours(self, self.fact(started)?, same, kind)?;
        let leads = self.leads(kind, same);
        let from = leads.partition_point(|(to, _)| *to < ours);
        let those = leads.iter().skip(from).take_while(|(to, _)| *to == ours);
        Some(those.map(|(_, place)| *place).collect())
    }

    /// The place among some facts of the first that happened on a day or later.
    pub(super) fn first_from(&self, of: &[usize], day: Date) -> usize {
        of.partition_point(|&place| self.day(place).is_some_and(|on| on < day))
    }

    fn leads(&self, kind: &str, field: &str) -> Rc<[(Id, usize)]> {
        let mut links = self.links.fields.borrow_mut();
        let found = (links.iter()).find(|link| link.kind == kind && link.field == field);
        if let Some(found) = found {
            return Rc::clone(&found.leads);
        }
        let places = self.of_kind(kind).iter();
        let mut leads: Vec<(Id, usize)> = places
            .filter_map(|&place| Some((self.facts.get(place)?.link(field)?, place)))
            .collect();
        leads.sort_unstable();
        let leads: Rc<[(Id, usize)]> = leads.into();
        links.push(Link {
            kind: kind.to_owned(),
            field: field.to_owned(),
            leads: Rc::clone(&leads),
        });
        leads
    }
}

/// Facts, by their places in the story.
pub(super) enum Candidates<'s> {
    /// All of a kind.
    All(&'s [usize]),
    /// Some of them.
    Some(Rc<[usize]>),
}

impl std::ops::Deref for Candidates<'_> {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        match self {
            Self::All(all) => all,
            Self::Some(some) => some,
        }
    }
}

/// The link of what started the clock: its own field of that name, or itself where
/// it is what the link leads to.
fn ours(story: &Story<'_, '_>, started: &Fact, same: &str, kind: &str) -> Option<Id> {
    if let Some(link) = started.link(same) {
        return Some(link);
    }
    let field = story.book.record(kind)?.fields.get(same)?;
    let leads =
        matches!(&field.kind, FieldType::Link(to) if to == FieldType::ANY || *to == started.kind);
    leads.then_some(started.id)
}
