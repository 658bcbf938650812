//! Why a placement changed.

use super::super::rows::Episode;
use super::{NOTHING, Rule903, during, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "225",
        since(2023),
        NOTHING,
        "Reason for placement change must be recorded.",
        &[("Episodes", "REASON_PLACE_CHANGE")],
        |cx, f| {
            for child in &cx.children {
                let moved = child
                    .now
                    .pairs()
                    .filter(|(e, next)| e.rec.is("X1") && next.rne.is_in(&["P", "T", "B", "U"]));
                let lasting = moved.filter(|(e, next)| !e.is_temporary() && !next.is_temporary());
                f.rows(
                    lasting
                        .filter(|(e, _)| e.reason_place_change.blank())
                        .map(|(e, _)| e),
                );
            }
        },
    ),
    rule(
        "226",
        during(2023, 2025),
        NOTHING,
        "Reason for placement change is not required.",
        &[("Episodes", "REASON_PLACE_CHANGE"), ("Episodes", "PLACE")],
        |cx, f| {
            for child in &cx.children {
                let mut before: Option<&Episode<'_>> = None;
                for e in child.now.episodes {
                    let given = e.reason_place_change.given()
                        || before.is_some_and(|e| e.reason_place_change.given());
                    if e.is_temporary() && given {
                        f.row(e);
                    }
                    before = Some(e);
                }
            }
        },
    ),
    rule(
        "226",
        since(2026),
        NOTHING,
        "Reason for placement change is not required for temporary placements.",
        &[("Episodes", "REASON_PLACE_CHANGE"), ("Episodes", "PLACE")],
        |cx, f| {
            for child in &cx.children {
                let mut before: Option<&Episode<'_>> = None;
                for e in child.now.episodes {
                    let given = e.reason_place_change.given()
                        || before.is_some_and(|e| e.reason_place_change.given());
                    if e.is_temporary() && given {
                        f.row(e);
                    }
                    before = Some(e);
                }
            }
        },
    ),
    rule(
        "233",
        since(2026),
        NOTHING,
        "Reason for placement change is not required when the episode has not \
            ceased.",
        &[("Episodes", "REASON_PLACE_CHANGE")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.reason_place_change.given() && e.dec.blank()),
            );
        },
    ),
    rule(
        "234",
        since(2026),
        NOTHING,
        "A child aged under 10 can not change placement due to being admitted to \
            custody",
        &[("Episodes", "REASON_PLACE_CHANGE"), ("Episodes", "DOB")],
        |cx, f| {
            for child in &cx.children {
                for h in child.now.header {
                    let custody = child
                        .now
                        .episodes
                        .iter()
                        .filter(|e| e.reason_place_change.is("CUSTOD"));
                    for e in custody.filter(|e| e.decom.before(h.dob.plus_years(10))) {
                        f.row(h);
                        f.row(e);
                    }
                }
            }
        },
    ),
];
