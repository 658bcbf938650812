//! Every team, in a list: its service, what it stands under, who manages it, and how many work in it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use practice::Id;
use record::TeamRow;
use record::may::{Action, Decision, Target};

use super::known::{may_somewhere, only_if};
use super::managers::{self, Covers, Manager};
use super::teams::{above, in_order};
use crate::edge::Asked;
use crate::lists::{Column, Columns, MOST, PAGE, Sheet, Wanted};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// A team of the list.
struct Row {
    team: TeamRow,
    /// What the team stands under is called.
    under: Option<String>,
    managers: Vec<Manager>,
    /// How many work in it today.
    workers: usize,
}

/// As it is asked for without an order, each team stands after the one above it.
const COLUMNS: Columns = Columns {
    all: &[
        Column::least("team", "Team"),
        Column::least("service", "Service"),
        Column::least("under", "Under"),
        Column::least("manager", "Manager"),
        Column::greatest("workers", "Workers today"),
    ],
    own: &[("tree", "Each team after the one above it")],
    first: "tree",
};

/// Every team.
pub(super) fn list(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    may_find(visit)?;
    let wanted = Wanted::of("/teams", asked);
    let (rows, more) = wanted.cut(rows(visit, &wanted)?, PAGE);
    let may_add = may_somewhere(visit, Action::ManageWorkers, "team", None);
    let main = html! {
        h1 class="govuk-heading-l" { "Teams" }
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href="/workers" { "Workers" }
            @if may_add { ", " a class="govuk-link" href="/teams/add" { "add a team" } }
        }
        @if rows.is_empty() { p class="govuk-body" { "There is none yet." } } @else {
            (table(&wanted, &rows))
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Teams",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let may = may_find(visit)?;
    let wanted = Wanted::of("/teams", asked);
    let rows = rows(visit, &wanted)?;
    let more = rows.len() > MOST;
    let mut sheet = Sheet::with(&[
        "Team",
        "Service",
        "Under",
        "Manager",
        "Workers today",
        "Closed on",
    ]);
    sheet.of(visit, visit.reader.about().organisation, &may)?;
    for row in rows.into_iter().take(MOST) {
        let managers: Vec<String> = row.managers.into_iter().map(|one| one.name).collect();
        let closed = row.team.closed_on;
        sheet.add_other(vec![
            row.team.name,
            row.team.service.unwrap_or_default(),
            row.under.unwrap_or_default(),
            managers.join("; "),
            row.workers.to_string(),
            closed.map(|closed| closed.to_string()).unwrap_or_default(),
        ]);
    }
    sheet.reply(visit, "teams.csv", more)
}

/// Whether this person may find any team at all.
fn may_find(visit: &Visit<'_>) -> Result<Decision, Stop> {
    let organisation = visit.reader.about().organisation;
    let any = Target::new(organisation, "team", organisation);
    let may = visit.may(Action::Find, &any, None);
    only_if(may.clone())?;
    Ok(may)
}

/// The teams, in the order that is asked for.
fn rows(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<Vec<Row>, Stop> {
    let teams = visit.reader.teams()?;
    let above = above(visit, &teams)?;
    let named: BTreeMap<Id, String> = (teams.iter())
        .map(|team| (team.subject, team.name.clone()))
        .collect();
    let covers = Covers::of(visit)?;
    let mut rows = Vec::new();
    for team in in_order(teams, &above) {
        rows.push(Row {
            workers: visit.reader.workers_of_team(&team, visit.now)?.len(),
            managers: managers::of(visit, &team, &covers)?,
            under: (above.get(&team.subject)).and_then(|above| named.get(above).cloned()),
            team,
        });
    }
    let order = COLUMNS.order(wanted);
    match order.by {
        "team" => order.put(&mut rows, |row| Some(row.team.name.to_lowercase())),
        "service" => order.put(&mut rows, |row| row.team.service.clone()),
        "under" => order.put(&mut rows, |row| row.under.clone()),
        "manager" => order.put(&mut rows, |row| {
            row.managers.first().map(|manager| manager.name.clone())
        }),
        _ => order.put(&mut rows, |row| Some(row.workers)),
    }
    Ok(rows)
}

fn table(wanted: &Wanted<'_>, rows: &[Row]) -> Markup {
    html! {
        (COLUMNS.own_orders(wanted))
            table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Teams" }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" {
                @for row in rows {
                    @let closed = row.team.closed_on.is_some();
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" {
                            a class="govuk-link" href={ "/teams/" (row.team.subject) } { (row.team.name) }
                            @if closed { " " strong class="govuk-tag govuk-tag--grey" { "Closed" } }
                        }
                        td class="govuk-table__cell" data-label="Service" { (row.team.service.as_deref().unwrap_or("Not recorded")) }
                        td class="govuk-table__cell" data-label="Under" { (row.under.as_deref().unwrap_or("–")) }
                        td class="govuk-table__cell" data-label="Manager" { (managers::in_words(&row.managers, closed)) }
                        td class="govuk-table__cell" data-label="Workers today" { (row.workers) }
                    }
                }
            }
        }
    }
}
