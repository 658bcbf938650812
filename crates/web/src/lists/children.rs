//! Children: one's own, a worker's or a team's, each with how many duties are overdue and what comes
//! next; the most pressing first. It stands on the first page, and on a page of its own.

use jiff::civil::Date;
use maud::{Markup, html};
use practice::When;
use record::OwedRow;

use super::PAGE;
use super::columns::{Column, Columns};
use super::csv::{MOST, Sheet};
use super::gather::{Child, Children, called, children, owed};
use super::owed::window;
use super::table::when_in_words;
use super::wanted::{Wanted, take_away};
use super::whose::Whose;
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The list's own address.
const PAGE_OF_ITS_OWN: &str = "/children";

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("child", "Child"),
        Column::greatest("age", "Age"),
        Column::greatest("workers", "Social workers so far"),
        Column::greatest("late", "Overdue"),
        Column::least("next", "Next this week"),
    ],
    own: &[("pressing", "Most pressing first")],
    first: "pressing",
};

/// A child, and what is pressing.
struct Pressing<'c> {
    child: &'c Child,
    /// How many social workers the child had.
    workers: usize,
    late: usize,
    next: Option<&'c OwedRow>,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of(PAGE_OF_ITS_OWN, asked);
    let (whose, all, rows) = gather(visit, asked)?;
    let many = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let main = html! {
        span class="govuk-caption-l" { (whose.says()) }
        h1 class="govuk-heading-l" { "Children" }
        p class="govuk-body" role="status" { (words::count(many, "child", "children")) }
        @if !all.is_empty() { (table(visit, &wanted, "Children", &all, &rows)) }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Children",
        main,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of(PAGE_OF_ITS_OWN, asked);
    let (_, all, rows) = gather(visit, asked)?;
    let pressing = pressing(visit, &wanted, &all, &rows);
    let more = pressing.len() > MOST;
    let mut sheet = Sheet::with(&[
        "Child",
        "Born on",
        "Social workers so far",
        "Overdue",
        "Next this week",
        "Due",
    ]);
    for one in pressing.into_iter().take(MOST) {
        let born = one.child.born_on.map(|born: Date| born.to_string());
        let (what, due) = match one.next {
            Some(row) => (called(visit, row), when_in_words(visit, row)),
            None => Default::default(),
        };
        let values = vec![
            one.child.name.clone(),
            born.unwrap_or_default(),
            one.workers.to_string(),
            one.late.to_string(),
            what,
            due,
        ];
        sheet.add(visit, one.child, values)?;
    }
    sheet.reply(visit, "children.csv", more)
}

/// Whose children are asked for, and what is owed to them.
fn gather(visit: &mut Visit<'_>, asked: &Asked) -> Result<(Whose, Children, Vec<OwedRow>), Stop> {
    let whose = Whose::of(visit, asked)?;
    // All the children of an organisation are no list that anybody reads: they are searched.
    let files = whose.files(visit)?.ok_or(Stop::NotFound)?;
    let all = children(visit, &files)?;
    let rows = owed(visit, &all)?;
    Ok((whose, all, rows))
}

/// The children in a table, on several pages.
pub(super) fn table(
    visit: &Visit<'_>,
    wanted: &Wanted<'_>,
    title: &str,
    children: &Children,
    rows: &[OwedRow],
) -> Markup {
    let all = pressing(visit, wanted, children, rows);
    let (shown, more) = wanted.cut(all, PAGE);
    html! {
        (COLUMNS.own_orders(wanted))
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (title) }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" {
                @for one in &shown { (row(visit, one)) }
            }
        }
        (take_away(&wanted.elsewhere(&format!("{PAGE_OF_ITS_OWN}/export"))))
        (turn(&wanted.address(), wanted.page, more))
    }
}

/// Each child with what is pressing, in the order that is asked for: if in none, those of whom most
/// is overdue first.
fn pressing<'c>(
    visit: &Visit<'_>,
    wanted: &Wanted<'_>,
    children: &'c Children,
    rows: &'c [OwedRow],
) -> Vec<Pressing<'c>> {
    let now = visit.now;
    let (_, until) = window("week", now);
    let mut all: Vec<Pressing<'_>> = (children.values())
        .map(|child| {
            let theirs = || rows.iter().filter(|row| row.subject == child.subject);
            let coming = theirs().filter(|row| row.due.is_some_and(|due| !due.is_past(now)));
            let soon = coming.filter(|row| row.due.is_some_and(|due| due.end() < until));
            Pressing {
                child,
                workers: child.social_workers(visit),
                late: theirs().filter(|row| row.is_late(now)).count(),
                next: soon.min_by_key(|row| row.due.map(When::end)),
            }
        })
        .collect();
    let next = |one: &Pressing<'_>| one.next.and_then(|row| row.due).map(When::end);
    all.sort_by_cached_key(|one| {
        let next = next(one);
        (
            std::cmp::Reverse(one.late),
            next.is_none(),
            next,
            one.child.name.clone(),
        )
    });
    let order = COLUMNS.order(wanted);
    match order.by {
        "child" => order.put(&mut all, |one| Some(one.child.name.to_lowercase())),
        // Who was born last is the youngest.
        "age" => order.put(&mut all, |one| one.child.born_on.map(std::cmp::Reverse)),
        "workers" => order.put(&mut all, |one| Some(one.workers)),
        "late" => order.put(&mut all, |one| Some(one.late)),
        _ => order.put(&mut all, next),
    }
    all
}

fn row(visit: &Visit<'_>, one: &Pressing<'_>) -> Markup {
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/child/" (one.child.subject) } { (one.child.name) }
            }
            td class="govuk-table__cell" data-label="Age" { (one.child.age(visit)) }
            td class="govuk-table__cell" data-label="Social workers so far" { (one.workers) }
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
