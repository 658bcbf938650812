//! *My work*, the first page: for who manages, how it stands with whom they answer for; what is late,
//! the oldest and most dangerous first, what is owed today and this week, what came back, what was
//! begun, what is new, and one's children. For who works with no child, what else there is to do.

use maud::{Markup, html};
use practice::Id;
use record::may::Action;
use record::{OwedRow, WaitingStep};

use super::children;
use super::gather::{Children, by_danger};
use super::mine::{Mine, gather, with_children};
use super::owed::is_when;
use super::standing::standing;
use super::table::table;
use super::wanted::Wanted;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// How many rows of a part stand on the first page; the rest has a page of its own.
const FIRST: usize = 10;

/// The page.
pub(crate) fn home(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/", asked);
    let alarm = crate::staff::alarm(visit)?;
    let title = title(visit);
    let mut mine = Mine::of(visit);
    let (all, rows) = gather(visit, &mut mine)?;
    let reads = may_somewhere(visit, Action::Read, "child", None);
    let first = wanted.page == 1;
    let (standing, parts) = if first && reads {
        let standing = standing(visit, !all.is_empty())?;
        (standing, parts(visit, &mine, &all, &rows)?)
    } else {
        Default::default()
    };
    let stands = !standing.0.is_empty();
    let main = html! {
        (alarm)
        h1 class="govuk-heading-l" { (title) }
        (standing)
        (parts)
        @if !all.is_empty() {
            @if first { h2 class="govuk-heading-m" id="children" { (words::count(i64::try_from(all.len()).unwrap_or(i64::MAX), "child", "children")) } }
            (children::table(visit, &wanted, &title, &all, &rows))
        } @else if !stands {
            @if reads { p class="govuk-body" { "No child is allocated to you or to your team today." } }
            (elsewhere(visit))
        }
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

/// The parts above one's children.
fn parts(
    visit: &mut Visit<'_>,
    mine: &Mine,
    children: &Children,
    rows: &[OwedRow],
) -> Result<Markup, Stop> {
    let now = visit.now;
    let of = |when: &str| -> Vec<OwedRow> {
        let theirs = rows.iter().filter(|row| is_when(row, when, now));
        let theirs = theirs.filter(|row| mine.has(visit, row) && !is_handover(visit, row));
        let mut theirs: Vec<OwedRow> = theirs.cloned().collect();
        theirs.sort_by_key(|row| by_danger(row, now));
        theirs
    };
    let (late, today, week) = (of("late"), of("today"), of("week"));
    let mut unread: Vec<OwedRow> = (rows.iter())
        .filter(|row| is_handover(visit, row) && mine.has(visit, row))
        .cloned()
        .collect();
    unread.sort_by_key(|row| by_danger(row, now));
    let returned = returned(visit, children)?;
    let drafts = visit.reader.drafts_of(visit.who.worker)?.len();
    let news = crate::telling::head(visit)?;
    let asked = visit.reader.owed_for(&mine.names(), now)?;
    let (others, mut asked_elsewhere) = with_children(visit, asked.clone(), children)?;
    let mut asked: Vec<OwedRow> = (asked.into_iter())
        .filter(|row| children.contains_key(&row.subject))
        .collect();
    asked.append(&mut asked_elsewhere);
    asked.sort_by_key(|row| by_danger(row, now));
    Ok(html! {
        @if !unread.is_empty() {
            h2 class="govuk-heading-m" { "New to you: handover not read" }
            (table(visit, "New to you: handover not read", children, &unread))
        }
        @if late.is_empty() && unread.is_empty() && today.is_empty() && week.is_empty() && !children.is_empty() {
            p class="govuk-body" { "Nothing of yours is late, or due in the next 7 days." }
        }
        @if !late.is_empty() { (part(visit, "Late", "late", children, &late)) }
        @if !today.is_empty() { (part(visit, "Today", "today", children, &today)) }
        @if !week.is_empty() { (part(visit, "In the next 7 days", "week", children, &week)) }
        @if !returned.is_empty() {
            h2 class="govuk-heading-m" { "Returned to you" }
            ul class="govuk-list govuk-list--bullet" {
                @for (address, what, name) in &returned {
                    li { a class="govuk-link" href=(address) { (what) } ", " (name) }
                }
            }
        }
        @if drafts > 0 {
            p class="govuk-body" {
                a class="govuk-link" href="/drafts" {
                    "You began " (words::count(i64::try_from(drafts).unwrap_or(i64::MAX), "record", "records")) " and did not finish"
                }
            }
        }
        (news)
        @if !asked.is_empty() {
            h2 class="govuk-heading-m" { "Directions of yours, not yet done" }
            (directed(visit, &others, children, &asked)?)
        }
    })
}

/// Whether it is a handover that is to be read.
fn is_handover(visit: &Visit<'_>, row: &OwedRow) -> bool {
    let rule = visit.app.book.lists.handing_over.as_ref();
    rule.is_some_and(|rule| rule.clock == row.clock)
}

/// The first rows of a part, and the way to the rest.
fn part(
    visit: &Visit<'_>,
    title: &str,
    when: &str,
    children: &Children,
    rows: &[OwedRow],
) -> Markup {
    html! {
        h2 class="govuk-heading-m" { (title) }
        (table(visit, title, children, rows.get(..FIRST).unwrap_or(rows)))
        @if rows.len() > FIRST {
            p class="govuk-body" {
                a class="govuk-link" href={ "/owed?when=" (when) } {
                    "All " (rows.len()) span class="govuk-visually-hidden" { ": " (title) }
                }
            }
        }
    }
}

/// What this person wrote in these files and somebody returned to them: the address, what it
/// is, and whose.
fn returned(
    visit: &mut Visit<'_>,
    children: &Children,
) -> Result<Vec<(String, String, String)>, Stop> {
    let names: Vec<String> = visit.who.actor.workers().map(str::to_owned).collect();
    let teams: Vec<String> = visit.who.actor.teams().map(str::to_owned).collect();
    // What came back to somebody who is away comes to whoever covers.
    let covers = visit.who.actor.covers.iter();
    let mine: Vec<Id> = std::iter::once(visit.who.worker)
        .chain(covers.map(|colleague| colleague.worker))
        .collect();
    let mut rows = visit.reader.waiting_for(&names, &teams, visit.now)?;
    rows.retain(|row| {
        let wrote = row.hands.first();
        row.step == WaitingStep::Returned && wrote.is_some_and(|wrote| mine.contains(wrote))
    });
    rows.sort_by_key(|row| (row.at.start(), row.entry));
    let mut told = Vec::new();
    for row in rows {
        let Some(child) = children.get(&row.subject) else {
            continue;
        };
        let record = visit.app.book.record(&row.kind);
        if !visit.may(Action::Read, &child.target, record).allowed {
            continue;
        }
        let what = record.map_or(row.kind.as_str(), |record| record.title.as_str());
        told.push((
            format!("/child/{}/entry/{}", row.subject, row.entry),
            what.to_owned(),
            child.name.clone(),
        ));
    }
    Ok(told)
}

/// What this person asked of others, each with who is to do it, by when.
fn directed(
    visit: &mut Visit<'_>,
    others: &Children,
    children: &Children,
    rows: &[OwedRow],
) -> Result<Markup, Stop> {
    let mut told = Vec::new();
    for row in rows.iter().take(FIRST * 2) {
        let child = children.get(&row.subject).or(others.get(&row.subject));
        let Some(child) = child else { continue };
        let who = match &row.by {
            Some(name) => crate::people::worker_named(visit, name)?,
            None => String::new(),
        };
        told.push((child, who, row));
    }
    Ok(html! {
        ul class="govuk-list govuk-list--bullet" {
            @for (child, who, row) in &told {
                li {
                    a class="govuk-link" href={ "/child/" (child.subject) "/entry/" (row.started_by) } { (child.name) }
                    ", " (who) ", " (super::table::when(visit, row))
                }
            }
        }
        @if rows.len() > told.len() {
            p class="govuk-body" { a class="govuk-link" href="/oversight?show=directions" { "All " (rows.len()) } }
        }
    })
}

/// Where else there is something to do.
fn elsewhere(visit: &Visit<'_>) -> Markup {
    let places = crate::routes::places(visit).into_iter();
    html! {
        ul class="govuk-list govuk-list--spaced" {
            @for place in places.filter(|place| place.address != "/") {
                li { a class="govuk-link govuk-!-font-size-24" href=(place.address) { (place.says) } }
            }
        }
    }
}
