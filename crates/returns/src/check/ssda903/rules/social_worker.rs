//! Social workers: each time with one, by itself.

use jiff::civil::date;

use super::super::rows::SwEpisode;
use super::super::text::plus_years;
use super::codes::REASON_SW;
use super::{NOTHING, Rule903, during, is_partial_date, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "SW01STG1",
        during(2024, 2024),
        NOTHING,
        "Child looked after on 31 March, but no social worker episode information \
            is reported",
        &[("Episodes", "DEC")],
        |cx, f| {
            for child in &cx.children {
                let latest = child.now.latest_episode().or(child.now.episodes.last());
                if latest.is_none_or(|e| e.dec.blank() && !e.is_short_break()) {
                    f.rows(child.now.sw.iter().filter(|s| is_incomplete(s)));
                }
            }
        },
    ),
    rule(
        "SW01aSTG1",
        during(2025, 2025),
        NOTHING,
        "For each social worker episode, information should be complete",
        &[("SWEpisodes", "SW_DECOM"), ("SWEpisodes", "SW_ID")],
        |cx, f| {
            let before = |s: &SwEpisode<'_>| s.sw_decom.before(date(2023, 4, 1)) && s.sw_id.blank();
            f.rows(cx.now.sw.iter().filter(|s| s.sw_decom.blank() || before(s)));
        },
    ),
    rule(
        "SW01bSTG1",
        during(2025, 2025),
        NOTHING,
        "For each social worker episode, information should be complete",
        &[
            ("SWEpisodes", "SW_DECOM"),
            ("SWEpisodes", "SW_ID"),
            ("SWEpisodes", "SW_REASON"),
        ],
        |cx, f| {
            let since = |s: &SwEpisode<'_>| s.sw_decom.since(date(2023, 4, 1)) && is_incomplete(s);
            f.rows(cx.now.sw.iter().filter(|s| s.sw_decom.blank() || since(s)));
        },
    ),
    rule(
        "SW02STG1",
        during(2024, 2025),
        NOTHING,
        "Social worker ID does not begin with the characters ‘SW’ or ‘XX’.",
        &[("SWEpisodes", "SW_ID")],
        |cx, f| {
            let begins = |id: &str| id.starts_with("SW") || id.starts_with("XX");
            f.rows(
                cx.now
                    .sw
                    .iter()
                    .filter(|s| s.sw_id.0.is_some_and(|id| !begins(id))),
            );
        },
    ),
    rule(
        "SW02STG1",
        since(2026),
        NOTHING,
        "Social worker ID does not begin with the characters ‘SW’ or ‘XX’.",
        &[("SWEpisodes", "SW_ID")],
        |cx, f| {
            let begins = |id: &str| (id.starts_with("SW") || id.starts_with("XX")) && id.len() > 2;
            f.rows(
                cx.now
                    .sw
                    .iter()
                    .filter(|s| s.sw_id.0.is_some_and(|id| !begins(id))),
            );
        },
    ),
    rule(
        "SW03STG1",
        during(2024, 2024),
        NOTHING,
        "For each social worker episode, information should be complete.",
        &[
            ("SWEpisodes", "SW_ID"),
            ("SWEpisodes", "SW_DECOM"),
            ("SWEpisodes", "SW_REASON"),
        ],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| is_incomplete(s)));
        },
    ),
    rule(
        "SW04STG1",
        during(2024, 2025),
        NOTHING,
        "Date social worker episode began is not a valid date..",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            f.rows(
                cx.now
                    .sw
                    .iter()
                    .filter(|s| s.sw_decom.text.is_some_and(|text| !is_partial_date(text))),
            );
        },
    ),
    rule(
        "SW04STG1",
        since(2026),
        NOTHING,
        "Date social worker episode began is not a valid date..",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_decom.invalid()));
        },
    ),
    rule(
        "SW05STG1",
        during(2024, 2025),
        NOTHING,
        "Date social worker episode began is not a valid date.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            f.rows(
                cx.now
                    .sw
                    .iter()
                    .filter(|s| s.sw_dec.text.is_some_and(|text| !is_partial_date(text))),
            );
        },
    ),
    rule(
        "SW05STG1",
        since(2026),
        NOTHING,
        "Date social worker episode began is not a valid date.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_dec.invalid()));
        },
    ),
    rule(
        "SW06STG2",
        since(2024),
        NOTHING,
        "Social worker episode data should be within the social worker data \
            reporting year.",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_decom.after(cx.end)));
        },
    ),
    rule(
        "SW07STG2",
        during(2024, 2024),
        NOTHING,
        "Social worker episode end date should be on or after the start of the \
            social worker reporting period, and should be on or before the collection \
            end date.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            f.rows(
                cx.now
                    .sw
                    .iter()
                    .filter(|s| s.sw_dec.before(cx.start) || s.sw_dec.after(cx.end)),
            );
        },
    ),
    rule(
        "SW07STG2",
        since(2025),
        NOTHING,
        "Social worker episode end date should be on or after the start of the \
            social worker reporting period, and should be on or before the collection \
            end date.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            let from = plus_years(cx.start, -1);
            f.rows(
                cx.now
                    .sw
                    .iter()
                    .filter(|s| s.sw_dec.before(from) || s.sw_dec.after(cx.end)),
            );
        },
    ),
    rule(
        "SW09STG2",
        during(2024, 2025),
        NOTHING,
        "Social worker episode appears to have lasted for less than 24 hours.",
        &[("SWEpisodes", "SW_DECOM"), ("SWEpisodes", "SW_DEC")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_dec.same(s.sw_decom)));
        },
    ),
    rule(
        "SW09STG2",
        since(2026),
        NOTHING,
        "Social worker episode appears to have lasted for less than 24 hours.",
        &[("SWEpisodes", "SW_DECOM"), ("SWEpisodes", "SW_DEC")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_dec.same(s.sw_decom)));
        },
    ),
    rule(
        "SW13STG1",
        during(2024, 2024),
        NOTHING,
        "The reason for social worker change is either not valid or has not been \
            entered.",
        &[("SWEpisodes", "SW_REASON")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| !s.sw_reason.is_in(REASON_SW)));
        },
    ),
    rule(
        "SW13STG1",
        since(2025),
        NOTHING,
        "The reason for social worker change is not valid.",
        &[("SWEpisodes", "SW_REASON")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_reason.invalid(REASON_SW)));
        },
    ),
    rule(
        "SW18STG2",
        since(2026),
        NOTHING,
        "The end date of the social worker episode is before the start date",
        &[("SWEpisodes", "SW_DEC"), ("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            f.rows(cx.now.sw.iter().filter(|s| s.sw_dec.by(s.sw_decom)));
        },
    ),
];

/// Whether one of the three items is blank.
fn is_incomplete(s: &SwEpisode<'_>) -> bool {
    s.sw_id.blank() || s.sw_decom.blank() || s.sw_reason.blank()
}
