//! Rules about the referrals of one child beside each other.

use super::find_overlapping;
use crate::check::cin::days::after;
use crate::check::cin::rows::{Referral, table};
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error};
use crate::check::cin::spans::Span;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "8815",
        "More than one open CIN Details episode (a module with no CIN Closure Date) has \
         been provided for this child and case is not a referral with no further action.",
        &[
            (table::CIN_DETAILS, "ReferralNFA"),
            (table::CIN_DETAILS, "CINclosureDate"),
        ],
        Child(|child, _, finds| {
            let open: Vec<_> = child.referrals.iter().filter(|one| is_open(one)).collect();
            if open.len() > 1 {
                finds.flag_all(open.iter().map(|referral| referral.at));
            }
        }),
    ),
    error(
        "8816",
        "An open CIN episode is shown and case is not a referral with no further action, \
         but it is not the latest episode.",
        &[
            (table::CIN_DETAILS, "CINreferralDate"),
            (table::CIN_DETAILS, "ReferralNFA"),
        ],
        Child(|child, _, finds| {
            let latest = child.referrals.iter().filter_map(|one| one.referred).max();
            for referral in child.referrals.iter().filter(|one| is_open(one)) {
                if after(latest, referral.referred) {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    // A case runs to its closure, on which day the next may begin; an open one that went
    // further runs to the reference date.
    error(
        "8820",
        "The dates on the CIN episodes for this child overlap",
        &[
            (table::CIN_DETAILS, "CINreferralDate"),
            (table::CIN_DETAILS, "CINclosureDate"),
        ],
        Child(|child, census, finds| {
            let span = |referral: &Referral<'_>| {
                let start = referral.referred?;
                Some(match referral.closed {
                    Some(closed) => Span::to_before(start, closed),
                    None if is_open(referral) => Span::to(start, census.reference),
                    None => Span::beginning(start),
                })
            };
            let referrals = child.referrals.iter();
            find_overlapping(
                referrals.filter_map(|one| Some((one.at, span(one)?))),
                finds,
            );
        }),
    ),
];

/// Whether a case is open: it is not closed, and is no referral without further action.
fn is_open(referral: &Referral<'_>) -> bool {
    referral.closed.is_none() && referral.no_further_action.is_no()
}
