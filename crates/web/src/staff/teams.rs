//! The teams: who works in them, what they are called, added, changed and closed.

use maud::html;
use practice::Id;
use record::TeamRow;
use record::kinds;
use record::may::{Action, Target};

use super::act::{self, Act};
use super::known::{held, many, may_somewhere, may_write, only_if};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::question_id;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Every team.
pub(super) fn list(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let organisation = visit.reader.about().organisation;
    only_if(visit.may(
        Action::Find,
        &Target::new(organisation, "team", organisation),
        None,
    ))?;
    let mut rows = Vec::new();
    for team in visit.reader.teams()? {
        let workers = visit.reader.workers_of_team(&team, visit.now)?.len();
        rows.push((team, workers));
    }
    let may_add = may_somewhere(visit, Action::ManageWorkers, "team", None);
    let main = html! {
        h1 class="govuk-heading-l" { "Teams" }
        p class="govuk-body" {
            a class="govuk-link" href="/workers" { "Workers" }
            @if may_add { ", " a class="govuk-link" href="/teams/add" { "add a team" } }
        }
        @if rows.is_empty() { p class="govuk-body" { "There is none yet." } } @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Teams by name" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Team" }
                        th scope="col" class="govuk-table__header" { "Service" }
                        th scope="col" class="govuk-table__header" { "Workers today" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (team, workers) in &rows {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href={ "/teams/" (team.subject) } { (team.name) }
                                @if team.closed_on.is_some() { " " strong class="govuk-tag govuk-tag--grey" { "Closed" } }
                            }
                            td class="govuk-table__cell" { (team.service.as_deref().unwrap_or("Not recorded")) }
                            td class="govuk-table__cell" { (workers) }
                        }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Teams",
        main,
        ..Content::default()
    })))
}

/// One team.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, target) = team(visit, asked)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut workers = Vec::new();
    for row in visit.reader.workers_of_team(&team, visit.now)? {
        let children = visit.reader.files_of(&row.names(), &[], visit.now)?.len();
        let roles = held(&book, &visit.reader.offices_of(row.subject)?, visit.now);
        workers.push((row, roles, children));
    }
    workers.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    let may_change =
        may_write(visit, &target, kinds::TEAM_DETAILS)?.allowed && team.closed_on.is_none();
    let allocates = may_somewhere(visit, Action::Allocate, "child", None);
    let address = format!("/teams/{}", team.subject);
    let main = html! {
        h1 class="govuk-heading-l" { (team.name) }
        @if let Some(closed) = team.closed_on { p class="govuk-body" { "Closed on " (practice::book::day_in_words(closed)) "." } }
        ul class="govuk-list" {
            @if let Some(code) = &team.code { li { "Code: " (code) } }
            @if let Some(service) = &team.service { li { "Service: " (service) } }
            @if allocates { li { a class="govuk-link" href={ (address) "/children" } { "The team’s children" } } }
            @if may_change {
                li { a class="govuk-link" href={ (address) "/record/" (kinds::TEAM_DETAILS) } { "Change the details" } }
                li { a class="govuk-link" href={ (address) "/record/" (kinds::TEAM_CLOSED) } { "Close the team" } }
            }
        }
        h2 class="govuk-heading-m" { "Workers today" }
        @if workers.is_empty() { p class="govuk-body" { "Nobody has a role in this team." } }
        ul class="govuk-list" {
            @for (row, roles, children) in &workers {
                li {
                    a class="govuk-link" href={ "/workers/" (row.subject) } { (row.name) }
                    ", " (roles) ", " (many(*children, "child", "children"))
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "A team",
        main,
        ..Content::default()
    })))
}

/// The team that the address names, and its file to ask what may be done with it.
pub(super) fn team(visit: &mut Visit<'_>, asked: &Asked) -> Result<(TeamRow, Target), Stop> {
    let subject = asked.id("team")?;
    let team = visit
        .reader
        .teams()?
        .into_iter()
        .find(|team| team.subject == subject);
    let team = team.ok_or(Stop::NotFound)?;
    let target = visit.reader.target(subject, "team", visit.now)?;
    let may = visit.may(Action::Find, &target, None);
    if may.allowed {
        Ok((team, target))
    } else {
        Err(Stop::NotFound)
    }
}

/// Shows the form of a new team.
pub(super) fn add(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let file = visit.app.new_id()?;
    let act = new(visit, file)?;
    act::show(visit, &act)
}

/// Adds the team.
pub(super) fn take_add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    // The file has the identifier that the address of the form gave it.
    let file = asked.query.one("file").parse().map_err(|_| Stop::Stale)?;
    let act = new(visit, file)?;
    act::take(visit, asked, &act)
}

fn new(visit: &mut Visit<'_>, file: Id) -> Result<Act, Stop> {
    let target = Target::new(file, "team", visit.reader.about().organisation);
    only_if(visit.may(Action::OpenFile, &target, None))?;
    only_if(may_write(visit, &target, kinds::TEAM_DETAILS)?)?;
    let mut act = Act::new(file, kinds::TEAM_DETAILS, "Add a team");
    act.asks = vec!["name", "code", "service", "told_on"];
    act.action = format!("/teams/add?file={file}");
    act.back = "/teams".into();
    Ok(act)
}

/// Shows the form for a team's details, or for its closing.
pub(super) fn change(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = changed(visit, asked)?;
    act::show(visit, &act)
}

/// Records the details, or that it is closed.
pub(super) fn take_change(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = changed(visit, asked)?;
    act::take(visit, asked, &act)
}

fn changed(visit: &mut Visit<'_>, asked: &Asked) -> Result<Act, Stop> {
    let (team, target) = team(visit, asked)?;
    let mut act = match asked.word("kind")? {
        kinds::TEAM_DETAILS => {
            let mut act = Act::new(team.subject, kinds::TEAM_DETAILS, "Change the details");
            for (field, value) in [
                ("name", Some(&team.name)),
                ("code", team.code.as_ref()),
                ("service", team.service.as_ref()),
            ] {
                let value = value.cloned().into_iter().collect();
                act.known.0.insert(question_id(field), value);
            }
            if let Some(other) = &team.employer {
                act.fixed.push(("organisation", other.clone()));
            }
            act.asks = vec!["name", "code", "service", "told_on"];
            act
        }
        kinds::TEAM_CLOSED => {
            let mut act = Act::new(team.subject, kinds::TEAM_CLOSED, "Close the team");
            act.asks = vec!["closed_on"];
            act.button = "Close the team";
            act
        }
        _ => return Err(Stop::NotFound),
    };
    only_if(may_write(visit, &target, act.kind)?)?;
    act.about.clone_from(&team.name);
    act.action.clone_from(&asked.address);
    act.back = format!("/teams/{}", team.subject);
    Ok(act)
}
