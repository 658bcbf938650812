//! Care leavers, beside their episodes of care.

use jiff::civil::Date;

use super::super::context::{Child, Context};
use super::super::rows::Episode;
use super::super::text::{Day, days_between};
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "1000",
        since(2023),
        NOTHING,
        "This child is recorded as having died in care and therefore should not \
            have the care leaver information completed. [NOTE: This only tests the \
            current and previous year data loaded into the tool]",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            for child in &cx.children {
                if child
                    .now
                    .episodes
                    .iter()
                    .chain(child.last.episodes)
                    .any(|e| e.rec.is("E2"))
                {
                    f.rows(child.now.oc3.iter().filter(|o| o.any()));
                }
            }
        },
    ),
    rule(
        "1001",
        since(2023),
        NOTHING,
        "The episodes recorded for this young person suggest they are not a \
            relevant or a former relevant child and therefore should not have care \
            leaver information completed. [NOTE: This tool can only test the current \
            and previous year data loaded into the tool - this check may generate \
            false positives if a child had episodes prior to last year's collection.]",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            for child in &cx.children {
                for o in child.now.oc3.iter().filter(|o| o.any()) {
                    if !is_relevant(cx, child, o.dob) {
                        f.row(o);
                    }
                }
            }
        },
    ),
    rule(
        "1002",
        since(2023),
        NOTHING,
        "This child has no previous episodes of care, therefore should not have \
            care leaver information recorded. [NOTE: This tool can only test the \
            current and previous year data loaded into the tool - this check may \
            generate false positives if a child had episodes prior to last year's \
            collection.]",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            for child in &cx.children {
                if child.now.episodes.is_empty() && child.last.episodes.is_empty() {
                    f.rows(child.now.oc3.iter().filter(|o| o.any()));
                }
            }
        },
    ),
    rule(
        "1007",
        since(2023),
        NOTHING,
        "Care leaver information is not required for 17- or 18-year olds who are \
            still looked after [on their 17th or 18th birthday.]",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            // Looked after beyond the birthday. An episode without an end is found by 1016, as
            // validators in use apply the two.
            for child in &cx.children {
                for o in child.now.oc3.iter().filter(|o| o.any()) {
                    let birthday = last_birthday(cx, o.dob);
                    if child.now.episodes.iter().any(|e| e.dec.after(birthday)) {
                        f.row(o);
                    }
                }
            }
        },
    ),
    rule(
        "1011",
        since(2023),
        NOTHING,
        "This child is recorded as having his/her care transferred to another local \
            authority for the final episode and therefore should not have the care \
            leaver information completed.",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            for child in &cx.children {
                if child.now.latest_episode().is_some_and(|e| e.rec.is("E3")) {
                    f.rows(child.now.oc3.iter().filter(|o| o.any()));
                }
            }
        },
    ),
    rule(
        "1012",
        since(2023),
        NOTHING,
        "No other data should be returned for OC3 children who had no episodes in \
            the current year",
        &[("Episodes", "CHILD")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.episodes.is_empty())
            {
                f.rows(child.now.ad1);
                f.rows(child.now.missing);
                f.rows(child.now.oc2);
                f.rows(child.now.placed);
                f.rows(child.now.prev_perm);
                f.rows(child.now.reviews);
            }
        },
    ),
    rule(
        "1016",
        since(2024),
        NOTHING,
        "Care leaver information is not required for 17- or 18-year olds who cease \
            to be looked after, after their birthday.",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            // Ended after the birthday, or not ended: see 1007.
            for child in &cx.children {
                for o in child.now.oc3.iter().filter(|o| o.any()) {
                    let birthday = last_birthday(cx, o.dob);
                    let late = |e: &Episode<'_>| {
                        birthday.is_some() && (e.dec.blank() || e.dec.after(birthday))
                    };
                    if child.now.episodes.iter().any(late) {
                        f.row(o);
                    }
                }
            }
        },
    ),
];

/// The 17th or 18th birthday, whichever was last by the end of the year, of a young
/// person who is then 17 or 18.
fn last_birthday(cx: &Context<'_>, dob: Day<'_>) -> Option<Date> {
    let by_end = |years| dob.plus_years(years).filter(|day| *day <= cx.end);
    match (by_end(19), by_end(18), by_end(17)) {
        (None, Some(day), _) | (None, None, Some(day)) => Some(day),
        _ => None,
    }
}

/// Whether a young person was looked after for 13 weeks from the age of 14, some of it
/// from the age of 16, short breaks aside (Children Act 1989, schedule 2, paragraph 19B,
/// and section 23A), and was not adopted. Only this year's episodes and last year's are known.
fn is_relevant(cx: &Context<'_>, child: &Child<'_>, dob: Day<'_>) -> bool {
    let (Some(at_14), Some(at_16)) = (dob.plus_years(14), dob.plus_years(16)) else {
        return true;
    };
    let all = || child.last.episodes.iter().chain(child.now.episodes);
    if all().any(|e| e.rec.is_in(&["E11", "E12"])) {
        return false;
    }
    let mut spans: Vec<(Date, Date)> = all()
        .filter(|e| !e.is_short_break())
        .filter_map(|e| {
            Some((
                e.decom.date?,
                e.dec.date.or(e.dec.blank().then_some(cx.end))?,
            ))
        })
        .collect();
    spans.sort_unstable();
    let (mut days, mut past_16, mut reached) = (0, false, at_14);
    for (from, to) in spans {
        past_16 |= to > at_16;
        days += days_between(from.max(reached), to).max(0);
        reached = reached.max(to);
    }
    past_16 && days >= 91
}
