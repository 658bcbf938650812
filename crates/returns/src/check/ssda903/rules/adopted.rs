//! Adoptions, beside the episodes of care.

use super::super::context::Context;
use super::super::rows::{Ad1, Episode};
use super::codes::ADOPTION;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "331",
        since(2023),
        NOTHING,
        "Date of matching child and adopter(s) should be the same as, or prior to, \
            the date of placement of adoption.",
        &[
            ("AD1", "DATE_MATCH"),
            ("Episodes", "DECOM"),
            ("Episodes", "REC"),
        ],
        |cx, f| {
            with_adoption(cx, |a, e| {
                if e.rec.is_in(&["E11", "E12"]) && a.date_match.after(e.decom) {
                    f.row(a);
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "334",
        since(2023),
        NOTHING,
        "Date child started to be looked after in latest period of care must be on \
            or prior to the date should be placed for adoption.",
        &[
            ("AD1", "DATE_INT"),
            ("Episodes", "DECOM"),
            ("Episodes", "RNE"),
        ],
        |cx, f| {
            for child in &cx.children {
                let started = child
                    .now
                    .episodes
                    .iter()
                    .rev()
                    .find(|e| e.rne.is("S") && e.decom.date.is_some());
                for a in child.now.ad1 {
                    if let Some(e) = started.filter(|e| a.date_int.before(e.decom)) {
                        f.row(a);
                        f.row(e);
                    }
                }
            }
        },
    ),
    rule(
        "335",
        since(2023),
        NOTHING,
        "The current foster value (0) suggests that child is not adopted by current \
            foster carer, but last placement is A2, A3, or A5. Or the current foster \
            value (1) suggests that child is adopted by current foster carer, but last \
            placement is A1, A4 or A6.",
        &[("Episodes", "PLACE"), ("AD1", "FOSTER_CARE")],
        |cx, f| {
            with_adoption(cx, |a, e| {
                let adopted = e.rec.is_in(&["E1", "E11", "E12"]);
                let own = e.place.is_in(&["A2", "A3", "A5"]) && a.foster_care.is("0");
                let other = e.place.is_in(&["A1", "A4", "A6"]) && a.foster_care.is("1");
                if adopted && (own || other) {
                    f.row(a);
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "390",
        since(2023),
        NOTHING,
        "Reason episode ceased is adopted but child has not been previously placed \
            for adoption.",
        &[("Episodes", "PLACE"), ("Episodes", "REC")],
        |cx, f| {
            let adopted = cx
                .now
                .episodes
                .iter()
                .filter(|e| e.rec.is_in(&["E11", "E12"]));
            f.rows(adopted.filter(|e| !e.place.is_in(ADOPTION)));
        },
    ),
    rule(
        "521",
        since(2023),
        NOTHING,
        "Date of local authority's decision (LA) that adoption is in the best \
            interests of the child (date should be placed) must be on or prior to the \
            date the child is placed for adoption.",
        &[
            ("Episodes", "PLACE"),
            ("Episodes", "DECOM"),
            ("AD1", "DATE_INT"),
        ],
        |cx, f| {
            with_adoption(cx, |a, e| {
                if e.place.is_in(ADOPTION) && a.date_int.after(e.decom) {
                    f.row(a);
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "582",
        since(2023),
        NOTHING,
        "Child is showing as ceasing to be looked after due to adoption, but the \
            date of adoption is the same as the date reported for being matched with \
            adopters. In most circumstances we expect the date the child is matched \
            with adopters to be before the date of adoption.",
        &[("Episodes", "DEC"), ("AD1", "DATE_MATCH")],
        |cx, f| {
            with_adoption(cx, |a, e| {
                if e.rec.is_in(&["E11", "E12"]) && e.dec.same(a.date_match) {
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "601",
        since(2023),
        NOTHING,
        "The additional fields relating to adoption have not been completed \
            although the episode data shows that the child was adopted during the \
            year.",
        &[
            ("Episodes", "REC"),
            ("AD1", "DATE_INT"),
            ("AD1", "DATE_MATCH"),
            ("AD1", "FOSTER_CARE"),
            ("AD1", "NB_ADOPTR"),
            ("AD1", "SEX_ADOPTR"),
            ("AD1", "LS_ADOPTR"),
        ],
        |cx, f| {
            // A child without a row of adoption is found by other rules.
            with_adoption(cx, |a, e| {
                if e.rec.is_in(&["E11", "E12"]) && a.items().contains(&false) {
                    f.row(a);
                    f.row(e);
                }
            });
        },
    ),
    rule(
        "602",
        since(2023),
        NOTHING,
        "The episode data submitted for this child does not show that he/she was \
            adopted during the year.",
        &[("Episodes", "CHILD")],
        |cx, f| {
            for child in &cx.children {
                if !child
                    .now
                    .episodes
                    .iter()
                    .any(|e| e.rec.is_in(&["E11", "E12"]))
                {
                    f.rows(child.now.ad1.iter().filter(|a| a.items().contains(&true)));
                }
            }
        },
    ),
];

/// Each adoption with each episode of its child.
fn with_adoption<'a>(cx: &Context<'a>, mut each: impl FnMut(&Ad1<'a>, &Episode<'a>)) {
    for child in &cx.children {
        for a in child.now.ad1 {
            for e in child.now.episodes {
                each(a, e);
            }
        }
    }
}
