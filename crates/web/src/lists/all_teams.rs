//! All teams side by side, for who answers for all of them: children, what is late, who has no
//! qualified worker, caseloads against their limits and cases that were not supervised in their
//! time; each leads to the team's own page.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use practice::Id;
use record::may::Action;
use record::{OwedRow, TeamRow};

use super::csv::Sheet;
use super::gather::{Child, Children, children, owed};
use super::load::in_words;
use super::owed::choose;
use super::team::{held, rows, teams};
use super::unallocated::without;
use super::wanted::Wanted;
use super::whose::{answers_for_all, of_team};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// How a team stands.
struct Row {
    team: TeamRow,
    workers: usize,
    children: usize,
    late: usize,
    /// The children of whom something is late.
    late_children: usize,
    without_worker: usize,
    /// What the children of its workers weigh, in hundredths, and how much is enough, of those
    /// workers for whom the book says it.
    weight: i64,
    limit: i64,
    too_full: usize,
    unsupervised: usize,
}

/// In which order, by name and in words.
const SORT: [(&str, &str); 5] = [
    ("name", "By name"),
    ("late", "Most late first"),
    ("without", "Most without a qualified worker first"),
    ("load", "Fullest first"),
    ("supervision", "Most without supervision first"),
];

/// Whether somebody answers for all teams.
pub(super) fn concerns(visit: &Visit<'_>) -> bool {
    answers_for_all(visit) && may_somewhere(visit, Action::Authorise, "child", None)
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/all-teams", asked);
    let (rows, unread) = gathered(visit, &wanted)?;
    let main = html! {
        h1 class="govuk-heading-l" { "All teams" }
        form method="get" action="/all-teams" class="sightline-choices sightline-not-printed" {
            (choose(&wanted, "sort", "Order", &SORT))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        @if unread > 0 {
            p class="govuk-inset-text" {
                "What is owed to " (unread) " of these children is not counted here: you may not read their files."
            }
        }
        @if rows.is_empty() { p class="govuk-body" { "There is no team yet." } } @else {
            (table(&rows))
            @if let Some(rule) = &visit.app.book.caseload { p class="govuk-hint" { (rule.source) } }
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href=(wanted.export()) { "Take this list away as a spreadsheet" }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "All teams",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/all-teams", asked);
    let (rows, _) = gathered(visit, &wanted)?;
    let organisation = visit.reader.about().organisation;
    let target = record::may::Target::new(organisation, "organisation", organisation);
    let may = visit.may(Action::Find, &target, None);
    let mut sheet = Sheet::with(&[
        "Team",
        "Service",
        "Workers",
        "Children",
        "Late duties",
        "Children of whom something is late",
        "Without a qualified social worker",
        "Caseload",
        "Limit",
        "Workers with too many",
        "Not supervised in its time",
    ]);
    sheet.of(visit, organisation, &may)?;
    for row in rows {
        sheet.add_other(vec![
            row.team.name,
            row.team.service.unwrap_or_default(),
            row.workers.to_string(),
            row.children.to_string(),
            row.late.to_string(),
            row.late_children.to_string(),
            row.without_worker.to_string(),
            in_words(row.weight),
            row.limit.to_string(),
            row.too_full.to_string(),
            row.unsupervised.to_string(),
        ]);
    }
    sheet.reply(visit, "all-teams.csv", false)
}

/// The teams in the order that is asked for; and how many of their children's files this person
/// may not read.
fn gathered(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<(Vec<Row>, usize), Stop> {
    if !concerns(visit) {
        return Err(Stop::NotFound);
    }
    let teams = teams(visit)?;
    let mut of: Vec<(TeamRow, BTreeSet<Id>)> = Vec::with_capacity(teams.len());
    for team in teams {
        let files = of_team(visit, &team)?;
        of.push((team, files));
    }
    let all: BTreeSet<Id> = of.iter().flat_map(|(_, files)| files).copied().collect();
    let all: Vec<Id> = all.into_iter().collect();
    let mut all = children(visit, &all)?;
    let unread = (all.values())
        .filter(|child| !visit.may(Action::Read, &child.target, None).allowed)
        .count();
    let late = late(visit, &all)?;
    let without = without(visit)?;
    let mut rows = Vec::with_capacity(of.len());
    for (team, files) in of {
        let theirs = take(&mut all, &files);
        rows.push(one(visit, team, &theirs, &late, &without)?);
        all.extend(theirs);
    }
    rows.sort_by(|one, other| one.team.name.cmp(&other.team.name));
    match wanted.one_of("sort", &SORT.map(|(name, _)| name)) {
        "late" => rows.sort_by_key(|row| std::cmp::Reverse(row.late)),
        "without" => rows.sort_by_key(|row| std::cmp::Reverse(row.without_worker)),
        "load" => rows.sort_by_key(|row| std::cmp::Reverse(row.weight / row.limit.max(1))),
        "supervision" => rows.sort_by_key(|row| std::cmp::Reverse(row.unsupervised)),
        _ => {}
    }
    Ok((rows, unread))
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

/// The children of these files, taken out.
fn take(all: &mut Children, files: &BTreeSet<Id>) -> Children {
    let theirs = files.iter().filter_map(|file| all.remove_entry(file));
    theirs.collect::<BTreeMap<Id, Child>>()
}

fn one(
    visit: &mut Visit<'_>,
    team: TeamRow,
    theirs: &Children,
    late: &BTreeMap<Id, Vec<OwedRow>>,
    without: &BTreeSet<Id>,
) -> Result<Row, Stop> {
    let members = visit.reader.workers_of_team(&team, visit.now)?;
    let workers = members.len();
    let has = held(visit, theirs, &members);
    let loads = rows(visit, members, &has, &[])?;
    let own: Vec<&OwedRow> = (theirs.keys())
        .filter_map(|child| late.get(child))
        .flatten()
        .collect();
    let oversight = visit.app.book.lists.oversight.as_ref();
    let limited = || {
        loads
            .iter()
            .filter_map(|row| Some((row.weight, row.limit?)))
    };
    Ok(Row {
        workers,
        children: theirs.len(),
        late: own.len(),
        late_children: theirs
            .keys()
            .filter(|child| late.contains_key(child))
            .count(),
        without_worker: theirs
            .keys()
            .filter(|child| without.contains(child))
            .count(),
        weight: limited().map(|(weight, _)| weight).sum(),
        limit: limited().map(|(_, limit)| limit).sum(),
        too_full: limited()
            .filter(|(weight, limit)| *weight > limit * 100)
            .count(),
        unsupervised: (own.iter())
            .filter(|row| oversight.is_some_and(|oversight| row.clock == oversight.clock))
            .count(),
        team,
    })
}

fn table(rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "All teams" }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    @for head in ["Team", "Workers", "Children", "Late", "Without a qualified worker", "Caseload", "Not supervised in time"] {
                        th scope="col" class="govuk-table__header" { (head) }
                    }
                }
            }
            tbody class="govuk-table__body" { @for row in rows { (line(row)) } }
        }
    }
}

