//! Times missing, or away from placement without authorisation.

use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "1004",
        since(2023),
        NOTHING,
        "The start date of the missing episode or episode that the child was away \
            from placement without authorisation is not a valid date.",
        &[("Missing", "MIS_START")],
        |cx, f| {
            f.rows(cx.now.missing.iter().filter(|m| m.mis_start.date.is_none()));
        },
    ),
    rule(
        "1005",
        since(2023),
        NOTHING,
        "The end date of the missing episode or episode that the child was away \
            from placement without authorisation is not a valid date.",
        &[("Missing", "MIS_END")],
        |cx, f| {
            f.rows(cx.now.missing.iter().filter(|m| m.mis_end.invalid()));
        },
    ),
    rule(
        "1006",
        since(2023),
        NOTHING,
        "Missing type invalid.",
        &[("Missing", "MISSING")],
        |cx, f| {
            f.rows(
                cx.now
                    .missing
                    .iter()
                    .filter(|m| m.missing.invalid(&["M", "A"])),
            );
        },
    ),
    rule(
        "564",
        since(2023),
        NOTHING,
        "Child was missing or away from placement without authorisation and the \
            date started is blank.",
        &[("Missing", "MISSING"), ("Missing", "MIS_START")],
        |cx, f| {
            f.rows(
                cx.now
                    .missing
                    .iter()
                    .filter(|m| m.missing.is_in(&["M", "A"]) && m.mis_start.blank()),
            );
        },
    ),
    rule(
        "565",
        since(2023),
        NOTHING,
        "The date that the child started to be missing or away from placement \
            without authorisation has been completed but whether the child was missing \
            or away from placement without authorisation has not been completed.",
        &[("Missing", "MISSING"), ("Missing", "MIS_START")],
        |cx, f| {
            f.rows(
                cx.now
                    .missing
                    .iter()
                    .filter(|m| m.mis_start.given() && m.missing.blank()),
            );
        },
    ),
    rule(
        "566",
        since(2023),
        NOTHING,
        "The date that the child's episode of being missing or away from placement \
            without authorisation ended has been completed but whether the child was \
            missing or away without authorisation has not been completed.",
        &[("Missing", "MISSING"), ("Missing", "MIS_END")],
        |cx, f| {
            f.rows(
                cx.now
                    .missing
                    .iter()
                    .filter(|m| m.mis_end.given() && m.missing.blank()),
            );
        },
    ),
    rule(
        "567",
        since(2023),
        NOTHING,
        "The date that the missing episode or episode that the child was away from \
            placement without authorisation ended is before the date that it started.",
        &[("Missing", "MIS_START"), ("Missing", "MIS_END")],
        |cx, f| {
            f.rows(
                cx.now
                    .missing
                    .iter()
                    .filter(|m| m.mis_end.before(m.mis_start)),
            );
        },
    ),
    rule(
        "570",
        since(2023),
        NOTHING,
        "The date that the child started to be missing or away from placement \
            without authorisation is after the end of the collection year.",
        &[("Missing", "MIS_START")],
        |cx, f| {
            f.rows(cx.now.missing.iter().filter(|m| m.mis_start.after(cx.end)));
        },
    ),
    rule(
        "571",
        since(2023),
        NOTHING,
        "The date that the child ceased to be missing or away from placement \
            without authorisation is before the start or after the end of the \
            collection year.",
        &[("Missing", "MIS_END")],
        |cx, f| {
            f.rows(
                cx.now
                    .missing
                    .iter()
                    .filter(|m| m.mis_end.before(cx.start) || m.mis_end.after(cx.end)),
            );
        },
    ),
    rule(
        "574",
        since(2023),
        NOTHING,
        "A new missing/away from placement without authorisation period cannot \
            start when the previous missing/away from placement without authorisation \
            period is still open. Missing/away from placement without authorisation \
            periods should also not overlap.",
        &[("Missing", "MIS_START"), ("Missing", "MIS_END")],
        |cx, f| {
            for child in &cx.children {
                for (prev, m) in child
                    .now
                    .missing
                    .iter()
                    .zip(child.now.missing.iter().skip(1))
                {
                    let overlap = m.mis_start.date.is_some()
                        && (prev.mis_end.blank() || m.mis_start.before(prev.mis_end));
                    if overlap {
                        // Of the two, the one that ended later; one that has not ended is the other.
                        f.row(if prev.mis_end.date > m.mis_end.date {
                            prev
                        } else {
                            m
                        });
                    }
                }
            }
        },
    ),
    rule(
        "586",
        since(2023),
        NOTHING,
        "Dates of missing periods are before child’s date of birth.",
        &[("Missing", "MIS_START")],
        |cx, f| {
            f.rows(cx.now.missing.iter().filter(|m| m.mis_start.before(m.dob)));
        },
    ),
];
