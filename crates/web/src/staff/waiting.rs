//! Which children of a team are without a worker, and for how long.

use std::collections::BTreeSet;

use maud::html;
use practice::Id;
use practice::book::Effect;
use record::may::{Action, Target, Whom};
use record::{ScopeRow, TeamRow, WorkerRow};

use super::known::may_somewhere;
use crate::edge::Asked;
use crate::lists::{Column, Columns, PAGE, Sheet, Wanted};
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

/// A team, and how many of its children wait.
struct Counted {
    team: TeamRow,
    children: usize,
    waiting: usize,
    /// For how many days who waits longest.
    longest: Option<i64>,
}

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("team", "Team"),
        Column::greatest("children", "Children"),
        Column::greatest("waiting", "Without a worker"),
        Column::greatest("longest", "The longest"),
    ],
    own: &[],
    first: "team",
};

/// The teams with how many of their children wait for a worker: one's own, or all for who
/// answers for all.
pub(super) fn waiting(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/waiting", asked);
    let (counted, more) = wanted.cut(counted(visit, &wanted)?, PAGE);
    let main = html! {
        h1 class="govuk-heading-l" { "Children waiting for a worker" }
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href="/unallocated" { "Children without a qualified social worker" }
            ", where their state calls for one. "
            a class="govuk-link" href="/uncovered" { "Children whose worker is not there" }
            ": left, or away while nobody covers."
        }
        @if counted.is_empty() { p class="govuk-body" { "There is no team." } } @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Teams, and how many of their children wait" }
                (COLUMNS.head(&wanted))
                tbody class="govuk-table__body" {
                    @for one in &counted {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href={ "/teams/" (one.team.subject) "/children" } { (one.team.name) }
                            }
                            td class="govuk-table__cell" data-label="Children" { (one.children) }
                            td class="govuk-table__cell" data-label="Without a worker" { (one.waiting) }
                            td class="govuk-table__cell" data-label="The longest" {
                                @match one.longest { Some(days) => { (words::count(days, "day", "days")) } None => { "Nobody waits" } }
                            }
                        }
                    }
                }
            }
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Children waiting for a worker",
        main,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/waiting", asked);
    let counted = counted(visit, &wanted)?;
    let organisation = visit.reader.about().organisation;
    let target = Target::new(organisation, "organisation", organisation);
    let may = visit.may(Action::Find, &target, None);
    let mut sheet = Sheet::with(&[
        "Team",
        "Children",
        "Without a worker",
        "The longest, in days",
    ]);
    sheet.of(visit, organisation, &may)?;
    for one in counted {
        let longest = one.longest.map(|days| days.to_string());
        sheet.add_other(vec![
            one.team.name,
            one.children.to_string(),
            one.waiting.to_string(),
            longest.unwrap_or_default(),
        ]);
    }
    sheet.reply(visit, "children-waiting.csv", false)
}

/// The teams, in the order that is asked for.
fn counted(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<Vec<Counted>, Stop> {
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
        counted.push(Counted {
            team,
            children: rows.len(),
            waiting: waiting.len(),
            longest: waiting.into_iter().max(),
        });
    }
    let order = COLUMNS.order(wanted);
    match order.by {
        "children" => order.put(&mut counted, |one| Some(one.children)),
        "waiting" => order.put(&mut counted, |one| Some(one.waiting)),
        "longest" => order.put(&mut counted, |one| one.longest),
        _ => order.put(&mut counted, |one| Some(one.team.name.to_lowercase())),
    }
    Ok(counted)
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
