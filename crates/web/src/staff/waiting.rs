//! Which children of a team are without a worker, and for how long.

use std::collections::BTreeSet;

use maud::html;
use practice::Id;
use practice::book::Effect;
use record::may::{Action, Whom};
use record::{ScopeRow, TeamRow, WorkerRow};

use super::known::may_somewhere;
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Whose children are listed.
pub(super) enum Whose {
    /// A worker’s.
    Worker(WorkerRow),
    /// A team’s.
    Team(TeamRow),
}

/// A child of the list.
pub(super) struct Row {
    /// The child’s file.
    pub subject: Id,
    /// For how many days nobody of the team has had the child; `None` where somebody has.
    pub waiting: Option<i64>,
}
/// The teams with how many of their children wait for a worker: one's own, or all for who
/// answers for all.
pub(super) fn waiting(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    if !may_somewhere(visit, Action::Allocate, "child", None) {
        return Err(Stop::NotFound);
    }
    let own: BTreeSet<String> = visit.who.actor.teams().map(str::to_owned).collect();
    let mut teams = visit.reader.teams()?;
    teams.retain(|team| team.closed_on.is_none());
    if teams.iter().any(|team| is_of(team, &own)) {
        teams.retain(|team| is_of(team, &own));
    }
    let mut counted = Vec::with_capacity(teams.len());
    for team in teams {
        let rows = rows(visit, &Whose::Team(team.clone()))?;
        let waiting: Vec<i64> = rows.iter().filter_map(|row| row.waiting).collect();
        counted.push((team, rows.len(), waiting.len(), waiting.into_iter().max()));
    }
    let main = html! {
        h1 class="govuk-heading-l" { "Children waiting for a worker" }
        p class="govuk-body" {
            a class="govuk-link" href="/unallocated" { "Children without a qualified social worker" }
            ", where their state calls for one. "
            a class="govuk-link" href="/uncovered" { "Children whose worker is not there" }
            ": left, or away while nobody covers."
        }
        @if counted.is_empty() { p class="govuk-body" { "There is no team." } } @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Teams, and how many of their children wait" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Team" }
                        th scope="col" class="govuk-table__header" { "Children" }
                        th scope="col" class="govuk-table__header" { "Without a worker" }
                        th scope="col" class="govuk-table__header" { "The longest" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (team, all, waiting, longest) in &counted {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href={ "/teams/" (team.subject) "/children" } { (team.name) }
                            }
                            td class="govuk-table__cell" { (all) }
                            td class="govuk-table__cell" { (waiting) }
                            td class="govuk-table__cell" {
                                @match longest { Some(days) => { (words::count(*days, "day", "days")) } None => { "Nobody waits" } }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Children waiting for a worker",
        main,
        ..Content::default()
    })))
}

fn is_of(team: &TeamRow, names: &BTreeSet<String>) -> bool {
    team.names().iter().any(|name| names.contains(name))
}

/// The children whom this person may find, those who wait longest first.
pub(super) fn rows(visit: &mut Visit<'_>, whose: &Whose) -> Result<Vec<Row>, Stop> {
    let now = visit.now;
    let (files, team, members) = match whose {
        Whose::Worker(row) => (
            visit.reader.files_of(&row.names(), &[], now)?,
            None,
            BTreeSet::new(),
        ),
        Whose::Team(team) => {
            let files = visit.reader.files_of(&[], &team.names(), now)?;
            let members = visit.reader.workers_of_team(team, now)?;
            let members = members.iter().flat_map(WorkerRow::names).collect();
            (files, Some(team), members)
        }
    };
    let gone = gone(visit)?;
    let mut rows = Vec::new();
    for subject in files {
        if visit.reader.child(subject)?.is_none() {
            continue;
        }
        let target = people::target(visit, subject)?;
        if !visit.may(Action::Find, &target, None).allowed {
            continue;
        }
        let waiting = match team {
            None => None,
            Some(team) => {
                let scope = visit.reader.scope_of(subject)?;
                waits(&scope, team, &members, &gone, now)
            }
        };
        rows.push(Row { subject, waiting });
    }
    rows.sort_by_key(|row| (std::cmp::Reverse(row.waiting), row.subject));
    Ok(rows)
}

/// For how many days a child of a team has had no worker: nobody who is allocated as the
/// social worker, nor anybody of the team. Who has left is nobody.
fn waits(
    scope: &[ScopeRow],
    team: &TeamRow,
    members: &BTreeSet<String>,
    gone: &BTreeSet<String>,
    now: jiff::Timestamp,
) -> Option<i64> {
    let names = team.names();
    let concerns = || scope.iter().filter(|row| row.effect == Effect::Concerns);
    let is_worker = |row: &&ScopeRow| match &row.whom {
        Whom::Worker(name) => row.relation == "allocated" || members.contains(name),
        _ => false,
    };
    let has_one = concerns().filter(is_worker).any(|row| {
        row.holds(now) && !matches!(&row.whom, Whom::Worker(name) if gone.contains(name))
    });
    if has_one {
        return None;
    }
    let with_team = concerns()
        .filter(|row| {
            row.holds(now) && matches!(&row.whom, Whom::Team(name) if names.contains(name))
        })
        .map(|row| row.from)
        .min();
    let last = concerns()
        .filter(is_worker)
        .filter_map(|row| row.until)
        .filter(|until| *until <= now)
        .max();
    let since = with_team.into_iter().chain(last).max()?;
    Some((now.duration_since(since).as_hours() / 24).max(0))
}

/// The names in other files of everybody who has left.
pub(super) fn gone(visit: &mut Visit<'_>) -> Result<BTreeSet<String>, Stop> {
    let workers = visit.reader.workers()?;
    let left = workers.iter().filter(|row| row.has_left(visit.now));
    Ok(left.flat_map(WorkerRow::names).collect())
}
