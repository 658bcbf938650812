//! What a check found, as people look for it: each finding with its line, its child and the
//! values, and the files that say so. The command and the pages both show it from here.
//!
//! | what you look for | where it is |
//! |---|---|
//! | which rules a collection has, and which were asked for | [`Rules`] |
//! | a finding with its line, child and values | [`Finding`], [`FoundRows`] |
//! | how the rows of a return are found again | [`Located`], [`CheckedCensus`] |
//! | one line for each finding; a workbook | [`write_csv`], [`write_xlsx`] |
//! | what a return holds that no rule looked at | [`not_looked_at`] |

mod csv;
mod finding;
mod not_looked_at;
mod rows_cin;
mod rows_ssda903;
mod rules;
mod xlsx;

use std::collections::BTreeMap;
use std::io;

use super::{Collection, Report};
use crate::read::ReadError;

pub use csv::write_csv;
pub use finding::{Finding, Finds, FoundRows, Located, severity};
pub use not_looked_at::not_looked_at;
pub use rows_cin::{CheckedCensus, Open};
pub use rules::{Rules, say_what_is_newer};
pub use xlsx::write_xlsx;

/// Why what was found cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowError {
    /// The return cannot be read once more.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The answer cannot be written.
    #[error("the answer cannot be written")]
    Write(#[source] io::Error),
    /// The answer is no workbook.
    #[error("the workbook cannot be made")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Why there is no such rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchRule {
    /// The collection is before the first whose rules are known.
    #[error("the rules of {collection} are not known here: the oldest are those of {oldest}")]
    TooEarly {
        /// The collection.
        collection: Collection,
        /// The oldest that is known.
        oldest: String,
    },
    /// The collection has no rule of this code.
    #[error(
        "{collection} has no rule {code:?}: the whole check, with --format json, names all it has"
    )]
    Unknown {
        /// The collection.
        collection: Collection,
        /// What was asked for.
        code: String,
    },
}

/// A return that was checked.
pub struct Checked<'a> {
    /// What the return is called.
    pub title: &'a str,
    /// What was found.
    pub report: &'a Report,
    /// The rules.
    pub rules: &'a Rules,
    /// Where its rows are.
    pub located: &'a dyn Located,
    /// What else is to be said: left alone, not looked at.
    pub notes: &'a [String],
}

impl Checked<'_> {
    /// The rules that did not run, those with one reason together: `202, 203: it needs …`.
    pub fn not_run(&self) -> Vec<String> {
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in &self.report.rules_not_run {
            reasons.entry(&one.why).or_default().push(&one.rule);
        }
        let reasons = reasons.into_iter();
        reasons
            .map(|(why, rules)| format!("{}: {why}", rules.join(", ")))
            .collect()
    }
}
