//! Care leavers (OC3).

use super::super::rows::Oc3;
use super::super::text::Text;
use super::codes::{ACCOMMODATION, ACTIVITY, IN_TOUCH};
use super::{NOTHING, PREVIOUS, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "131",
        since(2023),
        NOTHING,
        "Data entry for being in touch after leaving care is invalid.",
        &[("OC3", "IN_TOUCH")],
        |cx, f| {
            f.rows(cx.now.oc3.iter().filter(|o| !o.in_touch.is_in(IN_TOUCH)));
        },
    ),
    rule(
        "132",
        since(2023),
        NOTHING,
        "Data entry for activity after leaving care is invalid.",
        &[("OC3", "ACTIV")],
        |cx, f| {
            f.rows(cx.now.oc3.iter().filter(|o| !o.activ.is_in(ACTIVITY)));
        },
    ),
    rule(
        "133",
        since(2023),
        NOTHING,
        "Data entry for accommodation after leaving care is invalid. If reporting \
            on a childs accommodation after leaving care the data entry must be valid",
        &[("OC3", "ACCOM")],
        |cx, f| {
            f.rows(cx.now.oc3.iter().filter(|o| !o.accom.is_in(ACCOMMODATION)));
        },
    ),
    rule(
        "134",
        since(2023),
        NOTHING,
        "Data on adoption should not be entered for the OC3 cohort.",
        &[
            ("OC3", "IN_TOUCH"),
            ("OC3", "ACTIV"),
            ("OC3", "ACCOM"),
            ("AD1", "DATE_INT"),
            ("AD1", "DATE_MATCH"),
            ("AD1", "FOSTER_CARE"),
            ("AD1", "NB_ADOPTR"),
            ("AD1", "SEX_ADOPTR"),
            ("AD1", "LS_ADOPTR"),
        ],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.has_care_leaver())
            {
                f.rows(child.now.ad1.iter().filter(|a| a.items().contains(&true)));
            }
        },
    ),
    rule(
        "153",
        since(2023),
        NOTHING,
        "All data items relating to a child's activity or accommodation after \
            leaving care must be coded or left blank.",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            let partly = |o: &&Oc3<'_>| {
                o.any() && (o.in_touch.blank() || o.activ.blank() || o.accom.blank())
            };
            f.rows(cx.now.oc3.iter().filter(partly));
        },
    ),
    rule(
        "215",
        since(2023),
        NOTHING,
        "Child has care leaver information but one or more data items relating to \
            children looked after for 12 months have been completed.",
        &[
            ("OC3", "IN_TOUCH"),
            ("OC3", "ACTIV"),
            ("OC3", "ACCOM"),
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
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.has_care_leaver())
            {
                let outcomes = || {
                    child
                        .now
                        .oc2
                        .iter()
                        .filter(|o| o.items().iter().any(|item| item.given()))
                };
                if outcomes().next().is_some() {
                    f.rows(outcomes());
                    f.rows(child.now.oc3);
                }
            }
        },
    ),
    rule(
        "344",
        since(2023),
        NOTHING,
        "The record shows the young person has died or returned home to live with \
            parent(s) or someone with parental responsibility for a continuous period \
            of 6 months or more, but activity and/or accommodation on leaving care \
            have been completed.",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            let known = |text: Text<'_>| text.given() && !text.is("0");
            let gone = cx
                .now
                .oc3
                .iter()
                .filter(|o| o.in_touch.is_in(&["DIED", "RHOM"]));
            f.rows(gone.filter(|o| known(o.activ) || known(o.accom)));
        },
    ),
    rule(
        "345",
        since(2023),
        NOTHING,
        "The data collection record shows the local authority is in touch with this \
            young person, but activity and/or accommodation data items are zero.",
        &[("OC3", "IN_TOUCH"), ("OC3", "ACTIV"), ("OC3", "ACCOM")],
        |cx, f| {
            let in_touch = cx.now.oc3.iter().filter(|o| o.in_touch.is("YES"));
            f.rows(in_touch.filter(|o| o.activ.is("0") || o.accom.is("0")));
        },
    ),
    rule(
        "347",
        since(2024),
        NOTHING,
        "Care leavers aged under 18 years, can not be accommodated in a Foyer.",
        &[
            ("Episodes", "PLACE"),
            ("Episodes", "DEC"),
            ("Episodes", "URN"),
        ],
        |cx, f| {
            // The published logic names the code T, not T1 and T2.
            let under_18 = |o: &&Oc3<'_>| o.dob.plus_years(18).is_some_and(|day| day > cx.start);
            f.rows(
                cx.now
                    .oc3
                    .iter()
                    .filter(|o| o.accom.is("T"))
                    .filter(under_18),
            );
        },
    ),
    rule(
        "348",
        since(2026),
        PREVIOUS,
        "Care leaver has previously been reported as having died.",
        &[("OC3", "IN_TOUCH")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.last.oc3.iter().any(|o| o.in_touch.is("DIED")))
            {
                f.rows(child.now.oc3.iter().filter(|o| !o.in_touch.is("DIED")));
            }
        },
    ),
    rule(
        "391",
        since(2023),
        NOTHING,
        "Young person was not 17, 18, 19, 20 or 21 during the current collection \
            year.",
        &[
            ("OC3", "DOB"),
            ("OC3", "IN_TOUCH"),
            ("OC3", "ACTIV"),
            ("OC3", "ACCOM"),
        ],
        |cx, f| {
            let young = |o: &&Oc3<'_>| o.dob.plus_years(17).is_some_and(|day| day > cx.end);
            f.rows(cx.now.oc3.iter().filter(young).filter(|o| o.any()));
        },
    ),
    rule(
        "3001",
        since(2023),
        NOTHING,
        "Where care leavers information is being returned for a young person around \
            their 17th birthday, the accommodation cannot be with their former foster \
            carer(s).",
        &[("Episodes", "REC")],
        |cx, f| {
            let at_17 = |o: &&Oc3<'_>| {
                o.dob
                    .plus_years(17)
                    .is_some_and(|day| cx.start <= day && day <= cx.end)
            };
            f.rows(
                cx.now
                    .oc3
                    .iter()
                    .filter(|o| o.accom.is_in(&["Z1", "Z2"]))
                    .filter(at_17),
            );
        },
    ),
];
