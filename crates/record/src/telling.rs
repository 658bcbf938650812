//! Telling a file: what happened, in order and in plain sentences, and which duties ask
//! for nothing that anybody could do.

use jiff::Timestamp;
use practice::book::{Clock, Significant, Time};
use practice::engine::Story;
use practice::expr::Answer;
use practice::{Book, Fact, Id, When};
use serde::Serialize;

use crate::corrected::corrected;
use crate::duty::{Duty, State};
use crate::{Casefile, exempt, kinds};

/// One thing that happened, as the timeline tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Happened {
    /// When.
    pub at: When,
    /// The record type.
    pub kind: String,
    /// In words.
    pub says: String,
    /// The entry that first told it.
    pub entry: Id,
    /// What it said before it was corrected, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<String>,
    /// Whether it was withdrawn.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// What happened by a time, in the order in which it happened. What a source told of who
/// the child is, and where it stood, is nothing that happened.
pub fn happened(book: &Book, casefile: &Casefile, as_at: Timestamp) -> Vec<Happened> {
    let mut told: Vec<_> = (casefile.facts.iter())
        .filter(|fact| is_work(fact) && fact.occurred.start() <= as_at)
        .map(|fact| one(book, fact))
        .collect();
    told.sort_by_key(|happened| happened.at.start());
    told
}

/// What happened last by a time, of what may be told: so many, the last first.
pub fn latest(
    book: &Book,
    casefile: &Casefile,
    as_at: Timestamp,
    many: usize,
    may_tell: impl Fn(&str) -> bool,
) -> Vec<Happened> {
    let mut facts: Vec<&Fact> = (casefile.facts.iter())
        .filter(|fact| is_work(fact) && fact.occurred.start() <= as_at)
        .collect();
    facts.sort_by_cached_key(|fact| fact.occurred.start());
    let told = facts.into_iter().rev().filter(|fact| may_tell(&fact.kind));
    told.take(many).map(|fact| one(book, fact)).collect()
}

/// The significant events of a child's life by a time, in the order in which they happened:
/// those whose record type the book marks so, and that were not withdrawn. One of which it
/// is not recorded whether it is significant is told.
pub fn chronology(book: &Book, casefile: &Casefile, as_at: Timestamp) -> Vec<Happened> {
    let story = Story::new(book, &casefile.facts);
    let significant = |fact: &Fact| {
        let marked = book
            .record(&fact.kind)
            .and_then(|record| record.significant.as_ref());
        marked.is_some_and(|marked| match marked {
            Significant::Always => true,
            Significant::When(when) => {
                story.holds(when, Some(fact), fact.occurred.day()) != Answer::No
            }
        })
    };
    let mut told: Vec<_> = (casefile.facts.iter())
        .filter(|fact| !fact.withdrawn && fact.occurred.start() <= as_at && significant(fact))
        .map(|fact| one(book, fact))
        .collect();
    told.sort_by_key(|happened| happened.at.start());
    told
}

/// A fact as the timeline tells it: who may read the file reads marked passages too.
fn one(book: &Book, fact: &Fact) -> Happened {
    let before = corrected(book, fact).into_iter();
    let before = before.map(|said| exempt::plain(&said));
    Happened {
        at: fact.occurred,
        kind: fact.kind.clone(),
        says: exempt::plain(&book.say(fact)),
        entry: fact.id,
        corrected: before.collect(),
        withdrawn: fact.withdrawn,
    }
}

fn is_work(fact: &Fact) -> bool {
    match fact.kind.as_str() {
        kinds::CHILD_DETAILS => !fact.earlier.is_empty(),
        kinds::EXTRACT_LISTING | kinds::VALUE_SET_ASIDE => false,
        // The key of a row is nothing that happened; what no other record holds may be.
        kinds::DATASET_ROW => fact.field(kinds::REST).is_some(),
        _ => true,
    }
}

/// Whether a duty asks for nothing that anybody could do by a day: a period for which a
/// file is kept, or a day before which something may not be done and which has passed. A
/// list leaves it out unless it is asked for.
pub fn is_quiet(book: &Book, duty: &Duty, as_at: jiff::Timestamp) -> bool {
    let kept = |clock: &Clock| {
        let mut terms = clock.terms();
        terms.any(|terms| matches!(terms.time, Time::Keep(_)))
    };
    let passed = || {
        let day_alone = duty.due.is_none() && duty.should_by.is_none();
        let earliest = duty.earliest.filter(|_| day_alone);
        earliest.is_some_and(|day| day.end() < as_at)
            && matches!(duty.state(as_at), State::Allowed | State::NotKnown)
    };
    book.clock(&duty.clock).is_some_and(kept) || passed()
}
