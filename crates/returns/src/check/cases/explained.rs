//! The list of disagreements that have an explanation.
//!
//! ```toml
//! [[disagreement]]
//! return = "ssda903"
//! rule = "SW09STG2"
//! line = 12            # without it: every case of the rule
//! reason = "The message says 24 hours; the case tests three days."
//! ```

use serde::Deserialize;

use super::Case;

/// Disagreements with published cases, each with its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    #[serde(default)]
    disagreement: Vec<Disagreement>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Disagreement {
    #[serde(rename = "return")]
    return_name: Option<String>,
    rule: String,
    line: Option<u32>,
    reason: String,
}

/// Why the list was not read.
#[derive(Debug, thiserror::Error)]
pub enum ExplainedError {
    /// It is no such list.
    #[error(
        "the list of explained disagreements was not read: {0}each [[disagreement]] needs a rule and a reason, and may have a return and a line"
    )]
    Shape(#[from] toml::de::Error),
    /// A disagreement has no reason.
    #[error(
        "the explained disagreement of rule {rule} has an empty reason; say why the message is right"
    )]
    NoReason {
        /// The rule.
        rule: String,
    },
}

impl Explained {
    /// Reads the list.
    pub fn parse(text: &str) -> Result<Self, ExplainedError> {
        let list: Self = toml::from_str(text)?;
        match list
            .disagreement
            .iter()
            .find(|one| one.reason.trim().is_empty())
        {
            Some(one) => Err(ExplainedError::NoReason {
                rule: one.rule.clone(),
            }),
            None => Ok(list),
        }
    }

    /// The reason why a case disagrees, when it is on the list.
    pub fn reason(&self, case: &Case) -> Option<&str> {
        let is_it = |one: &&Disagreement| {
            one.rule == case.rule
                && one.line.is_none_or(|line| line == case.line)
                && one
                    .return_name
                    .as_ref()
                    .is_none_or(|name| *name == case.return_name)
        };
        self.disagreement
            .iter()
            .find(is_it)
            .map(|one| one.reason.as_str())
    }
}
