//! For how many days a child who is owed a qualified worker had none: where the child's state
//! calls for one, and nobody held the child who was registered and had a role that holds
//! children. What is not recorded of a worker is not known, and counted apart.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use practice::book::qualified::Qualified;
use practice::{Book, Fact, When};

use crate::current::Current;
use crate::may::{ScopeRow, Whom};
use crate::workforce::Gives;
use crate::{Casefile, Moment, OfficeRow};

/// Days from one until, and not with, another; without an end where none is known.
pub type Span = (Date, Option<Date>);

/// What is known of a worker who held the child.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// When the worker held the child.
    pub spans: Vec<Span>,
    /// When the worker was registered; `None` where nothing of that is recorded.
    pub registered: Option<Vec<Span>>,
    /// When the worker had a role that holds children; `None` where no role is recorded.
    pub roles: Option<Vec<Span>>,
}

/// How it stands with a child who is, or was, owed a qualified worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// How many days the child was owed one.
    pub owed: i64,
    /// How many of them the child had none.
    pub days: i64,
    /// How many more it is not known of.
    pub not_known: i64,
    /// Since when the child has had none, where that is so on the day that is asked about.
    pub since: Option<Date>,
}

/// How many social workers a child has had by a time, by the names that the file is shown with:
/// those who were allocated, and those who were involved as one.
pub fn so_far(book: &Book, shown: &Casefile, as_at: Timestamp) -> usize {
    let roles = book.qualified.iter().flat_map(|rule| &rule.roles);
    let titles: Vec<String> = roles
        .filter_map(|name| {
            book.permissions
                .roles
                .iter()
                .find(|role| role.name == *name)
        })
        .map(|role| role.title.to_lowercase())
        .collect();
    let begins = |relation: &str| {
        let relations = book.permissions.relations.iter();
        let mut begins = relations.filter(move |one| one.name == relation);
        begins.next().map(|one| one.begins.as_str())
    };
    let (allocated, involved) = (begins("allocated"), begins("involved"));
    let is_one = |fact: &&Fact| {
        let is_role = || {
            let role = fact.text("role").unwrap_or_default().to_lowercase();
            titles.contains(&role)
        };
        let kind = Some(fact.kind.as_str());
        kind == allocated || (kind == involved && is_role())
    };
    let facts = shown.facts.iter();
    let told = facts.filter(|fact| !fact.withdrawn && is_one(fact));
    let told = told.filter(|fact| fact.occurred.start() <= as_at);
    let names = told.filter_map(|fact| fact.text("worker"));
    names.collect::<BTreeSet<&str>>().len()
}

/// What is recorded of a worker's registration, in the worker's own file.
pub fn registered(book: &Book, rule: &Qualified, worker: &Casefile) -> Option<Vec<Span>> {
    let current = Current::at(book, worker, Timestamp::MAX);
    let spans: Vec<Span> = current
        .of_kind(&rule.registered)
        .map(|fact| (fact.occurred.day(), current.closed(fact).map(after)))
        .collect();
    (!spans.is_empty()).then_some(spans)
}

/// The first day after the last.
fn after(last: When) -> Date {
    let last = last.day();
    last.checked_add(1.day()).unwrap_or(last)
}

/// When a worker had a role that holds children, by what the worker was given.
pub fn in_role(rule: &Qualified, offices: &[OfficeRow]) -> Option<Vec<Span>> {
    let mut roles = offices
        .iter()
        .filter(|office| office.gives == Gives::Role)
        .peekable();
    roles.peek()?;
    let holds = |office: &&OfficeRow| {
        let name = office.name.as_ref();
        name.is_some_and(|name| rule.roles.contains(name))
    };
    let spans = roles.filter(holds);
    Some(
        spans
            .map(|office| span(office.from, office.until))
            .collect(),
    )
}

/// The workers who held a child, by the names that the file has for them, each with when.
pub fn holders<'r>(rule: &Qualified, rows: &'r [ScopeRow]) -> Vec<(&'r str, Vec<Span>)> {
    let mut found: Vec<(&str, Vec<Span>)> = Vec::new();
    for row in rows {
        let Whom::Worker(name) = &row.whom else {
            continue;
        };
        if !rule.holds.contains(&row.relation) {
            continue;
        }
        let span = span(row.from, row.until);
        match found.iter_mut().find(|(held, _)| held == name) {
            Some((_, spans)) => spans.push(span),
            None => found.push((name, vec![span])),
        }
    }
    found
}

