//! Rules about the unique pupil number, and why there is none.

use crate::check::cin::codes;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::{Identifiers, table};
use crate::check::cin::rule::{
    Check::{Child, Return},
    CinRule, FindRows, error, query,
};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    // Asked of a number that is otherwise of the right form.
    error(
        "1510",
        "UPN invalid (wrong check letter at character 1)",
        &[(table::CHILD_IDENTIFIERS, "UPN")],
        Child(|child, _, finds| {
            let Some(upn) = child.identifiers.upn else {
                return;
            };
            let first = upn.chars().next().map(|first| first.to_ascii_uppercase());
            if codes::check_letter(upn).is_some_and(|letter| first != Some(letter)) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    error(
        "1520",
        "More than one record with the same UPN.",
        &[(table::CHILD_IDENTIFIERS, "UPN")],
        Return(|tally, _, finds| finds.flag_all(tally.upns.rows())),
    ),
    error(
        "1530",
        "UPN invalid (characters 2-4 not a recognised LA code)",
        &[(table::CHILD_IDENTIFIERS, "UPN")],
        Child(|child, census, finds| {
            let authority = child.identifiers.upn.and_then(authority_of);
            let known =
                |code: String| codes::is_authority(&code, census.authorities, census.reference);
            if authority.is_some_and(|code| !known(code)) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    error(
        "1540",
        "UPN invalid (characters 5-12 not all numeric)",
        &[(table::CHILD_IDENTIFIERS, "UPN")],
        Child(|child, _, finds| {
            let Some(upn) = child.identifiers.upn else {
                return;
            };
            let figures = upn.as_bytes().get(4..12);
            if !figures.is_some_and(|figures| figures.iter().all(u8::is_ascii_digit)) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    error(
        "1550",
        "UPN invalid (character 13 not a recognised value)",
        &[(table::CHILD_IDENTIFIERS, "UPN")],
        Child(|child, _, finds| {
            let Some(upn) = child.identifiers.upn else {
                return;
            };
            let last = upn.as_bytes().get(12);
            if !last.is_some_and(|last| codes::may_end_upn(*last)) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    query(
        "1560Q",
        "Please check and either amend or provide a reason: Former UPN wrongly formatted",
        &[(table::CHILD_IDENTIFIERS, "FormerUPN")],
        Child(|child, _, finds| {
            let former = child.identifiers.former_upn;
            if former.is_some_and(|former| !codes::is_formed_as_upn(former)) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    // Asked of a child born more than six years before the reference date.
    query(
        "8770Q",
        "Please check and either amend data or provide a reason: UPN or reason UPN \
         missing expected for a child who is more than 5 years old",
        &[
            (table::CHILD_IDENTIFIERS, "UPN"),
            (table::CHILD_IDENTIFIERS, "UPNunknown"),
        ],
        Child(|child, census, finds| {
            let who = &child.identifiers;
            let is_old_enough = before(who.born, census.years_before_reference(6));
            let goes_on = child
                .referrals
                .iter()
                .any(|referral| referral.no_further_action.is_no());
            if goes_on && is_old_enough && who.upn.is_none() && !has_reason_for_no_upn(who) {
                finds.flag_all([who.at]);
            }
        }),
    )
    .until(2024),
    // Asked of a child of four or older on the reference date. UN1 says that the child is
    // too young to have a number.
    query(
        "8770Q",
        "Please check and either amend data or provide a reason: UPN is missing or reason \
         UPN is missing or is UN1 for a child who is of school age.",
        &[
            (table::CHILD_IDENTIFIERS, "UPN"),
            (table::CHILD_IDENTIFIERS, "UPNunknown"),
        ],
        Child(|child, census, finds| {
            let who = &child.identifiers;
            let four_years_ago = census.years_before_reference(4);
            let is_old_enough = who.born.is_some() && !after(who.born, four_years_ago);
            let goes_on = child
                .referrals
                .iter()
                .any(|referral| referral.no_further_action.is_no());
            let has_reason = has_reason_for_no_upn(who) && who.upn_unknown != Some("UN1");
            if goes_on && is_old_enough && who.upn.is_none() && !has_reason {
                finds.flag_all([who.at]);
            }
        }),
    )
    .since(2025),
    error(
        "8772",
        "UPN unknown reason is UN7 (Referral with no further action) but at least one CIN \
         details is a referral going on to further action",
        &[
            (table::CHILD_IDENTIFIERS, "UPNunknown"),
            (table::CIN_DETAILS, "ReferralNFA"),
        ],
        Child(|child, _, finds| {
            if child.identifiers.upn_unknown == Some("UN7") {
                for referral in &child.referrals {
                    if !referral.no_further_action.is_yes() {
                        finds.flag_all([child.identifiers.at, referral.at]);
                    }
                }
            }
        }),
    ),
];

/// Characters 2 to 4, of a number that has as many.
fn authority_of(upn: &str) -> Option<String> {
    let code: String = upn.chars().skip(1).take(3).collect();
    (code.chars().count() == 3).then_some(code)
}

fn has_reason_for_no_upn(who: &Identifiers<'_>) -> bool {
    who.upn_unknown
        .is_some_and(|reason| codes::UPN_UNKNOWN.contains(&reason))
}
