//! Rules about the dates of assessments.

use super::find_overlapping;
use crate::check::cin::days::before;
use crate::check::cin::rows::table;
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};
use crate::check::cin::spans::Span;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "1103",
        "The assessment start date cannot be before the referral date",
        &[
            (table::ASSESSMENTS, "AssessmentActualStartDate"),
            (table::CIN_DETAILS, "CINreferralDate"),
        ],
        Child(|child, _, finds| {
            for (referral, assessment) in child.assessments() {
                if before(assessment.started, referral.referred) {
                    finds.flag_all([assessment.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "8608",
        "Assessment Start Date cannot be later than its End Date",
        &[
            (table::ASSESSMENTS, "AssessmentActualStartDate"),
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
        ],
        Child(|child, _, finds| {
            for (_, assessment) in child.assessments() {
                if before(assessment.authorised, assessment.started) {
                    finds.flag_all([assessment.at]);
                }
            }
        }),
    ),
    query(
        "8670Q",
        "Please check and either amend data or provide a reason: Assessment started more \
         than 45 working days before the end of the census year. However, there is no \
         Assessment end date.",
        &[(table::ASSESSMENTS, "AssessmentActualStartDate")],
        Child(|child, census, finds| {
            for (_, assessment) in child.assessments() {
                if assessment.authorised.is_none()
                    && before(assessment.started, Some(census.assessment_limit))
                {
                    finds.flag_all([assessment.at]);
                }
            }
        }),
    ),
    error(
        "8696",
        "Assessment end date must fall within the census year",
        &[
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
            (table::HEADER, "ReferenceDate"),
        ],
        Child(|child, census, finds| {
            for (_, assessment) in child.assessments() {
                if census.lacks(assessment.authorised) {
                    finds.flag_all([assessment.at]);
                }
            }
        }),
    ),
    error(
        "8736",
        "For an Assessment that has not been completed, the start date must fall within \
         the census year",
        &[
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
            (table::ASSESSMENTS, "AssessmentActualStartDate"),
        ],
        Child(|child, census, finds| {
            for (_, assessment) in child.assessments() {
                if assessment.authorised.is_none() && census.lacks(assessment.started) {
                    finds.flag_all([assessment.at]);
                }
            }
        }),
    ),
    // Within one referral; one that is not completed runs to the reference date.
    query(
        "8863Q",
        "An Assessment is shown as starting when there is another Assessment ongoing.",
        &[
            (table::ASSESSMENTS, "AssessmentActualStartDate"),
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
        ],
        Child(|child, census, finds| {
            for referral in &child.referrals {
                let assessments = referral.assessments.iter();
                let spans = assessments.filter_map(|one| {
                    let end = one.authorised.unwrap_or(census.reference);
                    Some((one.at, Span::to(one.started?, end)))
                });
                find_overlapping(spans, finds);
            }
        }),
    ),
    error(
        "8896",
        "Within one CINDetails group there are 2 or more open Assessments groups",
        &[(table::ASSESSMENTS, "AssessmentAuthorisationDate")],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let assessments = referral.assessments.iter();
                let open = assessments.filter(|one| one.authorised.is_none());
                let open: Vec<_> = open.map(|one| one.at).collect();
                if open.len() > 1 {
                    finds.flag_all(open);
                }
            }
        }),
    ),
];
