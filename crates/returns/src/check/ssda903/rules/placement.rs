//! Placements: their codes, and whose provision they are.

use jiff::civil::date;

use super::super::context::Context;
use super::super::rows::Episode;
use super::codes::{ADOPTION, FOSTER, OTHER_Z, PLACEMENT};
use super::{NOTHING, Rule903, during, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "146",
        during(2023, 2024),
        NOTHING,
        "Placement type code is not a valid code.",
        &[("Episodes", "PLACE")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| {
                e.place.given() && !(e.place.is_in(PLACEMENT) || e.place.is_in(&["H5", "P2", "Z1"]))
            }));
        },
    ),
    rule(
        "146",
        during(2025, 2025),
        NOTHING,
        "Placement type code is not a valid code.",
        &[("Episodes", "PLACE")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| {
                e.place.given() && !(e.place.is_in(PLACEMENT) || e.place.is_in(&["H5", "K3", "Z1"]))
            }));
        },
    ),
    rule(
        "146",
        since(2026),
        NOTHING,
        "Placement type code is not a valid code.",
        &[("Episodes", "PLACE")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| {
                e.place.given()
                    && !(e.place.is_in(PLACEMENT)
                        || e.place.is_in(&["K3"])
                        || e.place.is_in(OTHER_Z))
            }));
        },
    ),
    rule(
        "178",
        during(2023, 2025),
        NOTHING,
        "Placement provider code is not a valid code.",
        &[("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            provider_code(cx, f, &["T0", "T1", "T2", "T3", "T4", "Z1"]);
        },
    ),
    rule(
        "178",
        since(2026),
        NOTHING,
        "Placement provider code is not a valid code.",
        &[("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            provider_code(cx, f, &["T0", "T1", "T2", "T3", "Z11", "Z12", "Z13", "Z14"]);
        },
    ),
    rule(
        "213",
        during(2023, 2025),
        NOTHING,
        "Placement provider information not required.",
        &[("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.is_temporary() && e.place_provider.given()),
            );
        },
    ),
    rule(
        "213",
        since(2026),
        NOTHING,
        "Placement provider information not required.",
        &[("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            let none = |e: &&Episode<'_>| e.is_temporary() || e.place.is_in(OTHER_Z);
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(none)
                    .filter(|e| e.place_provider.given()),
            );
        },
    ),
    rule(
        "214",
        since(2023),
        NOTHING,
        "Placement location information not required.",
        &[("Episodes", "PL_POST"), ("Episodes", "URN")],
        |cx, f| {
            let given = |e: &&Episode<'_>| e.pl_post.given() || e.urn.given();
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
        "217",
        since(2023),
        NOTHING,
        "Children who are placed for adoption with current foster carers (placement \
            types A3 or A5) must have a reason for new episode of S, T or U.",
        &[
            ("Episodes", "PLACE"),
            ("Episodes", "DECOM"),
            ("Episodes", "RNE"),
        ],
        |cx, f| {
            let own_carers = cx
                .now
                .episodes
                .iter()
                .filter(|e| e.place.is_in(&["A3", "A5"]));
            let since_2015 = own_carers.filter(|e| e.decom.since(date(2015, 4, 1)));
            f.rows(since_2015.filter(|e| !e.rne.is_in(&["S", "T", "U"])));
        },
    ),
    rule(
        "217t",
        during(2024, 2024),
        NOTHING,
        "Placement type 'P2' is not a valid placement type from 28 October 2023.",
        &[("Episodes", "PLACE"), ("Episodes", "DECOM")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.place.is("P2") && e.decom.since(date(2023, 10, 28))),
            );
        },
    ),
    rule(
        "516",
        since(2023),
        NOTHING,
        "The episode data submitted for this child does not show that he/she was \
            with their former foster carer(s) during the year.If the code in the \
            reason episode ceased is E45 or E46 the child must have a placement code \
            of U1 to U6.",
        &[("Episodes", "REC"), ("Episodes", "PLACE")],
        |cx, f| {
            let stayed = cx
                .now
                .episodes
                .iter()
                .filter(|e| e.rec.is_in(&["E45", "E46"]));
            f.rows(stayed.filter(|e| !e.place.is_in(FOSTER)));
        },
    ),
    rule(
        "526",
        during(2023, 2025),
        NOTHING,
        "Child is missing a placement provider code for at least one episode.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            let none = ["T0", "T1", "T2", "T3", "T4", "Z1"];
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.place.invalid(&none) && e.place_provider.blank()),
            );
        },
    ),
    rule(
        "526",
        since(2026),
        NOTHING,
        "Child is missing a placement provider code for at least one episode.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            let none = ["T0", "T1", "T2", "T3", "T4", "Z11", "Z12", "Z13", "Z14"];
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.place.invalid(&none) && e.place_provider.blank()),
            );
        },
    ),
    rule(
        "527",
        since(2023),
        NOTHING,
        "A placement provider code of PR1 cannot be associated with placements P1, \
            R2 or R5.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            f.rows(provided_by(cx, "PR1").filter(|e| e.place.is_in(&["P1", "R2", "R5"])));
        },
    ),
    rule(
        "528",
        since(2023),
        NOTHING,
        "A placement provider code of PR2 cannot be associated with placements P1, \
            R2 or R5.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            f.rows(provided_by(cx, "PR2").filter(|e| e.place.is_in(&["P1", "R2", "R5"])));
        },
    ),
    rule(
        "529",
        since(2023),
        NOTHING,
        "Placement provider code of PR3 cannot be associated with placements P1, A3 \
            to A6, K1, K2 and U1 to U6 as these placements cannot be provided by other \
            public organisations.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            let own = |e: &&Episode<'_>| {
                e.place.is_in(&["P1", "K1", "K2"])
                    || e.place.is_in(ADOPTION)
                    || e.place.is_in(FOSTER)
            };
            f.rows(provided_by(cx, "PR3").filter(own));
        },
    ),
    rule(
        "530",
        since(2023),
        NOTHING,
        "A placement provider code of PR4 cannot be associated with placement P1.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            f.rows(provided_by(cx, "PR4").filter(|e| e.place.is("P1")));
        },
    ),
    rule(
        "531",
        since(2023),
        NOTHING,
        "A placement provider code of PR5 cannot be associated with placements P1.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            f.rows(provided_by(cx, "PR5").filter(|e| e.place.is("P1")));
        },
    ),
    rule(
        "550",
        since(2023),
        NOTHING,
        "A placement provider code of PR0 can only be associated with placement P1.",
        &[("Episodes", "PLACE"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            f.rows(provided_by(cx, "PR0").filter(|e| !e.place.is("P1")));
        },
    ),
];

/// Providers that are no code, or stand where the placement has none.
fn provider_code(cx: &Context<'_>, f: &mut Finds, none: &[&str]) {
    let codes = ["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"];
    let given = cx.now.episodes.iter().filter(|e| e.place_provider.given());
    f.rows(given.filter(|e| !e.place_provider.is_in(&codes) || e.place.is_in(none)));
}

/// The episodes whose placement is of this provider.
fn provided_by<'a>(
    cx: &Context<'a>,
    provider: &'static str,
) -> impl Iterator<Item = &'a Episode<'a>> {
    let now = cx.now;
    now.episodes
        .iter()
        .filter(move |e| e.place_provider.is(provider))
}
