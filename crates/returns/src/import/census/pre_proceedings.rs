//! Pre-proceedings under the public law outline, and the application to the court.

use record::staging::Batch;

use super::{Census, cell, taking, wanted};
use crate::read::census::PreProceedings;

pub(super) fn take(
    census: Census<'_, '_>,
    one: &PreProceedings,
    referral: Option<usize>,
    batch: &mut Batch,
) {
    let line = one.place.line;
    let mut taking = taking(census, batch, PreProceedings::ELEMENT);
    let started = taking.record(wanted(
        "pre-proceedings-started",
        line,
        vec![
            ("started_on", cell(one.start_date.as_ref())),
            ("fgdm_offered", cell(one.fgdm_meeting_offer.as_ref())),
            ("fgdm_facilitated", cell(one.fgdm_meeting_fac.as_ref())),
            ("review_meetings", cell(one.review_meetings_count.as_ref())),
        ],
        vec![("referral", referral)],
    ));
    let dated = [
        (
            "letter-before-proceedings",
            "sent_on",
            &one.letter_sent_date,
        ),
        (
            "pre-proceedings-meeting",
            "held_on",
            &one.initial_meeting_date,
        ),
        (
            "care-application-issued",
            "issued_on",
            &one.court_application_date,
        ),
        (
            "letter-of-intent-to-issue",
            "sent_on",
            &one.letter_init_cp_date,
        ),
    ];
    let links = || vec![("referral", referral), ("pre_proceedings", started)];
    for (kind, field, date) in dated {
        taking.record(wanted(
            kind,
            line,
            vec![(field, cell(date.as_ref()))],
            links(),
        ));
    }
    taking.record(wanted(
        "pre-proceedings-ended",
        line,
        vec![
            ("decided_on", cell(one.step_decision_date.as_ref())),
            ("outcome", cell(one.outcome.as_ref())),
        ],
        links(),
    ));
}
