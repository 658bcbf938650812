//! The children themselves: sex, birth, ethnicity, mother, and last year's header.

use super::super::context::Context;
use super::super::rows::Header;
use super::super::text::Text;
use super::codes::ETHNIC;
use super::{NOTHING, PREVIOUS, Rule903, during, rule, sex, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "101",
        during(2023, 2024),
        NOTHING,
        "Gender code is not valid.",
        &[("Header", "SEX")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| !h.sex.is_in(&["1", "2"])));
        },
    ),
    rule(
        "101",
        since(2025),
        NOTHING,
        "The child or young person’s reported sex is not valid.",
        &[("Header", "SEX")],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| !h.sex.is_in(&["M", "F", "U"])),
            );
        },
    ),
    rule(
        "102",
        since(2023),
        NOTHING,
        "Date of birth is not a valid date.",
        &[("Header", "DOB")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| h.dob.date.is_none()));
        },
    ),
    rule(
        "103",
        since(2023),
        NOTHING,
        "The ethnicity code is either not valid or has not been entered.",
        &[("Header", "ETHNIC")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| !h.ethnic.is_in(ETHNIC)));
        },
    ),
    rule(
        "232",
        since(2025),
        NOTHING,
        "Sex of the child/young person has been reported as unknown.",
        &[("Header", "SEX")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| h.sex.is("U")));
        },
    ),
    rule(
        "301",
        since(2023),
        NOTHING,
        "Date of birth falls after the year ended.",
        &[("Header", "DOB")],
        |cx, f| {
            f.rows(cx.now.header.iter().filter(|h| h.dob.after(cx.end)));
        },
    ),
    rule(
        "351",
        since(2023),
        NOTHING,
        "Child was over 25 at the start of the current collection year.",
        &[("Header", "DOB")],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.dob.plus_years(25).is_some_and(|day| day < cx.start)),
            );
        },
    ),
    rule(
        "202",
        since(2023),
        PREVIOUS,
        "The gender code conflicts with the gender already recorded for this child.",
        &[("Header", "SEX")],
        |cx, f| {
            changed(cx, f, |h| sex(h.sex));
        },
    ),
    rule(
        "203",
        since(2023),
        PREVIOUS,
        "Date of birth disagrees with the date of birth already recorded for this \
            child.",
        &[("Header", "DOB")],
        |cx, f| {
            changed(cx, f, |h| Text(h.dob.text));
        },
    ),
    rule(
        "204",
        since(2023),
        PREVIOUS,
        "Ethnic origin code disagrees with the ethnic origin already recorded for \
            this child.",
        &[("Header", "ETHNIC")],
        |cx, f| {
            changed(cx, f, |h| h.ethnic);
        },
    ),
];

/// Finds the children of whom last year's header says otherwise.
fn changed<'a>(cx: &Context<'a>, f: &mut Finds, of: impl Fn(&Header<'a>) -> Text<'a>) {
    for child in &cx.children {
        if let Some(last) = child.last.header.first() {
            f.rows(child.now.header.iter().filter(|h| of(h) != of(last)));
        }
    }
}
