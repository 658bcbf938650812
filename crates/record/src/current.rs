//! Which facts of a file still stood at a time.

use std::collections::HashMap;

use jiff::Timestamp;
use practice::book::RecordType;
use practice::{Book, Fact, Id, When};

use crate::Casefile;

/// The facts of a file that had happened by a time, and which of them another had closed.
pub struct Current<'f> {
    facts: Vec<&'f Fact>,
    /// When each was closed first.
    closed: HashMap<Id, When>,
}

impl<'f> Current<'f> {
    /// What had happened by a time, and was not withdrawn. What a record only tells of,
    /// whenever it was told, is of any time.
    pub fn at(book: &Book, casefile: &'f Casefile, as_at: Timestamp) -> Self {
        let facts: Vec<_> = (casefile.facts.iter())
            .filter(|fact| !fact.withdrawn)
            .filter(|fact| fact.occurred.start() <= as_at || is_told(book, fact))
            .collect();
        let mut closed: HashMap<Id, When> = HashMap::new();
        for fact in &facts {
            let link = (book.record(&fact.kind)).and_then(|record| record.closes.as_deref());
            let Some(what) = link.and_then(|field| fact.link(field)) else {
                continue;
            };
            let first = closed.entry(what).or_insert(fact.occurred);
            if fact.occurred.start() < first.start() {
                *first = fact.occurred;
            }
        }
        Self { facts, closed }
    }

    /// Those of one kind, in the order in which they were first told.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &'f Fact> {
        self.facts
            .iter()
            .filter(move |fact| fact.kind == kind)
            .copied()
    }

    /// All of them.
    pub fn facts(&self) -> &[&'f Fact] {
        &self.facts
    }

    /// When another fact closed this one.
    pub fn closed(&self, fact: &Fact) -> Option<When> {
        self.closed.get(&fact.id).copied()
    }
}

/// Whether a fact's day is only that on which it was told.
pub fn is_told(book: &Book, fact: &Fact) -> bool {
    let told = |record: &RecordType| {
        let day = record.fields.get(&record.occurred);
        day.is_some_and(|field| field.told)
    };
    book.record(&fact.kind).is_some_and(told)
}
