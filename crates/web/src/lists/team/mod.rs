//! *My team*: each worker's children, what of it is late, the caseload against its limit, and
//! whether the worker's own supervision is late; and the children whom nobody of it has.

mod rows;

use std::collections::BTreeSet;

use maud::{Markup, html};
use record::TeamRow;
use record::may::Action;

use self::rows::{Gathered, Row, gathered};
use super::columns::{Column, Columns};
use super::csv::Sheet;
use super::load::in_words;
use super::wanted::{Wanted, take_away};
use super::whose::answers_for_all;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("name", "Worker"),
        Column::greatest("children", "Children"),
        Column::greatest("load", "Caseload"),
        Column::greatest("late", "Late"),
        Column::greatest("own", "The worker’s own"),
    ],
    own: &[],
    first: "name",
};

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
    let of = gathered(visit, &team, COLUMNS.order(&wanted))?;
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
        @if teams.len() > 1 { (choose(&wanted, &teams, chosen.as_ref())) }
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

fn choose(wanted: &Wanted<'_>, teams: &[TeamRow], chosen: Option<&TeamRow>) -> Markup {
    html! {
        form method="get" action="/team" class="sightline-choices sightline-not-printed" {
            (wanted.hidden(&["team"]))
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

fn of_one(visit: &mut Visit<'_>, wanted: &Wanted<'_>, team: &TeamRow) -> Result<Markup, Stop> {
    let Gathered {
        children,
        late,
        nobodys,
        unread,
        rows,
    } = gathered(visit, team, COLUMNS.order(wanted))?;
    let sums = [
        (children, "child", "children"),
        (late, "late duty", "late duties"),
    ];
    let sums = sums
        .map(|(many, one, more)| words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more));
    Ok(html! {
        h2 class="govuk-heading-m" { (team.name) }
        ul class="govuk-list" {
            li { a class="govuk-link" href={ "/children?team=" (team.subject) } { (sums[0]) } }
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
        (table(visit, wanted, &rows))
        (take_away(&wanted.export()))
    })
}

fn table(visit: &Visit<'_>, wanted: &Wanted<'_>, rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Workers, their children and what is late" }
            (COLUMNS.head(wanted))
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
