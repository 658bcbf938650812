//! Children looked after throughout the year: substance misuse.

use super::super::rows::Oc2;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "158",
        since(2023),
        NOTHING,
        "If a child has been recorded as receiving an intervention for their \
            substance misuse problem, then the additional item on whether an \
            intervention was offered should be left blank.",
        &[
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.intervention_received.is("1") && o.intervention_offered.given()),
            );
        },
    ),
    rule(
        "159",
        since(2023),
        NOTHING,
        "If a child has been recorded as not receiving an intervention for their \
            substance misuse problem, then the additional item on whether an \
            intervention was offered should be completed as well.",
        &[
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            let refused =
                |o: &&Oc2<'_>| o.substance_misuse.is("1") && o.intervention_received.is("0");
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(refused)
                    .filter(|o| o.intervention_offered.blank()),
            );
        },
    ),
    rule(
        "192",
        since(2023),
        NOTHING,
        "Child has been identified as having a substance misuse problem but the \
            additional item on whether an intervention was received has been left \
            blank.",
        &[
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.substance_misuse.is("1") && o.intervention_received.blank()),
            );
        },
    ),
    rule(
        "193",
        since(2023),
        NOTHING,
        "Child not identified as having a substance misuse problem but at least one \
            of the two additional items on whether an intervention were offered and \
            received have been completed.",
        &[
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            let said =
                |o: &&Oc2<'_>| o.intervention_received.given() || o.intervention_offered.given();
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| !o.substance_misuse.is("1"))
                    .filter(said),
            );
        },
    ),
];
