//! *To authorise*: what waits for this person, the oldest first; what they wrote and nobody
//! has authorised, and what others did that they answer for; and what was let through although
//! something was missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use maud::{Markup, html};
use practice::{Id, When};
use record::Casefile;
use record::authorising::{Overridden, Standing, Step, all};
use record::may::{Action, Target};

use super::standing::{can_be_sent, may_authorise, name};
use crate::child::File;
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// A record in one of the lists.
struct Row {
    child: Id,
    entry: Id,
    name: String,
    what: String,
    at: When,
    by: Option<String>,
    missing: usize,
    step: &'static str,
}

/// Something that was let through.
struct Through {
    row: Row,
    missing: String,
    why: String,
}

/// The lists of a page.
#[derive(Default)]
struct Lists {
    waiting: Vec<Row>,
    own: Vec<Row>,
    others: Vec<Row>,
    through: Vec<Through>,
}

/// The page.
pub(crate) fn to_authorise(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let teams = every_team(visit)?;
    let chosen = teams
        .iter()
        .find(|(id, _, _)| *id == asked.query.one("team"))
        .map(|(id, _, names)| (id.clone(), names.clone()));
    let lists = lists(visit, chosen.as_ref().map(|(_, names)| names.as_slice()))?;
    let today = When::Instant(visit.now).day();
    let main = html! {
        h1 class="govuk-heading-l" { "To authorise" }
        (choose_team(&teams, chosen.as_ref().map(|(id, _)| id.as_str())))
        h2 class="govuk-heading-m" { "Waiting for you" }
        @if lists.waiting.is_empty() { p class="govuk-body" { "Nothing is waiting for you." } }
        @else { (table("Waiting for you, the oldest first", &lists.waiting, today)) }
        @if !lists.own.is_empty() {
            h2 class="govuk-heading-m" { "Yours, and not authorised" }
            (table("What you wrote and nobody has authorised", &lists.own, today))
        }
        @if !lists.others.is_empty() {
            h2 class="govuk-heading-m" { "Not sent to anybody yet" }
            p class="govuk-body" { "This work is recorded and may have gone ahead, and nobody has authorised it." }
            (table("What others wrote and nobody has authorised", &lists.others, today))
        }
        @if !lists.through.is_empty() {
            h2 class="govuk-heading-m" { "Let through although something was missing" }
            (let_through(&lists.through))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "To authorise",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The teams to choose from, for those who may authorise in any file: identifier, name, and
/// the names by which files know them.
fn every_team(visit: &mut Visit<'_>) -> Result<Vec<(String, String, Vec<String>)>, Stop> {
    // A file with which nobody is concerned.
    let nobodys = Target::new(
        Id::from_bytes([0; 16]),
        "child",
        visit.reader.about().organisation,
    );
    if !visit.may(Action::Authorise, &nobodys, None).allowed {
        return Ok(Vec::new());
    }
    let mut teams: Vec<_> = (visit.reader.teams()?.into_iter())
        .map(|team| (team.subject.to_string(), team.name.clone(), team.names()))
        .collect();
    teams.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
    Ok(teams)
}

/// The lists over the files of the person's own workers and teams, or of a team.
fn lists(visit: &mut Visit<'_>, team: Option<&[String]>) -> Result<Lists, Stop> {
    let owned = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
    let (workers, teams): (Vec<String>, Vec<String>) = match team {
        Some(names) => (Vec::new(), names.to_vec()),
        None => (
            owned(&mut visit.who.actor.workers()),
            owned(&mut visit.who.actor.teams()),
        ),
    };
    let mut lists = Lists::default();
    for subject in visit.reader.files_of(&workers, &teams, visit.now)? {
        one_file(visit, subject, &mut lists)?;
    }
    lists.waiting.sort_by_key(|row| row.at.start());
    lists.own.sort_by_key(|row| row.at.start());
    lists.others.sort_by_key(|row| row.at.start());
    lists
        .through
        .sort_by_key(|one| std::cmp::Reverse(one.row.at.start()));
    Ok(lists)
}

fn one_file(visit: &mut Visit<'_>, subject: Id, lists: &mut Lists) -> Result<(), Stop> {
    let Some(child) = visit.reader.child(subject)? else {
        return Ok(());
    };
    let target = people::target(visit, subject)?;
    if !visit.may(Action::Find, &target, None).allowed {
        return Ok(());
    }
    let book = Arc::clone(&visit.app.book);
    let entries = visit.reader.file(subject)?;
    let casefile = Casefile::fold(&entries);
    let file = File::of(child, entries, casefile, target);
    let on = When::Instant(visit.now).day();
    let mut shows_reasons = false;
    for standing in all(&book, &file.casefile, on) {
        let written_by: BTreeSet<Id> = (file.entries.iter())
            .filter(|entry| entry.header.id == standing.fact.id)
            .map(|entry| entry.header.recorded_by)
            .collect();
        if !people::may_read_kind(visit, &file, &standing.fact.kind).allowed {
            continue;
        }
        let may = may_authorise(visit, &file, &standing).allowed;
        if standing.waits() && may {
            lists.waiting.push(row(visit, &file, &standing)?);
        } else if can_be_sent(&standing) && written_by.contains(&visit.who.worker) {
            lists.own.push(row(visit, &file, &standing)?);
        } else if can_be_sent(&standing) && may {
            let mut row = row(visit, &file, &standing)?;
            if standing.step == Step::Written {
                row.by = name(visit, written_by.first().copied())?;
            }
            lists.others.push(row);
        }
        for one in standing.overridden.iter().filter(|_| may) {
            shows_reasons = true;
            lists.through.push(through(visit, &file, &standing, one)?);
        }
    }
    if shows_reasons {
        let allowed = visit.may(Action::Read, &file.target, None);
        visit.looked(subject, "what was let through", &allowed)?;
    }
    Ok(())
}

fn row(visit: &mut Visit<'_>, file: &File, standing: &Standing<'_, '_>) -> Result<Row, Stop> {
    let fact = standing.fact;
    let (at, by, step) = match &standing.step {
        Step::Sent(said) => (said.at, said.by, "Sent"),
        Step::Returned(said) => (said.at, said.by, "Returned"),
        Step::Authorised(said) => (said.at, said.by, "Authorised"),
        Step::Written | Step::Imported => (fact.recorded.unwrap_or(fact.occurred), None, "Written"),
    };
    let record = visit.app.book.record(&fact.kind);
    let what = record.map_or_else(|| fact.kind.clone(), |record| record.title.clone());
    Ok(Row {
        child: file.child.subject,
        entry: fact.id,
        name: file.name.clone(),
        what,
        at,
        by: name(visit, by)?,
        missing: standing.missing.len(),
        step,
    })
}

fn through(
    visit: &mut Visit<'_>,
    file: &File,
    standing: &Standing<'_, '_>,
    one: &Overridden,
) -> Result<Through, Stop> {
    let by = name(visit, one.said.by)?;
    Ok(Through {
        row: Row {
            at: one.said.at,
            by,
            ..row(visit, file, standing)?
        },
        missing: one.missing.clone(),
        why: one.said.words.clone().unwrap_or_default(),
    })
}

fn choose_team(teams: &[(String, String, Vec<String>)], chosen: Option<&str>) -> Markup {
    html! {
        @if !teams.is_empty() {
            form method="get" action="/to-authorise" {
                div class="govuk-form-group" {
                    label class="govuk-label" for="team" { "Whose work?" }
                    select class="govuk-select" id="team" name="team" {
                        option value="" { "My own children and teams" }
                        @for (id, name, _) in teams {
                            option value=(id) selected[chosen == Some(id)] { (name) }
                        }
                    }
                }
                button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
            }
        }
    }
}

fn table(caption: &str, rows: &[Row], today: jiff::civil::Date) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (caption) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Child" }
                    th scope="col" class="govuk-table__header" { "What" }
                    th scope="col" class="govuk-table__header" { "Since" }
                    th scope="col" class="govuk-table__header" { "Missing" }
                }
            }
            tbody class="govuk-table__body" {
                @for row in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (row.name) }
                        td class="govuk-table__cell" { (link(row)) }
                        td class="govuk-table__cell" {
                            (row.step) " " (words::when(row.at))
                            @if let Some(by) = &row.by { " by " (by) }
                            ", " (words::count(days(row.at, today), "day", "days"))
                        }
                        td class="govuk-table__cell" {
                            @if row.missing > 0 { strong class="govuk-tag govuk-tag--yellow" { (row.missing) " missing" } }
                            @else { "Nothing" }
                        }
                    }
                }
            }
        }
    }
}

fn let_through(rows: &[Through]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for one in rows {
                li {
                    (one.row.name) ", " (link(&one.row)) ", " (words::when(one.row.at))
                    @if let Some(by) = &one.row.by { ", " (by) }
                    ". " (one.missing) " The reason: " (one.why)
                }
            }
        }
    }
}

fn link(row: &Row) -> Markup {
    html! {
        a class="govuk-link" href={ "/child/" (row.child) "/entry/" (row.entry) } {
            (row.what) span class="govuk-visually-hidden" { ": " (row.name) }
        }
    }
}

/// Whole days from then to today.
fn days(then: When, today: jiff::civil::Date) -> i64 {
    let span = then.day().until((jiff::Unit::Day, today));
    span.map_or(0, |span| i64::from(span.get_days()))
}
