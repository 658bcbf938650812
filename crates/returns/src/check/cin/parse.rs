//! Makes the rows of one child from the blocks of the reader, counting each table.

use std::borrow::Cow;

use jiff::civil::Date;

use super::days;
use super::rows::{
    Assessment, At, Characteristics, Child, Disability, Enquiry, Factor, Flag, Identifiers, Plan,
    ProtectionPlan, Referral, Review, table,
};
use crate::read::Cell;
use crate::read::census::{self, CensusChild};

/// How many rows each table has had so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub children: u32,
    pub identifiers: u32,
    pub characteristics: u32,
    pub disabilities: u32,
    pub referrals: u32,
    pub assessments: u32,
    pub plans: u32,
    pub enquiries: u32,
    pub protection_plans: u32,
    pub reviews: u32,
}

/// Gives the next row of a table.
pub(super) fn next(table: &'static str, count: &mut u32) -> At {
    let row = *count;
    *count = count.saturating_add(1);
    At { table, row }
}

/// Parses a child. Its rows are numbered on from those counted before.
pub(super) fn child<'a>(from: &'a CensusChild, rows: &mut Rows) -> Child<'a> {
    let at = next(table::CHILD, &mut rows.children);
    let mut child = Child {
        number: at.row,
        ..Child::default()
    };
    child.identifiers.at = Some(at);
    if let Some(block) = &from.identifiers {
        let at = next(table::CHILD_IDENTIFIERS, &mut rows.identifiers);
        child.identifiers = identifiers(block, at);
    }
    if let Some(block) = &from.characteristics {
        child.characteristics = Some(Characteristics {
            at: Some(next(
                table::CHILD_CHARACTERISTICS,
                &mut rows.characteristics,
            )),
            ethnicity: text(block.ethnicity.as_ref()),
        });
        let disability = |cell: &'a Cell| Disability {
            at: Some(next(table::DISABILITIES, &mut rows.disabilities)),
            code: Some(&cell.text),
        };
        child.disabilities = block.disabilities.iter().map(disability).collect();
    }
    let referrals = from.cin_details.iter();
    child.referrals = referrals.map(|block| referral(block, rows)).collect();
    child
}

fn identifiers(from: &census::ChildIdentifiers, at: At) -> Identifiers<'_> {
    Identifiers {
        at: Some(at),
        la_child_id: text(from.la_child_id.as_ref()),
        upn: text(from.upn.as_ref()),
        former_upn: text(from.former_upn.as_ref()),
        upn_unknown: text(from.upn_unknown.as_ref()),
        born: day(from.person_birth_date.as_ref()),
        expected: day(from.expected_person_birth_date.as_ref()),
        gender: text(from.gender_current.as_ref()),
        sex: text(from.sex.as_ref()),
        died: day(from.person_death_date.as_ref()),
    }
}

fn referral<'a>(from: &'a census::CinDetails, rows: &mut Rows) -> Referral<'a> {
    let assessment = |block: &'a census::Assessment| Assessment {
        at: Some(next(table::ASSESSMENTS, &mut rows.assessments)),
        started: day(block.actual_start_date.as_ref()),
        authorised: day(block.authorisation_date.as_ref()),
        factors: block.factors.iter().map(factor).collect(),
    };
    let plan = |block: &census::CinPlanDates| Plan {
        at: Some(next(table::CIN_PLAN_DATES, &mut rows.plans)),
        started: day(block.start_date.as_ref()),
        ended: day(block.end_date.as_ref()),
    };
    let enquiry = |block: &census::Section47| Enquiry {
        at: Some(next(table::SECTION_47, &mut rows.enquiries)),
        started: day(block.actual_start_date.as_ref()),
        target: day(block.initial_cpc_target.as_ref()),
        conference: day(block.date_of_initial_cpc.as_ref()),
        conference_not_required: Flag::written(text(block.icpc_not_required.as_ref())),
    };
    Referral {
        at: Some(next(table::CIN_DETAILS, &mut rows.referrals)),
        referred: day(from.referral_date.as_ref()),
        source: text(from.referral_source.as_ref()),
        primary_need: text(from.primary_need_code.as_ref()),
        closed: day(from.closure_date.as_ref()),
        reason: text(from.reason_for_closure.as_ref()),
        conference: day(from.date_of_initial_cpc.as_ref()),
        no_further_action: Flag::written(text(from.referral_nfa.as_ref())),
        assessments: from.assessments.iter().map(assessment).collect(),
        plans: from.plans.iter().map(plan).collect(),
        enquiries: from.section47.iter().map(enquiry).collect(),
        all_protection_plans: {
            let plans = from.protection_plans.iter();
            plans.map(|block| protection_plan(block, rows)).collect()
        },
    }
}

fn protection_plan<'a>(
    from: &'a census::ChildProtectionPlan,
    rows: &mut Rows,
) -> ProtectionPlan<'a> {
    let review = |cell: &Cell| Review {
        at: Some(next(table::REVIEWS, &mut rows.reviews)),
        held: days::written(&cell.text),
    };
    ProtectionPlan {
        at: Some(next(table::PROTECTION_PLANS, &mut rows.protection_plans)),
        started: day(from.start_date.as_ref()),
        ended: day(from.end_date.as_ref()),
        initial_category: text(from.initial_category_of_abuse.as_ref()),
        latest_category: text(from.latest_category_of_abuse.as_ref()),
        previous_plans: text(from.number_of_previous_cpp.as_ref()),
        reviews: from.reviews.iter().map(review).collect(),
    }
}

fn factor(cell: &Cell) -> Factor<'_> {
    Factor {
        at: None,
        code: Cow::Borrowed(&cell.text),
    }
}

fn text(cell: Option<&Cell>) -> Option<&str> {
    cell.map(|cell| cell.text.as_str())
}

fn day(cell: Option<&Cell>) -> Option<Date> {
    text(cell).and_then(days::written)
}
