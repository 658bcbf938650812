//! Times missing, beside the episodes of care and the year before.

use super::super::rows::Missing;
use super::{NOTHING, PREVIOUS, Rule903, outlasts_care, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "575",
        since(2023),
        NOTHING,
        "If the placement from which the child goes missing/away from placement \
            without authorisation ends, the missing/away from placement without \
            authorisation period in the missing module must also have an end date.",
        &[("Missing", "MIS_END")],
        |cx, f| {
            for child in &cx.children {
                let open = child.now.missing.iter().filter(|m| m.mis_end.blank());
                let from_ended = open.filter(|m| {
                    child
                        .now
                        .episodes
                        .iter()
                        .any(|e| m.mis_start.since(e.decom) && m.mis_start.by(e.dec))
                });
                f.rows(from_ended);
            }
        },
    ),
    rule(
        "576",
        since(2023),
        PREVIOUS,
        "There is an open missing/away from placement without authorisation period \
            in last year’s return and there is no corresponding period recorded at the \
            start of this year.",
        &[("Missing", "CHILD")],
        |cx, f| {
            for child in &cx.children {
                for last in child
                    .last
                    .missing
                    .iter()
                    .filter(|m| m.mis_end.blank() && m.mis_start.given())
                {
                    if !child
                        .now
                        .missing
                        .iter()
                        .any(|m| m.mis_start.text == last.mis_start.text)
                    {
                        f.rows(child.now.missing.first());
                    }
                }
            }
        },
    ),
    rule(
        "577",
        since(2023),
        NOTHING,
        "Child ceased to be looked after but there is a missing/away from placement \
            without authorisation period without an end date.",
        &[("Missing", "MIS_END")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    child
                        .now
                        .missing
                        .iter()
                        .filter(|m| outlasts_care(child, m.mis_start, m.mis_end)),
                );
            }
        },
    ),
    rule(
        "578",
        since(2023),
        NOTHING,
        "The date that the child started to be missing is after the child ceased to \
            be looked after.",
        &[("Missing", "MIS_START")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.now.episodes.is_empty())
            {
                let periods = child.now.periods();
                let outside = |m: &&Missing<'_>| {
                    m.mis_start
                        .date
                        .is_some_and(|day| !periods.iter().any(|period| period.holds(day)))
                };
                f.rows(child.now.missing.iter().filter(outside));
            }
        },
    ),
    rule(
        "580",
        since(2023),
        NOTHING,
        "Child is missing when cease being looked after but reason episode ceased \
            not ‘E8’.",
        &[("Episodes", "REC")],
        |cx, f| {
            for child in &cx.children {
                let ended = child
                    .now
                    .latest_episode()
                    .filter(|e| e.ceased() && !e.rec.is("E8"));
                f.rows(ended.filter(|e| {
                    child.now.missing.iter().any(|m| {
                        m.mis_end.same(e.dec) || (m.mis_end.blank() && m.mis_start.by(e.dec))
                    })
                }));
            }
        },
    ),
    rule(
        "581",
        since(2023),
        NOTHING,
        "Child is missing but has not yet started to be looked after.",
        &[("Missing", "MIS_START")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.now.episodes.is_empty())
            {
                let periods = child.now.periods();
                let outside = |m: &&Missing<'_>| {
                    m.mis_start
                        .date
                        .is_some_and(|day| !periods.iter().any(|period| period.holds(day)))
                };
                f.rows(child.now.missing.iter().filter(outside));
            }
        },
    ),
];
