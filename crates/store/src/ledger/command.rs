//! A command: what is to be appended to one file, and the version of the file that
//! it was decided on.

use jiff::Timestamp;
use practice::Id;
use record::{Draft, Entry};

use super::admit_joined;

/// What is to be appended to one file, all of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The file. Every draft is of this owner.
    pub owner: Id,
    /// The version of the file that the command was decided on: the number of its
    /// entries, with those of what is merged into it; 0 where there is none yet. It is refused where the file has moved
    /// on.
    pub expected_version: u64,
    /// The whole file at that version, in order, where the caller has it at hand;
    /// otherwise it is loaded.
    pub known: Option<Vec<Entry>>,
    /// What is to be appended, in order. At least one.
    pub drafts: Vec<Draft>,
}

impl Command {
    /// The files of which it changes what is kept: its own, and those that it merges or parts.
    pub(crate) fn touches(&self) -> Vec<Id> {
        let others = admit_joined::others(&self.drafts);
        others.into_iter().chain([self.owner]).collect()
    }
}

/// What was appended, durably.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The position of the first entry; the others follow without a gap.
    pub first_position: u64,
    /// The position of the last entry.
    pub last_position: u64,
    /// The version of the file after the last of these entries.
    pub version: u64,
    /// When they were recorded.
    pub recorded_at: Timestamp,
    /// Whether they stood there already: the command was a retry.
    pub already: bool,
}
