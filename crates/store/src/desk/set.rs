//! A set of notes, through all the attempts to keep it.

use std::sync::mpsc::Receiver;

use practice::Id;

use super::Note;
use super::look::Look;
use crate::error::StoreError;

/// What became of a set.
pub(crate) type Noted = Result<(), StoreError>;

/// Notes of which all are kept, or none; and how they fare.
pub(crate) struct NoteSet {
    /// The notes, in their order.
    pub notes: Vec<Note>,
    /// What became of it in the transaction that is on its way.
    tried: Option<Noted>,
    outcome: Option<Noted>,
    unconfirmed: Option<StoreError>,
}

impl NoteSet {
    /// Of notes that have just come in.
    pub fn new(notes: Vec<Note>) -> Self {
        Self {
            notes,
            tried: None,
            outcome: None,
            unconfirmed: None,
        }
    }

    /// The accounts and drafts whose versions it depends on, or changes. No two sets of one
    /// group speak of the same, so that what is found there after a lost answer is known to
    /// be what was to be kept.
    pub fn about(&self) -> impl Iterator<Item = Id> {
        self.notes.iter().filter_map(Note::about)
    }

    /// Its looks, where it holds nothing else and none of them has anything to hide: they
    /// are written without a question.
    pub(super) fn plain_looks(&self) -> Option<impl Iterator<Item = &Look>> {
        let plain = |note: &Note| matches!(note, Note::Looked(look) if look.reason.is_none());
        self.notes.iter().all(plain).then(|| {
            self.notes.iter().filter_map(|note| match note {
                Note::Looked(look) => Some(look),
                _ => None,
            })
        })
    }

    /// Whether it is still to be answered.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// What becomes of it, if the transaction is kept.
    pub(super) fn tried(&mut self, noted: Noted) {
        self.tried = Some(noted);
    }

    /// The transaction was kept: what was tried is so.
    pub fn settle(&mut self) {
        if self.is_open() {
            self.outcome = self.tried.take();
        }
    }

    /// The connection was lost while it was being kept.
    pub fn unconfirmed(&mut self, error: &StoreError) {
        if self.is_open() {
            self.unconfirmed = Some(error.clone());
        }
    }

    /// It is not tried again.
    pub fn give_up(&mut self, error: &StoreError) {
        if self.is_open() {
            let error = self.unconfirmed.take().unwrap_or_else(|| error.clone());
            self.outcome = Some(Err(error));
        }
    }

    /// What became of it.
    pub fn outcome(self) -> Noted {
        self.outcome.unwrap_or(Err(StoreError::WriterStopped))
    }
}

/// A set of notes that was submitted, to be asked later what became of it.
#[must_use = "what became of the notes is known only by waiting for them"]
pub struct NoteTicket {
    pub(crate) answer: Receiver<Noted>,
}

impl NoteTicket {
    /// Waits until all of them are durable, or refused.
    pub fn wait(self) -> Result<(), StoreError> {
        self.answer.recv().unwrap_or(Err(StoreError::WriterStopped))
    }
}
