//! Children looked after throughout the year: health and convictions.

use super::super::context::Context;
use super::super::rows::Oc2;
use super::{NOTHING, Rule903, aged, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
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
