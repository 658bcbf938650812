//! Social workers: how the times with each follow one another.

use jiff::civil::Date;

use super::super::context::{Child, Context};
use super::super::rows::SwEpisode;
use super::super::text::plus_years;
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
            // Ended six days or more before the end of the year, with nothing in the week after.
            let ended = |s: &SwEpisode<'_>| s.sw_dec.days_to(cx.end).is_some_and(|days| days >= 6);
            for child in &cx.children {
                let unfollowed = sw_pairs(child)
                    .filter(|(prev, s)| ended(prev) && gap(prev, s).is_none_or(|days| days >= 7));
                f.rows(unfollowed.map(|(_, s)| s));
                f.rows(
                    child
                        .now
                        .sw
                        .last()
                        .filter(|s| !s.sw_dec.before(s.sw_decom) && ended(s)),
                );
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
                let sw = child.now.sw;
                let open = sw.iter().any(|s| s.sw_decom.given() && s.sw_dec.blank());
                let ended = sw
                    .iter()
                    .max_by_key(|s| s.sw_dec.date)
                    .and_then(|s| s.sw_dec.days_to(cx.end));
                if !open && ended.is_some_and(|days| (1..6).contains(&days)) {
                    f.rows(sw.last());
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
            without_worker(cx, f, Some(cx.start));
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
            without_worker(cx, f, plus_years(cx.start, -1));
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

/// Episodes of care, short breaks aside, that the social workers reported do not go with:
/// there is none at all although care lasted into the reporting year; or one began before
/// a new period of care, which may have to be reported whole; or one began after care had
/// ended.
fn without_worker(cx: &Context<'_>, f: &mut Finds, from: Option<Date>) {
    for child in &cx.children {
        let workers = child.now.sw;
        for e in child.now.episodes.iter().filter(|e| !e.is_short_break()) {
            let lasted = e.dec.blank() || (!e.rec.is("X1") && e.dec.since(from));
            let none = workers.is_empty() && lasted;
            let began =
                e.rne.is("S") && !e.ceased() && workers.iter().any(|s| s.sw_decom.before(e.decom));
            let ended = e.ceased() && workers.iter().any(|s| s.sw_decom.after(e.dec));
            if none || began || ended {
                f.row(e);
            }
        }
    }
}
