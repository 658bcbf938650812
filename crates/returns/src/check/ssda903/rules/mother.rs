//! Mothers among the children looked after.

use super::super::context::Context;
use super::{NOTHING, PREVIOUS, Rule903, during, is_female, is_male, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "165",
        since(2023),
        NOTHING,
        "Data entry for mother status is invalid.",
        &[
            ("Header", "MOTHER"),
            ("Header", "SEX"),
            ("OC3", "ACTIV"),
            ("OC3", "ACCOM"),
            ("OC3", "IN_TOUCH"),
            ("Episodes", "DECOM"),
        ],
        |cx, f| {
            for child in &cx.children {
                let in_year = || {
                    child
                        .now
                        .episodes
                        .iter()
                        .filter(|e| !e.is_short_break() && cx.in_year(e))
                };
                for h in child.now.header {
                    let wrong = h.mother.invalid(&["0", "1"])
                        || (is_male(h.sex) && h.mother.given())
                        || (is_female(h.sex) && h.mother.blank() && in_year().next().is_some());
                    if wrong {
                        f.row(h);
                        f.rows(child.now.oc3);
                    }
                }
            }
        },
    ),
    rule(
        "207",
        since(2023),
        PREVIOUS,
        "Mother status for the current year disagrees with the mother status \
            already recorded for this child.",
        &[("Header", "MOTHER")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| !child.now.episodes.is_empty())
            {
                if child.last.header.iter().any(|h| h.mother.is("1")) {
                    f.rows(child.now.header.iter().filter(|h| !h.mother.is("1")));
                }
            }
        },
    ),
    rule(
        "393",
        during(2023, 2024),
        NOTHING,
        "Child is looked after but mother field is not completed.",
        &[("Header", "MOTHER")],
        |cx, f| {
            mother_blank(cx, f, "2");
        },
    ),
    rule(
        "393",
        since(2025),
        NOTHING,
        "Child is looked after but mother field is not completed.",
        &[("Header", "MOTHER")],
        |cx, f| {
            mother_blank(cx, f, "F");
        },
    ),
    rule(
        "607",
        during(2023, 2024),
        NOTHING,
        "Child ceased to be looked after in the year, but mother field has not been \
            completed.",
        &[
            ("Episodes", "DEC"),
            ("Episodes", "REC"),
            ("Header", "MOTHER"),
            ("Episodes", "LS"),
            ("Episodes", "SEX"),
        ],
        |cx, f| {
            mother_blank_at_end(cx, f, "2");
        },
    ),
    rule(
        "607",
        since(2025),
        NOTHING,
        "Child ceased to be looked after in the year, but mother field has not been \
            completed.",
        &[
            ("Episodes", "DEC"),
            ("Episodes", "REC"),
            ("Header", "MOTHER"),
            ("Episodes", "LS"),
            ("Episodes", "SEX"),
        ],
        |cx, f| {
            mother_blank_at_end(cx, f, "F");
        },
    ),
    rule(
        "628",
        since(2023),
        NOTHING,
        "Motherhood details are not required for care leavers who have not been \
            looked after during the year.",
        &[("Header", "MOTHER")],
        |cx, f| {
            for child in &cx.children {
                if child.now.episodes.is_empty() && child.now.has_care_leaver() {
                    f.rows(child.now.header.iter().filter(|h| h.mother.given()));
                }
            }
        },
    ),
];

/// Girls without the item who had an episode other than a short break. The code of the
/// sex is that of the collection.
fn mother_blank(cx: &Context<'_>, f: &mut Finds, female: &str) {
    for child in &cx.children {
        let short = |text: &str| text.eq_ignore_ascii_case("V3") || text.eq_ignore_ascii_case("V4");
        if child
            .now
            .episodes
            .iter()
            .any(|e| !e.ls.0.is_some_and(short))
        {
            f.rows(
                child
                    .now
                    .header
                    .iter()
                    .filter(|h| h.sex.is(female) && h.mother.blank()),
            );
        }
    }
}

/// Girls without the item who ceased to be looked after in the year.
fn mother_blank_at_end(cx: &Context<'_>, f: &mut Finds, female: &str) {
    for child in &cx.children {
        for h in child
            .now
            .header
            .iter()
            .filter(|h| h.sex.is(female) && h.mother.blank())
        {
            let ended = child
                .now
                .episodes
                .iter()
                .filter(|e| e.ceased() && !e.is_short_break());
            for e in ended.filter(|e| e.dec.since(cx.start) && e.dec.by(cx.end)) {
                f.row(h);
                f.row(e);
            }
        }
    }
}
