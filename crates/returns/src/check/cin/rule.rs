//! How a rule of the census is written down.

use super::rows::{At, Child};
use super::tally::Tally;
use super::terms::Census;
use crate::check::{Finds, Needs, Rule, Severity};

/// The function of a rule.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// It looks at one child at a time.
    Child(fn(&Child<'_>, &Census<'_>, &mut Finds)),
    /// It looks at the return as a whole, after the last child.
    Return(fn(&Tally, &Census<'_>, &mut Finds)),
}

/// A rule of the census.
pub(super) type CinRule = Rule<Check>;

/// The table and column of each field a rule speaks of.
type Fields = &'static [(&'static str, &'static str)];

/// A rule whose finding is an error, in force from 2022/23 on.
pub(super) const fn error(
    code: &'static str,
    message: &'static str,
    fields: Fields,
    check: Check,
) -> CinRule {
    Rule {
        code,
        message,
        severity: Some(Severity::Error),
        from: 2023,
        until: None,
        fields,
        needs: Needs::NOTHING,
        check,
    }
}

/// A rule whose finding is a query, in force from 2022/23 on.
pub(super) const fn query(
    code: &'static str,
    message: &'static str,
    fields: Fields,
    check: Check,
) -> CinRule {
    let mut rule = error(code, message, fields, check);
    rule.severity = Some(Severity::Query);
    rule
}

impl CinRule {
    /// The same rule, from the collection that ends in `year`.
    pub(super) const fn since(mut self, year: u16) -> Self {
        self.from = year;
        self
    }

    /// The same rule, to the collection that ends in `year`.
    pub(super) const fn until(mut self, year: u16) -> Self {
        self.until = Some(year);
        self
    }
}

/// Finding the rows of a child.
pub(super) trait FindRows {
    /// Finds these rows, all of which take part in the finding.
    fn flag_all(&mut self, rows: impl IntoIterator<Item = Option<At>>);
}

impl FindRows for Finds {
    fn flag_all(&mut self, rows: impl IntoIterator<Item = Option<At>>) {
        for at in rows.into_iter().flatten() {
            self.flag(at.table, at.row);
        }
    }
}
