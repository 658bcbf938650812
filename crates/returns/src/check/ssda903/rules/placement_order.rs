//! Placement and freeing orders, beside the decisions to place for adoption.

use super::super::context::Context;
use super::super::rows::{Episode, Placed};
use super::codes::ADOPTION;
use super::{NOTHING, Rule903, during, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "553",
        since(2023),
        NOTHING,
        "Placement order has been granted but there is no date of decision that the \
            child should be placed for adoption.",
        &[
            ("Episodes", "CHILD"),
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("PlacedAdoption", "REASON_PLACED_CEASED"),
        ],
        |cx, f| {
            no_decision(cx, f, "E1");
        },
    ),
    rule(
        "554",
        since(2023),
        NOTHING,
        "Date of decision that the child should be placed for adoption should be on \
            or prior to the date that the placement order was granted. [NOTE: This \
            rule may result in false positives or false negatives if relevant episodes \
            are in previous years; please check carefully!]",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("Episodes", "DECOM"),
            ("Episodes", "LS"),
        ],
        |cx, f| {
            decided_late(cx, "E1", |e, p| {
                f.row(e);
                f.row(p);
            });
        },
    ),
    rule(
        "555",
        during(2023, 2024),
        NOTHING,
        "Freeing order has been granted but there is no date of decision that the \
            child should be placed for adoption.",
        &[
            ("Episodes", "CHILD"),
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("PlacedAdoption", "REASON_PLACED_CEASED"),
        ],
        |cx, f| {
            no_decision(cx, f, "D1");
        },
    ),
    rule(
        "556",
        during(2023, 2024),
        NOTHING,
        "Date of decision that the child should be placed for adoption should be on \
            or prior to the date that the freeing order was granted.",
        &[("PlacedAdoption", "DATE_PLACED"), ("Episodes", "DECOM")],
        |cx, f| {
            decided_late(cx, "D1", |e, _| f.row(e));
        },
    ),
    rule(
        "557",
        during(2023, 2024),
        NOTHING,
        "Child for whom the decision was made that they should be placed for \
            adoption has left care but was not adopted and information on the decision \
            that they should no longer be placed for adoption items has not been \
            completed.",
        &[
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("PlacedAdoption", "REASON_PLACED_CEASED"),
            ("Episodes", "PLACE"),
            ("Episodes", "LS"),
            ("Episodes", "REC"),
        ],
        |cx, f| {
            left_unadopted(cx, f, &["D1", "E1"]);
        },
    ),
    rule(
        "557",
        since(2025),
        NOTHING,
        "Child for whom the decision was made that they should be placed for \
            adoption has left care but was not adopted and information on the decision \
            that they should no longer be placed for adoption items has not been \
            completed.",
        &[
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("PlacedAdoption", "REASON_PLACED_CEASED"),
            ("Episodes", "PLACE"),
            ("Episodes", "LS"),
            ("Episodes", "REC"),
        ],
        |cx, f| {
            left_unadopted(cx, f, &["E1"]);
        },
    ),
];

/// Orders of a legal status without a decision that the child should be placed.
///
/// While the order's episode is open the decision stands: it has a date, and nothing
/// says that it ceased. Afterwards it may have ceased.
fn no_decision(cx: &Context<'_>, f: &mut Finds, status: &str) {
    for child in &cx.children {
        for e in child.now.episodes.iter().filter(|e| e.ls.is(status)) {
            if child.now.placed.is_empty() {
                f.row(e);
            }
            let ceased =
                |p: &Placed<'_>| p.date_placed_ceased.given() || p.reason_placed_ceased.given();
            f.rows(
                child
                    .now
                    .placed
                    .iter()
                    .filter(|p| p.date_placed.blank() || (e.dec.blank() && ceased(p))),
            );
        }
    }
}

/// The first episode of a legal status with each decision that came after it.
fn decided_late<'a>(
    cx: &Context<'a>,
    status: &str,
    mut each: impl FnMut(&Episode<'a>, &Placed<'a>),
) {
    for child in &cx.children {
        let mut orders = child.now.episodes.iter().filter(|e| e.ls.is(status));
        if let Some(e) = orders.find(|e| e.decom.date.is_some()) {
            for p in child
                .now
                .placed
                .iter()
                .filter(|p| p.date_placed.after(e.decom))
            {
                each(e, p);
            }
        }
    }
}

/// Children who left care from a placement for adoption or under one of these orders, not
/// adopted, while nothing says that the decision ceased.
fn left_unadopted(cx: &Context<'_>, f: &mut Finds, orders: &[&str]) {
    for child in &cx.children {
        let left = child
            .now
            .episodes
            .iter()
            .filter(|e| e.ceased() && !e.rec.is_in(&["E11", "E12"]));
        for e in left.filter(|e| e.place.is_in(ADOPTION) || e.ls.is_in(orders)) {
            let open =
                |p: &&Placed<'_>| p.date_placed_ceased.blank() || p.reason_placed_ceased.blank();
            if child.now.placed.is_empty() || child.now.placed.iter().any(|p| open(&p)) {
                f.row(e);
                f.rows(child.now.placed.iter().filter(open));
            }
        }
    }
}
