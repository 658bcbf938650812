//! The age of the child at an episode.

use super::super::context::Context;
use super::super::rows::Episode;
use super::super::text::Day;
use super::{NOTHING, Rule903, during, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "302",
        since(2023),
        NOTHING,
        "First episode starts before child was born.",
        &[("Episodes", "DECOM"), ("Header", "DOB")],
        |cx, f| {
            for child in &cx.children {
                let Some(first) = child.now.first_episode() else {
                    continue;
                };
                for h in child
                    .now
                    .header
                    .iter()
                    .filter(|h| first.decom.before(h.dob))
                {
                    f.row(h);
                    f.row(first);
                }
            }
        },
    ),
    rule(
        "352",
        since(2023),
        NOTHING,
        "Child who started to be looked after was aged 18 or over.",
        &[("Episodes", "DECOM"), ("Episodes", "RNE")],
        |cx, f| {
            for_dob(cx, |e, dob| {
                if e.rne.is("S") && e.decom.since(dob.plus_years(18)) {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "358",
        since(2023),
        NOTHING,
        "Child with this legal status should not be under 10.",
        &[("Episodes", "DECOM"), ("Header", "DOB"), ("Episodes", "LS")],
        |cx, f| {
            for child in &cx.children {
                for h in child.now.header {
                    let custody = child
                        .now
                        .episodes
                        .iter()
                        .filter(|e| e.ls.is_in(&["J1", "J2", "J3"]));
                    for e in custody.filter(|e| e.decom.before(h.dob.plus_years(10))) {
                        f.row(h);
                        f.row(e);
                    }
                }
            }
        },
    ),
    rule(
        "359",
        since(2023),
        NOTHING,
        "Child being looked after following 18th birthday must be accommodated \
            under section 20(5) of the Children Act 1989 in a community home.",
        &[
            ("Episodes", "DEC"),
            ("Episodes", "LS"),
            ("Episodes", "PLACE"),
        ],
        |cx, f| {
            for_dob(cx, |e, dob| {
                let at_18 = dob.plus_years(18);
                let still =
                    e.dec.after(at_18) || (e.dec.blank() && at_18.is_some_and(|day| day <= cx.end));
                if still && !(e.ls.is("V2") && e.place.is("K2")) {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "370",
        during(2023, 2023),
        NOTHING,
        "Child in independent living should be at least 15.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["P2"], 15);
        },
    ),
    rule(
        "370",
        during(2024, 2024),
        NOTHING,
        "Child in independent living should be at least 16.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["P2"], 16);
        },
    ),
    rule(
        "371",
        during(2023, 2023),
        NOTHING,
        "Child in semi-independent living accommodation not subject to children’s \
            homes regulations should be at least 14.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["H5"], 14);
        },
    ),
    rule(
        "371",
        during(2024, 2024),
        NOTHING,
        "Child in semi-independent living accommodation not subject to children’s \
            homes regulations should be at least 16.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["H5"], 16);
        },
    ),
    rule(
        "371",
        since(2025),
        NOTHING,
        "Child in supported accomodation not subject to children’s homes \
            regulations should be at least 16.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["K3"], 16);
        },
    ),
    rule(
        "372",
        since(2023),
        NOTHING,
        "Child in youth custody or prison should be at least 10.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["R5"], 10);
        },
    ),
    rule(
        "373",
        since(2023),
        NOTHING,
        "Child placed in a school should be at least 4 years old.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["S1"], 4);
        },
    ),
    rule(
        "374",
        since(2023),
        NOTHING,
        "Child in residential employment should be at least 14 years old.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            under(cx, f, &["P3"], 14);
        },
    ),
    rule(
        "386",
        since(2023),
        NOTHING,
        "Reason episode ceased is adopted but child has reached age 18.",
        &[("Episodes", "REC")],
        |cx, f| {
            ceased_from(cx, f, &["E11", "E12"], 18);
        },
    ),
    rule(
        "387",
        since(2023),
        NOTHING,
        "Reason episode ceased is child moved into independent living arrangement, \
            but the child is aged under 14.",
        &[("Episodes", "REC")],
        |cx, f| {
            ceased_under(cx, f, &["E5", "E6"], 14);
        },
    ),
    rule(
        "389",
        since(2023),
        NOTHING,
        "Reason episode ceased is that child transferred to care of adult social \
            care services, but child is aged under 16.",
        &[("Episodes", "REC")],
        |cx, f| {
            ceased_under(cx, f, &["E7"], 16);
        },
    ),
    rule(
        "407",
        since(2023),
        NOTHING,
        "Reason episode ceased is Special Guardianship Order, but child has reached \
            age 18.",
        &[
            ("Episodes", "DEC"),
            ("Episodes", "DOB"),
            ("Episodes", "REC"),
        ],
        |cx, f| {
            for child in &cx.children {
                for h in child.now.header {
                    let orders = child
                        .now
                        .episodes
                        .iter()
                        .filter(|e| e.rec.is_in(&["E45", "E46", "E47", "E48"]));
                    for e in orders.filter(|e| e.dec.since(h.dob.plus_years(18))) {
                        f.row(h);
                        f.row(e);
                    }
                }
            }
        },
    ),
    rule(
        "460",
        since(2023),
        NOTHING,
        "Reason episode ceased is that child stayed with current carers at age 18 \
            (or above), but child is aged under 18.",
        &[("Episodes", "DEC"), ("Episodes", "REC")],
        |cx, f| {
            for_dob(cx, |e, dob| {
                if e.rec.is("E17") && e.dec.before(dob.plus_years(18)) {
                    f.row(e);
                }
            });
        },
    ),
];

/// Each episode with the child's date of birth.
fn for_dob<'a>(cx: &Context<'a>, mut each: impl FnMut(&Episode<'a>, Day<'a>)) {
    for child in &cx.children {
        for h in child.now.header {
            for e in child.now.episodes {
                each(e, h.dob);
            }
        }
    }
}

/// Ended placements of these kinds that began before the child was of age.
fn under(cx: &Context<'_>, f: &mut Finds, places: &[&str], years: i16) {
    for_dob(cx, |e, dob| {
        if e.place.is_in(places) && e.dec.given() && e.decom.before(dob.plus_years(years)) {
            f.row(e);
        }
    });
}

/// Episodes that ended so before the child was of age. One without a day on which it
/// ended is taken to have ended with the year.
fn ceased_under(cx: &Context<'_>, f: &mut Finds, reasons: &[&str], years: i16) {
    for_dob(cx, |e, dob| {
        let ended = e.dec.date.or(e.dec.blank().then_some(cx.end));
        let of_age = dob.plus_years(years);
        if e.rec.is_in(reasons) && ended.zip(of_age).is_some_and(|(ended, day)| ended < day) {
            f.row(e);
        }
    });
}

/// Episodes that ended so when the child was of age.
fn ceased_from(cx: &Context<'_>, f: &mut Finds, reasons: &[&str], years: i16) {
    for_dob(cx, |e, dob| {
        if e.rec.is_in(reasons) && e.dec.since(dob.plus_years(years)) {
            f.row(e);
        }
    });
}
