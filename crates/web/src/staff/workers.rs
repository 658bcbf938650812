//! The workers: everybody who is or was here, by name, and found by a part of it.

use std::collections::HashMap;

use maud::{Markup, html};
use practice::Id;
use record::may::{Action, Decision, Target};
use record::workforce::Gives;
use record::{OfficeRow, WorkerRow};

use super::known::{held, may_somewhere, only_if, team_named};
use crate::components::{Label, TextInput};
use crate::edge::Asked;
use crate::lists::{Column, Columns, MOST, PAGE, Sheet, Wanted};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

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

/// A worker of the list.
struct Row {
    worker: WorkerRow,
    /// What they are, and in which teams, in words.
    roles: String,
    teams: String,
    left: bool,
}

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("name", "Name"),
        Column::least("roles", "Roles"),
        Column::least("teams", "Teams"),
    ],
    own: &[],
    first: "name",
};

/// The list.
pub(super) fn list(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    may_find(visit)?;
    let wanted = Wanted::of("/workers", asked);
    let typed = typed(visit, asked);
    let found = found(visit, &wanted, &typed)?;
    let many = found.len();
    let (rows, more) = wanted.cut(found, PAGE);
    let may_add = may_somewhere(visit, Action::ManageWorkers, "worker", None);
    let main = html! {
        h1 class="govuk-heading-l" { "Workers" }
        form method="post" action="/workers" role="search" novalidate class="sightline-not-printed" {
            input type="hidden" name="form" value=(visit.form_key());
            (TextInput {
                label: Label { text: "Find a worker", of: "who", ..Label::default() },
                hint: Some("A part of a name, a number or an e-mail address."),
                id: "who", name: "who", value: Some(typed.as_str()).filter(|typed| !typed.is_empty()),
                spelling: Some(false), width: "govuk-input--width-20", ..TextInput::default()
            }.markup())
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Find" }
        }
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href="/teams" { "Teams" }
            @if may_add { ", " a class="govuk-link" href="/workers/add" { "add a worker" } }
        }
        p class="govuk-body" role="status" { (super::known::many(many, "worker", "workers")) }
        @if !rows.is_empty() {
            (table(&wanted, &rows))
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Workers",
        main,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let may = may_find(visit)?;
    let wanted = Wanted::of("/workers", asked);
    let typed = typed(visit, asked);
    let found = found(visit, &wanted, &typed)?;
    let more = found.len() > MOST;
    let mut sheet = Sheet::with(&["Name", "Roles", "Teams", "E-mail address", "Last day"]);
    sheet.of(visit, visit.reader.about().organisation, &may)?;
    for row in found.into_iter().take(MOST) {
        let left = row.worker.left_on;
        sheet.add_other(vec![
            row.worker.name,
            row.roles,
            row.teams,
            row.worker.email.unwrap_or_default(),
            left.map(|left| left.to_string()).unwrap_or_default(),
        ]);
    }
    sheet.reply(visit, "workers.csv", more)
}

/// Whether this person may find any worker at all.
fn may_find(visit: &Visit<'_>) -> Result<Decision, Stop> {
    let nobody = visit.reader.about().organisation;
    let may = visit.may(Action::Find, &Target::new(nobody, "worker", nobody), None);
    only_if(may.clone())?;
    Ok(may)
}

/// Those to whom fits what was typed, in the order that is asked for.
fn found(visit: &mut Visit<'_>, wanted: &Wanted<'_>, typed: &str) -> Result<Vec<Row>, Stop> {
    let workers = visit.reader.workers()?;
    let teams = visit.reader.teams()?;
    let mut offices: HashMap<Id, Vec<OfficeRow>> = HashMap::new();
    for office in visit.reader.offices()? {
        offices.entry(office.subject).or_default().push(office);
    }
    let book = std::sync::Arc::clone(&visit.app.book);
    let now = visit.now;
    let mut rows: Vec<Row> = (workers.into_iter())
        .filter(|worker| fits(worker, typed))
        .map(|worker| {
            let theirs = offices.remove(&worker.subject).unwrap_or_default();
            let mut of: Vec<String> = (theirs.iter())
                .filter(|office| office.gives == Gives::Role && office.holds(now))
                .filter_map(|office| office.whom.as_deref())
                .map(|team| team_named(&teams, team))
                .collect();
            of.dedup();
            Row {
                roles: held(&book, &theirs, now),
                teams: of.join(", "),
                left: worker.has_left(now),
                worker,
            }
        })
        .collect();
    let order = COLUMNS.order(wanted);
    let said = |words: &str| Some(words.to_lowercase()).filter(|words| !words.is_empty());
    match order.by {
        "roles" => order.put(&mut rows, |row| said(&row.roles)),
        "teams" => order.put(&mut rows, |row| said(&row.teams)),
        _ => order.put(&mut rows, |row| said(&row.worker.name)),
    }
    Ok(rows)
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

fn table(wanted: &Wanted<'_>, rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Workers" }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" {
                @for row in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" {
                            a class="govuk-link" href={ "/workers/" (row.worker.subject) } { (row.worker.name) }
                            @if row.left { " " strong class="govuk-tag govuk-tag--grey" { "Left" } }
                        }
                        td class="govuk-table__cell" data-label="Roles" { @if row.roles.is_empty() { "None" } @else { (crate::words::sentence(&row.roles)) } }
                        td class="govuk-table__cell" data-label="Teams" { @if row.teams.is_empty() { "None" } @else { (row.teams) } }
                    }
                }
            }
        }
    }
}
