//! A command that waits to be answered, through all the attempts to write it.

use super::command::{Appended, Command};
use crate::error::StoreError;

/// How often a command may clash with what stands there before it is refused.
const CLASHES: u32 = 2;

/// What became of one command.
pub(super) type Outcome = Result<Appended, StoreError>;

/// A command of a group, and how it fares.
pub(super) struct Asked {
    /// The command.
    pub command: Command,
    /// What became of it, once that is known.
    pub outcome: Option<Outcome>,
    /// Whether it was found not to be there: what is found there later, we wrote.
    pub was_new: bool,
    clashes: u32,
    /// That the connection was lost while it was being kept.
    pub unconfirmed: Option<StoreError>,
}

impl Asked {
    /// Of a command that has just come in.
    pub fn new(command: Command) -> Self {
        Self {
            command,
            outcome: None,
            was_new: false,
            clashes: 0,
            unconfirmed: None,
        }
    }

    /// Whether it is still to be answered.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Answers it, or leaves it open to be tried again.
    pub fn answer(&mut self, outcome: Outcome) {
        self.outcome = match outcome {
            Err(StoreError::Clash { .. }) if self.clashes < CLASHES => {
                self.clashes += 1;
                None
            }
            Err(StoreError::Clash { why }) => Some(Err(StoreError::Refused { why })),
            outcome => Some(outcome),
        };
    }
}

/// Notes what became of the command at this place of the group.
pub(super) fn answer(group: &mut [Asked], place: usize, outcome: Outcome) {
    if let Some(asked) = group.get_mut(place) {
        asked.answer(outcome);
    }
}
