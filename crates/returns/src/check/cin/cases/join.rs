//! Makes children of the tables of a case.
//!
//! Rows of one child have the same `LAchildID`, rows of one referral the same
//! `CINdetailsID` as well. A case shows only what its rule needs:
//!
//! - A row that says no child is a child of its own.
//! - Rows of a referral, a plan or an assessment that is not shown are joined all the
//!   same, to one without a row.
//! - Where a table has no column for the referral, its rows belong to every one shown.

use super::blocks::{
    ASSESSMENT, CHILD, REFERRAL, assessment, enquiry, factor_of_list, identifiers, plan,
    protection_plan, referral,
};
use super::table::{CaseRow, CaseRows, Key};
use crate::check::cases::Case;
use crate::check::cin::rows::{
    Assessment, Characteristics, Child, Disability, ProtectionPlan, Referral, Review, table,
};

const PROTECTION_PLAN: &str = "CPPID";

/// A child and what its rows are joined by.
struct Joined<'a> {
    id: Option<&'a str>,
    child: Child<'a>,
    /// Of each referral, its key; of each of its child protection plans, theirs.
    referrals: Vec<(Key<'a>, Vec<Key<'a>>)>,
}

/// The children of a case.
pub(super) fn children(case: &Case) -> Vec<Child<'_>> {
    let mut all: Vec<Joined<'_>> = Vec::new();
    let rows = |name| CaseRows::of(case, name).iter(name);
    for row in rows(table::CHILD_IDENTIFIERS) {
        let joined = new_child(&mut all, row.text(CHILD));
        joined.child.identifiers = identifiers(row);
    }
    for row in rows(table::CHILD_CHARACTERISTICS) {
        let block = Characteristics {
            at: Some(row.at),
            ethnicity: row.text("Ethnicity"),
        };
        of_child(&mut all, row, |joined| {
            joined.child.characteristics = Some(block);
        });
    }
    for row in rows(table::DISABILITIES) {
        let one = Disability {
            at: Some(row.at),
            code: row.text("Disability"),
        };
        of_child(&mut all, row, |joined| joined.child.disabilities.push(one));
    }
    for row in rows(table::CIN_DETAILS) {
        of_child(&mut all, row, |joined| {
            joined.child.referrals.push(referral(row));
            joined.referrals.push((row.key(REFERRAL), Vec::new()));
        });
    }
    for row in rows(table::ASSESSMENTS) {
        let one = assessment(case, row);
        of_referral(&mut all, row, |to, _| to.assessments.push(one.clone()));
    }
    if !CaseRows::of(case, table::ASSESSMENTS).is_there() {
        unseen_assessments(case, &mut all);
    }
    for row in rows(table::CIN_PLAN_DATES) {
        of_referral(&mut all, row, |to, _| to.plans.push(plan(row)));
    }
    for row in rows(table::SECTION_47) {
        of_referral(&mut all, row, |to, _| to.enquiries.push(enquiry(row)));
    }
    for row in rows(table::PROTECTION_PLANS) {
        of_referral(&mut all, row, |to, keys| {
            to.all_protection_plans.push(protection_plan(row));
            keys.push(row.key(PROTECTION_PLAN));
        });
    }
    for row in rows(table::REVIEWS) {
        review(&mut all, row);
    }
    all.into_iter().map(|joined| joined.child).collect()
}

fn new_child<'a, 'j>(all: &'j mut Vec<Joined<'a>>, id: Option<&'a str>) -> &'j mut Joined<'a> {
    all.push_mut(Joined {
        id,
        child: Child::default(),
        referrals: Vec::new(),
    })
}

/// Joins a row to its child, or to each of those with the same number.
fn of_child<'a>(
    all: &mut Vec<Joined<'a>>,
    row: CaseRow<'a>,
    mut join: impl FnMut(&mut Joined<'a>),
) {
    let id = row.text(CHILD);
    let is_same = |joined: &Joined<'a>| id.is_some() && joined.id == id;
    if all.iter().any(is_same) {
        all.iter_mut()
            .filter(|joined| is_same(joined))
            .for_each(join);
    } else {
        join(new_child(all, id));
    }
}

/// Joins a row to its referral.
fn of_referral<'a>(
    all: &mut Vec<Joined<'a>>,
    row: CaseRow<'a>,
    mut join: impl FnMut(&mut Referral<'a>, &mut Vec<Key<'a>>),
) {
    let key = row.key(REFERRAL);
    of_child(all, row, |joined| {
        let is_same = |other: Key<'a>| key.meets(other);
        if !joined.referrals.iter().any(|(other, _)| is_same(*other)) {
            joined.child.referrals.push(Referral::default());
            joined.referrals.push((key, Vec::new()));
        }
        let referrals = joined.child.referrals.iter_mut().zip(&mut joined.referrals);
        for (referral, (other, plans)) in referrals {
            if is_same(*other) {
                join(referral, plans);
            }
        }
    });
}

/// Joins a review to its child protection plan; where none of the child's is its own, to
/// one without a row.
fn review<'a>(all: &mut Vec<Joined<'a>>, row: CaseRow<'a>) {
    let (referral_key, plan_key) = (row.key(REFERRAL), row.key(PROTECTION_PLAN));
    let one = Review {
        at: Some(row.at),
        held: row.day("CPPreviewDate"),
    };
    of_child(all, row, |joined| {
        let mut is_joined = false;
        let referrals = joined.child.referrals.iter_mut().zip(&joined.referrals);
        for (referral, (key, plan_keys)) in referrals {
            for (plan, other) in referral.all_protection_plans.iter_mut().zip(plan_keys) {
                if referral_key.meets(*key) && plan_key.meets(*other) {
                    plan.reviews.push(one);
                    is_joined = true;
                }
            }
        }
        if !is_joined {
            let unseen = ProtectionPlan {
                reviews: vec![one],
                ..ProtectionPlan::default()
            };
            let keys = joined.referrals.iter_mut();
            let mut referrals = joined.child.referrals.iter_mut().zip(keys);
            if let Some((referral, (_, plan_keys))) =
                referrals.find(|(_, (key, _))| referral_key.meets(*key))
            {
                referral.all_protection_plans.push(unseen);
                plan_keys.push(plan_key);
            } else {
                joined.child.referrals.push(Referral {
                    all_protection_plans: vec![unseen],
                    ..Referral::default()
                });
                joined.referrals.push((referral_key, vec![plan_key]));
            }
        }
    });
}

/// Assessments of which a case shows the factors alone.
fn unseen_assessments<'a>(case: &'a Case, all: &mut Vec<Joined<'a>>) {
    let mut seen: Vec<[Option<&str>; 3]> = Vec::new();
    let list = CaseRows::of(case, table::ASSESSMENT_FACTORS);
    let id = |row: CaseRow<'a>| [CHILD, REFERRAL, ASSESSMENT].map(|column| row.text(column));
    for row in list.iter(table::ASSESSMENT_FACTORS) {
        if seen.contains(&id(row)) {
            continue;
        }
        seen.push(id(row));
        let same = list
            .iter(table::ASSESSMENT_FACTORS)
            .filter(|other| id(*other) == id(row));
        let one = Assessment {
            factors: same.filter_map(factor_of_list).collect(),
            ..Assessment::default()
        };
        of_referral(all, row, |to, _| to.assessments.push(one.clone()));
    }
}
