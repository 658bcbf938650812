//! Permanence before this period of care.

use super::{NOTHING, Rule903, is_partial_date, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "630",
        since(2023),
        NOTHING,
        "Information on previous permanence option should be returned.",
        &[("Episodes", "RNE")],
        |cx, f| {
            for child in &cx.children {
                if !child.now.prev_perm.iter().any(|p| p.prev_perm.given()) {
                    f.rows(
                        child
                            .now
                            .episodes
                            .iter()
                            .filter(|e| e.rne.is("S") && e.decom.since(cx.start)),
                    );
                }
            }
        },
    ),
    rule(
        "631",
        since(2023),
        NOTHING,
        "Previous permanence option not a valid value.",
        &[("PrevPerm", "PREV_PERM")],
        |cx, f| {
            f.rows(
                cx.now
                    .prev_perm
                    .iter()
                    .filter(|p| p.prev_perm.invalid(&["P1", "P2", "P3", "P4", "Z1"])),
            );
        },
    ),
    rule(
        "632",
        since(2023),
        NOTHING,
        "Date of previous permanence order not a valid value. NOTE: This rule may \
            result in false negatives where the period of care started before the \
            current collection year",
        &[("PrevPerm", "DATE_PERM"), ("Episodes", "DECOM")],
        |cx, f| {
            for child in &cx.children {
                for p in child.now.prev_perm.iter().filter(|p| p.date_perm.given()) {
                    let malformed = !p.date_perm.text.is_some_and(is_partial_date);
                    for e in child
                        .now
                        .episodes
                        .iter()
                        .filter(|e| malformed || p.date_perm.since(e.decom))
                    {
                        f.row(p);
                        f.row(e);
                    }
                }
            }
        },
    ),
    rule(
        "633",
        since(2023),
        NOTHING,
        "Local authority code where previous permanence option was arranged is not \
            a valid value.",
        &[("PrevPerm", "LA_PERM")],
        |cx, f| {
            let known = |code: &str| {
                let number = Some(code).filter(|code| code.len() == 3);
                let number = number.and_then(|code| code.parse().ok());
                number.is_some_and(|number| cx.authorities.has_number_by(number, cx.end))
                    || ["SCO", "NIR", "WAL", "CON", "NUK"].contains(&code)
            };
            f.rows(
                cx.now
                    .prev_perm
                    .iter()
                    .filter(|p| p.la_perm.0.is_some_and(|code| !known(code))),
            );
        },
    ),
    rule(
        "634",
        since(2023),
        NOTHING,
        "There are entries for previous permanence options, but child has not \
            started to be looked after from 1 April 2016 onwards.",
        &[
            ("PrevPerm", "LA_PERM"),
            ("PrevPerm", "PREV_PERM"),
            ("PrevPerm", "DATE_PERM"),
            ("Episodes", "DECOM"),
        ],
        |cx, f| {
            // Started to be looked after in this return: earlier starts are in earlier ones.
            for child in cx
                .children
                .iter()
                .filter(|child| !child.now.episodes.is_empty())
            {
                let said =
                    || {
                        child.now.prev_perm.iter().filter(|p| {
                            p.prev_perm.given() || p.la_perm.given() || p.date_perm.given()
                        })
                    };
                let started = child.now.episodes.iter().any(|e| e.decom.since(cx.start));
                if !started && said().next().is_some() {
                    f.rows(said());
                    f.rows(child.now.episodes);
                }
            }
        },
    ),
    rule(
        "635",
        since(2023),
        NOTHING,
        "There are entries for date of order and local authority code where \
            previous permanence option was arranged but previous permanence code is Z1",
        &[
            ("PrevPerm", "LA_PERM"),
            ("PrevPerm", "DATE_PERM"),
            ("PrevPerm", "PREV_PERM"),
        ],
        |cx, f| {
            let none = cx.now.prev_perm.iter().filter(|p| p.prev_perm.is("Z1"));
            f.rows(none.filter(|p| p.la_perm.given() || p.date_perm.given()));
        },
    ),
];
