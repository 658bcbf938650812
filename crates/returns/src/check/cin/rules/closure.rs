//! Rules about the closure of a case: its date, its reason, and what must be done by then.

use crate::check::cin::codes;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::{Referral, table};
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    // No assessment, enquiry, conference or plan begins or ends after the closure; a child
    // protection plan does not end after it.
    error(
        "8565",
        "Activity shown after a case has been closed",
        &[
            (table::CIN_DETAILS, "CINclosureDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::CIN_DETAILS, "DateOfInitialCPC"),
            (table::ASSESSMENTS, "AssessmentActualStartDate"),
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
            (table::SECTION_47, "S47ActualStartDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let late = |day| after(day, referral.closed);
                let mut rows = Vec::new();
                for one in &referral.assessments {
                    if late(one.started) || late(one.authorised) {
                        rows.push(one.at);
                    }
                }
                for one in &referral.enquiries {
                    if late(one.started) || late(one.conference) {
                        rows.push(one.at);
                    }
                }
                for one in &referral.plans {
                    if late(one.started) || late(one.ended) {
                        rows.push(one.at);
                    }
                }
                let plans = referral.protection_plans();
                rows.extend(plans.filter(|one| late(one.ended)).map(|one| one.at));
                if !rows.is_empty() || late(referral.conference) {
                    finds.flag_all(rows);
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    query(
        "8585Q",
        "Please check and either amend or provide a reason: CIN episode shows Died as the \
         Closure Reason, however child has no recorded Date of Death",
        &[
            (table::CIN_DETAILS, "ReasonForClosure"),
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if referral.reason == Some("RC2") && child.identifiers.died.is_none() {
                    finds.flag_all([child.identifiers.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "8620",
        "CIN Closure Date present and does not fall within the Census year",
        &[(table::CIN_DETAILS, "CINclosureDate")],
        Child(|child, census, finds| {
            for referral in &child.referrals {
                if census.lacks(referral.closed) {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8630",
        "CIN Closure Date is before CIN Referral Date for the same CIN episode",
        &[
            (table::CIN_DETAILS, "CINreferralDate"),
            (table::CIN_DETAILS, "CINclosureDate"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if before(referral.closed, referral.referred) {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8640",
        "CIN Reason for closure code invalid (see Reason for Closure table in CIN Census \
         code set)",
        &[(table::CIN_DETAILS, "ReasonForClosure")],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let reason = referral.reason;
                if reason.is_some_and(|code| !codes::REASON_FOR_CLOSURE.contains(&code)) {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8805",
        "A CIN case cannot have a CIN closure date without a Reason for Closure",
        &[
            (table::CIN_DETAILS, "CINclosureDate"),
            (table::CIN_DETAILS, "ReasonForClosure"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if referral.closed.is_some() && referral.reason.is_none() {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8810",
        "A CIN case cannot have a Reason for Closure without a CIN Closure Date",
        &[
            (table::CIN_DETAILS, "ReasonForClosure"),
            (table::CIN_DETAILS, "CINclosureDate"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if referral.reason.is_some() && referral.closed.is_none() {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    query(
        "8825Q",
        "Please check and either amend data or provide a reason: Reason for Closure code \
         RC8 (case closed after assessment) or RC9 (case closed after assessment, \
         referred to early help) has been returned but there is no assessment present for \
         the episode.",
        &[(table::CIN_DETAILS, "ReasonForClosure")],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if closed_after_assessment(referral) && referral.assessments.is_empty() {
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    error(
        "8867",
        "CIN episode is shown as closed, however Assessment is not shown as completed",
        &[
            (table::CIN_DETAILS, "CINclosureDate"),
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
        ],
        Child(|child, _, finds| {
            for (referral, assessment) in child.assessments() {
                if referral.closed.is_some() && assessment.authorised.is_none() {
                    finds.flag_all([referral.at, assessment.at]);
                }
            }
        }),
    ),
    error(
        "8868",
        "CIN episode is shown as closed, however Section 47 enquiry is not shown as \
         completed by ICPC date or ICPC not required flag",
        &[
            (table::SECTION_47, "ICPCnotRequired"),
            (table::CIN_DETAILS, "CINclosureDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
        ],
        Child(|child, _, finds| {
            for (referral, enquiry) in child.enquiries() {
                if referral.closed.is_some() && enquiry.is_open() {
                    finds.flag_all([referral.at, enquiry.at]);
                }
            }
        }),
    ),
    // No enquiry, conference, child in need plan or child protection plan.
    error(
        "2990",
        "Activity is recorded against a case marked as ‘Case closed after assessment, no \
         further action’ or 'case closed after assessment, referred to early help'.",
        &[(table::CIN_DETAILS, "ReasonForClosure")],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let enquiries = referral.enquiries.iter().map(|one| one.at);
                let plans = referral.plans.iter().map(|one| one.at);
                let protection_plans = referral.protection_plans().map(|one| one.at);
                let mut activity = enquiries.chain(plans).chain(protection_plans).peekable();
                if closed_after_assessment(referral)
                    && (activity.peek().is_some() || referral.conference.is_some())
                {
                    finds.flag_all(activity);
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
];

/// Whether the case was closed after an assessment: with no further action (RC8), or
/// with a referral to early help (RC9).
pub(super) fn closed_after_assessment(referral: &Referral<'_>) -> bool {
    matches!(referral.reason, Some("RC8" | "RC9"))
}
