//! Adoptions (AD1).

use super::super::{
    context::Context,
    rows::{Ad1, Episode},
};
use super::codes::ADOPTION;
use super::{NOTHING, Rule903, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "112",
        since(2023),
        NOTHING,
        "Date should be placed for adoption is not a valid date.",
        &[("AD1", "DATE_INT")],
        |cx, f| {
            f.rows(cx.now.ad1.iter().filter(|a| a.date_int.invalid()));
        },
    ),
    rule(
        "113",
        since(2023),
        NOTHING,
        "Date matching child and adopter(s) is not a valid date.",
        &[("AD1", "DATE_MATCH")],
        |cx, f| {
            f.rows(cx.now.ad1.iter().filter(|a| a.date_match.invalid()));
        },
    ),
    rule(
        "114",
        since(2023),
        NOTHING,
        "Data entry to record the status of former carer(s) of an adopted child is \
            invalid.",
        &[("AD1", "FOSTER_CARE")],
        |cx, f| {
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.foster_care.invalid(&["0", "1"])),
            );
        },
    ),
    rule(
        "151",
        since(2023),
        NOTHING,
        "All data items relating to a childs adoption must be coded or left blank.",
        &[
            ("AD1", "DATE_INT"),
            ("AD1", "DATE_MATCH"),
            ("AD1", "FOSTER_CARE"),
            ("AD1", "NB_ADOPTR"),
            ("AD1", "SEX_ADOPTR"),
            ("AD1", "LS_ADOPTR"),
        ],
        |cx, f| {
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.items().contains(&true) && a.items().contains(&false)),
            );
        },
    ),
    rule(
        "175",
        since(2023),
        NOTHING,
        "The number of adopter(s) code is not a valid code.",
        &[("AD1", "NB_ADOPTR")],
        |cx, f| {
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.nb_adoptr.invalid(&["1", "2"])),
            );
        },
    ),
    rule(
        "176",
        since(2023),
        NOTHING,
        "The gender of adopter(s) at the date of adoption code is not a valid code.",
        &[("AD1", "SEX_ADOPTR")],
        |cx, f| {
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.sex_adoptr.invalid(&["M1", "F1", "MM", "FF", "MF"])),
            );
        },
    ),
    rule(
        "177",
        since(2023),
        NOTHING,
        "The legal status of adopter(s) code is not a valid code.",
        &[("AD1", "LS_ADOPTR")],
        |cx, f| {
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.ls_adoptr.invalid(&["L0", "L11", "L12", "L2", "L3", "L4"])),
            );
        },
    ),
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
        "333",
        since(2023),
        NOTHING,
        "Date should be placed for adoption must be on or prior to the date of \
            matching child with adopter(s).",
        &[("AD1", "DATE_INT")],
        |cx, f| {
            let late = |a: &&Ad1<'_>| a.date_int.blank() || a.date_int.after(a.date_match);
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.date_match.given())
                    .filter(late),
            );
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
        "511",
        since(2023),
        NOTHING,
        "If reporting that the number of person(s) adopting the looked after child \
            is two adopters then the code should only be MM, FF or MF. MM = the \
            adopting couple are both males; FF = the adopting couple are both females; \
            MF = The adopting couple are male and female.",
        &[("AD1", "NB_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            f.rows(
                cx.now
                    .ad1
                    .iter()
                    .filter(|a| a.nb_adoptr.is("2") && !a.sex_adoptr.is_in(&["MM", "FF", "MF"])),
            );
        },
    ),
    rule(
        "514",
        since(2023),
        NOTHING,
        "Data entry on the legal status of adopters shows a single adopter but data \
            entry for the numbers of adopters shows it as a couple.",
        &[("AD1", "LS_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            adopters(cx, f, "L0", &["M1", "F1"]);
        },
    ),
    rule(
        "517",
        since(2023),
        NOTHING,
        "If reporting legal status of adopters is L3 then the genders of adopters \
            should be coded as MF. MF = the adopting couple are male and female.",
        &[("AD1", "LS_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            adopters(cx, f, "L3", &["MF"]);
        },
    ),
    rule(
        "518",
        since(2023),
        NOTHING,
        "If reporting legal status of adopters is L4 then the genders of adopters \
            should be coded as MM or FF. MM = the adopting couple are both males. FF = \
            the adopting couple are both females.",
        &[("AD1", "LS_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            adopters(cx, f, "L4", &["MM", "FF"]);
        },
    ),
    rule(
        "519",
        since(2023),
        NOTHING,
        "Data entered on the legal status of adopters shows civil partnership \
            couple, but data entered on genders of adopters does not show it as a \
            couple.",
        &[("AD1", "LS_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            adopters(cx, f, "L2", &["MM", "FF", "MF"]);
        },
    ),
    rule(
        "520",
        since(2023),
        NOTHING,
        "Data entry on the legal status of adopters shows different gender married \
            couple but data entry on genders of adopters shows it as a same gender \
            couple.",
        &[("AD1", "LS_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            adopters(cx, f, "L11", &["MF"]);
        },
    ),
    rule(
        "524",
        since(2023),
        NOTHING,
        "If reporting legal status of adopters is L12 then the genders of adopters \
            should be coded as MM or FF. MM = the adopting couple are both males. FF = \
            the adopting couple are both females",
        &[("AD1", "LS_ADOPTR"), ("AD1", "SEX_ADOPTR")],
        |cx, f| {
            adopters(cx, f, "L12", &["MM", "FF"]);
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

/// Adopters of a legal status whose sexes do not go with it.
fn adopters(cx: &Context<'_>, f: &mut Finds, status: &str, sexes: &[&str]) {
    let of_status = cx.now.ad1.iter().filter(|a| a.ls_adoptr.is(status));
    f.rows(of_status.filter(|a| !a.sex_adoptr.is_in(sexes)));
}
