//! The children of a worker or of a team: who of them is without a worker, for how long, and
//! several given to another worker at once.

use std::collections::BTreeSet;

use maud::{Markup, html};
use practice::book::Effect;
use practice::{Fact, Id, Value, When};
use record::may::{Action, Whom};
use record::{Casefile, ScopeRow, TeamRow, WorkerRow};

use super::act::{Choices, choose, fill_today, summary};
use super::involved::{ALLOCATED, INVOLVED, ending, team_of, with_children};
use super::known::{may_somewhere, may_write, only_if, worker};
use super::teams::team;
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::components::{Checkboxes, Choice, Legend};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::people;
use crate::recording::{Form, Wrong, occurred, read_planned};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: usize = 50;

/// Whose children are listed.
enum Whose {
    Worker(WorkerRow),
    Team(TeamRow),
}

/// A child of the list.
struct Row {
    subject: Id,
    /// For how many days nobody of the team has had the child; `None` where somebody has.
    waiting: Option<i64>,
}

/// The children of a team, those who wait longest first.
pub(super) fn of_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = team(visit, asked)?;
    show(visit, asked, &Whose::Team(team))
}

/// Gives those who were ticked to a worker.
pub(super) fn take_of_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = team(visit, asked)?;
    take(visit, asked, &Whose::Team(team))
}

/// The children of a worker.
pub(super) fn of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = worker(visit, asked)?;
    show(visit, asked, &Whose::Worker(row))
}

/// Gives those who were ticked to another worker.
pub(super) fn take_of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = worker(visit, asked)?;
    take(visit, asked, &Whose::Worker(row))
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
fn rows(visit: &mut Visit<'_>, whose: &Whose) -> Result<Vec<Row>, Stop> {
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
    let mut gone = BTreeSet::new();
    for row in visit.reader.workers()? {
        if row.has_left(now) {
            gone.extend(row.names());
        }
    }
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

fn show(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose) -> Result<Reply, Stop> {
    let mut answers = Answers::default();
    fill_today(&mut answers, "started_on", visit.now);
    Ok(Reply::Page(page(visit, asked, whose, &answers, &[])?))
}

/// Gives the ticked children to a worker: what their worker was ends on the day before, in
/// the same moment as the new one begins.
fn take(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, INVOLVED)?;
    let mut wrong = Vec::new();
    let (fields, all) = read_planned(&book, record, &asked.answers);
    wrong.extend(all.into_iter().filter(|wrong| wrong.field == "started_on"));
    let to = asked.answers.one("f-worker");
    if !with_children(visit, false)?
        .iter()
        .any(|(value, _)| value == to)
    {
        wrong.push(super::act::wrong_about(record, "worker", "Select a worker"));
    }
    let ticked: Vec<Id> = asked
        .answers
        .all("child")
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect();
    if ticked.is_empty() {
        wrong.push(Wrong {
            field: "child".to_owned(),
            id: "child".to_owned(),
            says: "Select the children whom the worker is to have".to_owned(),
        });
    }
    let (Some(from), true) = (occurred(record, &fields), wrong.is_empty()) else {
        return Ok(Reply::Invalid(page(
            visit,
            asked,
            whose,
            &asked.answers,
            &wrong,
        )?));
    };
    for child in ticked {
        let first = asked
            .answers
            .one(&format!("entry-{child}"))
            .parse()
            .map_err(|_| Stop::Stale)?;
        let target = people::target(visit, child)?;
        only_if(may_write(visit, &target, INVOLVED)?)?;
        let told = given(visit, whose, child, to, from)?;
        append(visit, child, first, told)?;
    }
    Ok(Reply::Go(address(whose)))
}

/// What is written in one child's file.
fn given(
    visit: &mut Visit<'_>,
    whose: &Whose,
    child: Id,
    to: &str,
    from: When,
) -> Result<Vec<Told>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let file = Casefile::fold(&visit.reader.file(child)?);
    let now = visit.now;
    let mut scope = visit.reader.scope_of(child)?;
    scope.retain(|row| row.effect == Effect::Concerns && row.until.is_none_or(|until| until > now));
    let names = match whose {
        Whose::Worker(row) => row.names(),
        Whose::Team(_) => Vec::new(),
    };
    let theirs = scope
        .iter()
        .filter(|row| matches!(&row.whom, Whom::Worker(name) if names.contains(name)));
    let began: BTreeSet<Id> = theirs.map(|row| row.entry).collect();
    let began: Vec<&Fact> = file
        .facts
        .iter()
        .filter(|fact| began.contains(&fact.id))
        .collect();
    let mut told = Vec::new();
    let mut ends = Vec::new();
    for fact in &began {
        let Some((kind, link)) = ending(&fact.kind) else {
            continue;
        };
        let last = from
            .day()
            .yesterday()
            .unwrap_or(from.day())
            .max(fact.occurred.day());
        ends.push(Told::new(record_type(&book, kind)?, When::Day(last)).with(link, fact.id));
        told.push(successor(visit, &book, fact, to, from)?);
    }
    if told.is_empty() {
        let team = match whose {
            Whose::Team(team) => Some(team.subject.to_string()),
            Whose::Worker(_) => team_of(visit, to)?,
        };
        let started = Told::new(record_type(&book, INVOLVED)?, from);
        told.push(
            started
                .with("worker", to)
                .with("role", "Social worker")
                .with("team", team.unwrap_or_default()),
        );
    }
    told.extend(ends);
    Ok(told)
}

