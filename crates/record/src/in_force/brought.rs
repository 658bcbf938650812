//! Practices that somebody brought, to be laid over the book: what was decided on each, and which
//! are to come into force.

use jiff::civil::Date;
use practice::{Book, Fields, Id, Value, When};

use super::{APPROVED, BROUGHT, Files, IN_FORCE, REFUSED, as_value, files, id, text};
use crate::entry::Entry;

/// A practice that somebody brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The entry that says so.
    pub entry: Id,
    /// Who brought it.
    pub by: Id,
    /// When.
    pub at: When,
    /// The title of the book with it.
    pub title: String,
    /// The edition of the book with it.
    pub edition: String,
    /// The hash of the text of both.
    pub hash: String,
    /// Why it was brought.
    pub why: String,
    /// How many worked examples held when it was: all there were.
    pub examples: String,
    /// Its files.
    pub overlay: Files,
    /// What was decided, where something was.
    pub decided: Option<Decided>,
    /// Whether it came into force.
    pub came: bool,
}

/// What was decided on a practice that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// By whom.
    pub by: Id,
    /// When.
    pub at: When,
    /// From what day it is in force; `None` where it is not to be.
    pub from: Option<Date>,
    /// Why, where that was said.
    pub why: Option<String>,
    position: u64,
}

/// The fields of the entry that says that a practice was brought.
pub fn brought_fields(book: &Book, examples: usize, why: &str, overlay: &Files) -> Fields {
    Fields::from([
        ("title".to_owned(), Value::text(&book.title)),
        ("edition".to_owned(), Value::text(&book.edition)),
        ("hash".to_owned(), Value::text(&book.hash)),
        ("why".to_owned(), Value::text(why)),
        ("examples".to_owned(), Value::text(examples)),
        ("overlay".to_owned(), as_value(overlay)),
    ])
}

/// The fields of the entry that decides on one: from what day, or not at all.
pub fn decided_fields(brought: Id, from: Option<Date>, why: &str) -> Fields {
    let mut fields = Fields::from([
        ("brought".to_owned(), Value::text(brought)),
        ("why".to_owned(), Value::text(why)),
    ]);
    if let Some(from) = from {
        fields.insert("from".to_owned(), Value::text(from));
    }
    fields
}

/// Every practice that was brought, the last first.
pub fn brought(file: &[Entry]) -> Vec<Brought> {
    let decided = |of: Id| {
        let last = file.iter().rfind(|entry| {
            [APPROVED, REFUSED].contains(&entry.header.kind.as_str())
                && id(entry, "brought") == Some(of)
        })?;
        Some(Decided {
            by: last.header.recorded_by,
            at: last.header.occurred,
            from: text(last, "from").and_then(|day| day.parse().ok()),
            why: text(last, "why").filter(|why| !why.is_empty()),
            position: last.position,
        })
    };
    let came = |of: Id| {
        (file.iter()).any(|entry| entry.header.kind == IN_FORCE && id(entry, "brought") == Some(of))
    };
    let all = file.iter().rev();
    let all = all.filter(|entry| entry.header.kind == BROUGHT);
    all.filter_map(|entry| {
        Some(Brought {
            entry: entry.header.id,
            by: entry.header.recorded_by,
            at: entry.header.occurred,
            title: text(entry, "title")?,
            edition: text(entry, "edition")?,
            hash: text(entry, "hash")?,
            why: text(entry, "why").unwrap_or_default(),
            examples: text(entry, "examples").unwrap_or_default(),
            overlay: files(entry, "overlay")?,
            decided: decided(entry.header.id),
            came: came(entry.header.id),
        })
    })
    .collect()
}

/// What was brought and is to come into force on a day or before, and has not: of several the
/// one from the last day, and of one day the one decided on last. One that is overtaken comes no more.
pub fn due(file: &[Entry], today: Date) -> Option<Brought> {
    let mut all = in_order(file);
    all.retain(|(from, _)| *from <= today);
    let (_, last) = all.pop()?;
    (!last.came).then_some(last)
}

/// What is to come into force on any day, in the order of the days: what was approved, has not come
/// and is not overtaken by one that has.
pub fn approved(file: &[Entry]) -> Vec<(Date, Brought)> {
    let mut all = in_order(file);
    let after = all.iter().rposition(|(_, one)| one.came);
    all.split_off(after.map_or(0, |place| place + 1))
}

/// Everything that was approved with its day, the last day last, and of one day the last decision.
fn in_order(file: &[Entry]) -> Vec<(Date, Brought)> {
    let of = |one: Brought| {
        let decided = one.decided.as_ref()?;
        let order = (decided.from?, decided.position);
        Some((order, one))
    };
    let mut all: Vec<_> = brought(file).into_iter().filter_map(of).collect();
    all.sort_by_key(|(order, _)| *order);
    all.into_iter()
        .map(|((from, _), one)| (from, one))
        .collect()
}

/// When the next of them is to come into force.
pub fn next(file: &[Entry]) -> Option<Date> {
    let waiting = brought(file).into_iter().filter(|one| !one.came);
    waiting.filter_map(|one| one.decided?.from).min()
}
