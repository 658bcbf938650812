//! Rows of the same child: what stands twice, and what two of them say differently.

use std::collections::HashMap;

use super::{AnnexRule, At, error, query};
use crate::read::annex_a::headers::plain;

/// The rules of the family.
pub(super) const RULES: &[AnnexRule] = &[
    error(
        "AA301",
        "The same row stands on the list twice.",
        |cx, f| {
            let mut rows: HashMap<(u8, Vec<String>), Vec<At<'_>>> = HashMap::new();
            for at in cx.rows() {
                let cells = at.row.cells.iter().map(ToString::to_string).collect();
                rows.entry((at.list.number, cells)).or_default().push(at);
            }
            for same in rows.into_values().filter(|same| same.len() > 1) {
                for at in same {
                    f.flag(&at, &[]);
                }
            }
        },
    ),
    error(
        "AA302",
        "The child is on a list twice on which each child is once.",
        |cx, f| {
            for child in cx.children.keys() {
                for list in [8, 9] {
                    let own: Vec<&At<'_>> = cx.of_child(child, list).collect();
                    if own.len() > 1 {
                        for at in own {
                            f.flag(at, &["Child Unique ID"]);
                        }
                    }
                }
            }
        },
    ),
    error(
        "AA303",
        "Two rows of the child do not agree on the date of birth.",
        |cx, f| disagree(cx, f, "Date of Birth"),
    ),
    query(
        "AA304",
        "Two rows of the child do not agree on the gender.",
        |cx, f| {
            disagree(cx, f, "Gender");
        },
    ),
    query(
        "AA305",
        "Two rows of the child do not agree on the ethnicity.",
        |cx, f| {
            disagree(cx, f, "Ethnicity");
        },
    ),
];

/// Finds the rows of children of whom two say something else in a column.
fn disagree(cx: &super::Context<'_>, f: &mut super::Found, column: &'static str) {
    let said = |at: &At<'_>| match at.day(column) {
        Some(day) => day.to_string(),
        None => plain(&at.get(column).to_string()),
    };
    for own in cx.children.values() {
        let told: Vec<&At<'_>> = own.iter().filter(|at| at.has(column)).collect();
        let first = told.first().map(|at| said(at));
        if told.iter().any(|at| Some(said(at)) != first) {
            for at in told {
                f.flag(at, &[column]);
            }
        }
    }
}
