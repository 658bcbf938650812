//! The casefile: one subject's entries folded into facts, corrections applied.

use std::collections::HashMap;

use jiff::Timestamp;
use practice::fact::Earlier;
use practice::{Fact, Id, When};

use crate::document::{self, Document};
use crate::entry::{Body, Entry};
use crate::kinds;

/// One subject's file, as it was known at some instant.
#[derive(Clone, Debug, Default)]
pub struct Casefile {
    /// What is recorded, in the order in which it was first recorded.
    pub facts: Vec<Fact>,
    /// The documents that are attached to them, in the order in which they were attached.
    pub documents: Vec<Document>,
    /// Entries that cannot be read, because the key was destroyed or the body is
    /// damaged, and corrections of entries that are not in this file.
    pub unreadable: Vec<Id>,
}

impl Casefile {
    /// Folds a whole file, in the order of its entries.
    pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut file = Self::default();
        // From any version of a fact to its place among the facts.
        let mut versions: HashMap<Id, usize> = HashMap::new();
        for entry in entries {
            let id = entry.header.id;
            let Some(body) = &entry.body else {
                file.unreadable.push(id);
                continue;
            };
            if entry.header.kind == kinds::DOCUMENT {
                let first_told = |version: Id| {
                    let place = versions.get(&version)?;
                    file.facts.get(*place).map(|fact| fact.id)
                };
                if !document::fold(&mut file.documents, entry, body, first_told) {
                    file.unreadable.push(id);
                }
                continue;
            }
            let place = match entry.header.corrects {
                None => {
                    file.facts.push(first_told(entry, body));
                    Some(file.facts.len() - 1)
                }
                Some(corrected) => versions.get(&corrected).copied().inspect(|place| {
                    if let Some(fact) = file.facts.get_mut(*place) {
                        correct(fact, entry, body);
                    }
                }),
            };
            match place {
                Some(place) => {
                    versions.insert(id, place);
                }
                None => file.unreadable.push(id),
            }
        }
        file
    }

    /// Folds a file as it was known at an instant.
    pub fn known_at(entries: &[Entry], known_at: Timestamp) -> Self {
        Self::fold(
            entries
                .iter()
                .filter(|entry| entry.header.recorded_at <= known_at),
        )
    }

    /// The facts of one kind that were not withdrawn.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Fact> {
        self.facts
            .iter()
            .filter(move |fact| fact.kind == kind && !fact.withdrawn)
    }

    /// The documents that are attached to a fact, those withdrawn with them.
    pub fn documents_of(&self, fact: Id) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(move |document| document.of == fact)
    }

    /// A fact by the entry that first told it.
    pub fn fact(&self, id: Id) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }
}

fn first_told(entry: &Entry, body: &Body) -> Fact {
    Fact {
        id: entry.header.id,
        kind: entry.header.kind.clone(),
        occurred: entry.header.occurred,
        recorded: match &body.from {
            None => Some(When::Instant(entry.header.recorded_at)),
            Some(from) => from.recorded,
        },
        imported: body.from.is_some(),
        tells_to: body.from.as_ref().and_then(|from| from.tells_to),
        fields: body.fields.clone(),
        earlier: Vec::new(),
        withdrawn: false,
    }
}

/// A correction puts its own fields in place of what it corrects, and keeps that
/// beside it. What is withdrawn keeps its last fields.
fn correct(fact: &mut Fact, entry: &Entry, body: &Body) {
    let before = fact.fields.clone();
    fact.earlier.push(Earlier {
        fields: before,
        corrected_by: entry.header.id,
    });
    fact.withdrawn = body.withdrawn.is_some();
    if !fact.withdrawn {
        fact.fields = body.fields.clone();
        fact.tells_to = body.from.as_ref().and_then(|from| from.tells_to);
        fact.occurred = entry.header.occurred;
    }
}

/// The entry that told a fact last: the one that the next correction names.
pub fn last_version(fact: &Fact) -> Id {
    fact.earlier
        .last()
        .map_or(fact.id, |earlier| earlier.corrected_by)
}
