//! What the list of Ofsted providers says of a placement.

use super::super::context::Context;
use super::super::lists::Provider;
use super::super::rows::Episode;
use super::{AUTHORITY, POSTCODES, PROVIDERS, Rule903, during, rule, same_postcode, since};
use crate::check::Finds;

/// What stands for the number of a provider that has none.
const NO_URN: &str = "XXXXXXX";

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "219",
        since(2023),
        PROVIDERS,
        "The Ofsted Unique reference number (URN) provided for the child's \
            placement does not match the placement type recorded.",
        &[("Episodes", "URN"), ("Episodes", "PLACE")],
        |cx, f| {
            registered(cx, |e, found| {
                if e.place.given()
                    && !found.is_empty()
                    && !found
                        .iter()
                        .any(|p| p.placements.iter().any(|code| e.place.is(code)))
                {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "221",
        during(2023, 2023),
        PROVIDERS,
        "The Ofsted Unique reference number (URN) provided for the child's \
            placement does not match the placement postcode provided.",
        &[("Episodes", "PL_POST")],
        |cx, f| {
            elsewhere(cx, f, &["K1", "K2", "R3", "S1"]);
        },
    ),
    rule(
        "221",
        during(2024, 2024),
        PROVIDERS,
        "The Ofsted Unique reference number (URN) provided for the child's \
            placement does not match the placement postcode provided.",
        &[("Episodes", "PL_POST")],
        |cx, f| {
            elsewhere(cx, f, &["H5", "K1", "K2", "R3", "S1"]);
        },
    ),
    rule(
        "221",
        since(2025),
        PROVIDERS,
        "The Ofsted Unique reference number (URN) provided for the child's \
            placement does not match the placement postcode provided.",
        &[("Episodes", "PL_POST")],
        |cx, f| {
            elsewhere(cx, f, &["K1", "K2", "K3", "R3", "S1"]);
        },
    ),
    rule(
        "224",
        since(2023),
        PROVIDERS,
        "The Ofsted Unique reference number (URN) provided for the child's \
            placement does not match the placement provider recorded.",
        &[("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            registered(cx, |e, found| {
                let fits = |p: &Provider| p.provisions.iter().any(|code| e.place_provider.is(code));
                if e.place_provider.given() && !found.is_empty() && !found.iter().any(fits) {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "227",
        since(2023),
        PROVIDERS,
        "Ofsted Unique reference number (URN) is not valid for the episode start \
            date.",
        &[("Episodes", "URN"), ("Episodes", "DECOM")],
        |cx, f| {
            registered(cx, |e, found| {
                if !found.is_empty() && found.iter().all(|p| e.decom.since(p.ended)) {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "228",
        since(2023),
        PROVIDERS,
        "Ofsted Unique reference number (URN) is not valid for the episode end date \
            [NOTE: may give false positives on open episodes at providers who close \
            during the year]",
        &[("Episodes", "URN"), ("Episodes", "DEC")],
        |cx, f| {
            registered(cx, |e, found| {
                let until = e.dec.date.or(e.dec.blank().then_some(cx.end));
                let ended = |p: &Provider| {
                    until
                        .zip(p.ended)
                        .is_some_and(|(until, ended)| until > ended)
                };
                if !found.is_empty() && found.iter().all(ended) {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "229",
        during(2023, 2025),
        POSTCODES.and(PROVIDERS).and(AUTHORITY),
        "Placement provider does not match between the placing authority and the \
            local authority code of the provider. [NOTE: The provider's LA code is \
            inferred from the its postcode, and may be inaccurate in some cases.]",
        &[("Episodes", "URN"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            authority_of_provider(cx, f, &[]);
        },
    ),
    rule(
        "229",
        since(2026),
        POSTCODES.and(PROVIDERS).and(AUTHORITY),
        "Placement provider does not match between the placing authority and the \
            local authority code of the provider. [NOTE: The provider's LA code is \
            inferred from the its postcode, and may be inaccurate in some cases.]",
        &[("Episodes", "URN"), ("Episodes", "PLACE_PROVIDER")],
        |cx, f| {
            authority_of_provider(cx, f, &["K3"]);
        },
    ),
    rule(
        "241",
        since(2026),
        POSTCODES.and(PROVIDERS),
        "LA of placement is not an LA the provider has premises.",
        &[("Episodes", "URN")],
        |cx, f| {
            registered(cx, |e, found| {
                let known = || found.iter().filter_map(|p| p.lies_in(cx.postcodes));
                if e.place.is("K3")
                    && e.pl_la.given()
                    && known().next().is_some()
                    && !known().any(|code| e.pl_la.is(code))
                {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "1008",
        since(2023),
        PROVIDERS,
        "Ofsted Unique Reference Number (URN) is not valid.",
        &[("Episodes", "URN")],
        |cx, f| {
            registered(cx, |e, found| {
                if found.is_empty() {
                    f.row(e);
                }
            });
        },
    ),
];

/// Each episode that has a number, with the entries of that number on the list.
fn registered<'a>(cx: &Context<'a>, mut each: impl FnMut(&Episode<'a>, &[Provider])) {
    let Some(list) = cx.providers else {
        return;
    };
    for e in &cx.now.episodes {
        if let Some(urn) = e.urn.0.filter(|urn| *urn != NO_URN) {
            each(e, list.of(urn));
        }
    }
}

/// Placements of these kinds that are not at the postcode of their provider.
fn elsewhere(cx: &Context<'_>, f: &mut Finds, places: &[&str]) {
    registered(cx, |e, found| {
        let Some(postcode) = e
            .pl_post
            .0
            .filter(|_| !e.is_short_break() && e.place.is_in(places))
        else {
            return;
        };
        let there = |p: &Provider| {
            p.postcode
                .as_deref()
                .is_some_and(|own| same_postcode(own, postcode))
        };
        if !found.is_empty() && !found.iter().any(there) {
            f.row(e);
        }
    });
}

/// The authority's own provision that lies in another, and another's that lies in it.
fn authority_of_provider(cx: &Context<'_>, f: &mut Finds, except: &[&str]) {
    registered(cx, |e, found| {
        let lies_in = |p: &Provider| {
            let code = p.lies_in(cx.postcodes)?;
            Some(cx.authorities.on(code, cx.end).to_owned())
        };
        let own = found
            .iter()
            .filter_map(lies_in)
            .any(|code| Some(code.as_str()) == cx.authority);
        let wrong = (e.place_provider.is("PR1") && !own) || (e.place_provider.is("PR2") && own);
        if wrong && !found.is_empty() && !e.place.is_in(except) {
            f.row(e);
        }
    });
}
