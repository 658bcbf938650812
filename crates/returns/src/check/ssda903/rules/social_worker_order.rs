//! Social workers: how the times with each follow one another.

use super::super::{
    context::{Child, Context},
    rows::SwEpisode,
};
use super::{NOTHING, Rule903, during, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "SW08STG2",
        since(2024),
        NOTHING,
        "A new social worker episode has started, but the previous episode has not \
            ended.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    sw_pairs(child)
                        .filter(|(s, _)| s.sw_dec.blank())
                        .map(|(s, _)| s),
                );
            }
        },
    ),
    rule(
        "SW10STG2",
        during(2024, 2024),
        NOTHING,
        "A new social worker episode has started before the end date of the \
            previous social worker episode.",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    sw_pairs(child)
                        .filter(|(prev, s)| gap(prev, s).is_some_and(|days| days.abs() > 7))
                        .map(|(_, s)| s),
                );
            }
        },
    ),
    rule(
        "SW10STG2",
        since(2025),
        NOTHING,
        "A new social worker episode has started before the end date of the \
            previous social worker episode.",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            for child in &cx.children {
                let others = sw_pairs(child).filter(|(_, s)| !s.sw_reason.is("FCONTA"));
                f.rows(
                    others
                        .filter(|(prev, s)| gap(prev, s).is_some_and(|days| days < -7))
                        .map(|(_, s)| s),
                );
            }
        },
    ),
    rule(
        "SW10aSTG2",
        since(2026),
        NOTHING,
        "A new social worker episode has started and it is not within +/- 7 days of \
            a previous episode.",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            for child in &cx.children {
                let others = sw_pairs(child).filter(|(_, s)| !s.sw_reason.is("FCONTA"));
                f.rows(
                    others
                        .filter(|(prev, s)| gap(prev, s).is_some_and(|days| days.abs() > 7))
                        .map(|(_, s)| s),
                );
            }
        },
    ),
    rule(
        "SW10bSTG2",
        since(2026),
        NOTHING,
        "A new social worker episode has started with a reason of first contact \
            before the previous episode has ended.",
        &[("SWEpisodes", "SW_DECOM"), ("SWEpisodes", "SW_REASON")],
        |cx, f| {
            for child in &cx.children {
                let contacts = sw_pairs(child).filter(|(_, s)| s.sw_reason.is("FCONTA"));
                f.rows(
                    contacts
                        .filter(|(prev, s)| s.sw_decom.by(prev.sw_dec))
                        .map(|(_, s)| s),
                );
            }
        },
    ),
    rule(
        "SW11aSTG2",
        during(2024, 2024),
        NOTHING,
        "Social worker episode has ended before 31 March and no subsequent social \
            worker episode has been provided.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            // Ended a week or more before the end of the year, with nothing in the week after.
            let ended = |s: &SwEpisode<'_>| s.sw_dec.days_to(cx.end).is_some_and(|days| days >= 6);
            for child in &cx.children {
                let unfollowed = sw_pairs(child)
                    .filter(|(prev, s)| ended(prev) && gap(prev, s).is_none_or(|days| days >= 7));
                f.rows(unfollowed.map(|(_, s)| s));
                f.rows(child.now.sw.last().filter(|s| ended(s)));
            }
        },
    ),
    rule(
        "SW11bSTG2",
        since(2024),
        NOTHING,
        "Social worker episode has ended before 31 March and no subsequent social \
            worker episode has been provided.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            // Ended in the last days of the year, and nothing follows.
            for child in &cx.children {
                let Some(last) = child.now.sw.last() else {
                    continue;
                };
                let undated = last.sw_decom.blank() && last.sw_dec.blank();
                let before = child.now.sw.iter().rev().nth(1).filter(|_| undated);
                let ended = before.unwrap_or(last).sw_dec;
                if ended
                    .days_to(cx.end)
                    .is_some_and(|days| (1..6).contains(&days))
                {
                    f.row(last);
                }
            }
        },
    ),
    rule(
        "SW12STG2",
        during(2024, 2024),
        NOTHING,
        "If a child is looked after on 31 March then all social worker episodes for \
            the full previous year should be reported, even those whilst they were not \
            looked after",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            without_worker(cx, f);
        },
    ),
    rule(
        "SW12STG2",
        since(2025),
        NOTHING,
        "If a child is looked after on 31 March then all social worker episodes for \
            the full previous year should be reported, even those whilst they were not \
            looked after",
        &[("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            without_worker(cx, f);
        },
    ),
    rule(
        "SW14STG2",
        during(2024, 2024),
        NOTHING,
        "Social worker episode date ceased is blank.",
        &[("SWEpisodes", "SW_DEC")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    sw_pairs(child)
                        .filter(|(s, _)| s.sw_dec.blank())
                        .map(|(s, _)| s),
                );
            }
        },
    ),
    rule(
        "SW17STG2",
        since(2026),
        NOTHING,
        "There is no social worker episode open at 31 March",
        &[("SWEpisodes", "SW_DEC"), ("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            for child in &cx.children {
                let last = child
                    .now
                    .sw
                    .iter()
                    .rev()
                    .find(|s| s.sw_decom.date.is_some());
                f.rows(last.filter(|s| s.sw_dec.given()));
            }
        },
    ),
    rule(
        "SW19STG2",
        since(2026),
        NOTHING,
        "There are 2 social worker episodes for the child starting on the same \
            date.",
        &[("SWEpisodes", "SW_DEC"), ("SWEpisodes", "SW_DECOM")],
        |cx, f| {
            for child in &cx.children {
                for (prev, s) in sw_pairs(child).filter(|(prev, s)| s.sw_decom.same(prev.sw_decom))
                {
                    f.row(prev);
                    f.row(s);
                }
            }
        },
    ),
];

/// Each time with a social worker and the next.
fn sw_pairs<'a>(
    child: &Child<'a>,
) -> impl Iterator<Item = (&'a SwEpisode<'a>, &'a SwEpisode<'a>)> + use<'a> {
    child.now.sw.iter().zip(child.now.sw.iter().skip(1))
}

/// The days from the end of one to the beginning of the next, when both are known.
fn gap(prev: &SwEpisode<'_>, s: &SwEpisode<'_>) -> Option<i32> {
    prev.sw_dec.days_to(s.sw_decom)
}

/// Children looked after at the end of the year without a social worker since their
/// episode began.
fn without_worker(cx: &Context<'_>, f: &mut Finds) {
    for child in &cx.children {
        let Some(e) = child.now.latest_episode() else {
            continue;
        };
        let looked_after = e.dec.blank() && !e.is_short_break();
        if looked_after && !child.now.sw.iter().any(|s| s.sw_decom.since(e.decom)) {
            f.row(e);
        }
    }
}
