//! Children looked after throughout the year: strengths and difficulties, health, convictions.

use jiff::civil::Date;

use super::super::{context::Context, rows::Oc2, text::Day};
use super::{NOTHING, Rule903, rule, since};

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
        "158",
        since(2023),
        NOTHING,
        "If a child has been recorded as receiving an intervention for their \
            substance misuse problem, then the additional item on whether an \
            intervention was offered should be left blank.",
        &[
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.intervention_received.is("1") && o.intervention_offered.given()),
            );
        },
    ),
    rule(
        "159",
        since(2023),
        NOTHING,
        "If a child has been recorded as not receiving an intervention for their \
            substance misuse problem, then the additional item on whether an \
            intervention was offered should be completed as well.",
        &[
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            let refused =
                |o: &&Oc2<'_>| o.substance_misuse.is("1") && o.intervention_received.is("0");
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(refused)
                    .filter(|o| o.intervention_offered.blank()),
            );
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
        "181",
        since(2023),
        NOTHING,
        "Data items relating to children looked after continuously for 12 months \
            should be completed with a 0 or 1.",
        &[
            ("OC2", "CONVICTED"),
            ("OC2", "HEALTH_CHECK"),
            ("OC2", "IMMUNISATIONS"),
            ("OC2", "TEETH_CHECK"),
            ("OC2", "HEALTH_ASSESSMENT"),
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.items().iter().any(|item| item.invalid(&["0", "1"]))),
            );
        },
    ),
    rule(
        "182",
        since(2023),
        NOTHING,
        "Data entries on immunisations, teeth checks, health assessments and \
            substance misuse problem identified should be completed or all OC2 fields \
            should be left blank.",
        &[
            ("OC2", "IMMUNISATIONS"),
            ("OC2", "TEETH_CHECK"),
            ("OC2", "HEALTH_ASSESSMENT"),
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "CONVICTED"),
            ("OC2", "HEALTH_CHECK"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            let some = |o: &&Oc2<'_>| o.items().iter().any(|item| item.given());
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(some)
                    .filter(|o| o.health().iter().any(|item| item.blank())),
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
        "187",
        since(2023),
        NOTHING,
        "Child cannot be looked after continuously for 12 months at 31 March (OC2) \
            and have any of adoption or care leavers returns completed.",
        &[
            ("AD1", "DATE_INT"),
            ("AD1", "DATE_MATCH"),
            ("AD1", "FOSTER_CARE"),
            ("AD1", "NB_ADOPTR"),
            ("AD1", "SEX_ADOPTR"),
            ("AD1", "LS_ADOPTR"),
            ("OC3", "IN_TOUCH"),
            ("OC3", "ACTIV"),
            ("OC3", "ACCOM"),
        ],
        |cx, f| {
            for child in cx.children.iter().filter(|child| cx.throughout(child)) {
                f.rows(child.now.oc3.iter().filter(|o| o.any()));
                f.rows(child.now.ad1.iter().filter(|a| a.items().contains(&true)));
            }
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
        "190",
        since(2023),
        NOTHING,
        "Child has not been looked after continuously for at least 12 months at 31 \
            March but one or more data items relating to children looked after for 12 \
            months have been completed.",
        &[
            ("OC2", "CONVICTED"),
            ("OC2", "HEALTH_CHECK"),
            ("OC2", "IMMUNISATIONS"),
            ("OC2", "TEETH_CHECK"),
            ("OC2", "HEALTH_ASSESSMENT"),
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                if !throughout && o.items().iter().any(|item| item.given()) {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "191",
        since(2023),
        NOTHING,
        "Child has been looked after continuously for at least 12 months at 31 \
            March but one or more data items relating to children looked after for 12 \
            months have been left blank.",
        &[
            ("OC2", "IMMUNISATIONS"),
            ("OC2", "TEETH_CHECK"),
            ("OC2", "HEALTH_ASSESSMENT"),
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "CHILD"),
        ],
        |cx, f| {
            for child in cx.children.iter().filter(|child| cx.throughout(child)) {
                if child.now.oc2.is_empty() {
                    f.rows(child.now.episodes);
                }
                f.rows(
                    child
                        .now
                        .oc2
                        .iter()
                        .filter(|o| o.health().iter().any(|item| item.blank())),
                );
            }
        },
    ),
    rule(
        "192",
        since(2023),
        NOTHING,
        "Child has been identified as having a substance misuse problem but the \
            additional item on whether an intervention was received has been left \
            blank.",
        &[
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| o.substance_misuse.is("1") && o.intervention_received.blank()),
            );
        },
    ),
    rule(
        "193",
        since(2023),
        NOTHING,
        "Child not identified as having a substance misuse problem but at least one \
            of the two additional items on whether an intervention were offered and \
            received have been completed.",
        &[
            ("OC2", "SUBSTANCE_MISUSE"),
            ("OC2", "INTERVENTION_RECEIVED"),
            ("OC2", "INTERVENTION_OFFERED"),
        ],
        |cx, f| {
            let said =
                |o: &&Oc2<'_>| o.intervention_received.given() || o.intervention_offered.given();
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(|o| !o.substance_misuse.is("1"))
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
    rule(
        "542",
        since(2023),
        NOTHING,
        "A child aged under 10 at 31 March should not have conviction information \
            completed.",
        &[("OC2", "CONVICTED")],
        |cx, f| {
            let young = |o: &&Oc2<'_>| o.dob.plus_years(10).is_some_and(|day| day > cx.end);
            f.rows(
                cx.now
                    .oc2
                    .iter()
                    .filter(young)
                    .filter(|o| o.convicted.given()),
            );
        },
    ),
    rule(
        "543",
        since(2023),
        NOTHING,
        "Child is aged 10 or over at 31 March and has been looked after \
            continuously for 12 months yet conviction information has not been \
            completed.",
        &[("Episodes", "DOB"), ("OC2", "CONVICTED")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                if throughout && aged(o.dob, 10, cx.end) && o.convicted.blank() {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "544",
        since(2023),
        NOTHING,
        "Any child who has conviction information completed must also have \
            immunisation, teeth check, health assessment and substance misuse problem \
            identified fields completed.",
        &[
            ("OC2", "CONVICTED"),
            ("OC2", "IMMUNISATIONS"),
            ("OC2", "TEETH_CHECK"),
            ("OC2", "HEALTH_ASSESSMENT"),
            ("OC2", "SUBSTANCE_MISUSE"),
        ],
        |cx, f| {
            let convicted = cx.now.oc2.iter().filter(|o| o.convicted.is("1"));
            f.rows(convicted.filter(|o| o.health().iter().any(|item| item.blank())));
        },
    ),
    rule(
        "545",
        since(2023),
        NOTHING,
        "Child is aged under 5 at 31 March and has been looked after continuously \
            for 12 months yet health promotion information has not been completed.",
        &[("OC2", "DOB"), ("OC2", "HEALTH_CHECK")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                let young = o.dob.plus_years(5).is_some_and(|day| day > cx.end);
                if throughout && young && o.health_check.blank() {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "546",
        since(2023),
        NOTHING,
        "Children aged 5 or over at 31 March should not have health promotion \
            information completed.",
        &[("Episodes", "DOB"), ("OC2", "HEALTH_CHECK")],
        |cx, f| {
            each_oc2(cx, |throughout, o| {
                if throughout && aged(o.dob, 5, cx.end) && o.health_check.given() {
                    f.row(o);
                }
            });
        },
    ),
    rule(
        "547",
        since(2023),
        NOTHING,
        "Any child who has health promotion information completed must also have \
            immunisation, teeth check, health assessment and substance misuse problem \
            identified fields completed.",
        &[
            ("OC2", "HEALTH_CHECK"),
            ("OC2", "IMMUNISATIONS"),
            ("OC2", "TEETH_CHECK"),
            ("OC2", "HEALTH_ASSESSMENT"),
            ("OC2", "SUBSTANCE_MISUSE"),
        ],
        |cx, f| {
            let checked = cx.now.oc2.iter().filter(|o| o.health_check.is("1"));
            f.rows(checked.filter(|o| o.health().iter().any(|item| item.blank())));
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

/// Whether a child born then is of this age on a day.
fn aged(dob: Day<'_>, years: i16, on: Date) -> bool {
    dob.plus_years(years).is_some_and(|birthday| birthday <= on)
}
