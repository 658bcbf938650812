//! One's children, the most pressing first: how many duties are overdue and what comes next.

use maud::{Markup, html};
use practice::When;
use record::OwedRow;

use super::PAGE;
use super::gather::{Child, Children, called};
use super::owed::window;
use super::wanted::Wanted;
use crate::page::turn;
use crate::visit::Visit;
use crate::words;

/// A child, and what is pressing.
struct Pressing<'c> {
    child: &'c Child,
    late: usize,
    next: Option<&'c OwedRow>,
}

/// The children in a table, on several pages.
pub(super) fn table(
    visit: &Visit<'_>,
    wanted: &Wanted<'_>,
    title: &str,
    children: &Children,
    rows: &[OwedRow],
) -> Markup {
    let now = visit.now;
    let (_, until) = window("week", now);
    let mut all: Vec<Pressing<'_>> = (children.values())
        .map(|child| {
            let theirs = || rows.iter().filter(|row| row.subject == child.subject);
            let coming = theirs().filter(|row| row.due.is_some_and(|due| !due.is_past(now)));
            let soon = coming.filter(|row| row.due.is_some_and(|due| due.end() < until));
            Pressing {
                child,
                late: theirs().filter(|row| row.is_late(now)).count(),
                next: soon.min_by_key(|row| row.due.map(When::end)),
            }
        })
        .collect();
    all.sort_by_cached_key(|one| {
        let next = one.next.and_then(|row| row.due).map(When::end);
        (
            std::cmp::Reverse(one.late),
            next.is_none(),
            next,
            one.child.name.clone(),
        )
    });
    let (shown, more) = wanted.cut(all, PAGE);
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (title) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Child" }
                    th scope="col" class="govuk-table__header" { "Age" }
                    th scope="col" class="govuk-table__header" { "Social workers so far" }
                    th scope="col" class="govuk-table__header" { "Overdue" }
                    th scope="col" class="govuk-table__header" { "Next this week" }
                }
            }
            tbody class="govuk-table__body" {
                @for one in &shown { (row(visit, one)) }
            }
        }
        (turn(&wanted.address(), wanted.page, more))
    }
}

fn row(visit: &Visit<'_>, one: &Pressing<'_>) -> Markup {
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/child/" (one.child.subject) } { (one.child.name) }
            }
            td class="govuk-table__cell" data-label="Age" { (one.child.age(visit)) }
            td class="govuk-table__cell" data-label="Social workers so far" { (one.child.social_workers(visit)) }
            td class="govuk-table__cell" data-label="Overdue" {
                @if one.late > 0 { strong class="govuk-tag govuk-tag--red" { (one.late) " overdue" } }
                @else { "Nothing overdue" }
            }
            td class="govuk-table__cell" data-label="Next this week" {
                @match one.next.and_then(|row| Some((row, row.due?))) {
                    Some((row, due)) => { (called(visit, row)) ", " (words::when(due)) }
                    None => { "Nothing" }
                }
            }
        }
    }
}
