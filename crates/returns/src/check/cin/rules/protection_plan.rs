//! Rules about child protection plans and their reviews.

use super::find_overlapping;
use crate::check::cin::codes;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::table;
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};
use crate::check::cin::spans::Span;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "1105",
        "The child protection plan start date cannot be before the referral date",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::CIN_DETAILS, "CINreferralDate"),
        ],
        Child(|child, _, finds| {
            for (referral, plan) in child.protection_plans() {
                if before(plan.started, referral.referred) {
                    finds.flag_all([plan.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "8720",
        "Child Protection Plan Start Date missing or out of data collection period",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::HEADER, "ReferenceDate"),
        ],
        Child(|child, census, finds| {
            for (_, plan) in child.protection_plans() {
                if plan.started.is_none() || after(plan.started, Some(census.reference)) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    // A whole number, nought included.
    error(
        "8730",
        "Total Number of previous Child Protection Plans missing",
        &[(table::PROTECTION_PLANS, "NumberOfPreviousCPP")],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                let count = plan
                    .previous_plans
                    .and_then(|count| count.parse::<f64>().ok());
                if !count.is_some_and(|count| count >= 0.0 && count.fract() == 0.0) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "8840",
        "Child Protection Plan cannot start and end on the same day",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                if plan.started.is_some() && plan.started == plan.ended {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    // Every review of the plan.
    error(
        "8841",
        "The review date cannot be on the same day or before the Child protection Plan \
         start date.",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::REVIEWS, "CPPreviewDate"),
        ],
        Child(|child, _, finds| {
            for (plan, review) in child.reviews() {
                let held = review.held.zip(plan.started);
                if held.is_some_and(|(held, started)| held <= started) {
                    finds.flag_all([plan.at, review.at]);
                }
            }
        }),
    ),
    // The reader gives no review for an element left empty; one that is there and cannot be
    // read is found.
    query(
        "8842Q",
        "Please check and either amend or provide a reason: Review Record has a missing date",
        &[(table::REVIEWS, "CPPreviewDate")],
        Child(|child, _, finds| {
            for (_, review) in child.reviews() {
                if review.held.is_none() {
                    finds.flag_all([review.at]);
                }
            }
        }),
    ),
    error(
        "8905",
        "Initial Category of Abuse code missing or invalid (see Category of Abuse table \
         in CIN Census code set)",
        &[(table::PROTECTION_PLANS, "InitialCategoryOfAbuse")],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                let category = plan.initial_category;
                if !category.is_some_and(|code| codes::CATEGORY_OF_ABUSE.contains(&code)) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "8910",
        "Latest Category of Abuse code missing or invalid (see Category of Abuse table in \
         CIN Census code set)",
        &[(table::PROTECTION_PLANS, "LatestCategoryOfAbuse")],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                let category = plan.latest_category;
                if !category.is_some_and(|code| codes::CATEGORY_OF_ABUSE.contains(&code)) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "8915",
        "Child Protection Plan shown as starting after the child’s Date of Death",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                if after(plan.started, child.identifiers.died) {
                    finds.flag_all([plan.at, child.identifiers.at]);
                }
            }
        }),
    ),
    error(
        "8920",
        "Child Protection Plan cannot end after the child’s Date of Death",
        &[
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                if after(plan.ended, child.identifiers.died) {
                    finds.flag_all([plan.at, child.identifiers.at]);
                }
            }
        }),
    ),
    error(
        "8925",
        "Child Protection Plan End Date earlier than Start Date",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.protection_plans() {
                if before(plan.ended, plan.started) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "8930",
        "Child Protection Plan End Date must fall within the census year",
        &[
            (table::PROTECTION_PLANS, "CPPendDate"),
            (table::HEADER, "ReferenceDate"),
        ],
        Child(|child, census, finds| {
            for (_, plan) in child.protection_plans() {
                if census.lacks(plan.ended) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "8935",
        "This child is showing more than one open Child Protection plan, i.e. with no End \
         Date",
        &[(table::PROTECTION_PLANS, "CPPendDate")],
        Child(|child, _, finds| {
            let open = child
                .protection_plans()
                .filter(|(_, plan)| plan.ended.is_none());
            let open: Vec<_> = open.map(|(_, plan)| plan.at).collect();
            if open.len() > 1 {
                finds.flag_all(open);
            }
        }),
    ),
    // Of all the child's plans; an open one runs to the reference date.
    error(
        "8940",
        "Child Protection Plan data contains overlapping dates",
        &[
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
        ],
        Child(|child, census, finds| {
            let spans = child.protection_plans().filter_map(|(_, plan)| {
                let end = plan.ended.unwrap_or(census.reference);
                Some((plan.at, Span::to(plan.started?, end)))
            });
            find_overlapping(spans, finds);
        }),
    ),
];
