//! Whether each child is in the header, and once in each table.

use super::super::context::{Child, Context};
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "EPI",
        since(2023),
        NOTHING,
        "WARNING: Episodes need to be loaded for this child before further \
            validation is possible [NOTE: This refers to the DfE portal - here, all \
            checks that can be performed with only the available data will be.]",
        &[("Header", "CHILD")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.episodes.is_empty())
            {
                f.rows(child.now.header);
            }
        },
    ),
    rule(
        "INT01",
        since(2023),
        NOTHING,
        "Data Integrity Check: Child in AD1 does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.ad1));
        },
    ),
    rule(
        "INT02",
        since(2023),
        NOTHING,
        "Internal Check: Child in PlacedAdoption does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.placed));
        },
    ),
    rule(
        "INT03",
        since(2023),
        NOTHING,
        "Internal Check: Child in Episodes does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.episodes));
        },
    ),
    rule(
        "INT04",
        since(2023),
        NOTHING,
        "Internal Check: Child in Missing does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.missing));
        },
    ),
    rule(
        "INT05",
        since(2023),
        NOTHING,
        "Internal Check: Child in OC2 does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.oc2));
        },
    ),
    rule(
        "INT06",
        since(2023),
        NOTHING,
        "Internal Check: Child in OC3 does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.oc3));
        },
    ),
    rule(
        "INT07",
        since(2023),
        NOTHING,
        "Internal Check: Child in PrevPerm does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.prev_perm));
        },
    ),
    rule(
        "INT08",
        since(2023),
        NOTHING,
        "Internal Check: Child in Reviews does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.reviews));
        },
    ),
    rule(
        "INT09",
        since(2023),
        NOTHING,
        "Internal Check: Child in UASC does not exist in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            absent(cx, |child| f.rows(child.now.uasc));
        },
    ),
    rule(
        "INT31",
        since(2023),
        NOTHING,
        "Internal Check: Child should only exist once in AD1.",
        &[("AD1", "CHILD")],
        |cx, f| {
            for child in cx.children.iter().filter(|child| child.now.ad1.len() > 1) {
                f.rows(child.now.ad1);
            }
        },
    ),
    rule(
        "INT32",
        since(2023),
        NOTHING,
        "Internal Check: Child should only exist once in Header.",
        &[("Header", "CHILD")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.header.len() > 1)
            {
                f.rows(child.now.header);
            }
        },
    ),
    rule(
        "INT33",
        since(2023),
        NOTHING,
        "Internal Check: Child should only exist once in OC2.",
        &[("OC2", "CHILD")],
        |cx, f| {
            for child in cx.children.iter().filter(|child| child.now.oc2.len() > 1) {
                f.rows(child.now.oc2);
            }
        },
    ),
    rule(
        "INT34",
        since(2023),
        NOTHING,
        "Internal Check: Child should only exist once in OC3.",
        &[("OC3", "CHILD")],
        |cx, f| {
            for child in cx.children.iter().filter(|child| child.now.oc3.len() > 1) {
                f.rows(child.now.oc3);
            }
        },
    ),
    rule(
        "INT35",
        since(2023),
        NOTHING,
        "Internal Check: Child should only exist once in PrevPerm.",
        &[("PrevPerm", "CHILD")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.prev_perm.len() > 1)
            {
                f.rows(child.now.prev_perm);
            }
        },
    ),
    rule(
        "INT36",
        since(2023),
        NOTHING,
        "Internal Check: Child should only exist once in UASC.",
        &[("UASC", "CHILD")],
        |cx, f| {
            for child in cx.children.iter().filter(|child| child.now.uasc.len() > 1) {
                f.rows(child.now.uasc);
            }
        },
    ),
];

/// Each child the header does not have.
fn absent<'a>(cx: &Context<'a>, mut each: impl FnMut(&Child<'a>)) {
    for child in cx
        .children
        .iter()
        .filter(|child| child.now.header.is_empty())
    {
        each(child);
    }
}
