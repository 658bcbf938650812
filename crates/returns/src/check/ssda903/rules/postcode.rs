//! Postcodes: where a placement is, and how far from home.

use super::super::context::Context;
use super::super::lists::is_postcode;
use super::super::rows::Episode;
use super::super::text::Text;
use super::codes::{ADOPTION, FOSTER};
use super::{AUTHORITY, NOTHING, POSTCODES, Rule903, during, rule, same_postcode, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "164",
        since(2023),
        POSTCODES,
        "Distance is not valid. Please check a valid postcode has been entered. \
            [NOTE: This check will result in false positives for children formerly \
            UASC not identified as such in loaded data]",
        &[("Episodes", "PL_DISTANCE")],
        |cx, f| {
            // A child who is or was unaccompanied has no home to measure from.
            for child in cx
                .children
                .iter()
                .filter(|child| !child.is_uasc() && !child.was_uasc())
            {
                let valid = |miles: f64| (0.0..=999.9).contains(&miles);
                let others = child.now.episodes.iter().filter(|e| !e.is_short_break());
                f.rows(others.filter(|e| !e.pl_distance.miles.is_some_and(valid)));
            }
        },
    ),
    rule(
        "169",
        since(2023),
        POSTCODES,
        "Local Authority (LA) of placement is not valid or is missing. Please check \
            a valid postcode has been entered.",
        &[("Episodes", "PL_LA")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| !e.is_short_break() && e.pl_la.blank()),
            );
        },
    ),
    rule(
        "179",
        since(2023),
        POSTCODES.and(AUTHORITY),
        "Placement location code is not a valid code.",
        &[("Episodes", "PL_LOCATION")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| !e.is_short_break() && !e.pl_location.is_in(&["IN", "OUT"])),
            );
        },
    ),
    rule(
        "392a",
        since(2023),
        POSTCODES,
        "Child is looked after but no distance is recorded. [NOTE: This check may \
            result in false positives for children formerly UASC]",
        &[("Episodes", "PL_DISTANCE")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.is_uasc() && !child.was_uasc())
            {
                let others = child.now.episodes.iter().filter(|e| !e.is_short_break());
                f.rows(others.filter(|e| !e.pl_distance.given));
            }
        },
    ),
    rule(
        "392b",
        since(2023),
        NOTHING,
        "Child is looked after but no postcodes are recorded. [NOTE: This check may \
            result in false positives for children formerly UASC, particularly if \
            current & prior year UASC data not loaded]",
        &[("Episodes", "HOME_POST"), ("Episodes", "PL_POST")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.is_uasc() && !child.was_uasc())
            {
                let others = child.now.episodes.iter().filter(|e| !e.is_short_break());
                f.rows(others.filter(|e| e.home_post.blank() || e.pl_post.blank()));
            }
        },
    ),
    rule(
        "392c",
        since(2023),
        POSTCODES,
        "Postcode(s) provided are invalid.",
        &[("Episodes", "HOME_POST"), ("Episodes", "PL_POST")],
        |cx, f| {
            let unknown = |code: Text<'_>| {
                code.0.is_some_and(|code| {
                    !is_postcode(code)
                        || cx.postcodes.is_some_and(|known| known.find(code).is_none())
                })
            };
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| unknown(e.home_post) || unknown(e.pl_post)),
            );
        },
    ),
    rule(
        "392d",
        since(2023),
        NOTHING,
        "Home and placement postcodes should not be same unless the placement type \
            is P1.",
        &[
            ("Episodes", "HOME_POST"),
            ("Episodes", "PL_POST"),
            ("Episodes", "PLACE"),
        ],
        |cx, f| {
            let same = |e: &&Episode<'_>| {
                e.home_post
                    .0
                    .zip(e.pl_post.0)
                    .is_some_and(|(home, place)| same_postcode(home, place))
            };
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| !e.place.is("P1"))
                    .filter(same),
            );
        },
    ),
    rule(
        "406",
        since(2023),
        POSTCODES,
        "Child is Unaccompanied Asylum-Seeking Child (UASC) or was formerly UASC. \
            Distance should be blank. [NOTE: This check will result in false negatives \
            for children formerly UASC not identified as such in loaded data]",
        &[("Episodes", "PL_DISTANCE")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.is_uasc() || child.was_uasc())
            {
                f.rows(child.now.episodes.iter().filter(|e| e.pl_distance.given));
            }
        },
    ),
    rule(
        "411",
        since(2023),
        POSTCODES.and(AUTHORITY),
        "Placement location code disagrees with LA of placement.",
        &[("Episodes", "PL_LOCATION")],
        |cx, f| {
            let inside = cx.now.episodes.iter().filter(|e| e.pl_location.is("IN"));
            f.rows(inside.filter(|e| e.pl_la.given() && e.pl_la.0 != cx.authority));
        },
    ),
    rule(
        "420",
        since(2023),
        POSTCODES,
        "LA of placement completed but child is looked after under legal status V3 \
            or V4.",
        &[("Episodes", "PL_LA")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.is_short_break() && e.pl_la.given()),
            );
        },
    ),
    rule(
        "454",
        since(2026),
        POSTCODES,
        "Placement distance from home is over 350 miles. [NOTE: This check will \
            result in false positives for children formerly UASC not identified as \
            such in loaded data]",
        &[("Episodes", "PL_DISTANCE")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| {
                e.pl_distance
                    .miles
                    .is_some_and(|miles| miles > 350.0 && miles < 999.9)
            }));
        },
    ),
    rule(
        "1015",
        during(2023, 2025),
        POSTCODES.and(AUTHORITY),
        "Placement provider is own provision but child not placed in own LA.",
        &[("Episodes", "PL_LA")],
        |cx, f| {
            own_provision_elsewhere(cx, f, &[]);
        },
    ),
    rule(
        "1015",
        since(2026),
        POSTCODES.and(AUTHORITY),
        "Placement provider is own provision but child not placed in own LA.",
        &[("Episodes", "PL_LA")],
        |cx, f| {
            own_provision_elsewhere(cx, f, &["K3"]);
        },
    ),
];

/// The authority's own provision outside it. Foster and adoptive homes may be anywhere.
fn own_provision_elsewhere(cx: &Context<'_>, f: &mut Finds, except: &[&str]) {
    let own = cx
        .now
        .episodes
        .iter()
        .filter(|e| e.place_provider.is("PR1"));
    let elsewhere = own.filter(|e| e.pl_la.given() && e.pl_la.0 != cx.authority);
    let homes = |e: &&Episode<'_>| {
        e.place.is_in(FOSTER) || e.place.is_in(ADOPTION) || e.place.is_in(except)
    };
    let known = elsewhere.filter(|e| e.ls.given() && !e.is_short_break() && e.place.given());
    f.rows(known.filter(|e| !homes(e)));
}
