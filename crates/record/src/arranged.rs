//! What is arranged for a day or a time: kept beside the ledger, so that a diary reads no file.

use practice::{Book, Id, When};

use crate::Casefile;

/// A meeting, or something else that is to happen. Nothing that was written in words stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrangedRow {
    /// The file of whom it is about.
    pub subject: Id,
    /// The entry that says so.
    pub entry: Id,
    /// Its record type.
    pub kind: String,
    /// Of what kind it is: a code of the list that the record's field names.
    pub code: Option<String>,
    /// When it is to happen.
    pub at: When,
    /// How often it was corrected, or withdrawn.
    pub changes: u32,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// What this file says is arranged, whenever. What was withdrawn is told too, because somebody may
/// have it in a calendar.
pub fn arranged(book: &Book, subject: Id, file: &Casefile) -> Vec<ArrangedRow> {
    let of_diary = |kind: &str| book.diary.iter().find(|one| one.on == kind);
    (file.facts.iter())
        .filter_map(|fact| {
            let shown = of_diary(&fact.kind)?;
            let code = shown.kind.as_ref().and_then(|kind| fact.text(kind));
            Some(ArrangedRow {
                subject,
                entry: fact.id,
                kind: fact.kind.clone(),
                code: code.map(str::to_owned),
                at: fact.when(&shown.at)?,
                changes: u32::try_from(fact.earlier.len()).unwrap_or(u32::MAX)
                    + u32::from(fact.withdrawn),
                withdrawn: fact.withdrawn,
            })
        })
        .collect()
}
