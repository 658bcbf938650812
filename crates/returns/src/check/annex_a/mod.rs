//! The checks of Annex A. Nobody publishes rules for it: these say what the guidance asks of
//! each column, and what lists of the same children cannot say both.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a rule | `rules/`, a file for each family |
//! | what a rule looks at | [`Context`] |
//! | to check a workbook | [`check`] |
//!
//! Rows are counted from 0 below the headers of each sheet. A list without a sheet is found
//! at the row 0 of its own name.

mod context;
mod rules;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cin::Published;
use super::{Collection, Report, Severity};
use crate::read::annex_a::AnnexA;
pub use context::{At, Context, Found};

/// A rule of Annex A.
#[derive(Debug, Clone, Copy)]
pub struct AnnexRule {
    /// Its code.
    pub code: &'static str,
    /// Its words.
    pub message: &'static str,
    /// Whether what it finds is wrong, or to be looked at again.
    pub severity: Severity,
    check: fn(&Context<'_>, &mut Found),
}

/// What a check of the lists says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexCheck {
    /// The rules run, and the rows found.
    pub report: Report,
    /// The columns that a rule found something in, by rule, list and row.
    pub columns: BTreeMap<(&'static str, u8, u32), Vec<&'static str>>,
}

/// Checks the lists as those of an inspection on a day.
pub fn check(annex: &AnnexA, on: Date) -> AnnexCheck {
    let context = Context::new(annex, on);
    // Days outside 1901 to 2100 are no days of an inspection.
    let collection = Collection::holding(on).or(Collection::ending(2100));
    let mut report = Report::new("annex-a", collection.unwrap_or(Collection::FIRST));
    let mut columns = BTreeMap::new();
    for rule in all() {
        let mut found = Found::default();
        (rule.check)(&context, &mut found);
        let (finds, in_columns) = found.into_finds();
        report.ran(rule.code, finds);
        columns.extend(
            (in_columns.into_iter()).map(|((list, row), names)| ((rule.code, list, row), names)),
        );
    }
    AnnexCheck { report, columns }
}

/// What is said of each rule.
pub fn published() -> impl Iterator<Item = Published> {
    all().map(|rule| Published {
        code: rule.code,
        message: rule.message,
        severity: Some(rule.severity),
        fields: &[],
    })
}

fn all() -> impl Iterator<Item = &'static AnnexRule> {
    rules::FAMILIES.iter().copied().flatten()
}
