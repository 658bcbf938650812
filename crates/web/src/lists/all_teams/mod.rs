//! All teams side by side, for who answers for all of them: children, what is late, who has no
//! qualified worker, caseloads against their limits and cases that were not supervised in their
//! time; each leads to the team's own page.

mod rows;

use maud::{Markup, html};
use record::may::Action;

use self::rows::{Row, rows};
use super::columns::{Column, Columns, Order};
use super::csv::Sheet;
use super::load::in_words;
use super::wanted::{Wanted, take_away};
use super::whose::answers_for_all;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("name", "Team"),
        Column::greatest("workers", "Workers"),
        Column::greatest("children", "Children"),
        Column::greatest("late", "Late"),
        Column::greatest("without", "Without a qualified worker"),
        Column::greatest("load", "Caseload"),
        Column::greatest("supervision", "Not supervised in time"),
    ],
    own: &[],
    first: "name",
};

/// Whether somebody answers for all teams.
pub(super) fn concerns(visit: &Visit<'_>) -> bool {
    answers_for_all(visit) && may_somewhere(visit, Action::Authorise, "child", None)
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/all-teams", asked);
    let (rows, unread) = gathered(visit, &wanted)?;
    let main = html! {
        h1 class="govuk-heading-l" { "All teams" }
        @if unread > 0 {
            p class="govuk-inset-text" {
                "What is owed to " (unread) " of these children is not counted here: you may not read their files."
            }
        }
        @if rows.is_empty() { p class="govuk-body" { "There is no team yet." } } @else {
            (table(&wanted, &rows))
            @if let Some(rule) = &visit.app.book.caseload { p class="govuk-hint" { (rule.source) } }
            (take_away(&wanted.export()))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "All teams",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/all-teams", asked);
    let (rows, _) = gathered(visit, &wanted)?;
    let organisation = visit.reader.about().organisation;
    let target = record::may::Target::new(organisation, "organisation", organisation);
    let may = visit.may(Action::Find, &target, None);
    let mut sheet = Sheet::with(&[
        "Team",
        "Service",
        "Workers",
        "Children",
        "Late duties",
        "Children of whom something is late",
        "Without a qualified social worker",
        "Caseload",
        "Limit",
        "Workers with too many",
        "Not supervised in its time",
    ]);
    sheet.of(visit, organisation, &may)?;
    for row in rows {
        sheet.add_other(vec![
            row.team.name,
            row.team.service.unwrap_or_default(),
            row.workers.to_string(),
            row.children.to_string(),
            row.late.to_string(),
            row.late_children.to_string(),
            row.without_worker.to_string(),
            in_words(row.weight),
            row.limit.to_string(),
            row.too_full.to_string(),
            row.unsupervised.to_string(),
        ]);
    }
    sheet.reply(visit, "all-teams.csv", false)
}

/// The teams in the order that is asked for; and how many of their children's files this person
/// may not read.
fn gathered(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<(Vec<Row>, usize), Stop> {
    if !concerns(visit) {
        return Err(Stop::NotFound);
    }
    let (mut rows, unread) = rows(visit)?;
    put(&mut rows, COLUMNS.order(wanted));
    Ok((rows, unread))
}

fn put(rows: &mut [Row], order: Order) {
    match order.by {
        "workers" => order.put(rows, |row| Some(row.workers)),
        "children" => order.put(rows, |row| Some(row.children)),
        "late" => order.put(rows, |row| Some(row.late)),
        "without" => order.put(rows, |row| Some(row.without_worker)),
        "load" => order.put(rows, |row| Some(row.weight / row.limit.max(1))),
        "supervision" => order.put(rows, |row| Some(row.unsupervised)),
        _ => order.put(rows, |row| Some(row.team.name.to_lowercase())),
    }
}

fn table(wanted: &Wanted<'_>, rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "All teams" }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" { @for row in rows { (line(row)) } }
        }
    }
}

fn line(row: &Row) -> Markup {
    let team = row.team.subject;
    let many = |many: usize, one: &str, more: &str| {
        words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more)
    };
    let named = |says: &str| html! { span class="govuk-visually-hidden" { " " (says) ", " (row.team.name) } };
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/team?team=" (team) } { (row.team.name) }
            }
            td class="govuk-table__cell" data-label="Workers" {
                a class="govuk-link" href={ "/teams/" (team) } { (row.workers) (named("workers")) }
            }
            td class="govuk-table__cell" data-label="Children" {
                a class="govuk-link" href={ "/teams/" (team) "/children" } { (row.children) (named("children")) }
            }
            td class="govuk-table__cell" data-label="Late" {
                @if row.late > 0 {
                    a class="govuk-link" href={ "/owed?when=late&team=" (team) } {
                        (many(row.late, "duty", "duties")) (named("late"))
                    }
                    ", of " (many(row.late_children, "child", "children"))
                } @else { "Nothing" }
            }
            td class="govuk-table__cell" data-label="Without a qualified worker" {
                @if row.without_worker > 0 {
                    a class="govuk-link" href={ "/unallocated?team=" (team) } {
                        (many(row.without_worker, "child", "children")) (named("without a qualified worker"))
                    }
                } @else { "Nobody" }
            }
            td class="govuk-table__cell" data-label="Caseload" {
                @if row.limit > 0 {
                    (in_words(row.weight)) " of " (row.limit)
                    @if row.too_full > 0 {
                        " " strong class="govuk-tag govuk-tag--red" { (many(row.too_full, "worker", "workers")) " with too many" }
                    }
                } @else { "No limit" }
            }
            td class="govuk-table__cell" data-label="Not supervised in time" {
                @if row.unsupervised > 0 {
                    a class="govuk-link" href={ "/oversight?team=" (team) } {
                        (many(row.unsupervised, "child", "children")) (named("not supervised in time"))
                    }
                } @else { "Nobody" }
            }
        }
    }
}
