//! What matters now, on one screen: who the child is, in which states, who works with the
//! child, what is owed this week, and what happened last.

use jiff::SignedDuration;
use maud::{Markup, html};
use practice::engine::{Story, evaluate};
use record::telling::{happened, is_quiet};
use record::{Duty, State};

use super::duties::{is_open, order, table};
use super::timeline::item;
use super::top::top;
use super::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many of the last things that happened are shown.
const LAST: usize = 5;

/// The page.
pub(crate) fn overview(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "file")?;
    let as_at = file.as_at(visit);
    let workers = crate::people::workers_so_far(visit, &file)?;
    let book = &visit.app.book;
    let story = Story::new(book, &file.casefile.facts);
    let now: Vec<_> = (story.states().into_iter())
        .filter(|spell| spell.from.start() <= as_at)
        .filter(|spell| spell.to.is_none_or(|to| to.start() > as_at))
        .collect();
    let mut owed: Vec<Duty> = (evaluate(book, file.child.subject, &story).owed.into_iter())
        .map(|owed| owed.duty)
        .filter(|duty| duty.had_started(as_at) && this_week(duty, as_at))
        .filter(|duty| !is_quiet(book, duty, as_at))
        .collect();
    owed.sort_by_key(|duty| order(duty, as_at));
    let mut last = happened(book, &file.casefile, as_at);
    last.reverse();
    last.truncate(LAST);
    let main = html! {
        (top(visit, &file, ""))
        h1 class="govuk-visually-hidden" { "Overview" }
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h2 class="govuk-heading-m" { "Owed this week" }
                @if owed.is_empty() { p class="govuk-body" { "Nothing is overdue or due in the next seven days." } }
                @else { (table(book, &file, &owed, as_at)) }
                p class="govuk-body" { a class="govuk-link" href=(file.address("duties")) { "Everything that is owed" } }
                h2 class="govuk-heading-m" { "What happened last" }
                div class="moj-timeline" { @for one in &last { (item(&file, one)) } }
                p class="govuk-body" { a class="govuk-link" href=(file.address("timeline")) { "The whole timeline" } }
            }
            div class="govuk-grid-column-one-third" {
                (crate::recording::start(visit, &file))
                (crate::taking::start(visit, &file))
                h2 class="govuk-heading-m" { "Now" }
                @if now.is_empty() { p class="govuk-body" { "In none of the states that the practice book knows." } }
                ul class="govuk-list" {
                    @for spell in &now {
                        li {
                            strong { (spell.title) }
                            " since " @if !spell.certain { "or before " } (words::when(spell.from))
                        }
                    }
                }
                h2 class="govuk-heading-m" { "Workers so far" }
                (workers)
                (who(visit, &file))
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

fn this_week(duty: &Duty, as_at: jiff::Timestamp) -> bool {
    let state = duty.state(as_at);
    let week = as_at
        .checked_add(SignedDuration::from_hours(7 * 24))
        .unwrap_or(as_at);
    let soon = duty.due.is_some_and(|due| due.start() <= week);
    is_open(state) && soon && matches!(state, State::Running | State::Overdue)
}

/// What each source tells of who the child is.
fn who(visit: &Visit<'_>, file: &File) -> Markup {
    let book = &visit.app.book;
    let told: Vec<_> = crate::people::told_of_the_child(book, &file.casefile).collect();
    html! {
        @if !told.is_empty() {
            h2 class="govuk-heading-m" { "Who the child is" }
            @for fact in &told {
                details class="govuk-details" {
                    summary class="govuk-details__summary" {
                        span class="govuk-details__summary-text" {
                            (book.record(&fact.kind).map_or(fact.kind.as_str(), |record| record.title.as_str()))
                            ", " (words::when(fact.occurred))
                        }
                    }
                    div class="govuk-details__text" { (super::entry::answers(book, fact)) }
                }
            }
        }
    }
}
