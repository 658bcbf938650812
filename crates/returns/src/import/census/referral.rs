//! A referral, its closing, its assessments and its child in need plans.

use record::staging::Batch;

use super::{cell, pre_proceedings, protection, taking, wanted};
use crate::import::Extract;
use crate::import::take::From;
use crate::read::census::{Assessment, CinDetails, CinPlanDates};

pub(super) fn take(extract: &Extract<'_>, details: &CinDetails, batch: &mut Batch) {
    let line = details.place.line;
    let mut taking = taking(extract, batch, CinDetails::ELEMENT);
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
        assessment(extract, one, referral, batch);
    }
    for one in &details.plans {
        plan(extract, one, referral, batch);
    }
    protection::take(extract, details, referral, batch);
    for one in &details.pre_proceedings {
        pre_proceedings::take(extract, one, referral, batch);
    }
}

fn assessment(extract: &Extract<'_>, one: &Assessment, referral: Option<usize>, batch: &mut Batch) {
    let line = one.place.line;
    let mut taking = taking(extract, batch, Assessment::ELEMENT);
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

fn plan(extract: &Extract<'_>, one: &CinPlanDates, referral: Option<usize>, batch: &mut Batch) {
    let line = one.place.line;
    let mut taking = taking(extract, batch, CinPlanDates::ELEMENT);
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
