//! Strengths and difficulties of children looked after throughout the year (SDQ).

use super::super::context::Context;
use super::super::rows::Oc2;
use super::{NOTHING, Rule903, aged, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "157",
        since(2023),
        NOTHING,
        "Child is aged 4 years or over at the beginning of the year or 16 years or \
            under at the end of the year and Strengths and Difficulties Questionnaire \
            (SDQ) 1 has been recorded as the reason for no Strengths and Difficulties \
            Questionnaire (SDQ) score.",
        &[("OC2", "SDQ_REASON"), ("OC2", "DOB")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                let of_age = aged(o.dob, 4, cx.start)
                    && o.dob.plus_years(16).is_some_and(|day| day > cx.end);
                if throughout && of_age && o.sdq_reason.is("SDQ1") {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "180",
        since(2023),
        NOTHING,
        "Data entry for the strengths and difficulties questionnaire (SDQ) score is \
            invalid.",
        &[("OC2", "SDQ_SCORE")],
        |cx, f| {
            let score = |text: &str| text.parse::<u8>().is_ok_and(|score| score <= 40);
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.sdq_score.0.is_some_and(|text| !score(text))),
            );
        },
    ),
    rule(
        "185",
        since(2023),
        NOTHING,
        "Child has not been looked after continuously for at least 12 months at 31 \
            March but a Strengths and Difficulties (SDQ) score has been completed.",
        &[("OC2", "SDQ_SCORE")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                if !throughout && o.sdq_score.given() {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "186",
        since(2023),
        NOTHING,
        "Children aged 4 or over at the start of the year and children aged under \
            17 at the end of the year and who have been looked after for at least 12 \
            months continuously should have a Strengths and Difficulties (SDQ) score \
            completed.",
        &[("OC2", "SDQ_SCORE")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                let of_age = aged(o.dob, 4, cx.start)
                    && o.dob.plus_years(17).is_some_and(|day| day > cx.end);
                if throughout && of_age && o.sdq_score.blank() && o.sdq_reason.blank() {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "188",
        since(2023),
        NOTHING,
        "Child is aged under 4 years at the end of the year, but a Strengths and \
            Difficulties (SDQ) score or a reason for no SDQ score has been completed.",
        &[("OC2", "SDQ_SCORE"), ("OC2", "SDQ_REASON")],
        |cx, f| {
            let said = |o: &&Oc2<'_>| o.sdq_score.given() || o.sdq_reason.given();
            let young = |o: &&Oc2<'_>| o.dob.plus_years(4).is_some_and(|day| day > cx.end);
            f.rows(cx.now.oc2.iter().filter(young).filter(said));
        },
    ),
    rule(
        "189",
        since(2023),
        NOTHING,
        "Child is aged 17 years or over at the beginning of the year, but an \
            Strengths and Difficulties (SDQ) score or a reason for no Strengths and \
            Difficulties (SDQ) score has been completed.",
        &[("OC2", "DOB"), ("OC2", "SDQ_SCORE"), ("OC2", "SDQ_REASON")],
        |cx, f| {
            let said = |o: &&Oc2<'_>| o.sdq_score.given() || o.sdq_reason.given();
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| aged(o.dob, 17, cx.start))
                    .filter(said),
            );
        },
    ),
    rule(
        "196",
        since(2023),
        NOTHING,
        "Strengths and Difficulties (SDQ) reason is not a valid code.",
        &[("OC2", "SDQ_REASON")],
        |cx, f| {
            f.rows(cx.now.oc2.iter().filter(|o| {
                o.sdq_reason
                    .invalid(&["SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5"])
            }));
        },
    ),
    rule(
        "197a",
        since(2023),
        NOTHING,
        "Reason for no Strengths and Difficulties (SDQ) score is not required if \
            Strengths and Difficulties Questionnaire score is filled in.",
        &[("OC2", "SDQ_SCORE"), ("OC2", "SDQ_REASON")],
        |cx, f| {
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.sdq_score.given() && o.sdq_reason.given()),
            );
        },
    ),
    rule(
        "197B",
        since(2023),
        NOTHING,
        "SDQ score or reason for no SDQ should be reported for 4- or 17-year-olds.",
        &[("OC2", "SDQ_REASON"), ("OC2", "DOB")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                let reached = |years| {
                    o.dob
                        .plus_years(years)
                        .is_some_and(|day| cx.start <= day && day <= cx.end)
                };
                if throughout
                    && (reached(4) || reached(17))
                    && o.sdq_score.blank()
                    && o.sdq_reason.blank()
                {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "198",
        since(2023),
        NOTHING,
        "Child has not been looked after continuously for at least 12 months at 31 \
            March but a reason for no Strengths and Difficulties (SDQ) score has been \
            completed.",
        &[("OC2", "SDQ_REASON")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                if !throughout && o.sdq_reason.given() {
                    f.row(o);
                }
            });
        },
    ),
];

/// Each row with whether its child was looked after throughout the year.
fn each_oc2<'a>(cx: &Context<'a>, mut each: impl FnMut(bool, &Oc2<'a>)) {
    for child in cx.children.iter().filter(|child| !child.now.oc2.is_empty()) {
        let throughout = cx.throughout(child);
        for o in child.now.oc2 {
            each(throughout, o);
        }
    }
}
