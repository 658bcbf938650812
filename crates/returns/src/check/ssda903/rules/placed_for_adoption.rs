//! Decisions that a child should be placed for adoption, and the end of them.

use super::super::{
    context::Context,
    rows::{Episode, Placed},
    text::Day,
};
use super::codes::ADOPTION;
use super::{NOTHING, Rule903, during, rule, since};
use crate::check::Finds;

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
        "117",
        since(2023),
        NOTHING,
        "Date of decision that a child should/should no longer be placed for \
            adoption is beyond the current collection year or after the child ceased \
            to be looked after.",
        &[
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("PlacedAdoption", "DATE_PLACED"),
            ("Episodes", "DEC"),
            ("Episodes", "REC"),
            ("Episodes", "DECOM"),
        ],
        |cx, f| {
            for child in &cx.children {
                let ended = child
                    .now
                    .episodes
                    .iter()
                    .filter(|e| e.rec.given() && !e.rec.is("X1"));
                let latest = ended
                    .filter(|e| e.dec.date.is_some())
                    .max_by_key(|e| e.dec.date);
                for p in child.now.placed {
                    let beyond = |day: Day<'_>| {
                        day.after(cx.end) || latest.is_some_and(|e| day.after(e.dec))
                    };
                    if beyond(p.date_placed) || beyond(p.date_placed_ceased) {
                        f.row(p);
                        f.rows(latest);
                    }
                }
            }
        },
    ),
    rule(
        "118",
        since(2023),
        NOTHING,
        "Date of decision that a child should no longer be placed for adoption is \
            before the current collection year or before the date the child started to \
            be looked after.",
        &[("Episodes", "DECOM"), ("Episodes", "LS")],
        |cx, f| {
            for child in &cx.children {
                let mut others = child.now.episodes.iter().filter(|e| !e.is_short_break());
                let Some(first) = others.find(|e| e.decom.date.is_some()) else {
                    continue;
                };
                for p in child.now.placed {
                    if p.date_placed_ceased.before(cx.start)
                        || p.date_placed_ceased.before(first.decom)
                    {
                        f.row(p);
                        f.row(first);
                    }
                }
            }
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
        "551",
        since(2023),
        NOTHING,
        "Child has been placed for adoption but there is no date of the decision \
            that the child should be placed for adoption.",
        &[("PlacedAdoption", "DATE_PLACED"), ("Episodes", "PLACE")],
        |cx, f| {
            for child in &cx.children {
                if !child.now.placed.iter().any(|p| p.date_placed.given()) {
                    f.rows(
                        child
                            .now
                            .episodes
                            .iter()
                            .filter(|e| e.place.is_in(ADOPTION)),
                    );
                }
            }
        },
    ),
    rule(
        "552",
        since(2023),
        NOTHING,
        "Date of Decision to place a child for adoption should be on or prior to \
            the date that the child was placed for adoption.",
        &[("PlacedAdoption", "DATE_PLACED"), ("Episodes", "DECOM")],
        |cx, f| {
            for child in &cx.children {
                for e in child
                    .now
                    .episodes
                    .iter()
                    .filter(|e| e.place.is_in(ADOPTION))
                {
                    for p in child
                        .now
                        .placed
                        .iter()
                        .filter(|p| p.date_placed.after(e.decom))
                    {
                        f.row(e);
                        f.row(p);
                    }
                }
            }
        },
    ),
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
    rule(
        "558",
        since(2023),
        NOTHING,
        "If a child has been adopted, then the decision to place them for adoption \
            has not been disrupted and the date of the decision that a child should no \
            longer be placed for adoption should be left blank.",
        &[
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
            ("Episodes", "REC"),
        ],
        |cx, f| {
            for child in &cx.children {
                let adopted = child
                    .now
                    .latest_episode()
                    .filter(|e| e.rec.is_in(&["E11", "E12"]) && e.dec.given());
                let latest = child
                    .now
                    .placed
                    .iter()
                    .rev()
                    .find(|p| p.date_placed.date.is_some());
                if let Some((e, p)) = adopted.zip(latest.filter(|p| p.date_placed_ceased.given())) {
                    f.row(e);
                    f.row(p);
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
    rule(
        "1003",
        since(2023),
        NOTHING,
        "Date of LA's decision that a child should be placed for adoption is before \
            the child started to be looked after.",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("Episodes", "DECOM"),
            ("Episodes", "RNE"),
        ],
        |cx, f| {
            for child in &cx.children {
                let started = child
                    .now
                    .episodes
                    .iter()
                    .find(|e| e.rne.is("S") && e.decom.date.is_some());
                for p in child.now.placed {
                    if let Some(e) = started.filter(|e| p.date_placed.before(e.decom)) {
                        f.row(p);
                        f.row(e);
                    }
                }
            }
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
