//! Who is concerned with a file, and whether it is restricted: rows folded from the file by
//! the relations that the practice book declares.

use std::collections::HashMap;

use jiff::{Timestamp, ToSpan};
use practice::book::{Effect, Relation};
use practice::expr::FieldType;
use practice::{Book, Fact, Id, When};

use crate::casefile::Casefile;

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whom {
    /// A worker, by the identifier of their file or by their number.
    Worker(String),
    /// A team, by the identifier of its file or by its code.
    Team(String),
    /// Everybody: a restriction.
    Everybody,
}

/// One relation of one worker or team to one file, from one instant until another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeRow {
    /// The file.
    pub subject: Id,
    /// The entry that began it.
    pub entry: Id,
    /// The relation, by its name in the book.
    pub relation: String,
    /// What it does.
    pub effect: Effect,
    /// Whom it is about.
    pub whom: Whom,
    /// From when, to the microsecond.
    pub from: Timestamp,
    /// Until when: no more from this instant on. `None` while no end is known.
    pub until: Option<Timestamp>,
}

impl ScopeRow {
    /// Whether it holds at an instant.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// The rows of a file, in the order of its entries.
pub fn rows(book: &Book, subject: Id, file: &Casefile) -> Vec<ScopeRow> {
    let relations = &book.permissions.relations;
    if relations.is_empty() {
        return Vec::new();
    }
    let closings = ends(book, file);
    let facts: HashMap<Id, &Fact> = file.facts.iter().map(|fact| (fact.id, fact)).collect();
    let standing = (file.facts.iter()).filter(|fact| !fact.withdrawn);
    standing
        .flat_map(|fact| {
            (relations.iter())
                .filter(|relation| relation.begins == fact.kind)
                .flat_map(|relation| of_fact(subject, relation, fact, &facts, &closings))
        })
        .collect()
}

/// For each record that was closed, the first instant after it.
pub(crate) fn ends(book: &Book, file: &Casefile) -> HashMap<Id, Timestamp> {
    let mut closed: HashMap<Id, Timestamp> = HashMap::new();
    for fact in file.facts.iter().filter(|fact| !fact.withdrawn) {
        let link = book.record(&fact.kind).and_then(|kind| {
            let field = kind.closes.as_deref()?;
            matches!(kind.fields.get(field)?.kind, FieldType::Link(_)).then_some(field)
        });
        if let Some(of) = link.and_then(|field| fact.link(field)) {
            let at = over(fact.occurred);
            closed
                .entry(of)
                .and_modify(|held| *held = (*held).min(at))
                .or_insert(at);
        }
    }
    closed
}

fn of_fact(
    subject: Id,
    relation: &Relation,
    fact: &Fact,
    facts: &HashMap<Id, &Fact>,
    closings: &HashMap<Id, Timestamp>,
) -> Vec<ScopeRow> {
    let during = match &relation.during {
        None => None,
        // What shares the time of a record that is not there, or was withdrawn, has none.
        Some(field) => match fact.link(field).and_then(|id| facts.get(&id)) {
            Some(other) if !other.withdrawn => Some(*other),
            _ => return Vec::new(),
        },
    };
    // The particulars of a time are told later than it began: theirs is the time itself.
    let from = match during {
        Some(other) if relation.effect == Effect::Concerns => other.occurred.start(),
        _ => fact.occurred.start(),
    };
    let until = [
        closings.get(&fact.id).copied(),
        during.and_then(|other| closings.get(&other.id).copied()),
        (relation.until.as_deref())
            .and_then(|field| fact.when(field))
            .map(over),
        (relation.lasts_hours).and_then(|hours| from.checked_add(i64::from(hours).hours()).ok()),
    ];
    let until = until.into_iter().flatten().min();
    let named = |field: &Option<String>| {
        let text = fact.text(field.as_deref()?)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let mut whom = Vec::new();
    whom.extend(named(&relation.worker).map(Whom::Worker));
    whom.extend(named(&relation.team).map(Whom::Team));
    if relation.effect == Effect::Restricts {
        whom.push(Whom::Everybody);
    }
    (whom.into_iter())
        .map(|whom| ScopeRow {
            subject,
            entry: fact.id,
            relation: relation.name.clone(),
            effect: relation.effect,
            whom,
            from: whole(from),
            until: until.map(whole),
        })
        .collect()
}

/// The first instant after it: an ending on a day leaves that day.
pub(crate) fn over(at: When) -> Timestamp {
    match at {
        When::Instant(instant) => instant,
        When::Day(_) => (at.end().checked_add(1.nanosecond())).unwrap_or(Timestamp::MAX),
    }
}

/// To the microsecond, as it is kept.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
