//! What a check says, in each of its formats.

mod csv;
mod json;
mod table;
mod xlsx;

use std::collections::BTreeMap;

use returns::check::Report;

use super::finding::Located;
use super::output::Output;
use super::rules::Rules;
use crate::cli::Format;

/// A return that was checked.
pub struct Checked<'a> {
    /// What the return is called.
    pub title: &'a str,
    pub report: &'a Report,
    pub rules: &'a Rules,
    /// Where its rows are.
    pub located: &'a dyn Located,
    /// What else is to be said: left alone, not looked at.
    pub notes: &'a [String],
}

impl Checked<'_> {
    /// The rules that did not run, those with one reason together: `202, 203: it needs …`.
    fn not_run(&self) -> Vec<String> {
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

/// Says it.
pub fn print(checked: &Checked<'_>, output: Output<'_>) -> anyhow::Result<()> {
    output.beside(checked.notes);
    output.write(|out| match output.format {
        Format::Table => table::print(checked, out),
        Format::Json => json::print(checked.report, out),
        Format::Csv => csv::print(checked, out),
        Format::Xlsx => xlsx::print(checked, out),
    })
}
