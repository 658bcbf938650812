//! How late things were recorded: the time between what happened and its being written
//! down (PR-12, RE-3).

use std::collections::BTreeMap;

use practice::{Book, Fact, When};
use serde::Serialize;

use crate::Casefile;
use crate::current::is_told;

/// How late the records of one kind were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Late {
    /// The record type.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// How many there are.
    pub records: usize,
    /// The days after which half of them were recorded: of two in the middle, the later.
    pub median_days: i64,
    /// The days after which the last was.
    pub most_days: i64,
}

/// How late what was written here was recorded, by kind, the latest first. What came from an
/// extract, was withdrawn, or only tells what was known, is left out.
pub fn of(book: &Book, casefile: &Casefile) -> Vec<Late> {
    let mut days: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for fact in &casefile.facts {
        if let Some(late) = days_late(book, fact) {
            days.entry(&fact.kind).or_default().push(late);
        }
    }
    let mut all: Vec<_> = days
        .into_iter()
        .map(|(kind, mut days)| {
            days.sort_unstable();
            Late {
                kind: kind.to_owned(),
                title: book
                    .record(kind)
                    .map_or(kind, |record| &record.title)
                    .to_owned(),
                records: days.len(),
                median_days: days.get(days.len() / 2).copied().unwrap_or_default(),
                most_days: days.last().copied().unwrap_or_default(),
            }
        })
        .collect();
    all.sort_by(|a, b| {
        (b.median_days, b.most_days, &a.kind).cmp(&(a.median_days, a.most_days, &b.kind))
    });
    all
}

/// The days between what happened and its being written down; `None` where that says
/// nothing. What was written down beforehand is not late.
pub fn days_late(book: &Book, fact: &Fact) -> Option<i64> {
    if fact.imported || fact.withdrawn || is_told(book, fact) {
        return None;
    }
    let Some(When::Instant(recorded)) = fact.recorded else {
        return None;
    };
    let recorded = When::Instant(recorded).day();
    let days = recorded.since(fact.occurred.day()).ok()?.get_days();
    Some(i64::from(days.max(0)))
}
