//! What each cell is asked: to be there, and to hold what its column holds.

use super::{AnnexRule, error};
use crate::read::annex_a::{Column, Holds, LISTS, Value};

/// The rules of the family.
pub(super) const RULES: &[AnnexRule] = &[
    error(
        "AA001",
        "The list has no sheet, or its sheet lacks a column.",
        |cx, f| {
            for (list, has) in LISTS.iter().zip(&cx.annex.has) {
                match has {
                    None => f.flag_list(list, &[]),
                    Some(has) => {
                        let columns = list.columns.iter().zip(has);
                        let lacks = columns.filter(|(_, has)| !**has);
                        let lacks: Vec<&str> = lacks.map(|(column, _)| column.name).collect();
                        if !lacks.is_empty() {
                            f.flag_list(list, &lacks);
                        }
                    }
                }
            }
        },
    ),
    error(
        "AA002",
        "A value that every row must have is blank.",
        |cx, f| {
            for at in cx.rows() {
                for (column, value) in at.list.columns.iter().zip(&at.row.cells) {
                    if column.must && value.is_blank() {
                        f.flag(&at, &[column.name]);
                    }
                }
            }
        },
    ),
    error(
        "AA003",
        "The value is none of those that the column allows.",
        |cx, f| {
            for at in cx.rows() {
                for (column, value) in filled(at.list.columns, &at.row.cells) {
                    if !column.allows(&value.to_string()) {
                        f.flag(&at, &[column.name]);
                    }
                }
            }
        },
    ),
    error("AA004", "It is not a day of the calendar.", |cx, f| {
        for at in cx.rows() {
            for (column, value) in filled(at.list.columns, &at.row.cells) {
                if matches!(column.holds, Holds::Day) && value.day().is_none() {
                    f.flag(&at, &[column.name]);
                }
            }
        }
    }),
    error("AA005", "It is not a whole number from nought.", |cx, f| {
        for at in cx.rows() {
            for (column, value) in filled(at.list.columns, &at.row.cells) {
                if matches!(column.holds, Holds::Number) && value.whole().is_none() {
                    f.flag(&at, &[column.name]);
                }
            }
        }
    }),
];

/// The columns whose cell is filled.
fn filled<'a>(
    columns: &'static [Column],
    cells: &'a [Value],
) -> impl Iterator<Item = (&'static Column, &'a Value)> {
    let all = columns.iter().zip(cells);
    all.filter(|(_, value)| !value.is_blank())
}
