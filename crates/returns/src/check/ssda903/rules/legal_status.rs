//! Legal statuses, how long they may last, and what goes with short breaks.

use super::super::context::Context;
use super::super::rows::Episode;
use super::super::text::days_between;
use super::{NOTHING, Rule903, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "361",
        since(2023),
        NOTHING,
        "Police protection legal status lasted longer than maximum 72 hours allowed \
            in the Children Act 1989.",
        &[
            ("Episodes", "DECOM"),
            ("Episodes", "LS"),
            ("Episodes", "DEC"),
        ],
        |cx, f| {
            longer_than(cx, f, "L1", 3);
        },
    ),
    rule(
        "362",
        since(2023),
        NOTHING,
        "Emergency protection order (EPO) lasted longer than 21 days",
        &[
            ("Episodes", "DECOM"),
            ("Episodes", "LS"),
            ("Episodes", "DEC"),
        ],
        |cx, f| {
            longer_than(cx, f, "L2", 21);
        },
    ),
    rule(
        "363",
        since(2023),
        NOTHING,
        "Child assessment order (CAO) lasted longer than 7 days allowed in the \
            Children Act 1989.",
        &[
            ("Episodes", "LS"),
            ("Episodes", "DECOM"),
            ("Episodes", "DEC"),
        ],
        |cx, f| {
            longer_than(cx, f, "L3", 7);
        },
    ),
    rule(
        "364",
        since(2023),
        NOTHING,
        "Sections 41-46 of Police and Criminal Evidence (PACE; 1984) severely \
            limits the time a child can be detained in custody in Local Authority (LA) \
            accommodation.",
        &[
            ("Episodes", "LS"),
            ("Episodes", "DECOM"),
            ("Episodes", "DEC"),
        ],
        |cx, f| {
            longer_than(cx, f, "J2", 21);
        },
    ),
    rule(
        "365",
        since(2023),
        NOTHING,
        "Any individual short- term respite placement must not exceed 17 days.",
        &[
            ("Episodes", "LS"),
            ("Episodes", "DECOM"),
            ("Episodes", "DEC"),
        ],
        |cx, f| {
            let days = |e: &Episode<'_>| {
                e.decom
                    .days_to(e.dec.date.or(e.dec.blank().then_some(cx.end)))
            };
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.ls.is("V3") && days(e).is_some_and(|days| days > 17)),
            );
        },
    ),
    rule(
        "366",
        since(2023),
        NOTHING,
        "A child cannot change placement during the course of an individual \
            short-term respite break.",
        &[("Episodes", "RNE")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.ls.is("V3") && !e.rne.is("S")),
            );
        },
    ),
    rule(
        "367",
        since(2023),
        NOTHING,
        "The maximum amount of respite care allowable is 75 days in any 12-month \
            period.",
        &[
            ("Episodes", "LS"),
            ("Episodes", "DECOM"),
            ("Episodes", "DEC"),
        ],
        |cx, f| {
            for child in &cx.children {
                let breaks = || child.now.episodes.iter().filter(|e| e.ls.is("V3"));
                let days = breaks().filter_map(|e| {
                    let to = e.dec.date.or(e.dec.blank().then_some(cx.end))?.min(cx.end);
                    Some(days_between(e.decom.date?.max(cx.start), to).max(0))
                });
                if days.sum::<i32>() > 75 {
                    f.rows(breaks());
                }
            }
        },
    ),
    rule(
        "378",
        since(2023),
        NOTHING,
        "A child who is placed with parent(s) cannot be looked after under a single \
            period of accommodation under Section 20 of the Children Act 1989.",
        &[("Episodes", "PLACE"), ("Episodes", "LS")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.place.is("P1") && e.ls.is("V2")),
            );
        },
    ),
    rule(
        "382",
        since(2023),
        NOTHING,
        "A child receiving respite care cannot be in a temporary placement.",
        &[("Episodes", "LS"), ("Episodes", "PLACE")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.is_temporary() && e.is_short_break()),
            );
        },
    ),
    rule(
        "384",
        since(2023),
        NOTHING,
        "A child receiving respite care cannot be in a long-term foster placement",
        &[("Episodes", "PLACE"), ("Episodes", "LS")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.place.is_in(&["U1", "U4"]) && e.is_short_break()),
            );
        },
    ),
    rule(
        "398",
        since(2023),
        NOTHING,
        "Distance field completed but child looked after under legal status V3 or \
            V4.",
        &[
            ("Episodes", "LS"),
            ("Episodes", "HOME_POST"),
            ("Episodes", "PL_POST"),
        ],
        |cx, f| {
            let given = |e: &&Episode<'_>| e.home_post.given() || e.pl_post.given();
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.is_short_break())
                    .filter(given),
            );
        },
    ),
    rule(
        "399",
        since(2023),
        NOTHING,
        "Mother field, review field or participation field are completed but child \
            is looked after under legal status V3 or V4.",
        &[
            ("Header", "MOTHER"),
            ("Episodes", "LS"),
            ("Reviews", "REVIEW"),
            ("Reviews", "REVIEW_CODE"),
        ],
        |cx, f| {
            for child in &cx.children {
                if child.now.episodes.is_empty() || child.now.has_other_than_short_breaks() {
                    continue;
                }
                let mothers = || child.now.header.iter().filter(|h| h.mother.given());
                let reviews = || {
                    child
                        .now
                        .reviews
                        .iter()
                        .filter(|r| r.review.given() || r.review_code.given())
                };
                if mothers().next().is_some() || reviews().next().is_some() {
                    f.rows(child.now.episodes);
                    f.rows(child.now.header);
                    f.rows(reviews());
                }
            }
        },
    ),
    rule(
        "408",
        since(2023),
        NOTHING,
        "Child is placed for adoption with a placement order, but no placement \
            order has been recorded.",
        &[("Episodes", "PLACE"), ("Episodes", "LS")],
        |cx, f| {
            let under_order = |e: &&Episode<'_>| e.place.is_in(&["A5", "A6"]);
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(under_order)
                    .filter(|e| !e.ls.is("E1")),
            );
        },
    ),
    rule(
        "426",
        since(2023),
        NOTHING,
        "A child receiving respite care cannot be recorded under a legal status of \
            V3 and V4 in the same year.",
        &[("Episodes", "LS")],
        |cx, f| {
            for child in &cx.children {
                let any = |code: &str| child.now.episodes.iter().any(|e| e.ls.is(code));
                if any("V3") && any("V4") {
                    f.rows(child.now.episodes.iter().filter(|e| e.is_short_break()));
                }
            }
        },
    ),
];

/// Episodes of a legal status that together lasted longer than it may: episodes of which
/// each begins on the day the one before it ended. An open one lasts to the end of the
/// year.
fn longer_than(cx: &Context<'_>, f: &mut Finds, status: &str, days: i32) {
    for child in &cx.children {
        let mut run: Vec<&Episode<'_>> = Vec::new();
        for e in child.now.episodes {
            let goes_on = run.last().is_some_and(|prev| e.decom.same(prev.dec));
            if !(e.ls.is(status) && goes_on) {
                run.clear();
            }
            if e.ls.is(status) {
                run.push(e);
            }
            let to = e.dec.date.or(e.dec.blank().then_some(cx.end));
            let from = run.first().and_then(|first| first.decom.date);
            if from
                .zip(to)
                .is_some_and(|(from, to)| days_between(from, to) > days)
            {
                f.rows(run.iter().copied());
            }
        }
    }
}
