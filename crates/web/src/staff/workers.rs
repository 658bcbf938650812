//! The workers: everybody who is or was here, by name, and found by a part of it.

use maud::{Markup, html};
use record::WorkerRow;
use record::may::Action;

use super::known::{held, may_somewhere, only_if, team_named};
use crate::components::{Label, TextInput};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// How many stand on a page.
const PAGE: usize = 50;

/// Seals what was typed, so that no name stands in an address.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    sealed(visit, asked, "/workers")
}

/// The list at this address, narrowed to what was typed, which is sealed in it.
pub(crate) fn sealed(visit: &Visit<'_>, asked: &Asked, list: &str) -> Result<Reply, Stop> {
    let typed = asked.answers.one("who");
    if typed.is_empty() {
        return Ok(Reply::Go(list.to_owned()));
    }
    let sealed = (visit.app.sealer).seal(visit.app.random()?, &sealed_for(visit), typed);
    let sealed =
        sealed.ok_or_else(|| Stop::Broken("what was typed could not be sealed".to_owned()))?;
    Ok(Reply::Go(format!("{list}?q={sealed}")))
}

/// What was typed, opened again.
pub(crate) fn typed(visit: &Visit<'_>, asked: &Asked) -> String {
    let opened = visit
        .app
        .sealer
        .open(&sealed_for(visit), asked.query.one("q"));
    opened.unwrap_or_default()
}

/// The list.
pub(super) fn list(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let nobody = visit.reader.about().organisation;
    let anybody = record::may::Target::new(nobody, "worker", nobody);
    only_if(visit.may(Action::Find, &anybody, None))?;
    let sealed = asked.query.one("q");
    let typed = typed(visit, asked);
    let page = asked
        .query
        .one("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, 100_000);
    let mut found = visit.reader.workers()?;
    found.retain(|row| fits(row, &typed));
    let many = found.len();
    let rows: Vec<WorkerRow> = found
        .into_iter()
        .skip((page - 1) * PAGE)
        .take(PAGE)
        .collect();
    let teams = visit.reader.teams()?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let offices = visit.reader.offices_of(row.subject)?;
        let now = visit.now;
        let mut of: Vec<String> = (offices.iter())
            .filter(|office| office.gives == record::workforce::Gives::Role && office.holds(now))
            .filter_map(|office| office.whom.as_deref())
            .map(|team| team_named(&teams, team))
            .collect();
        of.dedup();
        let left = row.has_left(visit.now);
        shown.push((row, held(&book, &offices, now), of.join(", "), left));
    }
    let address = if sealed.is_empty() {
        "/workers".to_owned()
    } else {
        format!("/workers?q={sealed}")
    };
    let may_add = may_somewhere(visit, Action::ManageWorkers, "worker", None);
    let main = html! {
        h1 class="govuk-heading-l" { "Workers" }
        form method="post" action="/workers" role="search" novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            (TextInput {
                label: Label { text: "Find a worker", of: "who", ..Label::default() },
                hint: Some("A part of a name, a number or an e-mail address."),
                id: "who", name: "who", value: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
                spelling: Some(false), width: "govuk-input--width-20", ..TextInput::default()
            }.markup())
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Find" }
        }
        p class="govuk-body" {
            a class="govuk-link" href="/teams" { "Teams" }
            @if may_add { ", " a class="govuk-link" href="/workers/add" { "add a worker" } }
        }
        p class="govuk-body" role="status" { (super::known::many(many, "worker", "workers")) }
        (table(&shown))
        (turn(&address, page, many > page * PAGE))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Workers",
        main,
        ..Content::default()
    })))
}

fn sealed_for(visit: &Visit<'_>) -> String {
    format!("workers {}", visit.who.worker)
}

fn fits(row: &WorkerRow, typed: &str) -> bool {
    has_all(
        typed,
        [Some(&row.name), row.number.as_ref(), row.email.as_ref()],
    )
}

/// Whether each word that was typed stands somewhere in what is told.
pub(crate) fn has_all<'t>(typed: &str, told: impl IntoIterator<Item = Option<&'t String>>) -> bool {
    let told: Vec<String> = told
        .into_iter()
        .flatten()
        .map(|told| told.to_lowercase())
        .collect();
    let mut words = typed.split_whitespace().map(str::to_lowercase);
    words.all(|word| told.iter().any(|told| told.contains(&word)))
}

fn table(rows: &[(WorkerRow, String, String, bool)]) -> Markup {
    html! {
        @if !rows.is_empty() {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Workers by name" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Name" }
                        th scope="col" class="govuk-table__header" { "Roles" }
                        th scope="col" class="govuk-table__header" { "Teams" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (row, roles, teams, left) in rows {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href={ "/workers/" (row.subject) } { (row.name) }
                                @if *left { " " strong class="govuk-tag govuk-tag--grey" { "Left" } }
                            }
                            td class="govuk-table__cell" { @if roles.is_empty() { "None" } @else { (crate::words::sentence(roles)) } }
                            td class="govuk-table__cell" { @if teams.is_empty() { "None" } @else { (teams) } }
                        }
                    }
                }
            }
        }
    }
}
