//! What somebody still has to do something about: work that is not authorised, what was let
//! through, and files that were opened in an emergency. Kept beside the ledger, so that a list
//! need not read the files of everybody.

use std::collections::BTreeSet;

use jiff::Timestamp;
use practice::book::Effect;
use practice::{Book, Fact, Id, When};

use crate::authorising::{Progress, Step, progress};
use crate::casefile::last_version;
use crate::{Casefile, Entry, kinds};

/// A record that is not authorised, or was although something was missing. Nothing that was
/// written in it stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// The file it stands in.
    pub subject: Id,
    /// The record.
    pub entry: Id,
    /// Its type.
    pub kind: String,
    /// How far it is.
    pub step: WaitingStep,
    /// Since when.
    pub at: When,
    /// Who sent, returned or authorised it.
    pub by: Option<Id>,
    /// Who had a hand in it: first who wrote it, then who corrected and who sent it.
    pub hands: Vec<Id>,
    /// When something was last let through, where it was.
    pub through: Option<When>,
}

/// How far a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingStep {
    /// Written, and not sent; or corrected since.
    Written,
    /// Sent, and waiting.
    Sent,
    /// Returned for changes.
    Returned,
    /// Authorised.
    Authorised,
}

impl WaitingStep {
    /// Each.
    pub const ALL: [Self; 4] = [Self::Written, Self::Sent, Self::Returned, Self::Authorised];

    /// How it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Sent => "sent",
            Self::Returned => "returned",
            Self::Authorised => "authorised",
        }
    }

    /// Whether it can be sent.
    pub const fn can_be_sent(self) -> bool {
        matches!(self, Self::Written | Self::Returned)
    }
}

/// A file that was opened in an emergency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyRow {
    /// The file.
    pub subject: Id,
    /// The entry that opened it.
    pub entry: Id,
    /// When.
    pub at: Timestamp,
    /// Whether somebody has looked into it.
    pub seen: bool,
}

/// What of a file waits to be authorised or was let through, in the order in which it was
/// recorded.
pub fn waiting(book: &Book, subject: Id, file: &Casefile, entries: &[Entry]) -> Vec<WaitingRow> {
    let asked = file.facts.iter().filter(|fact| !fact.withdrawn);
    let asked = asked.filter_map(|fact| Some((fact, book.authorised.get(&fact.kind)?)));
    asked
        .filter_map(|(fact, rule)| Some((one(subject, file, fact, entries)?, rule)))
        .filter(|(row, rule)| !rule.optional || row.step != WaitingStep::Written)
        .map(|(row, _)| row)
        .collect()
}

fn one(subject: Id, file: &Casefile, fact: &Fact, entries: &[Entry]) -> Option<WaitingRow> {
    let Progress {
        step,
        sent,
        overridden,
        ..
    } = progress(file, fact);
    let through = overridden.last().map(|one| one.said.at);
    let written = fact.recorded.unwrap_or(fact.occurred);
    let (step, at, by) = match step {
        Step::Written => (WaitingStep::Written, written, None),
        Step::Sent(said) => (WaitingStep::Sent, said.at, said.by),
        Step::Returned(said) => (WaitingStep::Returned, said.at, said.by),
        Step::Authorised(said) => (WaitingStep::Authorised, said.at, said.by),
        Step::Imported => return None,
    };
    (step != WaitingStep::Authorised || through.is_some()).then(|| WaitingRow {
        subject,
        entry: fact.id,
        kind: fact.kind.clone(),
        step,
        at,
        by,
        hands: hands(fact, sent.and_then(|said| said.by), entries),
        through,
    })
}

/// Who wrote, corrected and sent a record.
fn hands(fact: &Fact, sent_by: Option<Id>, entries: &[Entry]) -> Vec<Id> {
    let corrections: BTreeSet<Id> = (fact.earlier.iter())
        .map(|earlier| earlier.corrected_by)
        .chain([last_version(fact)])
        .collect();
    let by = |which: &dyn Fn(Id) -> bool| {
        let entries = entries.iter().filter(|entry| which(entry.header.id));
        entries
            .map(|entry| entry.header.recorded_by)
            .collect::<Vec<_>>()
    };
    let mut hands = Vec::new();
    let wrote = by(&|id| id == fact.id);
    let corrected = by(&|id| corrections.contains(&id));
    for hand in wrote.into_iter().chain(corrected).chain(sent_by) {
        if !hands.contains(&hand) {
            hands.push(hand);
        }
    }
    hands
}

/// How a file was opened in emergencies, by the relations of the book that open one.
pub fn emergencies(book: &Book, subject: Id, file: &Casefile) -> Vec<EmergencyRow> {
    let relations = book.permissions.relations.iter();
    let opening = relations.filter(|relation| relation.effect == Effect::Opens);
    opening
        .flat_map(|relation| file.of_kind(&relation.begins))
        .map(|fact| EmergencyRow {
            subject,
            entry: fact.id,
            at: fact.occurred.start(),
            seen: file
                .of_kind(kinds::GLASS_REVIEWED)
                .any(|review| review.link("glass") == Some(fact.id)),
        })
        .collect()
}
