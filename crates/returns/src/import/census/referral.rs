//! A referral, its closing, its assessments and its child in need plans.

use record::staging::Batch;

use super::{Census, cell, pre_proceedings, protection, taking, wanted};
use crate::import::take::From;
use crate::read::census::{Assessment, CinDetails, CinPlanDates};

pub(super) fn take(census: Census<'_, '_>, details: &CinDetails, batch: &mut Batch) {
    let line = details.place.line;
    let mut taking = taking(census, batch, CinDetails::ELEMENT);
    let referral = taking.record(wanted(
        "referral",
        line,
        vec![
            ("referred_on", cell(details.referral_date.as_ref())),
            ("source", cell(details.referral_source.as_ref())),
            ("primary_need", cell(details.primary_need_code.as_ref())),
            ("no_further_action", cell(details.referral_nfa.as_ref())),
        ],
        Vec::new(),
    ));
    taking.record(wanted(
        "case-closed",
        line,
        vec![
            ("closed_on", cell(details.closure_date.as_ref())),
            ("reason", cell(details.reason_for_closure.as_ref())),
        ],
        vec![("referral", referral)],
    ));
    for one in &details.assessments {
        assessment(census, one, referral, batch);
    }
    for one in &details.plans {
        plan(census, one, referral, batch);
    }
    protection::take(census, details, referral, batch);
    for one in &details.pre_proceedings {
        pre_proceedings::take(census, one, referral, batch);
    }
}

fn assessment(
    census: Census<'_, '_>,
    one: &Assessment,
    referral: Option<usize>,
    batch: &mut Batch,
) {
    let line = one.place.line;
    let mut taking = taking(census, batch, Assessment::ELEMENT);
    let started = taking.record(wanted(
        "assessment-started",
        line,
        vec![("started_on", cell(one.actual_start_date.as_ref()))],
        vec![("referral", referral)],
    ));
    let links = || vec![("referral", referral), ("assessment", started)];
    taking.record(wanted(
        "assessment-internal-review",
        line,
        vec![("reviewed_on", cell(one.internal_review_date.as_ref()))],
        links(),
    ));
    taking.record(wanted(
        "assessment-authorised",
        line,
        vec![
            ("authorised_on", cell(one.authorisation_date.as_ref())),
            ("factors", From::Cells(&one.factors)),
        ],
        links(),
    ));
}

fn plan(census: Census<'_, '_>, one: &CinPlanDates, referral: Option<usize>, batch: &mut Batch) {
    let line = one.place.line;
    let mut taking = taking(census, batch, CinPlanDates::ELEMENT);
    let started = taking.record(wanted(
        "cin-plan-started",
        line,
        vec![("started_on", cell(one.start_date.as_ref()))],
        vec![("referral", referral)],
    ));
    taking.record(wanted(
        "cin-plan-ended",
        line,
        vec![("ended_on", cell(one.end_date.as_ref()))],
        vec![("referral", referral), ("plan", started)],
    ));
}
