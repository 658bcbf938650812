//! Which placements have the number of an Ofsted provider.

use jiff::civil::date;

use super::super::context::Context;
use super::super::lists::is_outside_england;
use super::super::rows::Episode;
use super::codes::{ADOPTION, FOSTER};
use super::{NOTHING, POSTCODES, Rule903, during, rule, since};
use crate::check::Finds;

/// What stands for the number of a provider that has none.
const NO_URN: &str = "XXXXXXX";

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "218",
        during(2023, 2024),
        POSTCODES,
        "Ofsted Unique reference number (URN) is required.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_missing(
                cx,
                f,
                &[
                    "H5", "P1", "P2", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z1",
                ],
            );
        },
    ),
    rule(
        "218",
        during(2025, 2025),
        POSTCODES,
        "Ofsted Unique reference number (URN) is required.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_missing(
                cx,
                f,
                &[
                    "P1", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z1",
                ],
            );
        },
    ),
    rule(
        "218",
        since(2026),
        POSTCODES,
        "Ofsted Unique reference number (URN) is required.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_missing(
                cx,
                f,
                &[
                    "P1", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z11", "Z12",
                    "Z13", "Z14",
                ],
            );
        },
    ),
    rule(
        "222",
        during(2023, 2023),
        NOTHING,
        "Ofsted Unique reference number (URN) should not be recorded for this \
            placement type.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_given(
                cx,
                f,
                &[
                    "H5", "P1", "P2", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z1",
                ],
            );
        },
    ),
    rule(
        "222",
        during(2024, 2024),
        NOTHING,
        "Ofsted Unique reference number (URN) should not be recorded for this \
            placement type.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_given(
                cx,
                f,
                &[
                    "P1", "P2", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z1",
                ],
            );
        },
    ),
    rule(
        "222",
        during(2025, 2025),
        NOTHING,
        "Ofsted Unique reference number (URN) should not be recorded for this \
            placement type.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_given(
                cx,
                f,
                &[
                    "P1", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z1",
                ],
            );
        },
    ),
    rule(
        "222",
        since(2026),
        NOTHING,
        "Ofsted Unique reference number (URN) should not be recorded for this \
            placement type.",
        &[("Episodes", "URN")],
        |cx, f| {
            urn_given(
                cx,
                f,
                &[
                    "P1", "P3", "R1", "R2", "R5", "T0", "T1", "T2", "T3", "T4", "Z11", "Z12",
                    "Z13", "Z14",
                ],
            );
        },
    ),
    rule(
        "230",
        during(2024, 2024),
        POSTCODES,
        "Ofsted Unique reference number (URN) is required for any English H5 \
            placements from 28 October 2023.",
        &[
            ("Episodes", "PLACE"),
            ("Episodes", "DEC"),
            ("Episodes", "URN"),
        ],
        |cx, f| {
            let open = |e: &&Episode<'_>| e.dec.blank() || e.dec.after(date(2023, 10, 28));
            let english =
                |e: &&Episode<'_>| e.pl_la.0.is_some_and(|code| !is_outside_england(code));
            let h5 = cx
                .now
                .episodes
                .iter()
                .filter(|e| e.place.is("H5"))
                .filter(open)
                .filter(english);
            f.rows(h5.filter(|e| e.urn.blank() || e.urn.is(NO_URN)));
        },
    ),
    rule(
        "242",
        since(2026),
        NOTHING,
        "URN = 'XXXXXXX' can only be used for regional adoption agencies",
        &[("Episodes", "URN")],
        |cx, f| {
            let allowed = |e: &&Episode<'_>| e.place.is_in(ADOPTION) || e.place.is_in(FOSTER);
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.urn.is(NO_URN))
                    .filter(|e| !allowed(e)),
            );
        },
    ),
    rule(
        "243",
        since(2026),
        POSTCODES,
        "Only placements with providers registered with Ofsted should have a URN \
            reported.",
        &[("Episodes", "URN")],
        |cx, f| {
            let abroad = |e: &&Episode<'_>| e.pl_la.0.is_some_and(is_outside_england);
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(abroad)
                    .filter(|e| e.urn.given()),
            );
        },
    ),
];

/// Episodes without a number, of placements in England that need one.
fn urn_missing(cx: &Context<'_>, f: &mut Finds, none: &[&str]) {
    let recent = cx
        .now
        .episodes
        .iter()
        .filter(|e| e.dec.blank() || e.dec.after(date(2015, 3, 31)));
    let needed =
        recent.filter(|e| e.place.invalid(none) && !e.pl_la.0.is_some_and(is_outside_england));
    f.rows(needed.filter(|e| e.urn.blank()));
}

/// Episodes with a number, of placements that have none.
fn urn_given(cx: &Context<'_>, f: &mut Finds, none: &[&str]) {
    let given = cx
        .now
        .episodes
        .iter()
        .filter(|e| e.urn.given() && !e.urn.is(NO_URN));
    f.rows(given.filter(|e| e.place.is_in(none)));
}
