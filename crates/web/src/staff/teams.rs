//! A team: who works in it, who manages it, and which stands under which.

use std::collections::BTreeMap;

use maud::html;
use practice::Id;
use record::may::{Action, Target};
use record::{Casefile, TeamRow, kinds};

use super::known::{held, many, may_somewhere, may_write};
use super::managers::{self, Covers};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

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
    let teams = visit.reader.teams()?;
    let tree = above(visit, &teams)?;
    let over =
        (tree.get(&team.subject)).and_then(|over| teams.iter().find(|one| one.subject == *over));
    let under: Vec<&TeamRow> = (teams.iter())
        .filter(|one| tree.get(&one.subject) == Some(&team.subject) && one.closed_on.is_none())
        .collect();
    let covers = Covers::of(visit)?;
    let managers = managers::of(visit, &team, &covers)?;
    let may_manage =
        may_somewhere(visit, Action::ManageRoles, "worker", None) && team.closed_on.is_none();
    let main = html! {
        h1 class="govuk-heading-l" { (team.name) }
        @if let Some(closed) = team.closed_on { p class="govuk-body" { "Closed on " (practice::book::day_in_words(closed)) "." } }
        ul class="govuk-list" {
            @if let Some(code) = &team.code { li { "Code: " (code) } }
            @if let Some(service) = &team.service { li { "Service: " (service) } }
            @if let Some(over) = over { li { "Under: " a class="govuk-link" href={ "/teams/" (over.subject) } { (over.name) } } }
            @for one in &under { li { "Over: " a class="govuk-link" href={ "/teams/" (one.subject) } { (one.name) } } }
            li { "Manager: " (managers::in_words(&managers, team.closed_on.is_some())) }
            @if may_manage { li { a class="govuk-link" href={ (address) "/manager" } { "Give the team a manager" } } }
            @if allocates { li { a class="govuk-link" href={ (address) "/children" } { "The team’s children" } } }
            li { a class="govuk-link" href={ "/children?team=" (team.subject) } { "The team’s children, and what is pressing" } }
            @if may_change {
                li { a class="govuk-link" href={ (address) "/record/" (kinds::TEAM_DETAILS) } { "Change the details, or what it stands under" } }
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

/// Under which team each stands, where it stands under one.
pub(super) fn above(visit: &mut Visit<'_>, teams: &[TeamRow]) -> Result<BTreeMap<Id, Id>, Stop> {
    let mut above = BTreeMap::new();
    for team in teams {
        let file = Casefile::fold(&visit.reader.file(team.subject)?);
        let told = file.of_kind(kinds::TEAM_DETAILS);
        let last = told.max_by_key(|fact| fact.occurred.start());
        let over = last.and_then(|fact| fact.text("parent")?.parse::<Id>().ok());
        let over = over.filter(|over| teams.iter().any(|one| one.subject == *over));
        above.extend(over.map(|over| (team.subject, over)));
    }
    Ok(above)
}

/// Whether one team stands somewhere under another, or is it.
pub(super) fn is_under(above: &BTreeMap<Id, Id>, team: Id, other: Id) -> bool {
    let mut at = team;
    // As many steps as there are teams at most, whatever was recorded.
    for _ in 0..=above.len() {
        if at == other {
            return true;
        }
        match above.get(&at) {
            Some(over) => at = *over,
            None => return false,
        }
    }
    true
}

/// Each team, and after it those under it.
pub(super) fn in_order(teams: Vec<TeamRow>, above: &BTreeMap<Id, Id>) -> Vec<TeamRow> {
    let named: BTreeMap<Id, String> = (teams.iter())
        .map(|team| (team.subject, team.name.clone()))
        .collect();
    let way = |team: &TeamRow| {
        let mut way = vec![team.subject];
        while let Some(over) = way.last().and_then(|at| above.get(at)) {
            if way.contains(over) {
                break;
            }
            way.push(*over);
        }
        let way = way.iter().rev();
        way.map(|id| (named.get(id).cloned(), *id))
            .collect::<Vec<_>>()
    };
    let mut teams = teams;
    teams.sort_by_cached_key(way);
    teams
}
