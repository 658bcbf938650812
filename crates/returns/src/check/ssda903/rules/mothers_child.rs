//! The child of a mother.

use super::super::rows::Header;
use super::{NOTHING, PREVIOUS, Rule903, during, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "171",
        since(2023),
        NOTHING,
        "Date of birth of mother's child is not a valid date.",
        &[("Header", "MC_DOB")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| h.mc_dob.invalid()));
        },
    ),
    rule(
        "174",
        during(2023, 2024),
        NOTHING,
        "Mother's child date of birth is recorded but gender shows that the child \
            is a male.",
        &[("Header", "SEX"), ("Header", "MC_DOB")],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.sex.is("1") && h.mc_dob.given()),
            );
        },
    ),
    rule(
        "174",
        since(2025),
        NOTHING,
        "Mother's child date of birth is recorded but sex shows that the child is a \
            male.",
        &[("Header", "SEX"), ("Header", "MC_DOB")],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.sex.is("M") && h.mc_dob.given()),
            );
        },
    ),
    rule(
        "611",
        since(2023),
        NOTHING,
        "Date of birth field is blank, but child is a mother.",
        &[("Header", "MOTHER"), ("Header", "MC_DOB")],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.mother.is("1") && h.mc_dob.blank()),
            );
        },
    ),
    rule(
        "612",
        during(2023, 2024),
        NOTHING,
        "Date of birth field has been completed but mother field indicates child is \
            not a mother.",
        &[
            ("Header", "SEX"),
            ("Header", "MOTHER"),
            ("Header", "MC_DOB"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.sex.is("2") && !h.mother.is("1") && h.mc_dob.given()),
            );
        },
    ),
    rule(
        "612",
        since(2025),
        NOTHING,
        "Date of birth field has been completed but mother field indicates child is \
            not a mother.",
        &[
            ("Header", "SEX"),
            ("Header", "MOTHER"),
            ("Header", "MC_DOB"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.sex.is("F") && !h.mother.is("1") && h.mc_dob.given()),
            );
        },
    ),
    rule(
        "620",
        since(2023),
        NOTHING,
        "Child has been recorded as a mother, but date of birth shows that the \
            mother is under 11 years of age.",
        &[("Header", "DOB"), ("Header", "MOTHER")],
        |cx, f| {
            let under_11 = |h: &&Header<'_>| h.dob.plus_years(11).is_some_and(|day| day > cx.start);
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.mother.is("1"))
                    .filter(under_11),
            );
        },
    ),
    rule(
        "621",
        since(2023),
        NOTHING,
        "Mother’s field has been completed but date of birth shows that the mother \
            is younger than her child.",
        &[("Header", "DOB"), ("Header", "MC_DOB")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| h.mc_dob.before(h.dob)));
        },
    ),
    rule(
        "624",
        since(2023),
        PREVIOUS,
        "Date of birth of the first child contradicts the date of birth of the \
            first child previously recorded.",
        &[("Header", "MC_DOB")],
        |cx, f| {
            for child in &cx.children {
                if let Some(last) = child.last.header.iter().find(|h| h.mc_dob.given()) {
                    f.rows(
                        child
                            .now
                            .header
                            .iter()
                            .filter(|h| h.mc_dob.text != last.mc_dob.text),
                    );
                }
            }
        },
    ),
    rule(
        "625",
        since(2023),
        NOTHING,
        "Date of birth of the first child is beyond the end of this reporting year \
            or the date the child ceased to be looked after.",
        &[("Header", "MC_DOB"), ("Episodes", "DEC")],
        |cx, f| {
            for child in &cx.children {
                let latest = child
                    .now
                    .episodes
                    .iter()
                    .filter(|e| e.dec.date.is_some())
                    .max_by_key(|e| e.dec.date);
                for h in child.now.header {
                    let beyond_end = latest.is_some_and(|e| h.mc_dob.after(e.dec));
                    if h.mc_dob.after(cx.end) || beyond_end {
                        f.row(h);
                        f.rows(latest);
                    }
                }
            }
        },
    ),
    rule(
        "626",
        since(2023),
        PREVIOUS,
        "Child was reported as a mother but the date of birth of the first child is \
            before the current year which contradicts with the mother status recorded \
            last year.",
        &[("Header", "MOTHER"), ("Header", "MC_DOB")],
        |cx, f| {
            for child in &cx.children {
                if child.last.header.iter().any(|h| h.mother.is("0")) {
                    let now = child.now.header.iter().filter(|h| h.mother.is("1"));
                    f.rows(now.filter(|h| h.mc_dob.before(cx.start)));
                }
            }
        },
    ),
];
