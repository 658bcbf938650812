//! Rules about a referral with no further action: nothing may follow from it.

use crate::check::cin::rows::table;
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "4000",
        "CIN Plan details provided for a referral with no further action",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_DETAILS, "ReferralNFA"),
        ],
        Child(|child, _, finds| {
            for (referral, plan) in child.plans() {
                if referral.no_further_action.is_yes() {
                    finds.flag_all([referral.at, plan.at]);
                }
            }
        }),
    ),
    // No date of an assessment, an enquiry or a conference.
    error(
        "8831",
        "Activity is recorded against a case marked as a referral with no further action",
        &[
            (table::ASSESSMENTS, "AssessmentActualStartDate"),
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
            (table::SECTION_47, "S47ActualStartDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
        ],
        Child(|child, _, finds| {
            let referrals = child.referrals.iter();
            for referral in referrals.filter(|one| one.no_further_action.is_yes()) {
                let assessments = referral.assessments.iter();
                let assessments =
                    assessments.filter(|one| one.started.or(one.authorised).is_some());
                let enquiries = referral.enquiries.iter();
                let enquiries = enquiries.filter(|one| one.started.or(one.conference).is_some());
                let mut activity = assessments
                    .map(|one| one.at)
                    .chain(enquiries.map(|one| one.at))
                    .peekable();
                if activity.peek().is_some() || referral.conference.is_some() {
                    finds.flag_all(activity);
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8832",
        "Child Protection details provided for a referral with no further action.",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::CIN_DETAILS, "ReferralNFA"),
        ],
        Child(|child, _, finds| {
            for (referral, plan) in child.protection_plans() {
                if referral.no_further_action.is_yes() {
                    finds.flag_all([referral.at, plan.at]);
                }
            }
        }),
    ),
];
