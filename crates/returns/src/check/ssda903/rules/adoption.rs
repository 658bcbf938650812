//! Adoptions (AD1), by themselves.

use super::super::context::Context;
use super::super::rows::Ad1;
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
];

/// Adopters of a legal status whose sexes do not go with it.
fn adopters(cx: &Context<'_>, f: &mut Finds, status: &str, sexes: &[&str]) {
    let of_status = cx.now.ad1.iter().filter(|a| a.ls_adoptr.is(status));
    f.rows(of_status.filter(|a| !a.sex_adoptr.is_in(sexes)));
}
