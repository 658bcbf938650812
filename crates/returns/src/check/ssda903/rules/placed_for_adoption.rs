//! Decisions that a child should be placed for adoption, and the end of them.

use super::super::rows::Placed;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "115",
        since(2023),
        NOTHING,
        "Date of Local Authority's (LA) decision that a child should be placed for \
            adoption is not a valid date.",
        &[("PlacedAdoption", "DATE_PLACED")],
        |cx, f| {
            f.rows(cx.now.placed.iter().filter(|p| p.date_placed.invalid()));
        },
    ),
    rule(
        "116",
        since(2023),
        NOTHING,
        "Date of Local Authority's (LA) decision that a child should no longer be \
            placed for adoption is not a valid date.",
        &[("PlacedAdoption", "DATE_PLACED_CEASED")],
        |cx, f| {
            f.rows(
                cx.now
                    .placed
                    .iter()
                    .filter(|p| p.date_placed_ceased.invalid()),
            );
        },
    ),
    rule(
        "119",
        since(2023),
        NOTHING,
        "If the decision is made that a child should no longer be placed for \
            adoption, then the date of this decision and the reason why this decision \
            was made must be completed.",
        &[
            ("PlacedAdoption", "REASON_PLACED_CEASED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .placed
                    .iter()
                    .filter(|p| p.date_placed_ceased.given() != p.reason_placed_ceased.given()),
            );
        },
    ),
    rule(
        "120",
        since(2023),
        NOTHING,
        "The reason for the reversal of the decision that the child should be \
            placed for adoption code is not valid.",
        &[("PlacedAdoption", "REASON_PLACED_CEASED")],
        |cx, f| {
            f.rows(cx.now.placed.iter().filter(|p| {
                p.reason_placed_ceased
                    .invalid(&["RD1", "RD2", "RD3", "RD4"])
            }));
        },
    ),
    rule(
        "184",
        since(2023),
        NOTHING,
        "Date of decision that a child should be placed for adoption is before the \
            child was born.",
        &[("PlacedAdoption", "DATE_PLACED"), ("Header", "DOB")],
        |cx, f| {
            for child in &cx.children {
                for h in child.now.header {
                    f.rows(
                        child
                            .now
                            .placed
                            .iter()
                            .filter(|p| p.date_placed.before(h.dob)),
                    );
                }
            }
        },
    ),
    rule(
        "522",
        since(2023),
        NOTHING,
        "Date of decision that the child should be placed for adoption must be on \
            or before the date that a child should no longer be placed for adoption.",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .placed
                    .iter()
                    .filter(|p| p.date_placed.after(p.date_placed_ceased)),
            );
        },
    ),
    rule(
        "523",
        since(2023),
        NOTHING,
        "Date of decision that the child should be placed for adoption should be \
            the same date as the decision that adoption is in the best interest (date \
            should be placed).",
        &[("PlacedAdoption", "DATE_PLACED"), ("AD1", "DATE_INT")],
        |cx, f| {
            for child in &cx.children {
                for a in child.now.ad1.iter().filter(|a| a.date_int.date.is_some()) {
                    for p in
                        child.now.placed.iter().filter(|p| {
                            p.date_placed.date.is_some() && !p.date_placed.same(a.date_int)
                        })
                    {
                        f.row(a);
                        f.row(p);
                    }
                }
            }
        },
    ),
    rule(
        "525",
        since(2023),
        NOTHING,
        "A child for whom the decision to be placed for adoption has been reversed \
            cannot be adopted during the year.",
        &[
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("AD1", "DATE_INT"),
            ("AD1", "DATE_MATCH"),
            ("AD1", "FOSTER_CARE"),
            ("AD1", "NB_ADOPTR"),
            ("AD1", "SEX_ADOPTR"),
            ("AD1", "LS_ADOPTR"),
        ],
        |cx, f| {
            for child in &cx.children {
                for a in child.now.ad1.iter().filter(|a| a.items().contains(&true)) {
                    for p in child
                        .now
                        .placed
                        .iter()
                        .filter(|p| p.date_placed_ceased.given())
                    {
                        f.row(a);
                        f.row(p);
                    }
                }
            }
        },
    ),
    rule(
        "563",
        since(2023),
        NOTHING,
        "The child should no longer be placed for adoption but the date of the \
            decision that the child should be placed for adoption is blank",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "REASON_PLACED_CEASED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
        ],
        |cx, f| {
            let ended =
                |p: &&Placed<'_>| p.date_placed_ceased.given() || p.reason_placed_ceased.given();
            f.rows(
                cx.now
                    .placed
                    .iter()
                    .filter(ended)
                    .filter(|p| p.date_placed.blank()),
            );
        },
    ),
    rule(
        "579",
        since(2023),
        NOTHING,
        "A new decision that the child should be placed for adoption this year \
            cannot start when the previous decision is still open. Decisions to place \
            the child for adoption should also not overlap. The date of any new \
            decision to place the child for adoption must not be before the date \
            placed ceased of previous decisions.",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
        ],
        |cx, f| {
            for child in &cx.children {
                let pairs = child.now.placed.iter().zip(child.now.placed.iter().skip(1));
                let overlap = pairs.filter(|(prev, p)| {
                    p.date_placed.date.is_some()
                        && (prev.date_placed_ceased.blank()
                            || p.date_placed.before(prev.date_placed_ceased))
                });
                f.rows(overlap.map(|(_, p)| p));
            }
        },
    ),
    rule(
        "583",
        since(2023),
        NOTHING,
        "More than one date the child should be placed for adoption has been \
            reported, but an earlier decision has not been revoked. Check that both \
            dates are required and add in the date the earlier decision was revoked. \
            Note this may be in a previous year.",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
        ],
        |cx, f| {
            for child in &cx.children {
                let dated = || {
                    child
                        .now
                        .placed
                        .iter()
                        .filter(|p| p.date_placed.date.is_some())
                };
                let earlier = dated().count().saturating_sub(1);
                f.rows(
                    dated()
                        .take(earlier)
                        .filter(|p| p.date_placed_ceased.blank()),
                );
            }
        },
    ),
];
