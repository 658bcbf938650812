//! The rules, by family.

mod agree;
mod cells;
mod dates;
mod members;
mod pairs;

use super::context::{At, Context, Found};
use super::{AnnexRule, Severity};

/// Every family.
pub(super) const FAMILIES: &[&[AnnexRule]] = &[
    cells::RULES,
    dates::RULES,
    pairs::RULES,
    agree::RULES,
    members::RULES,
];

/// A rule whose finding is wrong.
const fn error(
    code: &'static str,
    message: &'static str,
    check: fn(&Context<'_>, &mut Found),
) -> AnnexRule {
    AnnexRule {
        code,
        message,
        severity: Severity::Error,
        check,
    }
}

/// A rule whose finding may be right, and should be looked at again.
const fn query(
    code: &'static str,
    message: &'static str,
    check: fn(&Context<'_>, &mut Found),
) -> AnnexRule {
    AnnexRule {
        code,
        message,
        severity: Severity::Query,
        check,
    }
}
