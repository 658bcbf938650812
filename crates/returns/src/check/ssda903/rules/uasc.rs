//! Unaccompanied asylum-seeking children.

use super::super::rows::{Header, Uasc};
use super::{NOTHING, PREVIOUS, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "104",
        since(2023),
        NOTHING,
        "Date for Unaccompanied Asylum-Seeking Children (UASC) status ceased is not \
            a valid date.",
        &[("UASC", "DUC")],
        |cx, f| {
            f.rows(
                cx.now
                    .uasc
                    .iter()
                    .filter(|u| u.duc.invalid() || u.duc.before(cx.start)),
            );
        },
    ),
    rule(
        "105",
        since(2023),
        NOTHING,
        "Data entry for Unaccompanied Asylum-Seeking Children (UASC) status of \
            child is invalid or has not been completed.",
        &[("Header", "UASC")],
        |cx, f| {
            if cx.now.has_uasc_column {
                f.rows(cx.now.header.iter().filter(|h| !h.uasc.is_in(&["0", "1"])));
            }
        },
    ),
    rule(
        "205A",
        since(2023),
        PREVIOUS,
        "Child identified as UASC last year is no longer UASC this year, but date \
            UASC ceased in both years does not support this.",
        &[("UASC", "CHILD"), ("Header", "UASC")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.was_uasc() && !child.is_uasc())
            {
                // It ceased before this year began: that supports it.
                if !child.last.uasc.iter().any(|u| u.duc.before(cx.start)) {
                    f.rows(child.now.header);
                    f.rows(child.now.uasc);
                }
            }
        },
    ),
    rule(
        "205B",
        since(2023),
        PREVIOUS,
        "Child previously identified as UASC is also UASC this year, but date UASC \
            ceased in both years does not support this.",
        &[("UASC", "DUC"), ("Header", "UASC")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.was_uasc() && child.is_uasc())
            {
                let at_18 = |u: &Uasc<'_>| u.duc.same(u.dob.plus_years(18));
                let in_year = |u: &Uasc<'_>| u.duc.since(cx.start) && u.duc.by(cx.end);
                let last = child.last.uasc.iter().all(|u| u.duc.blank() || at_18(u));
                let now = child
                    .now
                    .uasc
                    .iter()
                    .all(|u| u.duc.blank() || at_18(u) || in_year(u));
                if !(last && now) {
                    f.rows(child.now.header);
                    f.rows(child.now.uasc);
                }
            }
        },
    ),
    rule(
        "205C",
        since(2023),
        PREVIOUS,
        "Child not identified as UASC either this year or last year but date UASC \
            ceased has been provided.",
        &[("UASC", "DUC"), ("Header", "UASC")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.was_uasc() && !child.is_uasc())
            {
                if child
                    .now
                    .uasc
                    .iter()
                    .chain(child.last.uasc)
                    .any(|u| u.duc.given())
                {
                    f.rows(child.now.header);
                    f.rows(child.now.uasc);
                }
            }
        },
    ),
    rule(
        "205D",
        since(2023),
        PREVIOUS,
        "Child identified as UASC this year but not identified as UASC status \
            provided for the child last year.",
        &[("Header", "UASC"), ("UASC", "CHILD")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.was_uasc() && child.is_uasc())
            {
                // A child the last return did not know could not have been identified in it.
                if !child.last.header.is_empty() || !child.last.uasc.is_empty() {
                    f.rows(child.now.header);
                    if !child.now.header.iter().any(|h| h.uasc.given()) {
                        f.rows(child.now.uasc);
                    }
                }
            }
        },
    ),
    rule(
        "231",
        since(2025),
        NOTHING,
        "We expect that unaccompanied asylum seeking children are generally older \
            young people. Please check the date of birth is correct. If the date of \
            birth is correct then please provide details in a bypass request.",
        &[("Header", "DOB"), ("Header", "UASC")],
        |cx, f| {
            let young = |h: &&Header<'_>| h.dob.plus_years(11).is_some_and(|day| day >= cx.end);
            for child in cx.children.iter().filter(|child| child.is_uasc()) {
                f.rows(child.now.header.iter().filter(young));
            }
        },
    ),
    rule(
        "303",
        since(2023),
        NOTHING,
        "If date Unaccompanied Asylum-Seeking Child (UASC) status ceased is not \
            null, UASC status must be coded 1.",
        &[("UASC", "DUC"), ("Header", "UASC")],
        |cx, f| {
            for child in cx.children.iter().filter(|_| cx.now.has_uasc_column) {
                let not_uasc = || child.now.header.iter().filter(|h| !h.uasc.is("1"));
                let given = || child.now.uasc.iter().filter(|u| u.duc.given());
                if not_uasc().next().is_some() && given().next().is_some() {
                    f.rows(not_uasc());
                    f.rows(given());
                }
            }
        },
    ),
    rule(
        "304",
        since(2023),
        NOTHING,
        "Date unaccompanied asylum-seeking child (UASC) status ceased must be on or \
            before the 18th birthday of a child.",
        &[("UASC", "DUC")],
        |cx, f| {
            f.rows(
                cx.now
                    .uasc
                    .iter()
                    .filter(|u| u.duc.after(u.dob.plus_years(18))),
            );
        },
    ),
    rule(
        "1014",
        since(2023),
        NOTHING,
        "UASC information is not required for care leavers",
        &[
            ("OC3", "ACTIV"),
            ("OC3", "ACCOM"),
            ("OC3", "IN_TOUCH"),
            ("UASC", "DUC"),
        ],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.has_care_leaver())
            {
                if !child.now.uasc.is_empty() && !child.now.episodes.iter().any(|e| cx.in_year(e)) {
                    f.rows(child.now.uasc);
                    f.rows(child.now.oc3);
                }
            }
        },
    ),
];
