//! Rules about child in need plans.

use super::find_overlapping;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::table;
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};
use crate::check::cin::spans::Span;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "4004",
        "This child is showing more than one open CIN Plan, i.e. with no End Date",
        &[(table::CIN_PLAN_DATES, "CINPlanEndDate")],
        Child(|child, _, finds| {
            let open = child.plans().filter(|(_, plan)| plan.ended.is_none());
            let open: Vec<_> = open.map(|(_, plan)| plan.at).collect();
            if open.len() > 1 {
                finds.flag_all(open);
            }
        }),
    ),
    error(
        "4008",
        "CIN Plan shown as starting after the child’s Date of Death.",
        &[
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.plans() {
                if after(plan.started, child.identifiers.died) {
                    finds.flag_all([plan.at, child.identifiers.at]);
                }
            }
        }),
    ),
    query(
        "4009Q",
        "CIN Plan cannot end after the child’s Date of Death",
        &[
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.plans() {
                if after(plan.ended, child.identifiers.died) {
                    finds.flag_all([plan.at, child.identifiers.at]);
                }
            }
        }),
    ),
    error(
        "4010",
        "CIN Plan start date is missing or out of data collection period",
        &[(table::CIN_PLAN_DATES, "CINPlanStartDate")],
        Child(|child, census, finds| {
            for (_, plan) in child.plans() {
                if plan.started.is_none() || after(plan.started, Some(census.reference)) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "4011",
        "CIN Plan End Date earlier than Start Date",
        &[
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.plans() {
                if before(plan.ended, plan.started) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    query(
        "4012Q",
        "Please check and either amend or provide a reason: CIN Plan shown as starting \
         and ending on the same day",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
        ],
        Child(|child, _, finds| {
            for (_, plan) in child.plans() {
                if plan.started.is_some() && plan.started == plan.ended {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    error(
        "4013",
        "CIN Plan end date must fall within the census year",
        &[
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
            (table::HEADER, "ReferenceDate"),
        ],
        Child(|child, census, finds| {
            for (_, plan) in child.plans() {
                if census.lacks(plan.ended) {
                    finds.flag_all([plan.at]);
                }
            }
        }),
    ),
    // Of all the child's plans; an open one runs to the reference date.
    error(
        "4014",
        "CIN Plan data contains overlapping dates",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
        ],
        Child(|child, census, finds| {
            let spans = child.plans().filter_map(|(_, plan)| {
                let end = plan.ended.unwrap_or(census.reference);
                Some((plan.at, Span::to(plan.started?, end)))
            });
            find_overlapping(spans, finds);
        }),
    ),
    error(
        "4015",
        "The CIN Plan start date cannot be before the referral date",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_DETAILS, "CINreferralDate"),
        ],
        Child(|child, _, finds| {
            for (referral, plan) in child.plans() {
                if before(plan.started, referral.referred) {
                    finds.flag_all([plan.at, referral.at]);
                }
            }
        }),
    ),
];
