//! Rules about the factors identified at the end of an assessment.

use std::collections::HashSet;

use super::closure::closed_after_assessment;
use crate::check::cin::rows::{Assessment, At, table};
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "8614",
        "Parental or child factors at assessment should only be present for a completed \
         assessment.",
        &[
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
            (table::ASSESSMENTS, "AssessmentFactors"),
        ],
        Child(|child, _, finds| {
            for (_, assessment) in child.assessments() {
                if assessment.authorised.is_none() && !assessment.factors.is_empty() {
                    finds.flag_all(rows_of(assessment));
                }
            }
        }),
    ),
    error(
        "8869",
        "The assessment factors code “21” cannot be used in conjunction with any other \
         assessment factors.",
        &[(table::ASSESSMENTS, "AssessmentFactors")],
        Child(|child, _, finds| {
            for (_, assessment) in child.assessments() {
                if has(assessment, "21") && assessment.factors.len() > 1 {
                    finds.flag_all(rows_of(assessment));
                }
            }
        }),
    ),
    query(
        "8873Q",
        "Please check and either amend data or provide a reason: When there is only one \
         assessment on the episode and the factors code “21 No factors identified” has \
         been used for the completed assessment, the reason for closure ‘RC8’ or 'RC9' \
         should be used.",
        &[
            (table::CIN_DETAILS, "ReasonForClosure"),
            (table::ASSESSMENTS, "AssessmentFactors"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                if let [assessment] = referral.assessments.as_slice()
                    && has(assessment, "21")
                    && !closed_after_assessment(referral)
                {
                    finds.flag_all(rows_of(assessment));
                    finds.flag_all([referral.at]);
                }
            }
        }),
    ),
    // Asked of an assessment completed since the census year began.
    query(
        "8897Q",
        "Parental or child factors at assessment information is missing from a completed \
         assessment",
        &[
            (table::ASSESSMENTS, "AssessmentAuthorisationDate"),
            (table::ASSESSMENTS, "AssessmentFactors"),
        ],
        Child(|child, census, finds| {
            for (_, assessment) in child.assessments() {
                let completed = assessment
                    .authorised
                    .is_some_and(|day| day >= census.starts);
                if completed && assessment.factors.is_empty() {
                    finds.flag_all([assessment.at]);
                }
            }
        }),
    ),
    error(
        "8898",
        "The assessment has more than one parental or child factors with the same code",
        &[(table::ASSESSMENTS, "AssessmentFactors")],
        Child(|child, _, finds| {
            for (_, assessment) in child.assessments() {
                let codes: HashSet<&str> =
                    assessment.factors.iter().map(|one| &*one.code).collect();
                if codes.len() < assessment.factors.len() {
                    finds.flag_all(rows_of(assessment));
                }
            }
        }),
    ),
    query(
        "8945Q",
        "Please check and either amend data or provide a reason: the assessment factors \
         code '18A' should not be used ('18B' or '18C' should be used instead)",
        &[(table::ASSESSMENTS, "AssessmentFactors")],
        Child(|child, _, finds| {
            for (_, assessment) in child.assessments() {
                if has(assessment, "18A") {
                    finds.flag_all(rows_of(assessment));
                }
            }
        }),
    )
    .since(2025),
    query(
        "8950Q",
        "Please check and either amend data or provide a reason: the assessment factors \
         code '19A' should not be used ('19B' or '19C' should be used instead)",
        &[(table::ASSESSMENTS, "AssessmentFactors")],
        Child(|child, _, finds| {
            for (_, assessment) in child.assessments() {
                if has(assessment, "19A") {
                    finds.flag_all(rows_of(assessment));
                }
            }
        }),
    )
    .since(2025),
];

/// Whether a factor was identified; the letter may be written small.
fn has(assessment: &Assessment<'_>, code: &str) -> bool {
    let mut factors = assessment.factors.iter();
    factors.any(|factor| factor.code.eq_ignore_ascii_case(code))
}

/// The row of an assessment; where a case does not show it, those of its factors.
fn rows_of(assessment: &Assessment<'_>) -> Vec<Option<At>> {
    if assessment.at.is_some() {
        vec![assessment.at]
    } else {
        assessment.factors.iter().map(|one| one.at).collect()
    }
}
