//! What a file should hold by when, so that what is missing can be told.

use super::model::{Cite, Within};
use crate::expr::Condition;

/// Something that a file should hold while the child is in a state.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Who is to see to it; of a clock, its owner.
    pub owner: String,
    /// The state, by its number.
    pub during: usize,
    /// What must hold of the child besides.
    pub when: Option<Condition>,
    /// What is looked for.
    pub looks_for: LooksFor,
    /// What asks for it; of a clock, its sources.
    pub sources: Vec<Cite>,
    /// Where it stands in the book: file and line.
    pub place: (String, usize),
}

/// What is looked for in the file.
#[derive(Clone, Debug)]
pub enum LooksFor {
    /// What this clock owes: its own time holds, and nothing is said twice.
    Clock(String),
    /// A record of one of these types, which nothing has closed.
    Record {
        /// The record types.
        kinds: Vec<String>,
        /// How long after the state began.
        by: Within,
        /// How long one is good for, where it has to be done again.
        good_for: Option<Within>,
    },
}
