//! What matters now, on one screen: warnings first, what is owed this week, what stands
//! (risks, legal status, placement, plan, needs), who lives with the child and who has
//! worked with them, and what happened last.

use std::sync::Arc;

use jiff::SignedDuration;
use maud::{Markup, html};
use practice::engine::{Story, evaluate};
use record::summary::{Item, Section};
use record::telling::{is_quiet, latest};
use record::{Duty, Moment, State, expected, summary};

use super::duties::{may_see, order, table};
use super::timeline::item;
use super::top::top;
use super::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many of the last things that happened are shown.
const LAST: usize = 5;

/// The page.
pub(crate) fn overview(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "file")?;
    let as_at = file.as_at(visit);
    let workers = people::workers_so_far(visit, &file)?;
    let book = Arc::clone(&visit.app.book);
    let book = book.as_ref();
    let at = Moment::of(book, &file.casefile, as_at);
    let without = people::without_qualified(visit, &file, &at)?;
    let owed = owed_this_week(visit, &file)?;
    let mut sections = summary::of(&at, &file.shown);
    for section in &mut sections {
        section
            .items
            .retain(|item| people::may_read_kind(visit, &file, &item.kind).allowed);
    }
    let (urgent, standing): (Vec<_>, Vec<_>) =
        sections.into_iter().partition(|section| section.urgent);
    let may_tell = |kind: &str| people::may_read_kind(visit, &file, kind).allowed;
    let last = latest(book, &file.shown, as_at, LAST, may_tell);
    let missing = expected::missing(&at).len();
    let main = html! {
        (top(visit, &file, ""))
        h1 class="govuk-visually-hidden" { "Overview" }
        div class="govuk-button-group" {
            (crate::recording::start(visit, &file))
            (crate::recording::quick(visit, &file))
        }
        (crate::staff::notice(visit, &file))
        @for section in urgent.iter().filter(|section| !section.items.is_empty()) { (warning(&file, section)) }
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h2 class="govuk-heading-m" { "Owed this week" }
                @if owed.is_empty() { p class="govuk-body" { "Nothing is overdue or due in the next seven days." } }
                @else { (table(book, &file, &owed, as_at)) }
                p class="govuk-body" { a class="govuk-link" href=(file.address("duties")) { "Everything that is owed" } }
                (now(&file, &standing, &urgent))
                h2 class="govuk-heading-m" { "What happened last" }
                @if last.is_empty() { p class="govuk-body" { "Nothing is recorded." } }
                div class="moj-timeline" { @for one in &last { (item(&file, one)) } }
                p class="govuk-body" { a class="govuk-link" href=(file.address("timeline")) { "The whole timeline" } }
            }
            div class="govuk-grid-column-one-third" {
                (crate::taking::start(visit, &file))
                @if missing > 0 {
                    p class="govuk-body" {
                        a class="govuk-link" href=(file.address("missing")) {
                            (words::count(i64::try_from(missing).unwrap_or(i64::MAX), "thing", "things"))
                            " this file should hold and does not"
                        }
                    }
                }
                p class="govuk-body" { a class="govuk-link" href=(file.address("family")) { "Family and household" } }
                h2 class="govuk-heading-m" { "Workers so far" }
                (workers)
                (without)
                (crate::staff::links(visit, &file))
                (crate::overseeing::links(visit, &file))
                (crate::merging::links(visit, &file))
            }
        }
        (file.as_known.form(&format!("/child/{}", file.child.subject)))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "A child’s file",
        main,
        ..Content::default()
    })))
}

/// What is owed: as it is kept, and for a day in the past as it would have been worked out then.
fn owed(visit: &mut Visit<'_>, file: &File) -> Result<Arc<[Duty]>, Stop> {
    if file.as_known.on.is_none() {
        return file.duties(visit);
    }
    let book = &visit.app.book;
    let story = Story::new(book, &file.casefile.facts);
    let owed = evaluate(book, file.child.subject, &story).owed.into_iter();
    Ok(owed.map(|owed| owed.duty).collect())
}

fn owed_this_week(visit: &mut Visit<'_>, file: &File) -> Result<Vec<Duty>, Stop> {
    let as_at = file.as_at(visit);
    let owed = owed(visit, file)?;
    let book = &visit.app.book;
    let mut owed: Vec<Duty> = (owed.iter())
        .filter(|duty| this_week(duty, as_at) && duty.had_started(as_at))
        .filter(|duty| !is_quiet(book, duty, as_at) && may_see(visit, file, duty))
        .cloned()
        .collect();
    owed.sort_by_key(|duty| order(duty, as_at));
    Ok(owed)
}

fn this_week(duty: &Duty, as_at: jiff::Timestamp) -> bool {
    let week = SignedDuration::from_hours(7 * 24);
    let week = as_at.checked_add(week).unwrap_or(as_at);
    let soon = duty.due.is_some_and(|due| due.start() <= week);
    soon && matches!(duty.state(as_at), State::Running | State::Overdue)
}

/// What nobody may overlook, at the top.
fn warning(file: &File, section: &Section) -> Markup {
    html! {
        section class="sightline-urgent" aria-label=(section.title) {
            h2 class="govuk-heading-m" { (section.title) }
            ul class="govuk-list" { @for item in &section.items { li { (said(file, item)) } } }
        }
    }
}

/// What stands now, section by section. A section in which nothing stands says so.
fn now(file: &File, standing: &[Section], urgent: &[Section]) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "Now" }
        dl class="govuk-summary-list" {
            @for section in urgent.iter().filter(|section| section.items.is_empty()).chain(standing) {
                div class="govuk-summary-list__row" {
                    dt class="govuk-summary-list__key" { (section.title) }
                    dd class="govuk-summary-list__value" {
                        @if section.items.is_empty() { span class="govuk-hint" { (section.empty) } }
                        @for item in &section.items { p class="govuk-body" { (said(file, item)) } }
                    }
                }
            }
        }
    }
}

fn said(file: &File, item: &Item) -> Markup {
    html! {
        a class="govuk-link govuk-link--no-visited-state" href=(file.address(&format!("entry/{}", item.entry))) {
            (words::sentence(&item.words))
        }
        @if !item.words.contains(&words::when(item.at)) {
            " " span class="govuk-hint sightline-inline" { "since " (words::when(item.at)) }
        }
        @for detail in &item.details { br; (detail.label) ": " (detail.says) }
        @if let Some(review) = item.review {
            br;
            @if item.review_passed { strong class="govuk-tag govuk-tag--red" { "Review was due" } " " }
            @else { "To be looked at again on " }
            (practice::book::day_in_words(review))
        }
    }
}
