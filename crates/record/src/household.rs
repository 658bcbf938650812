//! Who lived with the child on any day.

use jiff::civil::Date;
use practice::{Book, Id, When};
use serde::Serialize;

use crate::Casefile;
use crate::current::Current;

/// Somebody who lived with the child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The name.
    pub name: String,
    /// What the person is to the child, in words.
    pub relation: String,
    /// Since when.
    pub from: When,
    /// The last day, where it is known.
    pub until: Option<When>,
    /// The entry that tells it.
    pub entry: Id,
}

/// Who lived with the child on a day, as the file tells it now: those who came by then and
/// had not left before. Whoever left on the day is still there.
pub fn on(book: &Book, casefile: &Casefile, day: Date) -> Vec<Member> {
    let mut members = ever(book, casefile);
    members.retain(|member| {
        let left = member.until.is_some_and(|until| until.day() < day);
        member.from.day() <= day && !left
    });
    members
}

/// Everybody who is recorded as having lived with the child, in order of coming.
pub fn ever(book: &Book, casefile: &Casefile) -> Vec<Member> {
    let current = Current::at(book, casefile, jiff::Timestamp::MAX);
    let mut members = Vec::new();
    for household in &book.household {
        members.extend(current.of_kind(&household.kind).map(|fact| {
            let told = household.until.as_ref().and_then(|field| fact.when(field));
            // Of two days that are told, the earlier: nobody leaves twice.
            let left = current.closed(fact).into_iter().chain(told);
            Member {
                name: book.say_field(fact, &household.name),
                relation: book.say_field(fact, &household.relation),
                from: fact.occurred,
                until: left.min_by_key(|until| until.day()),
                entry: fact.id,
            }
        }));
    }
    members.sort_by(|a, b| (a.from.start(), &a.name).cmp(&(b.from.start(), &b.name)));
    members
}
