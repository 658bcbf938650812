//! A handover, made from the file as the child goes to another worker, with what the last one
//! wanted said.

use std::sync::Arc;

use practice::{Id, Value, When};
use record::drawn::{self, Owing};
use record::{Casefile, WorkerRow};

use super::{HANDOVER, WORDS};
use crate::people;
use crate::reply::Stop;
use crate::staff::write::{Told, record_type};
use crate::visit::Visit;

/// The handover of a child to a worker, from whoever had the child before. It tells what the file
/// tells now; where that worker has left it says so.
pub(in crate::staff) fn made(
    visit: &mut Visit<'_>,
    child: Id,
    (before, next): (&WorkerRow, &WorkerRow),
    takes_over: When,
) -> Result<Told, Stop> {
    let book = Arc::clone(&visit.app.book);
    let entries = visit.reader.file(child)?;
    let casefile = Casefile::fold(&entries);
    let shown = people::with_names(visit, &casefile)?;
    let owed = visit.reader.owed_of(&[child], visit.now)?;
    let owed: Vec<Owing> = owed.iter().map(|row| Owing::of(row, visit.now)).collect();
    let today = When::Day(When::Instant(visit.now).day());
    let mut told = Told::new(record_type(&book, HANDOVER)?, today)
        .with("from", before.subject)
        .with("to", next.subject)
        .with("takes_over", takes_over.day())
        .yes("had_left", before.has_left(visit.now))
        .with("said", said(&casefile, &entries, before.subject));
    for (field, words) in drawn::of(&book, HANDOVER, &shown, &owed, visit.now) {
        told = told.with(&field, words);
    }
    Ok(told)
}

/// What a worker wanted said, last.
fn said(casefile: &Casefile, entries: &[record::Entry], worker: Id) -> String {
    let theirs = |id: Id| {
        let entry = entries.iter().find(|entry| entry.header.id == id);
        entry.is_some_and(|entry| entry.header.recorded_by == worker)
    };
    let words = casefile.of_kind(WORDS).filter(|fact| theirs(fact.id));
    let Some(last) = words.max_by_key(|fact| fact.occurred.start()) else {
        return String::new();
    };
    let text = |field: &str| match last.field(field) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let told = text("child").map(|told| format!("What the child was told: {told}"));
    let all: Vec<String> = text("words").into_iter().chain(told).collect();
    all.join("\n")
}
