//! Decisions to place for adoption, beside the episodes of care.

use super::super::text::Day;
use super::codes::ADOPTION;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
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
