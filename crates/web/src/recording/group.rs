//! One record for several children: whom it is also for, which questions each of them answers
//! alone, and each one's answers, whole.

use std::collections::BTreeSet;

use practice::Id;
use practice::book::{Field, RecordType};
use practice::expr::FieldType;
use sha2::{Digest as _, Sha256};

use super::answer::{id, in_order};
use super::rows::cells;
use crate::answers::Answers;

/// The question for whom else a record is.
pub(super) const ALSO: &str = "also";
/// The question which answers differ from one child to another.
pub(super) const EACH: &str = "each";
/// How many children one record may be for beside the one whose file is open: an event of one
/// family. Those who are written together are looked for near each other in the ledger.
pub(super) const MOST: usize = 20;

/// Whom a record is also for and what differs, as a form or a draft has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// The other children, each once.
    pub also: Vec<Id>,
    /// The fields that each child answers alone.
    pub each: BTreeSet<String>,
}

impl Group {
    /// Of a form or a draft: nobody else, where none is chosen.
    pub fn of(record: &RecordType, answers: &Answers) -> Self {
        let mut also = Vec::new();
        for chosen in answers.all(ALSO) {
            if let Ok(chosen) = chosen.parse()
                && !also.contains(&chosen)
                && also.len() < MOST
            {
                also.push(chosen);
            }
        }
        let chosen = answers.all(EACH).iter();
        Self::with(record, also, chosen.cloned().collect())
    }

    /// For these children beside the one whose file is open, where these fields differ.
    pub fn with(record: &RecordType, also: Vec<Id>, chosen: BTreeSet<String>) -> Self {
        let mut each: BTreeSet<String> = links(record).collect();
        each.extend(chosen.into_iter().filter(|name| may_differ(record, name)));
        Self { also, each }
    }

    /// Whether it is for one child alone.
    pub fn is_nobody_else(&self) -> bool {
        self.also.is_empty()
    }

    /// Whether each child answers this alone.
    pub fn differs(&self, field: &str) -> bool {
        self.each.contains(field)
    }
}

/// Links lead to what stands in one file: they always differ.
fn links(record: &RecordType) -> impl Iterator<Item = String> {
    let links = in_order(record).into_iter();
    links
        .filter(|(_, field)| matches!(field.kind, FieldType::Link(_)))
        .map(|(name, _)| name.to_owned())
}

/// Whether a field can differ, where somebody says so: when it happened cannot, as it is one
/// event.
fn may_differ(record: &RecordType, name: &str) -> bool {
    name != record.occurred && record.fields.contains_key(name)
}

/// The fields that may be said to differ, each with its question and whether the book says
/// that they do.
pub(super) fn to_choose(record: &RecordType) -> Vec<(&str, &str, bool)> {
    let fields = in_order(record).into_iter();
    let asked = fields.filter(|(name, field)| {
        may_differ(record, name) && !matches!(field.kind, FieldType::Link(_))
    });
    asked
        .map(|(name, field)| (name, field.ask.as_str(), field.each))
        .collect()
}

/// What stands before the names of a child's own questions.
pub(super) fn prefix(child: Id) -> String {
    format!("c-{child}-")
}

/// A child's answers, as if the form were for that child alone: what is shared, and the
/// child's own in place of what differs.
pub(super) fn answers_of(
    record: &RecordType,
    group: &Group,
    answers: &Answers,
    child: Id,
) -> Answers {
    let prefix = prefix(child);
    let mut own = Answers::default();
    for (name, field) in in_order(record) {
        let from = if group.differs(name) { &prefix } else { "" };
        for part in parts(name, field) {
            if let Some(text) = answers.0.get(&format!("{from}{part}")) {
                own.0.insert(part, text.clone());
            }
        }
    }
    own
}

/// What was answered for one child alone, put where a form for that child alone has it: for a
/// form that was for several and is not any more.
pub(super) fn alone(answers: &Answers, child: Id) -> Answers {
    let prefix = prefix(child);
    let mut alone = answers.clone();
    for (name, text) in &answers.0 {
        if let Some(name) = name.strip_prefix(&prefix) {
            let at = alone.0.entry(name.to_owned());
            at.or_insert_with(|| text.clone());
        }
    }
    alone
}

/// Puts a child's answers under the child's own names, where there are none yet.
pub(super) fn put_own(
    record: &RecordType,
    group: &Group,
    own: &Answers,
    child: Id,
    into: &mut Answers,
) {
    let prefix = prefix(child);
    for (name, field) in in_order(record) {
        if !group.differs(name) {
            continue;
        }
        for part in parts(name, field) {
            if let Some(text) = own.0.get(&part) {
                let at = format!("{prefix}{part}");
                into.0.entry(at).or_insert_with(|| text.clone());
            }
        }
    }
}

/// The names under which the answer to a question is sent.
pub(super) fn parts(name: &str, field: &Field) -> Vec<String> {
    let id = id(name);
    let parts = ["", "-day", "-month", "-year", "-time"].map(|part| format!("{id}{part}"));
    parts.into_iter().chain(cells(&id, field)).collect()
}

/// The identifier of a child's entry of a record that is for several: always the same, so that
/// a form that is sent twice is written once.
pub(super) fn entry(draft: Id, child: Id) -> Id {
    let mut hash = Sha256::new();
    hash.update(b"one record for several");
    hash.update(draft.bytes());
    hash.update(child.bytes());
    let mut half = [0; 16];
    for (byte, from) in half.iter_mut().zip(hash.finalize()) {
        *byte = from;
    }
    Id::from_bytes(half)
}

/// Whether a record can be for several: not one that is about another record of one file.
pub(super) fn can_be_for_several(record: &RecordType) -> bool {
    let about = |field: &practice::book::Field| matches!(&field.kind, FieldType::Link(to) if to == FieldType::ANY);
    !record.fields.values().any(about)
}
