//! Why a person fits: what agrees and what differs, in plain words.

use practice::finding::{Agreement, Finding};
use serde::Serialize;

/// How well a person fits, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Match {
    /// The sum of the weights, in hundredths of a bit.
    pub score: i32,
    /// What agrees and what differs, what tells most first.
    pub reasons: Vec<Reason>,
}

/// One thing that agrees or differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Which, as the practice book names it.
    pub agreement: &'static str,
    /// In plain words, with what is recorded where that is not what was asked.
    pub says: String,
    /// What it tells, in hundredths of a bit; below zero where it speaks against.
    pub weight: i32,
}

/// An agreement on its way to a reason.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    pub agreement: Agreement,
    pub weight: i32,
    /// What is recorded, where that says more.
    pub recorded: Option<String>,
    pub notes: Vec<Agreement>,
}

impl Agreed {
    pub fn new(agreement: Agreement, finding: &Finding) -> Self {
        Self {
            agreement,
            weight: finding.weight(agreement),
            recorded: None,
            notes: Vec::new(),
        }
    }

    pub fn recorded(mut self, recorded: &str) -> Self {
        self.recorded = Some(recorded.to_owned());
        self
    }

    pub fn noting(mut self, note: Agreement, finding: &Finding) -> Self {
        self.weight += finding.weight(note);
        self.notes.push(note);
        self
    }

    pub fn reason(self, finding: &Finding) -> Reason {
        let mut says = finding.says(self.agreement).to_owned();
        for note in self.notes {
            says = format!("{says}, {}", finding.says(note));
        }
        if let Some(recorded) = self.recorded {
            says = format!("{says}: {recorded}");
        }
        Reason {
            agreement: self.agreement.name(),
            says,
            weight: self.weight,
        }
    }
}
