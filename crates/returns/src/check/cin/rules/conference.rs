//! Rules about the initial child protection conference, which stands with the enquiry it
//! followed, or else with the referral.

use std::collections::HashSet;

use jiff::civil::{Date, Weekday};

use crate::check::cin::days::before;
use crate::check::cin::rows::{Enquiry, Referral, table};
use crate::check::cin::rule::{
    Check::{Child, Return},
    CinRule, FindRows, error, query,
};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "1104",
        "The date of the initial child protection conference cannot be before the \
         referral date",
        &[
            (table::CIN_DETAILS, "CINreferralDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if before(referral.conference, referral.referred) {
                    finds.flag_all([referral.at]);
                }
            }
            for (referral, enquiry) in child.enquiries() {
                if before(enquiry.conference, referral.referred) {
                    finds.flag_all([enquiry.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "2883",
        "There are more child protection plans starting than initial conferences taking place",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
        ],
        Return(|tally, _, finds| {
            if tally.plans_begun > tally.conferences_held {
                finds.flag_whole_return();
            }
        }),
    ),
    // One conference, of one day, in both places.
    error(
        "2884",
        "An initial child protection conference is recorded at both the S47 and CIN \
         Details level and it should only be recorded in one",
        &[
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
        ],
        Child(|child, _, finds| {
            let of_referrals = child.referrals.iter().filter_map(|one| one.conference);
            let of_referrals: HashSet<Date> = of_referrals.collect();
            let of_enquiries = child.enquiries().filter_map(|(_, one)| one.conference);
            let in_both = of_enquiries.filter(|day| of_referrals.contains(day));
            let both: HashSet<Date> = in_both.collect();
            let referrals = child.referrals.iter();
            let referrals = referrals.filter(|one| is_among(&both, one.conference));
            finds.flag_all(referrals.map(|one| one.at));
            let enquiries = child.enquiries();
            let enquiries = enquiries.filter(|(_, one)| is_among(&both, one.conference));
            finds.flag_all(enquiries.map(|(_, one)| one.at));
        }),
    ),
    // A plan that began in the census year began on the day of a conference of one of the
    // referral's enquiries; where there is none that required a conference, on the day of the
    // referral's own.
    error(
        "2885",
        "Child protection plan shown as starting a different day to the initial child \
         protection conference.",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
        ],
        Child(|child, census, finds| {
            for referral in &child.referrals {
                let enquiries: Vec<_> = enquiries_with_conference(referral).collect();
                let held: HashSet<Date> = if enquiries.is_empty() {
                    referral.conference.into_iter().collect()
                } else {
                    enquiries.iter().filter_map(|one| one.conference).collect()
                };
                let plans = referral.protection_plans();
                let plans = plans.filter(|plan| census.holds(plan.started));
                let wrong: Vec<_> = plans
                    .filter(|plan| !is_among(&held, plan.started))
                    .collect();
                if wrong.is_empty() {
                    continue;
                }
                finds.flag_all(wrong.iter().map(|plan| plan.at));
                if enquiries.is_empty() {
                    finds.flag_all([referral.at]);
                }
                let plans = referral.protection_plans();
                let begun: HashSet<Date> = plans.filter_map(|plan| plan.started).collect();
                let enquiries = enquiries.iter();
                let without_plan = enquiries.filter(|one| !is_among(&begun, one.conference));
                finds.flag_all(without_plan.map(|one| one.at));
            }
        }),
    ),
    error(
        "8715",
        "Date of Initial Child Protection Conference must fall within the census year",
        &[
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
            (table::HEADER, "ReferenceDate"),
        ],
        Child(|child, census, finds| {
            let referrals = child
                .referrals
                .iter()
                .filter(|one| census.lacks(one.conference));
            finds.flag_all(referrals.map(|one| one.at));
            let enquiries = child
                .enquiries()
                .filter(|(_, one)| census.lacks(one.conference));
            finds.flag_all(enquiries.map(|(_, one)| one.at));
        }),
    ),
    query(
        "8870Q",
        "Please check and either amend or provide a reason: The Target Date for Initial \
         Child Protection Conference should not be a weekend",
        &[(table::SECTION_47, "InitialCPCtarget")],
        Child(|child, _, finds| {
            let enquiries = child.enquiries().filter(|(_, one)| is_weekend(one.target));
            finds.flag_all(enquiries.map(|(_, one)| one.at));
        }),
    ),
    error(
        "8875",
        "The Date of Initial Child Protection Conference cannot be a weekend",
        &[
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
        ],
        Child(|child, _, finds| {
            let referrals = child
                .referrals
                .iter()
                .filter(|one| is_weekend(one.conference));
            finds.flag_all(referrals.map(|one| one.at));
            let enquiries = child
                .enquiries()
                .filter(|(_, one)| is_weekend(one.conference));
            finds.flag_all(enquiries.map(|(_, one)| one.at));
        }),
    ),
];

/// The enquiries of a referral other than those that required no conference.
fn enquiries_with_conference<'r>(referral: &'r Referral<'_>) -> impl Iterator<Item = &'r Enquiry> {
    let enquiries = referral.enquiries.iter();
    enquiries.filter(|one| one.conference.is_some() || !one.conference_not_required.is_yes())
}

fn is_among(days: &HashSet<Date>, day: Option<Date>) -> bool {
    day.is_some_and(|day| days.contains(&day))
}

fn is_weekend(day: Option<Date>) -> bool {
    day.is_some_and(|day| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
}
