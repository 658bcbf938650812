//! What the return of the year before says of the same children.

use super::super::context::Context;
use super::super::rows::Episode;
use super::super::text::Distance;
use super::codes::OTHER_Z;
use super::{AUTHORITY, NOTHING, POSTCODES, PREVIOUS, Rule903, during, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "199",
        since(2023),
        NOTHING,
        "Episode information shows child has been previously adopted from care. \
            [NOTE: This only tests the current and previous year data loaded into the \
            tool]",
        &[("Episodes", "CHILD")],
        |cx, f| {
            for child in &cx.children {
                let all = || child.now.episodes.iter().chain(child.last.episodes);
                let adopted = all()
                    .filter(|e| e.rec.is_in(&["E11", "E12"]))
                    .filter_map(|e| e.decom.date)
                    .min();
                f.rows(child.now.episodes.iter().filter(|e| e.decom.after(adopted)));
            }
        },
    ),
    rule(
        "1010",
        since(2023),
        PREVIOUS,
        "This child has no episodes loaded for current year even though there was \
            an open episode of care at the end of the previous year, and care leaver \
            data has been entered.",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.episodes.is_empty())
            {
                if child.last.open_episode().is_some() {
                    f.rows(child.now.oc3);
                }
            }
        },
    ),
    rule(
        "452",
        since(2023),
        PREVIOUS.and(POSTCODES),
        "Contradiction between local authority of placement code in the last \
            episode of the previous year and in the first episode of the current year.",
        &[("Episodes", "PL_LA")],
        |cx, f| {
            // (The same episode goes on, so that its place is the same.)
            going_on(cx, f, |last, e| {
                last.decom.same(e.decom) && last.pl_la != e.pl_la
            });
        },
    ),
    rule(
        "453",
        since(2023),
        PREVIOUS.and(POSTCODES),
        "Contradiction between placement distance in the last episode of the \
            previous year and in the first episode of the current year.",
        &[("Episodes", "PL_DISTANCE")],
        |cx, f| {
            going_on(cx, f, |last, e| {
                last.decom.same(e.decom) && differ(last.pl_distance, e.pl_distance)
            });
        },
    ),
    rule(
        "502",
        since(2023),
        PREVIOUS,
        "Last year's record ended with an open episode. The date on which that \
            episode started does not match the start date of the first episode on this \
            year’s record.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            going_on(cx, f, |last, e| !e.decom.same(last.decom));
        },
    ),
    rule(
        "503A",
        since(2023),
        PREVIOUS,
        "The reason for new episode in the first episode does not match open \
            episode at end of last year.",
        &[("Episodes", "RNE")],
        |cx, f| {
            going_on(cx, f, |last, e| last.rne != e.rne);
        },
    ),
    rule(
        "503B",
        since(2023),
        PREVIOUS,
        "The legal status in the first episode does not match open episode at end \
            of last year.",
        &[("Episodes", "LS")],
        |cx, f| {
            going_on(cx, f, |last, e| last.ls != e.ls);
        },
    ),
    rule(
        "503C",
        since(2023),
        PREVIOUS,
        "The category of need in the first episode does not match open episode at \
            end of last year.",
        &[("Episodes", "CIN")],
        |cx, f| {
            going_on(cx, f, |last, e| last.cin != e.cin);
        },
    ),
    rule(
        "503D",
        during(2023, 2024),
        PREVIOUS,
        "The placement type in the first episode does not match open episode at end \
            of last year",
        &[("Episodes", "PLACE")],
        |cx, f| {
            going_on(cx, f, |last, e| last.place != e.place);
        },
    ),
    rule(
        "503D",
        during(2025, 2025),
        PREVIOUS,
        "The placement type in the first episode does not match open episode at end \
            of last year",
        &[("Episodes", "PLACE")],
        |cx, f| {
            going_on(cx, f, |last, e| {
                last.place != e.place && !(last.place.is("H5") && e.place.is("K3"))
            });
        },
    ),
    rule(
        "503D",
        since(2026),
        PREVIOUS,
        "The placement type in the first episode does not match open episode at end \
            of last year",
        &[("Episodes", "PLACE")],
        |cx, f| {
            going_on(cx, f, |last, e| {
                let renamed = (last.place.is("H5") && e.place.is("K3"))
                    || (last.place.is("Z1") && e.place.is_in(OTHER_Z));
                last.place != e.place && !renamed
            });
        },
    ),
    rule(
        "503E",
        since(2023),
        PREVIOUS,
        "The placement provider in the first episode does not match open episode at \
            end of last year.",
        &[("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            going_on(cx, f, |last, e| last.place_provider != e.place_provider);
        },
    ),
    rule(
        "503F",
        since(2023),
        PREVIOUS,
        "The Ofsted URN in the  first episode does not match open episode at end of \
            last year.",
        &[("Episodes", "URN")],
        |cx, f| {
            going_on(cx, f, |last, e| last.urn != e.urn);
        },
    ),
    rule(
        "503G",
        since(2023),
        PREVIOUS.and(POSTCODES),
        "The distance in first episode does not match open episode at end of last \
            year.",
        &[("Episodes", "PL_DISTANCE")],
        |cx, f| {
            going_on(cx, f, |last, e| differ(last.pl_distance, e.pl_distance));
        },
    ),
    rule(
        "503H",
        since(2023),
        PREVIOUS.and(POSTCODES),
        "The placement LA in first episode does not match open episode at end of \
            last year.",
        &[("Episodes", "PL_LA")],
        |cx, f| {
            going_on(cx, f, |last, e| last.pl_la != e.pl_la);
        },
    ),
    rule(
        "503J",
        since(2023),
        PREVIOUS.and(POSTCODES).and(AUTHORITY),
        "The placement location in first episode does not match open episode at end \
            of last year.",
        &[("Episodes", "PL_LOCATION")],
        |cx, f| {
            going_on(cx, f, |last, e| last.pl_location != e.pl_location);
        },
    ),
    rule(
        "562",
        since(2023),
        PREVIOUS,
        "Episode commenced before the start of the current collection year but \
            there is a missing continuous episode in the previous year.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            for child in &cx.children {
                let first = child
                    .now
                    .first_episode()
                    .filter(|e| e.decom.before(cx.start));
                let known = |e: &Episode<'_>| {
                    child
                        .last
                        .episodes
                        .iter()
                        .any(|last| last.decom.same(e.decom))
                };
                f.rows(first.filter(|e| !known(e)));
            }
        },
    ),
    rule(
        "NoE",
        since(2023),
        PREVIOUS,
        "This child has no episodes loaded for previous year even though child \
            started to be looked after before this current year.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.last.episodes.is_empty())
            {
                f.rows(
                    child
                        .now
                        .episodes
                        .iter()
                        .filter(|e| e.decom.before(cx.start)),
                );
            }
        },
    ),
];

/// The first episode of a child whose last episode of the year before was open, where
/// the two are at odds.
fn going_on(cx: &Context<'_>, f: &mut Finds, at_odds: impl Fn(&Episode<'_>, &Episode<'_>) -> bool) {
    for child in &cx.children {
        let both = child.last.open_episode().zip(child.now.first_episode());
        f.rows(both.filter(|(last, e)| at_odds(last, e)).map(|(_, e)| e));
    }
}

/// Whether two distances differ: by a fifth of a mile or more, or because one is blank.
fn differ(a: Distance, b: Distance) -> bool {
    match (a.miles, b.miles) {
        (Some(a), Some(b)) => (a - b).abs() >= 0.2,
        _ => a.given != b.given,
    }
}
