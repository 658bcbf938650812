//! What stands in the lists of *to authorise*, drawn.

use maud::{Markup, html};
use practice::When;

use super::waiting::{Row, Through};
use crate::lists::{Column, Columns, Wanted};
use crate::words;

/// The columns of what waits. How much is missing is known of what is shown alone.
pub(super) const COLUMNS: Columns = Columns {
    all: &[
        Column::least("child", "Child"),
        Column::least("what", "What"),
        Column::least("since", "Since"),
        Column::plain("Missing"),
    ],
    own: &[],
    first: "since",
};

/// What waits, in a table.
pub(super) fn table(
    wanted: &Wanted<'_>,
    caption: &str,
    rows: &[Row],
    today: jiff::civil::Date,
) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (caption) }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" {
                @for row in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (row.name) }
                        td class="govuk-table__cell" data-label="What" { (link(row)) }
                        td class="govuk-table__cell" data-label="Since" {
                            (row.step) " " (words::when(row.at))
                            @if let Some(by) = &row.by { " by " (by) }
                            ", " (words::count(days(row.at, today), "day", "days"))
                        }
                        td class="govuk-table__cell" data-label="Missing" {
                            @if row.missing > 0 { strong class="govuk-tag govuk-tag--yellow" { (row.missing) " missing" } }
                            @else { "Nothing" }
                        }
                    }
                }
            }
        }
    }
}

/// What was let through, with the reasons.
pub(super) fn let_through(rows: &[Through]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for one in rows {
                li {
                    (one.row.name) ", " (link(&one.row)) ", " (words::when(one.row.at))
                    @if let Some(by) = &one.row.by { ", " (by) }
                    ". " (one.missing) " The reason: " (one.why)
                }
            }
        }
    }
}

fn link(row: &Row) -> Markup {
    html! {
        a class="govuk-link" href={ "/child/" (row.child) "/entry/" (row.entry) } {
            (row.what) span class="govuk-visually-hidden" { ": " (row.name) }
        }
    }
}

/// Whole days from then to today.
fn days(then: When, today: jiff::civil::Date) -> i64 {
    let span = then.day().until((jiff::Unit::Day, today));
    span.map_or(0, |span| i64::from(span.get_days()))
}
