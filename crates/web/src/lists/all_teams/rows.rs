//! How each team stands. Everything is asked of all of them at once: the number of questions does
//! not grow with the teams or with their workers.

use std::collections::{BTreeMap, BTreeSet};

use practice::Id;
use practice::book::Effect;
use record::may::{Action, Whom};
use record::workforce::Gives;
use record::{OfficeRow, OwedRow, TeamRow, WorkerRow};

use crate::lists::gather::{Children, children, owed};
use crate::lists::load::Loads;
use crate::lists::team::teams;
use crate::lists::unallocated::without;
use crate::reply::Stop;
use crate::staff::pattern;
use crate::visit::Visit;

/// How a team stands.
pub(super) struct Row {
    pub team: TeamRow,
    pub workers: usize,
    pub children: usize,
    pub late: usize,
    /// The children of whom something is late.
    pub late_children: usize,
    pub without_worker: usize,
    /// What the children of its workers weigh, in hundredths, and how much is enough, of those
    /// workers for whom the book says it.
    pub weight: i64,
    pub limit: i64,
    pub too_full: usize,
    pub unsupervised: usize,
}

/// The teams that are open, by name; and how many of their children's files this person may not
/// read.
pub(super) fn rows(visit: &mut Visit<'_>) -> Result<(Vec<Row>, usize), Stop> {
    let workers = visit.reader.workers()?;
    let offices = visit.reader.offices()?;
    let mut teams: Vec<Team> = (teams(visit)?.into_iter())
        .map(|row| Team::of(row, &workers, &offices, visit.now))
        .collect();
    teams.sort_by(|one, other| one.row.name.cmp(&other.row.name));
    let (of_workers, of_teams) = names(&teams, &workers);
    let files = visit.reader.files_of(
        &of_workers.keys().cloned().collect::<Vec<_>>(),
        &of_teams.keys().cloned().collect::<Vec<_>>(),
        visit.now,
    )?;
    let files: Vec<Id> = files.into_iter().collect();
    let all = children(visit, &files)?;
    let unread = (all.values())
        .filter(|child| !visit.may(Action::Read, &child.target, None).allowed)
        .count();
    let held = held(visit, &all, (&of_workers, &of_teams), &mut teams);
    let members: BTreeSet<Id> = teams
        .iter()
        .flat_map(|team| &team.members)
        .copied()
        .collect();
    let members: Vec<Id> = members.into_iter().collect();
    let patterns = pattern::of_everybody(visit)?;
    let loads = Loads::of(visit, (&files, &members), offices, patterns)?;
    let late = late(visit, &all)?;
    let without = without(visit, &all)?;
    let rows = (teams.into_iter())
        .map(|team| team.row(visit, &held, &loads, (&late, &without)))
        .collect();
    Ok((rows, unread))
}

/// A team, its workers and its children.
struct Team {
    row: TeamRow,
    members: BTreeSet<Id>,
    children: BTreeSet<Id>,
}

impl Team {
    /// With those who have a role in it today.
    fn of(
        row: TeamRow,
        workers: &[WorkerRow],
        offices: &[OfficeRow],
        now: jiff::Timestamp,
    ) -> Self {
        let names = row.names();
        let roles = offices.iter().filter(|office| {
            let whom = office.whom.as_ref();
            office.gives == Gives::Role
                && office.holds(now)
                && whom.is_some_and(|whom| names.contains(whom))
        });
        let subjects: BTreeSet<Id> = roles.map(|office| office.subject).collect();
        let here = workers.iter().filter(|worker| !worker.has_left(now));
        Self {
            members: here
                .map(|worker| worker.subject)
                .filter(|worker| subjects.contains(worker))
                .collect(),
            children: BTreeSet::new(),
            row,
        }
    }

    /// How it stands.
    fn row(
        self,
        visit: &Visit<'_>,
        held: &BTreeMap<Id, BTreeSet<Id>>,
        loads: &Loads,
        (late, without): (&BTreeMap<Id, Vec<OwedRow>>, &BTreeSet<Id>),
    ) -> Row {
        let none = BTreeSet::new();
        let limited = self.members.iter().filter_map(|worker| {
            let files = held.get(worker).unwrap_or(&none);
            Some((loads.weight(files), loads.limit(visit, *worker)?))
        });
        let limited: Vec<(i64, i64)> = limited.collect();
        let theirs = || self.children.iter().filter_map(|child| late.get(child));
        let oversight = visit.app.book.lists.oversight.as_ref();
        let is_supervision =
            |row: &&OwedRow| oversight.is_some_and(|oversight| row.clock == oversight.clock);
        Row {
            workers: self.members.len(),
            children: self.children.len(),
            late: theirs().map(Vec::len).sum(),
            late_children: theirs().count(),
            without_worker: self.children.intersection(without).count(),
            weight: limited.iter().map(|(weight, _)| weight).sum(),
            limit: limited.iter().map(|(_, limit)| limit).sum(),
            too_full: (limited.iter())
                .filter(|(weight, limit)| *weight > limit * 100)
                .count(),
            unsupervised: theirs().flatten().filter(is_supervision).count(),
            team: self.row,
        }
    }
}

/// Whom a name means.
type Named<T> = BTreeMap<String, T>;

/// By what names files know the workers of these teams, and the teams by their places.
fn names(teams: &[Team], workers: &[WorkerRow]) -> (Named<Id>, Named<usize>) {
    let members: BTreeSet<Id> = teams
        .iter()
        .flat_map(|team| &team.members)
        .copied()
        .collect();
    let members = workers
        .iter()
        .filter(|worker| members.contains(&worker.subject));
    let of_workers = members.flat_map(|worker| {
        let names = worker.names().into_iter();
        names.map(|name| (name, worker.subject))
    });
    let of_teams = teams.iter().enumerate().flat_map(|(place, team)| {
        let names = team.row.names().into_iter();
        names.map(move |name| (name, place))
    });
    (of_workers.collect(), of_teams.collect())
}

/// Gives each team its children: those with whom it, or a worker of it, is concerned. The children
/// whom each worker has, by the worker's file.
fn held(
    visit: &Visit<'_>,
    all: &Children,
    (of_workers, of_teams): (&Named<Id>, &Named<usize>),
    teams: &mut [Team],
) -> BTreeMap<Id, BTreeSet<Id>> {
    let mut held: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for child in all.values() {
        for row in child.scope.iter().filter(|row| row.holds(visit.now)) {
            match &row.whom {
                Whom::Worker(name) => {
                    let Some(worker) = of_workers.get(name) else {
                        continue;
                    };
                    let theirs = teams.iter_mut();
                    for team in theirs.filter(|team| team.members.contains(worker)) {
                        team.children.insert(child.subject);
                    }
                    if row.effect == Effect::Concerns {
                        held.entry(*worker).or_default().insert(child.subject);
                    }
                }
                Whom::Team(name) => {
                    let place = of_teams.get(name);
                    if let Some(team) = place.and_then(|place| teams.get_mut(*place)) {
                        team.children.insert(child.subject);
                    }
                }
                Whom::Everybody => {}
            }
        }
    }
    held
}

/// What is late, by child.
fn late(visit: &mut Visit<'_>, all: &Children) -> Result<BTreeMap<Id, Vec<OwedRow>>, Stop> {
    let now = visit.now;
    let mut late: BTreeMap<Id, Vec<OwedRow>> = BTreeMap::new();
    for row in owed(visit, all)? {
        if row.is_late(now) {
            late.entry(row.subject).or_default().push(row);
        }
    }
    Ok(late)
}
