//! Children who are on one list and must be on another.

use super::{AnnexRule, At, Context, error, query};

const STATUS: &str = "Case Status";
const ENDED: &str = "Child Protection Plan End Date";
const CEASED: &str = "Date Ceased to be Looked After";
const CHILD: &str = "Child Unique ID";

/// The rules of the family.
pub(super) const RULES: &[AnnexRule] = &[
    error(
        "AA401",
        "The child is on a child protection plan (list 7) and is not among the children in need (list 6).",
        |cx, f| {
            for at in cx.list(7).filter(|at| !at.has(ENDED)) {
                if !is_on(cx, &at, 6, |_| true) {
                    f.flag(&at, &[CHILD]);
                }
            }
        },
    ),
    // Of who came of age in care, list 6 tells no more.
    error(
        "AA402",
        "The child is in care (list 8) and is not among the children in need (list 6).",
        |cx, f| {
            for at in cx.list(8).filter(|at| !at.has(CEASED)) {
                if !is_on(cx, &at, 6, |_| true) {
                    f.flag(&at, &[CHILD]);
                }
            }
        },
    ),
    error(
        "AA403",
        "The case status says that the child is looked after, and no row of list 8 is open.",
        |cx, f| {
            let looked_after = |at: &At<'_>| at.is(STATUS, "a) Looked after child");
            for at in cx.list(6).filter(looked_after) {
                if !is_on(cx, &at, 8, |other| !other.has(CEASED)) {
                    f.flag(&at, &[STATUS]);
                }
            }
        },
    ),
    error(
        "AA404",
        "The case status says that the child is on a child protection plan, and no row of list 7 is open.",
        |cx, f| {
            let on_a_plan = |at: &At<'_>| at.is(STATUS, "b) Child Protection plan");
            for at in cx.list(6).filter(on_a_plan) {
                if !is_on(cx, &at, 7, |other| !other.has(ENDED)) {
                    f.flag(&at, &[STATUS]);
                }
            }
        },
    ),
    query(
        "AA405",
        "An assessment is open (list 4), and the child is not among the children in need (list 6).",
        |cx, f| {
            let open = |at: &At<'_>| !at.has("Continuous Assessment Date of Authorisation");
            for at in cx.list(4).filter(open) {
                if !is_on(cx, &at, 6, |_| true) {
                    f.flag(&at, &[CHILD]);
                }
            }
        },
    ),
    error(
        "AA406",
        "The child is both in care (list 8) and has left it (list 9).",
        |cx, f| {
            let eligible = |at: &At<'_>| at.is("Eligibility Category", "d) Eligible");
            for at in cx.list(9).filter(|at| !eligible(at)) {
                if is_on(cx, &at, 8, |other| !other.has(CEASED)) {
                    f.flag(&at, &[CHILD]);
                }
            }
        },
    ),
    query(
        "AA407",
        "The child was placed for adoption (list 10) and has no period of care (list 8).",
        |cx, f| {
            let waits = |at: &At<'_>| {
                at.has("Date Placed for Adoption") && !at.has("Date of Adoption Order")
            };
            for at in cx.list(10).filter(waits) {
                if !is_on(cx, &at, 8, |_| true) {
                    f.flag(&at, &[CHILD]);
                }
            }
        },
    ),
];

/// Whether the child of a row is on another list, in a row of this kind.
fn is_on(cx: &Context<'_>, at: &At<'_>, list: u8, kind: impl Fn(&At<'_>) -> bool) -> bool {
    // Whose row it is has to be known to say that they are missing.
    let Some(child) = at.child() else { return true };
    cx.of_child(child, list).any(kind)
}
