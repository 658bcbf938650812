//! Orders that deprive a child of liberty.

use super::super::context::Context;
use super::super::rows::{Dolo, Episode};
use super::{NOTHING, PREVIOUS, Rule903, outlasts_care, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "700",
        since(2027),
        NOTHING,
        "The start date of the DoLO is not a valid date.",
        &[("DoLo", "DOLO_START")],
        |cx, f| {
            f.rows(cx.now.dolo.iter().filter(|d| d.dolo_start.date.is_none()));
        },
    ),
    rule(
        "701",
        since(2027),
        NOTHING,
        "The end date of the DoLO is not a valid date.",
        &[("DoLo", "DOLO_END")],
        |cx, f| {
            f.rows(cx.now.dolo.iter().filter(|d| d.dolo_end.invalid()));
        },
    ),
    rule(
        "702",
        since(2027),
        NOTHING,
        "The date that the DoLO ended is before the date that it started.",
        &[("DoLo", "DOLO_START"), ("DoLo", "DOLO_END")],
        |cx, f| {
            f.rows(cx.now.dolo.iter().filter(|d| d.dolo_end.by(d.dolo_start)));
        },
    ),
    rule(
        "703",
        since(2027),
        NOTHING,
        "The date that the DoLO started is after the end of the collection year.",
        &[("DoLo", "DOLO_START")],
        |cx, f| {
            f.rows(cx.now.dolo.iter().filter(|d| d.dolo_start.after(cx.end)));
        },
    ),
    rule(
        "704",
        since(2027),
        NOTHING,
        "The date that the DoLO ended is before the start or after the end of the \
            collection year.",
        &[("DoLo", "DOLO_END")],
        |cx, f| {
            f.rows(
                cx.now
                    .dolo
                    .iter()
                    .filter(|d| d.dolo_end.before(cx.start) || d.dolo_end.after(cx.end)),
            );
        },
    ),
    rule(
        "705",
        since(2027),
        NOTHING,
        "A DoLO cannot start when the previous DoLO is still open.",
        &[("DoLo", "DOLO_START"), ("DoLo", "DOLO_END")],
        |cx, f| {
            for child in &cx.children {
                let pairs = child.now.dolo.iter().zip(child.now.dolo.iter().skip(1));
                f.rows(
                    pairs
                        .filter(|(prev, d)| d.dolo_start.given() && prev.dolo_end.blank())
                        .map(|(_, d)| d),
                );
            }
        },
    ),
    rule(
        "706",
        since(2027),
        PREVIOUS,
        "There is an open DoLO in last year’s return and there is no corresponding \
            DoLO recorded at the start of this year..",
        &[("DoLo", "DOLO_START")],
        |cx, f| {
            for child in &cx.children {
                for last in child
                    .last
                    .dolo
                    .iter()
                    .filter(|d| d.dolo_start.given() && d.dolo_end.blank())
                {
                    if !child
                        .now
                        .dolo
                        .iter()
                        .any(|d| d.dolo_start.text == last.dolo_start.text)
                    {
                        f.rows(child.now.dolo.last());
                    }
                }
            }
        },
    ),
    rule(
        "707",
        since(2027),
        NOTHING,
        "Child ceased to be looked after but there is a DoLO without an end date.",
        &[("DoLo", "DOLO_END")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    child
                        .now
                        .dolo
                        .iter()
                        .filter(|d| outlasts_care(child, d.dolo_start, d.dolo_end)),
                );
            }
        },
    ),
    rule(
        "708",
        since(2027),
        NOTHING,
        "Dates of DoLOs are before child’s date of birth.",
        &[("DoLo", "DOLO_START")],
        |cx, f| {
            f.rows(cx.now.dolo.iter().filter(|d| d.dolo_start.by(d.dob)));
        },
    ),
    rule(
        "709",
        since(2027),
        NOTHING,
        "Child with a DoLO is in an unexpected placement type.",
        &[("DoLo", "DOLO_START"), ("Episodes", "PLACE")],
        |cx, f| {
            under_order(cx, |d, e| {
                if e.place.invalid(&["K2", "Z12", "Z13"]) {
                    f.row(d);
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "710",
        since(2027),
        NOTHING,
        "Child with a DoLO can not be placed in secure children's homes, with \
            parents, young offender institutions, or supported accommodation.",
        &[("DoLo", "DOLO_START"), ("Episodes", "PLACE")],
        |cx, f| {
            under_order(cx, |d, e| {
                if e.place.is_in(&["K1", "K3", "P1", "R5"]) {
                    f.row(d);
                    f.row(e);
                }
            });
        },
    ),
];

/// Each order that began and ended with each episode it overlaps.
fn under_order<'a>(cx: &Context<'a>, mut each: impl FnMut(&Dolo<'a>, &Episode<'a>)) {
    for child in &cx.children {
        for d in child.now.dolo {
            let overlaps = |e: &&Episode<'_>| {
                e.decom.by(d.dolo_end) && (e.dec.blank() || e.dec.since(d.dolo_start))
            };
            let ended = d.dolo_start.date.is_some();
            for e in child.now.episodes.iter().filter(|_| ended).filter(overlaps) {
                each(d, e);
            }
        }
    }
}
