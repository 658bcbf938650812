//! *My team*: each worker's children, what of it is late, the caseload against its limit, and
//! whether the worker's own supervision is late; and the children whom nobody of it has.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use practice::Id;
use practice::book::Effect;
use record::may::{Action, Whom};
use record::{OfficeRow, OwedRow, SpellRow, TeamRow, WorkerRow};

use super::csv::Sheet;
use super::gather::{Children, children, owed};
use super::load::{in_words, is_in, limit, weights};
use super::wanted::Wanted;
use super::whose::{answers_for_all, of_team};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::{may_somewhere, pattern};
use crate::visit::Visit;
use crate::words;

/// A worker of the team.
pub(super) struct Row {
    worker: WorkerRow,
    children: usize,
    /// What they weigh, in hundredths.
    pub weight: i64,
    /// How many they should have at most.
    pub limit: Option<i64>,
    newly_qualified: bool,
    /// Whether today is no day on which they work.
    not_today: bool,
    late: usize,
    /// Of the worker's own supervision and year, what is late by most.
    own_late: Option<(String, i64)>,
}

/// In which order, by name and in words.
const SORT: [(&str, &str); 3] = [
    ("name", "by name"),
    ("late", "most late first"),
    ("load", "fullest first"),
];

/// The team that the address names, or else the first; and all that may be chosen.
fn chosen(
    visit: &mut Visit<'_>,
    wanted: &Wanted<'_>,
) -> Result<(Vec<TeamRow>, Option<TeamRow>), Stop> {
    if !may_somewhere(visit, Action::Authorise, "child", None) {
        return Err(Stop::NotFound);
    }
    let teams = teams(visit)?;
    let chosen = teams
        .iter()
        .find(|team| team.subject.to_string() == wanted.said("team"))
        .or(teams.first())
        .cloned();
    Ok((teams, chosen))
}

