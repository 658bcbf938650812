//! The first page: the children one works with, or one's team does, and what is owed to each
//! this week; for who works with none, what else there is to do.

use jiff::SignedDuration;
use maud::{Markup, html};
use record::may::Action;
use record::telling::is_quiet;
use record::{Casefile, Duty, State};

use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: usize = 50;

/// A child in the list.
struct Row {
    subject: practice::Id,
    name: String,
    born: String,
    overdue: usize,
    next: Option<(practice::When, String)>,
}

/// The page.
pub(crate) fn home(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let page = asked.query.one("page").parse::<usize>().unwrap_or(1).max(1);
    let (rows, more) = rows(visit, page)?;
    let alarm = crate::staff::alarm(visit)?;
    let title = title(visit);
    let reads = may_somewhere(visit, Action::Read, "child", None);
    let main = html! {
        (alarm)
        h1 class="govuk-heading-l" { (title) }
        @if !rows.is_empty() { (table(&title, &rows)) }
        @else {
            @if reads { p class="govuk-body" { "No child is allocated to you or to your team today." } }
            (elsewhere(visit))
        }
        (crate::page::turn("/", page, more))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: &title,
        main,
        ..Content::default()
    })))
}

/// What the first page is called for this person: by the first of their roles that has a name
/// for it.
pub(crate) fn title(visit: &Visit<'_>) -> String {
    let roles = &visit.app.book.permissions.roles;
    let mut offices = visit.who.actor.offices.iter();
    let first = offices
        .next()
        .and_then(|office| roles.iter().find(|role| role.name == office.role));
    let home = first.and_then(|role| role.home.clone());
    home.unwrap_or_else(|| "Your children".to_owned())
}

/// Where else there is something to do.
fn elsewhere(visit: &Visit<'_>) -> Markup {
    let places = crate::routes::places(visit);
    let others: Vec<_> = places
        .iter()
        .filter(|(address, _)| *address != "/")
        .collect();
    html! {
        ul class="govuk-list govuk-list--spaced" {
            @for (address, says) in others {
                li { a class="govuk-link govuk-!-font-size-24" href=(address) { (says) } }
            }
        }
    }
}

/// The children of a page of the list, the most pressing first within it, and whether more
/// follow.
fn rows(visit: &mut Visit<'_>, page: usize) -> Result<(Vec<Row>, bool), Stop> {
    let own = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect::<Vec<_>>();
    let workers = own(&mut visit.who.actor.workers());
    let teams = own(&mut visit.who.actor.teams());
    let files = visit.reader.files_of(&workers, &teams, visit.now)?;
    let mut rows = Vec::new();
    let mut more = false;
    let mut shown = 0;
    for subject in files {
        let Some(child) = visit.reader.child(subject)? else {
            continue;
        };
        let target = people::target(visit, subject)?;
        if !visit.may(Action::Find, &target, None).allowed {
            continue;
        }
        shown += 1;
        if shown <= (page - 1) * PAGE {
            continue;
        }
        if rows.len() == PAGE {
            more = true;
            break;
        }
        let duties = visit.reader.duties_of(subject)?;
        let file = visit.reader.file(subject)?;
        let (overdue, next) = pressing(visit, &duties);
        let today = practice::When::Instant(visit.now).day();
        rows.push(Row {
            subject,
            name: people::child_name(&Casefile::fold(&file), &child),
            born: child.born_on.map_or_else(
                || "Not recorded".to_owned(),
                |born| crate::child::age(born, today),
            ),
            overdue,
            next,
        });
    }
    rows.sort_by_key(|row| {
        (
            std::cmp::Reverse(row.overdue),
            row.next.as_ref().map(|(due, _)| due.end()),
        )
    });
    Ok((rows, more))
}

/// How many duties are overdue, and which comes next within a week.
fn pressing(visit: &Visit<'_>, duties: &[Duty]) -> (usize, Option<(practice::When, String)>) {
    let book = &visit.app.book;
    let week = visit
        .now
        .checked_add(SignedDuration::from_hours(24 * 7))
        .unwrap_or(visit.now);
    let counted = |duty: &&Duty| duty.had_started(visit.now) && !is_quiet(book, duty, visit.now);
    let state = |duty: &Duty| duty.state(visit.now);
    let overdue = duties
        .iter()
        .filter(counted)
        .filter(|duty| state(duty) == State::Overdue)
        .count();
    let next = duties
        .iter()
        .filter(counted)
        .filter(|duty| state(duty) == State::Running)
        .filter_map(|duty| Some((duty.due?, duty)))
        .filter(|(due, _)| due.start() <= week)
        .min_by_key(|(due, _)| due.end())
        .map(|(due, duty)| {
            let title = book.clock(&duty.clock).map(|clock| clock.title.clone());
            (due, title.unwrap_or_else(|| duty.clock.clone()))
        });
    (overdue, next)
}

fn table(title: &str, rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (title) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Child" }
                    th scope="col" class="govuk-table__header" { "Age" }
                    th scope="col" class="govuk-table__header" { "Overdue" }
                    th scope="col" class="govuk-table__header" { "Next this week" }
                }
            }
            tbody class="govuk-table__body" {
                @for row in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" {
                            a class="govuk-link" href={ "/child/" (row.subject) } { (row.name) }
                        }
                        td class="govuk-table__cell" data-label="Age" { (row.born) }
                        td class="govuk-table__cell" data-label="Overdue" {
                            @if row.overdue > 0 { strong class="govuk-tag govuk-tag--red" { (row.overdue) " overdue" } }
                            @else { "None" }
                        }
                        td class="govuk-table__cell" data-label="Next this week" {
                            @if let Some((due, title)) = &row.next { (title) ", " (words::when(*due)) }
                            @else { "Nothing" }
                        }
                    }
                }
            }
        }
    }
}
