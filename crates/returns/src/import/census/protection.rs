//! Enquiries under section 47, initial conferences and child protection plans.
//!
//! In the census an enquiry's start is the strategy discussion that began it, and a
//! plan's start is the initial conference that made it. A conference given for the
//! referral and not for an enquiry is one for a child who moved in on a plan.

use practice::Value;
use record::staging::Batch;

use super::{Census, cell, taking, wanted};
use crate::import::take::From;
use crate::read::census::{ChildProtectionPlan, CinDetails, Section47};

pub(super) fn take(
    census: Census<'_, '_>,
    details: &CinDetails,
    referral: Option<usize>,
    batch: &mut Batch,
) {
    for one in &details.section47 {
        enquiry(census, one, referral, batch);
    }
    taking(census, batch, CinDetails::ELEMENT).record(wanted(
        "initial-conference",
        details.place.line,
        vec![("held_on", cell(details.date_of_initial_cpc.as_ref()))],
        vec![("referral", referral)],
    ));
    for one in &details.protection_plans {
        plan(census, one, referral, batch);
    }
}

fn enquiry(census: Census<'_, '_>, one: &Section47, referral: Option<usize>, batch: &mut Batch) {
    let line = one.place.line;
    let mut taking = taking(census, batch, Section47::ELEMENT);
    let enquiry = taking.record(wanted(
        "strategy-discussion",
        line,
        vec![
            ("held_on", cell(one.actual_start_date.as_ref())),
            ("outcome", From::Known(Value::text("section-47-enquiry"))),
            ("conference_target", cell(one.initial_cpc_target.as_ref())),
            (
                "conference_not_required",
                cell(one.icpc_not_required.as_ref()),
            ),
        ],
        vec![("referral", referral)],
    ));
    taking.record(wanted(
        "initial-conference",
        line,
        vec![("held_on", cell(one.date_of_initial_cpc.as_ref()))],
        vec![("referral", referral), ("enquiry", enquiry)],
    ));
}

fn plan(
    census: Census<'_, '_>,
    one: &ChildProtectionPlan,
    referral: Option<usize>,
    batch: &mut Batch,
) {
    let line = one.place.line;
    let mut taking = taking(census, batch, ChildProtectionPlan::ELEMENT);
    let plan = taking.record(wanted(
        "protection-plan-started",
        line,
        vec![
            ("started_on", cell(one.start_date.as_ref())),
            ("category", cell(one.initial_category_of_abuse.as_ref())),
            (
                "latest_category",
                cell(one.latest_category_of_abuse.as_ref()),
            ),
            ("previous_plans", cell(one.number_of_previous_cpp.as_ref())),
        ],
        vec![("referral", referral)],
    ));
    let links = || vec![("referral", referral), ("plan", plan)];
    for review in &one.reviews {
        taking.record(wanted(
            "protection-plan-review",
            review.line,
            vec![("held_on", cell(Some(review)))],
            links(),
        ));
    }
    taking.record(wanted(
        "protection-plan-ended",
        line,
        vec![("ended_on", cell(one.end_date.as_ref()))],
        links(),
    ));
}