/// The workers of the team, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/team", asked);
    let (_, team) = chosen(visit, &wanted)?;
    let team = team.ok_or(Stop::NotFound)?;
    let target = visit.reader.target(team.subject, "team", visit.now)?;
    let may = visit.may(Action::Find, &target, None);
    let of = gathered(visit, &wanted, &team)?;
    let mut sheet = Sheet::with(&[
        "Worker",
        "Newly qualified",
        "Children",
        "Caseload",
        "Limit",
        "Late",
        "The worker’s own, late",
    ]);
    sheet.of(visit, team.subject, &may)?;
    for row in of.rows {
        let own = row.own_late.map(|(what, days)| {
            let days = words::count(days, "day", "days");
            format!("{what}, {days}")
        });
        sheet.add_other(vec![
            row.worker.name,
            if row.newly_qualified { "Yes" } else { "No" }.to_owned(),
            row.children.to_string(),
            in_words(row.weight),
            row.limit.map(|limit| limit.to_string()).unwrap_or_default(),
            row.late.to_string(),
            own.unwrap_or_default(),
        ]);
    }
    sheet.reply(visit, "team.csv", false)
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/team", asked);
    let (teams, chosen) = chosen(visit, &wanted)?;
    let main = html! {
        h1 class="govuk-heading-l" { "Your team" }
        @if answers_for_all(visit) {
            p class="govuk-body sightline-not-printed" { a class="govuk-link" href="/all-teams" { "All teams side by side" } }
        }
        @if teams.len() > 1 { (choose(&teams, chosen.as_ref())) }
        @match &chosen {
            None => { p class="govuk-body" { "You have no team today." } }
            Some(team) => { (of_one(visit, &wanted, team)?) }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Your team",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// One's own teams; for who answers for all, those first and then every other.
pub(super) fn teams(visit: &mut Visit<'_>) -> Result<Vec<TeamRow>, Stop> {
    let own: BTreeSet<String> = visit.who.actor.teams().map(str::to_owned).collect();
    let all = answers_for_all(visit);
    let mut teams = visit.reader.teams()?;
    teams.retain(|team| team.closed_on.is_none());
    let is_own = |team: &TeamRow| team.names().iter().any(|name| own.contains(name));
    if !all {
        teams.retain(is_own);
    }
    teams.sort_by_key(|team| !is_own(team));
    Ok(teams)
}

fn choose(teams: &[TeamRow], chosen: Option<&TeamRow>) -> Markup {
    html! {
        form method="get" action="/team" class="sightline-choices sightline-not-printed" {
            div class="govuk-form-group" {
                label class="govuk-label" for="team" { "Which team?" }
                select class="govuk-select" id="team" name="team" {
                    @for team in teams {
                        option value=(team.subject) selected[chosen.is_some_and(|one| one.subject == team.subject)] { (team.name) }
                    }
                }
            }
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
    }
}

/// A team with its workers and what is late.
struct Gathered {
    children: usize,
    late: usize,
    /// How many children no worker of the team has.
    nobodys: usize,
    /// How many files this person may not read.
    unread: usize,
    rows: Vec<Row>,
}

/// Of one team, in the order that is asked for.
fn gathered(visit: &mut Visit<'_>, wanted: &Wanted<'_>, team: &TeamRow) -> Result<Gathered, Stop> {
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
    match wanted.one_of("sort", &SORT.map(|(name, _)| name)) {
        "late" => rows.sort_by_key(|row| std::cmp::Reverse(row.late)),
        "load" => rows.sort_by_key(|row| std::cmp::Reverse(share(row))),
        _ => rows.sort_by(|one, other| one.worker.name.cmp(&other.worker.name)),
    }
    Ok(Gathered {
        children: all.len(),
        late: late.len(),
        nobodys,
        unread,
        rows,
    })
}

fn of_one(visit: &mut Visit<'_>, wanted: &Wanted<'_>, team: &TeamRow) -> Result<Markup, Stop> {
    let Gathered {
        children,
        late,
        nobodys,
        unread,
        rows,
    } = gathered(visit, wanted, team)?;
    let sums = [
        (children, "child", "children"),
        (late, "late duty", "late duties"),
    ];
    let sums = sums
        .map(|(many, one, more)| words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more));
    Ok(html! {
        h2 class="govuk-heading-m" { (team.name) }
        ul class="govuk-list" {
            li { (sums[0]) }
            li { a class="govuk-link" href={ "/owed?when=late&team=" (team.subject) } { (sums[1]) } }
            li { a class="govuk-link" href={ "/teams/" (team.subject) "/children" } { (nobodys) " without a worker of the team" } }
            li { a class="govuk-link" href={ "/unallocated?team=" (team.subject) } { "Without a qualified social worker" } }
            li { a class="govuk-link" href={ "/oversight?team=" (team.subject) } { "Without supervision in its time, and directions not yet done" } }
        }
        @if unread > 0 {
            p class="govuk-inset-text" {
                "What is owed to " (unread) " of these children is not counted here: you may not read their files."
            }
        }
        p class="govuk-body sightline-not-printed" {
            "Order: "
            @for (name, says) in SORT {
                a class="govuk-link govuk-!-margin-right-3" href=(wanted.with("sort", name)) { (says) } " "
            }
        }
        (table(visit, &rows))
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href=(wanted.export()) { "Take this list away as a spreadsheet" }
        }
    })
}

/// The children whom each of these workers has, by the worker's file.
pub(super) fn held(
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
pub(super) fn rows(
    visit: &mut Visit<'_>,
    members: Vec<WorkerRow>,
    held: &BTreeMap<Id, BTreeSet<Id>>,
    late: &[OwedRow],
) -> Result<Vec<Row>, Stop> {
    let all: BTreeSet<Id> = held.values().flatten().copied().collect();
    let all: Vec<Id> = all.into_iter().collect();
    let weights = weights(visit, &all)?;
    let workers: Vec<Id> = members.iter().map(|member| member.subject).collect();
    let spells = visit.reader.spells_of(&workers)?;
    let offices = visit.reader.offices_of_all(&workers)?;
    let own = visit.reader.owed_of(&workers, visit.now)?;
    let now = visit.now;
    let none = BTreeSet::new();
    let book = std::sync::Arc::clone(&visit.app.book);
    let newly = book.caseload.iter().flat_map(|rule| &rule.limits);
    let newly: Vec<usize> = newly.filter_map(|limit| limit.during).collect();
    let mut rows = Vec::with_capacity(members.len());
    for worker in members {
        let of = worker.subject;
        let files = held.get(&of).unwrap_or(&none);
        let spells: Vec<SpellRow> = spells
            .iter()
            .filter(|row| row.subject == of)
            .cloned()
            .collect();
        let offices: Vec<OfficeRow> = offices
            .iter()
            .filter(|row| row.subject == of)
            .cloned()
            .collect();
        let target = visit.reader.target(of, "worker", now)?;
        let pattern = pattern::of(visit, of)?;
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
            weight: files.iter().filter_map(|file| weights.get(file)).sum(),
            limit: limit(
                visit,
                &offices,
                &spells,
                pattern.as_ref().map(|pattern| pattern.hours),
            ),
            not_today: pattern.is_some_and(|pattern| !pattern.works_today(now)),
            newly_qualified: newly.iter().any(|state| {
                let state = book.states.get(*state);
                state.is_some_and(|state| is_in(&spells, &state.name, now))
            }),
            late: late
                .iter()
                .filter(|row| files.contains(&row.subject))
                .count(),
            own_late: of_worker
                .first()
                .map(|row| (super::gather::called(visit, row), row.days_late(now))),
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

fn table(visit: &Visit<'_>, rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Workers, their children and what is late" }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    @for head in ["Worker", "Children", "Caseload", "Late", "The worker’s own"] {
                        th scope="col" class="govuk-table__header" { (head) }
                    }
                }
            }
            tbody class="govuk-table__body" {
                @for row in rows { (one(visit, row)) }
            }
        }
        @if let Some(rule) = &visit.app.book.caseload { p class="govuk-hint" { (rule.source) } }
    }
}

