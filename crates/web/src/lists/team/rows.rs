//! How each worker of a team stands: their children, what of it is late, and what is late of their
//! own.

use std::collections::{BTreeMap, BTreeSet};

use practice::Id;
use practice::book::Effect;
use record::may::{Action, Whom};
use record::{OwedRow, TeamRow, WorkerRow};

use crate::lists::columns::Order;
use crate::lists::gather::{Children, called, children, owed};
use crate::lists::load::Loads;
use crate::lists::whose::of_team;
use crate::reply::Stop;
use crate::staff::pattern;
use crate::visit::Visit;

/// A worker of the team.
pub(super) struct Row {
    pub worker: WorkerRow,
    pub children: usize,
    /// What they weigh, in hundredths.
    pub weight: i64,
    /// How many they should have at most.
    pub limit: Option<i64>,
    pub newly_qualified: bool,
    /// Whether today is no day on which they work.
    pub not_today: bool,
    pub late: usize,
    /// Of the worker's own supervision and year, what is late by most.
    pub own_late: Option<(String, i64)>,
}

/// A team with its workers and what is late.
pub(super) struct Gathered {
    pub children: usize,
    pub late: usize,
    /// How many children no worker of the team has.
    pub nobodys: usize,
    /// How many files this person may not read.
    pub unread: usize,
    pub rows: Vec<Row>,
}

/// Of one team, in this order.
pub(super) fn gathered(
    visit: &mut Visit<'_>,
    team: &TeamRow,
    order: Order,
) -> Result<Gathered, Stop> {
    let files: Vec<Id> = of_team(visit, team)?.into_iter().collect();
    let all = children(visit, &files)?;
    let late: Vec<OwedRow> = (owed(visit, &all)?.into_iter())
        .filter(|row| row.is_late(visit.now))
        .collect();
    let unread = (all.values())
        .filter(|child| !visit.may(Action::Read, &child.target, None).allowed)
        .count();
    let members = visit.reader.workers_of_team(team, visit.now)?;
    let held = held(visit, &all, &members);
    let nobodys = (all.keys())
        .filter(|child| held.values().all(|files| !files.contains(*child)))
        .count();
    let mut rows = rows(visit, members, &held, &late)?;
    match order.by {
        "children" => order.put(&mut rows, |row| Some(row.children)),
        "late" => order.put(&mut rows, |row| Some(row.late)),
        "load" => order.put(&mut rows, |row| Some(share(row))),
        "own" => order.put(&mut rows, |row| {
            row.own_late.as_ref().map(|(_, days)| *days)
        }),
        _ => order.put(&mut rows, |row| Some(row.worker.name.to_lowercase())),
    }
    Ok(Gathered {
        children: all.len(),
        late: late.len(),
        nobodys,
        unread,
        rows,
    })
}

/// The children whom each of these workers has, by the worker's file.
fn held(
    visit: &Visit<'_>,
    children: &Children,
    members: &[WorkerRow],
) -> BTreeMap<Id, BTreeSet<Id>> {
    let mut names: BTreeMap<String, Id> = BTreeMap::new();
    for member in members {
        names.extend(
            member
                .names()
                .into_iter()
                .map(|name| (name, member.subject)),
        );
    }
    let mut held: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for child in children.values() {
        let rows = child.scope.iter();
        let rows = rows.filter(|row| row.effect == Effect::Concerns && row.holds(visit.now));
        for row in rows {
            if let Whom::Worker(name) = &row.whom
                && let Some(worker) = names.get(name)
            {
                held.entry(*worker).or_default().insert(child.subject);
            }
        }
    }
    held
}

/// The workers, each with what they have.
fn rows(
    visit: &mut Visit<'_>,
    members: Vec<WorkerRow>,
    held: &BTreeMap<Id, BTreeSet<Id>>,
    late: &[OwedRow],
) -> Result<Vec<Row>, Stop> {
    let all: BTreeSet<Id> = held.values().flatten().copied().collect();
    let all: Vec<Id> = all.into_iter().collect();
    let workers: Vec<Id> = members.iter().map(|member| member.subject).collect();
    let mut patterns = BTreeMap::new();
    for worker in &workers {
        let known = pattern::of(visit, *worker)?;
        patterns.extend(known.map(|known| (*worker, known)));
    }
    let offices = visit.reader.offices_of_all(&workers)?;
    let loads = Loads::of(visit, (&all, &workers), offices, patterns)?;
    let own = visit.reader.owed_of(&workers, visit.now)?;
    let now = visit.now;
    let none = BTreeSet::new();
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut rows = Vec::with_capacity(members.len());
    for worker in members {
        let of = worker.subject;
        let files = held.get(&of).unwrap_or(&none);
        let target = visit.reader.target(of, "worker", now)?;
        let mut of_worker: Vec<&OwedRow> = (own.iter())
            .filter(|row| row.subject == of && row.is_late(now))
            .filter(|row| {
                visit
                    .may(Action::Read, &target, book.record(&row.kind))
                    .allowed
            })
            .collect();
        of_worker.sort_by_key(|row| std::cmp::Reverse(row.days_late(now)));
        rows.push(Row {
            children: files.len(),
            weight: loads.weight(files),
            limit: loads.limit(visit, of),
            not_today: loads.is_not_there_today(visit, of),
            newly_qualified: loads.is_newly_qualified(visit, of),
            late: late
                .iter()
                .filter(|row| files.contains(&row.subject))
                .count(),
            own_late: of_worker
                .first()
                .map(|row| (called(visit, row), row.days_late(now))),
            worker,
        });
    }
    Ok(rows)
}

/// How full a worker is, in hundredths of the limit.
fn share(row: &Row) -> i64 {
    row.limit
        .map_or(row.weight, |limit| row.weight / limit.max(1))
}
