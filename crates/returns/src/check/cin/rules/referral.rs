//! Rules about one referral: its date, source, need, and whether it went further.

use jiff::ToSpan;
use jiff::civil::date;

use crate::check::cin::codes;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::{Flag, table};
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    query(
        "8555Q",
        "Child cannot be referred after its recorded date of death",
        &[
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
            (table::CIN_DETAILS, "CINreferralDate"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if after(referral.referred, child.identifiers.died) {
                    finds.flag_all([child.identifiers.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "8568",
        "RNFA flag is missing or invalid",
        &[(table::CIN_DETAILS, "ReferralNFA")],
        Child(|child, _, finds| {
            let unclear = |flag| matches!(flag, Flag::Missing | Flag::Neither);
            let referrals = child.referrals.iter();
            let unclear = referrals.filter(|referral| unclear(referral.no_further_action));
            finds.flag_all(unclear.map(|referral| referral.at));
        }),
    ),
    query(
        "8569Q",
        "A case with referral date before one working day prior to the collection start \
         date must not be flagged as a no further action case",
        &[(table::CIN_DETAILS, "ReferralNFA")],
        Child(|child, census, finds| {
            for referral in &child.referrals {
                if referral.no_further_action.is_yes()
                    && before(referral.referred, Some(census.working_day_before))
                {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8600",
        "Child referral date missing or after data collection period",
        &[(table::CIN_DETAILS, "CINreferralDate")],
        Child(|child, census, finds| {
            for referral in &child.referrals {
                if referral.referred.is_none() || after(referral.referred, Some(census.reference)) {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    // 280 days, which are 40 weeks.
    error(
        "8606",
        "Child referral date is more than 40 weeks before DOB or expected DOB",
        &[
            (table::CIN_DETAILS, "CINreferralDate"),
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate"),
        ],
        Child(|child, _, finds| {
            let who = &child.identifiers;
            let conceived = [who.born, who.expected].map(|day| day?.checked_sub(280.days()).ok());
            for referral in &child.referrals {
                if conceived.iter().any(|day| before(referral.referred, *day)) {
                    finds.flag_all([who.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "8610",
        "Primary Need code is missing for a referral which led to further action.",
        &[
            (table::CIN_DETAILS, "ReferralNFA"),
            (table::CIN_DETAILS, "PrimaryNeedCode"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if referral.no_further_action.is_no() && referral.primary_need.is_none() {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8650",
        "Primary Need Code invalid (see Primary Need table in CIN census code set)",
        &[(table::CIN_DETAILS, "PrimaryNeedCode")],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let need = referral.primary_need;
                if need.is_some_and(|code| !codes::PRIMARY_NEED.contains(&code)) {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    // Asked of a referral on or after 1 April 2013.
    error(
        "8866",
        "Source of Referral is missing or an invalid code",
        &[
            (table::CIN_DETAILS, "CINreferralDate"),
            (table::CIN_DETAILS, "ReferralSource"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let source = referral.source;
                if !before(referral.referred, Some(date(2013, 4, 1)))
                    && referral.referred.is_some()
                    && !source.is_some_and(|code| codes::REFERRAL_SOURCE.contains(&code))
                {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
];