fn one(visit: &Visit<'_>, row: &Row) -> Markup {
    let worker = row.worker.subject;
    let late = words::count(
        i64::try_from(row.late).unwrap_or(i64::MAX),
        "duty",
        "duties",
    );
    let named = |says: &str| html! { span class="govuk-visually-hidden" { " " (says) " " (row.worker.name) } };
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/workers/" (worker) } { (row.worker.name) }
                @if row.newly_qualified { " " strong class="govuk-tag govuk-tag--blue" { "Newly qualified" } }
                @if row.not_today { " " strong class="govuk-tag govuk-tag--grey" { "Not working today" } }
            }
            td class="govuk-table__cell" data-label="Children" {
                a class="govuk-link" href={ "/workers/" (worker) "/children" } { (row.children) (named("children of")) }
            }
            td class="govuk-table__cell" data-label="Caseload" {
                (in_words(row.weight))
                @if let Some(limit) = row.limit {
                    " of " (limit)
                    @if row.weight > limit * 100 { " " strong class="govuk-tag govuk-tag--red" { "Too many" } }
                }
            }
            td class="govuk-table__cell" data-label="Late" {
                @if row.late > 0 {
                    a class="govuk-link" href={ "/owed?when=late&worker=" (worker) } { (late) (named("late for children of")) }
                } @else { "Nothing" }
            }
            td class="govuk-table__cell" data-label="The worker’s own" {
                @match &row.own_late {
                    Some((what, days)) => { (what) ", " (words::count(*days, "day", "days")) " late" }
                    None => { "Nothing late" }
                }
                @if visit.who.worker != worker {
                    br; a class="govuk-link" href={ "/workers/" (worker) "/supervision" } { "Supervision" (named("of")) }
                }
            }
        }
    }
}
