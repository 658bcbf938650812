//! Makes the typed row of each row of a case.

use std::borrow::Cow;

use super::table::{CaseRow, CaseRows};
use crate::check::cases::Case;
use crate::check::cin::rows::{
    Assessment, Enquiry, Factor, Flag, Identifiers, Plan, ProtectionPlan, Referral, table,
};

/// The column that names the child.
pub(super) const CHILD: &str = "LAchildID";
/// The column that names the referral.
pub(super) const REFERRAL: &str = "CINdetailsID";
/// The column that names the assessment.
pub(super) const ASSESSMENT: &str = "AssessmentID";

pub(super) fn identifiers(row: CaseRow<'_>) -> Identifiers<'_> {
    Identifiers {
        at: Some(row.at),
        la_child_id: row.text(CHILD),
        upn: row.text("UPN"),
        former_upn: row.text("FormerUPN"),
        upn_unknown: row.text("UPNunknown"),
        born: row.day("PersonBirthDate"),
        expected: row.day("ExpectedPersonBirthDate"),
        gender: row.text("GenderCurrent"),
        sex: row.text("Sex"),
        died: row.day("PersonDeathDate"),
    }
}

pub(super) fn referral(row: CaseRow<'_>) -> Referral<'_> {
    Referral {
        at: Some(row.at),
        referred: row.day("CINreferralDate"),
        source: row.text("ReferralSource"),
        primary_need: row.text("PrimaryNeedCode"),
        closed: row.day("CINclosureDate"),
        reason: row.text("ReasonForClosure"),
        conference: row.day("DateOfInitialCPC"),
        no_further_action: Flag::written(row.text("ReferralNFA")),
        ..Referral::default()
    }
}

pub(super) fn assessment<'a>(case: &'a Case, row: CaseRow<'a>) -> Assessment<'a> {
    let list = CaseRows::of(case, table::ASSESSMENT_FACTORS);
    let own = [CHILD, REFERRAL, ASSESSMENT].map(|column| row.key(column));
    let is_own = |other: &CaseRow<'a>| {
        let keys = [CHILD, REFERRAL, ASSESSMENT].map(|column| other.key(column));
        own.iter().zip(keys).all(|(own, other)| own.meets(other))
    };
    let factors = if list.is_there() {
        list.iter(table::ASSESSMENT_FACTORS)
            .filter(is_own)
            .filter_map(factor_of_list)
            .collect()
    } else {
        row.text("AssessmentFactors")
            .map(factors)
            .unwrap_or_default()
    };
    Assessment {
        at: Some(row.at),
        started: row.day("AssessmentActualStartDate"),
        authorised: row.day("AssessmentAuthorisationDate"),
        factors,
    }
}

pub(super) fn factor_of_list(row: CaseRow<'_>) -> Option<Factor<'_>> {
    let code = row
        .text("AssessmentFactor")
        .or(row.text("AssessmentFactors"))?;
    Some(Factor {
        at: Some(row.at),
        code: Cow::Borrowed(code),
    })
}

/// The factors of one cell: one, or a list as JSON writes it.
fn factors(cell: &str) -> Vec<Factor<'_>> {
    let factor = |code| Factor { at: None, code };
    match serde_json::from_str::<Vec<String>>(cell) {
        Ok(codes) => codes
            .into_iter()
            .map(|code| factor(Cow::Owned(code)))
            .collect(),
        Err(_) => vec![factor(Cow::Borrowed(cell))],
    }
}

pub(super) fn plan(row: CaseRow<'_>) -> Plan {
    Plan {
        at: Some(row.at),
        started: row.day("CINPlanStartDate"),
        ended: row.day("CINPlanEndDate"),
    }
}

pub(super) fn enquiry(row: CaseRow<'_>) -> Enquiry {
    Enquiry {
        at: Some(row.at),
        started: row.day("S47ActualStartDate"),
        target: row.day("InitialCPCtarget"),
        conference: row.day("DateOfInitialCPC"),
        conference_not_required: Flag::written(row.text("ICPCnotRequired")),
    }
}

pub(super) fn protection_plan(row: CaseRow<'_>) -> ProtectionPlan<'_> {
    ProtectionPlan {
        at: Some(row.at),
        started: row.day("CPPstartDate"),
        ended: row.day("CPPendDate"),
        initial_category: row.text("InitialCategoryOfAbuse"),
        latest_category: row.text("LatestCategoryOfAbuse"),
        previous_plans: row.text("NumberOfPreviousCPP"),
        reviews: Vec::new(),
    }
}
