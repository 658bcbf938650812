//! The rules, a file for each family. Each has its official code, message and fields,
//! and a function of a few lines; a line above it says what the message leaves open.
//!
//! Where a code was changed, each version says from or until which collection it holds.

mod assessment;
mod both_plans;
mod characteristics;
mod cin_plan;
mod closure;
mod conference;
mod enquiry;
mod episodes;
mod factors;
mod header;
mod identifiers;
mod no_further_action;
mod protection_plan;
mod referral;
mod upn;

use super::rows::At;
use super::rule::{CinRule, FindRows};
use super::spans::{Span, overlapping};
use crate::check::Finds;

/// All rules of all collections.
pub(super) fn all() -> impl Iterator<Item = &'static CinRule> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

const FAMILIES: &[&[CinRule]] = &[
    header::RULES,
    identifiers::RULES,
    upn::RULES,
    characteristics::RULES,
    referral::RULES,
    closure::RULES,
    episodes::RULES,
    no_further_action::RULES,
    assessment::RULES,
    factors::RULES,
    enquiry::RULES,
    conference::RULES,
    cin_plan::RULES,
    both_plans::RULES,
    protection_plan::RULES,
];

/// Finds the rows whose spans overlap another.
fn find_overlapping(rows: impl Iterator<Item = (Option<At>, Span)>, finds: &mut Finds) {
    let (rows, spans): (Vec<_>, Vec<_>) = rows.unzip();
    if rows.len() > 1 {
        let marked = rows.into_iter().zip(overlapping(&spans));
        finds.flag_all(marked.filter(|(_, marked)| *marked).map(|(at, _)| at));
    }
}