/// The same for another worker as somebody had it.
fn successor(
    visit: &mut Visit<'_>,
    book: &practice::Book,
    fact: &Fact,
    to: &str,
    from: When,
) -> Result<Told, Stop> {
    let started = Told::new(record_type(book, &fact.kind)?, from);
    if fact.kind == ALLOCATED {
        // The returns know a social worker by number.
        let row = to
            .parse()
            .ok()
            .map(|id| visit.reader.worker(id))
            .transpose()?
            .flatten();
        let number = row
            .and_then(|row| row.number)
            .unwrap_or_else(|| to.to_owned());
        return Ok(started.with("worker", number));
    }
    let told = |name: &str| match fact.fields.get(name) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Ok(started
        .with("worker", to)
        .with("role", told("role"))
        .with("team", told("team"))
        .with("referral", told("referral")))
}

fn address(whose: &Whose) -> String {
    match whose {
        Whose::Worker(row) => format!("/workers/{}/children", row.subject),
        Whose::Team(team) => format!("/teams/{}/children", team.subject),
    }
}

fn page(
    visit: &mut Visit<'_>,
    asked: &Asked,
    whose: &Whose,
    answers: &Answers,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let number = asked.query.one("page").parse::<usize>().unwrap_or(1).max(1);
    let rows = rows(visit, whose)?;
    let (all, waiting) = (
        rows.len(),
        rows.iter().filter(|row| row.waiting.is_some()).count(),
    );
    let more = all > number * PAGE;
    let mut items = Vec::new();
    let mut entries = Vec::new();
    let mut may_any = false;
    for row in rows.iter().skip((number - 1) * PAGE).take(PAGE) {
        let Some(child) = visit.reader.child(row.subject)? else {
            continue;
        };
        let name = people::child_name(&Casefile::fold(&visit.reader.file(row.subject)?), &child);
        let target = people::target(visit, row.subject)?;
        let may = may_write(visit, &target, INVOLVED)?.allowed;
        may_any |= may;
        let hint = row
            .waiting
            .map(|days| format!("No worker, for {}", words::count(days, "day", "days")));
        let mut item = Choice::new(row.subject.to_string(), name);
        item.hint = hint.map(Into::into);
        item.disabled = !may;
        items.push(item);
        entries.push((row.subject, visit.app.new_id()?));
    }
    let hidden = match whose {
        // Who keeps accounts learns how many there are, and not who.
        Whose::Worker(row) => visit
            .reader
            .files_of(&row.names(), &[], visit.now)?
            .len()
            .saturating_sub(all),
        Whose::Team(_) => 0,
    };
    let choices = if may_any {
        with_children(visit, false)?
    } else {
        Choices::new()
    };
    let name = match whose {
        Whose::Worker(row) => &row.name,
        Whose::Team(team) => &team.name,
    };
    let casefile = Casefile::fold(&[]);
    let form = Form {
        book: &book,
        casefile: &casefile,
        answers,
        wrong,
    };
    let record = record_type(&book, INVOLVED)?;
    let address = address(whose);
    let error = wrong
        .iter()
        .find(|wrong| wrong.field == "child")
        .map(|wrong| wrong.says.as_str());
    let main = html! {
        (summary(wrong))
        span class="govuk-caption-l" { (name) }
        h1 class="govuk-heading-l" { "Children" }
        p class="govuk-body" {
            (words::count(i64::try_from(all).unwrap_or(i64::MAX), "child", "children"))
            @if waiting > 0 { ", " (waiting) " without a worker" }
            "."
            @if hidden > 0 { " There are " (hidden) " more, whom you may not see: a manager of their team gives them to somebody else." }
        }
        @if !items.is_empty() {
            form method="post" action=(address) novalidate {
                input type="hidden" name="form" value=(visit.form_key());
                @for (child, entry) in &entries { input type="hidden" name={ "entry-" (child) } value=(entry); }
                (Checkboxes {
                    legend: Some(Legend { text: "Children", size: "govuk-fieldset__legend--m", ..Legend::default() }),
                    id: Some("child"), name: "child", error, class: "govuk-checkboxes--small",
                    items,
                    values: answers.all("child").iter().map(String::as_str).collect(),
                    ..Checkboxes::default()
                }.markup())
                @if may_any {
                    (choose("worker", "To whom are they given?", true, &choices, answers, wrong))
                    @if let Some(field) = record.fields.get("started_on") { (form.question("started_on", field)) }
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Give them to the worker" }
                }
            }
        }
        (turn(&address, number, more))
    };
    Ok(visit.page(&Content {
        title: "Children",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
