//! The codes and dates of an episode, each by itself.

use jiff::civil::date;

use super::codes::{LEGAL_STATUS, NEED, REASON_CEASED, REASON_CHANGED};
use super::{NOTHING, Rule903, during, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "141",
        since(2023),
        NOTHING,
        "Date episode began is not a valid date.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.decom.date.is_none()));
        },
    ),
    rule(
        "143",
        since(2023),
        NOTHING,
        "The reason for new episode code is not a valid code.",
        &[("Episodes", "RNE")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.rne.invalid(&["S", "L", "P", "T", "U", "B"])),
            );
        },
    ),
    rule(
        "144",
        since(2023),
        NOTHING,
        "The legal status code is not a valid code.",
        &[("Episodes", "LS")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.ls.invalid(LEGAL_STATUS)),
            );
        },
    ),
    rule(
        "145",
        since(2023),
        NOTHING,
        "Category of need code is not a valid code.",
        &[("Episodes", "CIN")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.cin.invalid(NEED)));
        },
    ),
    rule(
        "147",
        since(2023),
        NOTHING,
        "Date episode ceased is not a valid date.",
        &[("Episodes", "DEC")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.dec.invalid()));
        },
    ),
    rule(
        "148",
        since(2023),
        NOTHING,
        "Date episode ceased and reason episode ceased must both be coded, or both \
            left blank.",
        &[("Episodes", "DEC"), ("Episodes", "REC")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.dec.given() != e.rec.given()),
            );
        },
    ),
    rule(
        "149",
        since(2023),
        NOTHING,
        "Reason episode ceased code is not valid.",
        &[("Episodes", "REC")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.rec.invalid(REASON_CEASED)),
            );
        },
    ),
    rule(
        "1009",
        since(2023),
        NOTHING,
        "Reason for placement change is not a valid code.",
        &[("Episodes", "REASON_PLACE_CHANGE")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.reason_place_change.invalid(REASON_CHANGED)),
            );
        },
    ),
    rule(
        "353",
        since(2023),
        NOTHING,
        "No episode submitted can start before 14 October 1991.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.decom.before(date(1991, 10, 14))),
            );
        },
    ),
    rule(
        "354",
        since(2023),
        NOTHING,
        "Date episode ceased must be on or before the end of the current collection \
            year.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.decom.after(cx.end)));
        },
    ),
    rule(
        "355",
        since(2023),
        NOTHING,
        "Episode appears to have lasted for less than 24 hours",
        &[("Episodes", "DECOM"), ("Episodes", "DEC")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.dec.same(e.decom)));
        },
    ),
    rule(
        "356",
        since(2023),
        NOTHING,
        "The date the episode ceased is before the date the same episode started.",
        &[("Episodes", "DECOM")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.dec.before(e.decom)));
        },
    ),
    rule(
        "385",
        since(2023),
        NOTHING,
        "Date episode ceased must be on or before the end of the current collection \
            year.",
        &[("Episodes", "DEC")],
        |cx, f| {
            f.rows(cx.now.episodes.iter().filter(|e| e.dec.after(cx.end)));
        },
    ),
    rule(
        "445",
        during(2023, 2024),
        NOTHING,
        "D1 is not a valid code for episodes starting after December 2005.",
        &[("Episodes", "LS"), ("Episodes", "DECOM")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.ls.is("D1") && e.decom.after(date(2005, 12, 31))),
            );
        },
    ),
    rule(
        "446",
        since(2023),
        NOTHING,
        "E1 is not a valid code for episodes starting before December 2005.",
        &[("Episodes", "LS"), ("Episodes", "DECOM")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.ls.is("E1") && e.decom.before(date(2005, 12, 1))),
            );
        },
    ),
    rule(
        "451",
        during(2023, 2024),
        NOTHING,
        "Child is still freed for adoption, but freeing orders could not be applied \
            for since 30 December 2005.",
        &[("Episodes", "DEC"), ("Episodes", "REC"), ("Episodes", "LS")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.ls.is("D1") && e.dec.blank() && e.rec.blank()),
            );
        },
    ),
];
