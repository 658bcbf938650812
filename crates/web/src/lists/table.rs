//! What is owed, in rows: the child, what, when, how late, and the ways to do it and to why.

use maud::{Markup, html};
use record::OwedRow;

use super::columns::{Column, Columns};
use super::gather::{Child, Children, called};
use super::mine::form;
use super::wanted::Wanted;
use crate::visit::Visit;
use crate::words;

/// What stands in it, where it can be put in the order of a column: as it is asked for without one,
/// what is late and most dangerous comes first.
pub(super) const COLUMNS: Columns = Columns {
    all: &[
        Column::least("child", "Child"),
        Column::least("what", "What is owed"),
        Column::least("due", "When"),
        Column::ways("Do"),
    ],
    own: &[("danger", "Late and dangerous first")],
    first: "danger",
};

/// The same of all children, which are cut where they are kept: in one of two orders.
pub(super) const OF_ALL: Columns = Columns {
    all: &[
        Column::plain("Child"),
        Column::plain("What is owed"),
        Column::plain("When"),
        Column::ways("Do"),
    ],
    own: &[("danger", "Late and dangerous first"), ("due", "By day")],
    first: "danger",
};

/// The rows in a table.
pub(super) fn table(
    visit: &Visit<'_>,
    caption: &str,
    children: &Children,
    rows: &[OwedRow],
) -> Markup {
    under(visit, caption, &COLUMNS.plain_head(), children, rows)
}

/// The rows in a table that can be put in the order of these columns.
pub(super) fn table_in_order(
    visit: &Visit<'_>,
    columns: &Columns,
    wanted: &Wanted<'_>,
    caption: &str,
    (children, rows): (&Children, &[OwedRow]),
) -> Markup {
    under(visit, caption, &columns.head(wanted), children, rows)
}

fn under(
    visit: &Visit<'_>,
    caption: &str,
    head: &Markup,
    children: &Children,
    rows: &[OwedRow],
) -> Markup {
    let known = rows
        .iter()
        .filter_map(|row| Some((children.get(&row.subject)?, row)));
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (caption) }
            (head)
            tbody class="govuk-table__body" {
                @for (child, row) in known { (one(visit, child, row)) }
            }
        }
    }
}

fn one(visit: &Visit<'_>, child: &Child, row: &OwedRow) -> Markup {
    let title = called(visit, row);
    let handing = visit.app.book.lists.handing_over.as_ref();
    let is_read = handing.is_some_and(|rule| rule.clock == row.clock);
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/child/" (child.subject) } { (child.name) }
            }
            td class="govuk-table__cell" data-label="What is owed" { (title) }
            td class="govuk-table__cell" data-label="When" { (when(visit, row)) }
            td class="govuk-table__cell sightline-not-printed" {
                @if let Some(form) = form(visit, child, row) {
                    a class="govuk-link" href=(form) {
                        (if is_read { "Read and sign" } else { "Record it" }) span class="govuk-visually-hidden" { ": " (title) ", " (child.name) }
                    }
                    " "
                }
                a class="govuk-link" href={ "/child/" (child.subject) "/duty/" (row.duty()) } {
                    "Why?" span class="govuk-visually-hidden" { " " (title) ", " (child.name) }
                }
            }
        }
    }
}

/// When it is due, and how late it is.
pub(super) fn when(visit: &Visit<'_>, row: &OwedRow) -> Markup {
    html! {
        (when_in_words(visit, row))
        @if row.is_late(visit.now) {
            @let late = row.days_late(visit.now);
            " "
            strong class="govuk-tag govuk-tag--red" {
                @if late > 0 { (words::count(late, "day", "days")) " late" } @else { "Late" }
            }
        }
    }
}

/// When it is due, in words.
pub(super) fn when_in_words(visit: &Visit<'_>, row: &OwedRow) -> String {
    match row.due {
        Some(due) => words::when(due),
        None => format!(
            "As soon as possible, since {}",
            words::day(row.from.min(visit.now))
        ),
    }
}
