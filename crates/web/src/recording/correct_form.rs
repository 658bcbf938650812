//! The form in which something is corrected: for one child, or for all for whom it was recorded.

use maud::{Markup, html};
use practice::book::RecordType;
use practice::{Fact, Id};
use store::KeptDraft;

use super::answer::Wrong;
use super::drafts::CORRECTS;
use super::form::{Drawn, page};
use super::several::Several;
use super::since::Since;
use crate::answers::Answers;
use crate::child::File;
use crate::visit::Visit;

/// Under what name a form says that it is for all.
pub(super) const FOR: &str = "for";
/// What it says then.
pub(super) const ALL: &str = "all";

/// What differs from one showing of the form to another.
pub(super) struct Shown<'s> {
    pub answers: &'s Answers,
    pub wrong: &'s [Wrong],
    pub since: &'s [Since],
    /// For whom it is, where it is for several.
    pub several: Option<&'s Several>,
    pub draft: Id,
    pub draft_version: u64,
    pub based_on: u64,
}

impl<'s> Shown<'s> {
    /// These answers, kept as this draft, begun on the file as it stands.
    pub fn new(file: &File, draft: Id, answers: &'s Answers) -> Self {
        Self {
            answers,
            wrong: &[],
            since: &[],
            several: None,
            draft,
            draft_version: 0,
            based_on: file.entries.len() as u64,
        }
    }

    /// These answers, which were kept in a draft, begun on the file as it stood then.
    pub fn kept(kept: &KeptDraft, answers: &'s Answers) -> Self {
        Self {
            answers,
            wrong: &[],
            since: &[],
            several: None,
            draft: kept.id,
            draft_version: kept.version,
            based_on: kept.based_on,
        }
    }
}

/// The page.
pub(super) fn draw(
    visit: &Visit<'_>,
    file: &File,
    (fact, record): (&Fact, &RecordType),
    shown: &Shown<'_>,
) -> Markup {
    let action = format!("/child/{}/entry/{}/correct", file.child.subject, fact.id);
    let title = match shown.several {
        Some(_) => format!("Correct for all: {}", record.title),
        None => format!("Correct: {}", record.title),
    };
    let notice = crate::deciding::notice_of_correction(visit, file, fact);
    page(
        visit,
        file,
        &Drawn {
            record,
            answers: shown.answers,
            wrong: shown.wrong,
            known_from: None,
            draft: shown.draft,
            draft_version: shown.draft_version,
            based_on: shown.based_on,
            since: shown.since,
            several: shown.several,
            can_be_for_others: false,
            action: &action,
            title: &title,
            before: html! {
                @if shown.several.is_some() { input type="hidden" name=(FOR) value=(ALL); }
                // What it corrects, for whoever keeps it as a draft.
                input type="hidden" name=(CORRECTS) value=(fact.id);
                (notice)
            },
            documents: None,
        },
    )
}