/// The days of a time that ends with an instant from which on it no longer holds.
fn span(from: Timestamp, until: Option<Timestamp>) -> Span {
    let until = until.map(|until| {
        // What ends at midnight held on no moment of that day.
        let last = until.checked_sub(1.microsecond()).unwrap_or(until);
        after(When::Instant(last))
    });
    (When::Instant(from).day(), until)
}

/// How it stands with a child on a day; `None` where the child was never owed a qualified
/// worker, or the book does not say who is.
pub fn without(at: &Moment<'_>, held: &[Held]) -> Option<Without> {
    let rule = at.book.qualified.as_ref()?;
    let today = at.day;
    let mut made = Without {
        owed: 0,
        days: 0,
        not_known: 0,
        since: None,
    };
    for (from, until) in owed(at, rule) {
        let changes = changes(held, from, until);
        for (first, next) in changes.iter().zip(changes.iter().skip(1)) {
            let days = i64::from(first.until(*next).ok()?.get_days());
            made.owed += days;
            match on(held, *first) {
                Stood::With => made.since = None,
                Stood::Unclear => {
                    made.not_known += days;
                    made.since = None;
                }
                Stood::Without => {
                    made.days += days;
                    made.since = made.since.or(Some(*first));
                }
            }
        }
        if until <= today {
            made.since = None;
        }
    }
    (made.owed > 0).then_some(made)
}

/// The days of a time on which it may stand otherwise than on the day before, with its first and
/// the day after its last; in order.
fn changes(held: &[Held], from: Date, until: Date) -> Vec<Date> {
    let spans = held.iter().flat_map(|one| {
        let registered = one.registered.iter().flatten();
        one.spans
            .iter()
            .chain(registered)
            .chain(one.roles.iter().flatten())
    });
    let mut days: Vec<Date> = spans
        .flat_map(|(first, end)| std::iter::once(*first).chain(*end))
        .filter(|day| from < *day && *day < until)
        .chain([from, until])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// How it stands with a child who is owed a qualified worker today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lately {
    /// The child has one.
    With,
    /// It is not recorded whether the worker is one.
    NotKnown,
    /// The child has none, since this day.
    Without(Date),
}

/// How it stands with a child who has been owed a qualified worker since a day.
pub fn lately(held: &[Held], owed_since: Date, today: Date) -> Lately {
    match on(held, today) {
        Stood::With => return Lately::With,
        Stood::Unclear => return Lately::NotKnown,
        Stood::Without => {}
    }
    let mut since = today;
    while let Ok(before) = since.yesterday() {
        if before < owed_since || on(held, before) != Stood::Without {
            break;
        }
        since = before;
    }
    Lately::Without(since)
}

/// The days on which the child's state called for a qualified worker, to the one that is asked
/// about: each from one until, and not with, another.
fn owed(at: &Moment<'_>, rule: &Qualified) -> Vec<(Date, Date)> {
    let today = at.day;
    // A state changes by what is told: between two such days it stands.
    let mut days: Vec<Date> = (at.current.facts().iter())
        .flat_map(|fact| [fact.occurred.day(), after(fact.occurred)])
        .filter(|day| *day <= today)
        .collect();
    days.push(after(When::Day(today)));
    days.sort_unstable();
    days.dedup();
    let is_owed = |day: Date| {
        let mut states = rule.during.iter();
        states.any(|state| at.story.in_state_since(*state, day).is_some())
    };
    let pairs = days.iter().zip(days.iter().skip(1));
    let mut spans: Vec<(Date, Date)> = Vec::new();
    for (from, until) in pairs.filter(|(from, _)| is_owed(**from)) {
        match spans.last_mut() {
            Some((_, end)) if *end == *from => *end = *until,
            _ => spans.push((*from, *until)),
        }
    }
    spans
}

/// Whether the child had a qualified worker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stood {
    Without,
    Unclear,
    With,
}

/// Whether the child had one on a day: the best of those who held the child.
fn on(held: &[Held], day: Date) -> Stood {
    let on = |spans: &[Span]| spans.iter().any(|span| is_in(*span, day));
    let holding = held.iter().filter(|one| on(&one.spans));
    let one = |one: &Held| {
        let out_of = |spans: &Option<Vec<Span>>| spans.as_ref().is_some_and(|spans| !on(spans));
        if out_of(&one.roles) || out_of(&one.registered) {
            Stood::Without
        } else if one.roles.is_none() || one.registered.is_none() {
            Stood::Unclear
        } else {
            Stood::With
        }
    };
    holding.map(one).max().unwrap_or(Stood::Without)
}

fn is_in((from, until): Span, day: Date) -> bool {
    from <= day && until.is_none_or(|until| day < until)
}
