//! What is asked about.

use jiff::Timestamp;
use practice::Id;
use practice::book::Effect;

use super::scope::{ScopeRow, Whom};

/// A file, as it stands at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file.
    pub subject: Id,
    /// Whose file it is: one of the book's (`child`).
    pub about: String,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// Which workers and teams stand in which relation to it.
    pub stands: Vec<(String, Effect, Whom)>,
    /// Who wrote the record that is to be authorised, corrected or withdrawn.
    pub recorded_by: Option<Id>,
}

impl Target {
    /// A file with which nobody is concerned, and which is not restricted.
    pub fn new(subject: Id, about: &str, organisation: Id) -> Self {
        Self {
            subject,
            about: about.to_owned(),
            organisation,
            stands: Vec::new(),
            recorded_by: None,
        }
    }

    /// A file with those of its rows that hold at an instant.
    #[must_use]
    pub fn with(mut self, rows: &[ScopeRow], at: Timestamp) -> Self {
        let holds = rows.iter().filter(|row| row.holds(at));
        self.stands
            .extend(holds.map(|row| (row.relation.clone(), row.effect, row.whom.clone())));
        self
    }

    /// The same, where this worker wrote the record in question.
    #[must_use]
    pub fn recorded_by(mut self, worker: Id) -> Self {
        self.recorded_by = Some(worker);
        self
    }

    /// Whether the file is restricted.
    pub fn is_restricted(&self) -> bool {
        (self.stands.iter()).any(|(_, effect, _)| *effect == Effect::Restricts)
    }
}
