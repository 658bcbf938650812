//! Whether the tables agree on birth and sex.

use super::super::context::{Child, Context};
use super::super::rows::Header;
use super::super::text::Day;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "INT11",
        since(2023),
        NOTHING,
        "Internal Check: DOB in AD1 is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(child.now.ad1.iter().filter(|row| differs(h.dob, row.dob)));
            });
        },
    ),
    rule(
        "INT12",
        since(2023),
        NOTHING,
        "Internal Check: DOB in PlacedAdoption is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(
                    child
                        .now
                        .placed
                        .iter()
                        .filter(|row| differs(h.dob, row.dob)),
                );
            });
        },
    ),
    rule(
        "INT13",
        since(2023),
        NOTHING,
        "Internal Check: DOB in Missing is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(
                    child
                        .now
                        .missing
                        .iter()
                        .filter(|row| differs(h.dob, row.dob)),
                );
            });
        },
    ),
    rule(
        "INT14",
        since(2023),
        NOTHING,
        "Internal Check: DOB in OC2 is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(child.now.oc2.iter().filter(|row| differs(h.dob, row.dob)));
            });
        },
    ),
    rule(
        "INT15",
        since(2023),
        NOTHING,
        "Internal Check: DOB in OC3 is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(child.now.oc3.iter().filter(|row| differs(h.dob, row.dob)));
            });
        },
    ),
    rule(
        "INT16",
        since(2023),
        NOTHING,
        "Internal Check: DOB in PrevPerm is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(
                    child
                        .now
                        .prev_perm
                        .iter()
                        .filter(|row| differs(h.dob, row.dob)),
                );
            });
        },
    ),
    rule(
        "INT17",
        since(2023),
        NOTHING,
        "Internal Check: DOB in Reviews is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(
                    child
                        .now
                        .reviews
                        .iter()
                        .filter(|row| differs(h.dob, row.dob)),
                );
            });
        },
    ),
    rule(
        "INT18",
        since(2023),
        NOTHING,
        "Internal Check: DOB in UASC is different to DOB in Header.",
        &[("Header", "DOB")],
        |cx, f| {
            other_birth(cx, |h, child| {
                f.rows(child.now.uasc.iter().filter(|row| differs(h.dob, row.dob)));
            });
        },
    ),
    rule(
        "INT21",
        since(2023),
        NOTHING,
        "Internal Check: SEX in UASC is different to SEX in Header.",
        &[("Header", "SEX")],
        |cx, f| {
            for child in &cx.children {
                for h in child.now.header.iter().filter(|h| h.sex.given()) {
                    f.rows(
                        child
                            .now
                            .uasc
                            .iter()
                            .filter(|u| u.sex.given() && u.sex != h.sex),
                    );
                }
            }
        },
    ),
];

/// Each child with each of its rows in the header.
fn other_birth<'a>(cx: &Context<'a>, mut each: impl FnMut(&Header<'a>, &Child<'a>)) {
    for child in &cx.children {
        for h in child.now.header {
            each(h, child);
        }
    }
}

/// Whether both dates of birth are given and are not the same.
fn differs(a: Day<'_>, b: Day<'_>) -> bool {
    a.given() && b.given() && a.text != b.text
}