fn line(row: &Row) -> Markup {
    let team = row.team.subject;
    let many = |many: usize, one: &str, more: &str| {
        words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more)
    };
    let named = |says: &str| html! { span class="govuk-visually-hidden" { " " (says) ", " (row.team.name) } };
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/team?team=" (team) } { (row.team.name) }
            }
            td class="govuk-table__cell" data-label="Workers" {
                a class="govuk-link" href={ "/teams/" (team) } { (row.workers) (named("workers")) }
            }
            td class="govuk-table__cell" data-label="Children" {
                a class="govuk-link" href={ "/teams/" (team) "/children" } { (row.children) (named("children")) }
            }
            td class="govuk-table__cell" data-label="Late" {
                @if row.late > 0 {
                    a class="govuk-link" href={ "/owed?when=late&team=" (team) } {
                        (many(row.late, "duty", "duties")) (named("late"))
                    }
                    ", of " (many(row.late_children, "child", "children"))
                } @else { "Nothing" }
            }
            td class="govuk-table__cell" data-label="Without a qualified worker" {
                @if row.without_worker > 0 {
                    a class="govuk-link" href={ "/unallocated?team=" (team) } {
                        (many(row.without_worker, "child", "children")) (named("without a qualified worker"))
                    }
                } @else { "Nobody" }
            }
            td class="govuk-table__cell" data-label="Caseload" {
                @if row.limit > 0 {
                    (in_words(row.weight)) " of " (row.limit)
                    @if row.too_full > 0 {
                        " " strong class="govuk-tag govuk-tag--red" { (many(row.too_full, "worker", "workers")) " with too many" }
                    }
                } @else { "No limit" }
            }
            td class="govuk-table__cell" data-label="Not supervised in time" {
                @if row.unsupervised > 0 {
                    a class="govuk-link" href={ "/oversight?team=" (team) } {
                        (many(row.unsupervised, "child", "children")) (named("not supervised in time"))
                    }
                } @else { "Nobody" }
            }
        }
    }
}
