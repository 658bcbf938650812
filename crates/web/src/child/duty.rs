//! *Why is this due?*: the rule and its source, what started it, how the days were counted
//! and which were left out, what met it, and what no source could have told.

use maud::{Markup, html};
use practice::When;
use practice::book::day_in_words;
use practice::count::Counting;
use practice::engine::{Explanation, Story, evaluate};
use record::Duty;

use super::duties::{due, may_see, state};
use super::top::top;
use super::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The page.
pub(crate) fn duty(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "duty")?;
    let id = asked.word("duty")?;
    let as_at = file.as_at(visit);
    let book = &visit.app.book;
    let story = Story::new(book, &file.casefile.facts);
    let owed = evaluate(book, file.child.subject, &story).owed;
    let found = owed.into_iter().find(|owed| owed.duty.id() == id);
    let owed = found
        .filter(|owed| owed.duty.had_started(as_at) && may_see(visit, &file, &owed.duty))
        .ok_or(Stop::NotFound)?;
    let why = owed.explain(book, &story);
    let main = html! {
        (top(visit, &file, "duties"))
        span class="govuk-caption-l" { "Why is this due?" }
        h1 class="govuk-heading-l" { (why.title) }
        dl class="govuk-summary-list" {
            (row("State", &state(&owed.duty, as_at)))
            (row("Due", &html! { (due(&owed.duty, as_at)) }))
            (dates(&owed.duty, &why))
            (row("Because", &html! {
                (words::when(owed.duty.started.at)) ": "
                a class="govuk-link" href=(file.address(&format!("entry/{}", why.started.by))) { (why.started.says) }
            }))
            (row("Counted", &html! {
                (words::sentence(&why.within)) ", " (counting(&why.counting)) (counted(&why))
            }))
            (done(&file, &why, as_at))
            @if !why.not_known.is_empty() {
                (row("Not known", &html! { @for reason in &why.not_known { p class="govuk-body" { (words::whole(reason)) } } }))
            }
            (row("Owed by", &html! {
                (words::sentence(&why.owner))
                @if !why.climbs.is_empty() { ". If it is not done it climbs to the " (why.climbs.join(", then the ")) "." }
            }))
        }
        (sources(&why))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Why is this due?",
        main,
        ..Content::default()
    })))
}

fn row(key: &str, value: &Markup) -> Markup {
    html! {
        div class="govuk-summary-list__row" {
            dt class="govuk-summary-list__key" { (key) }
            dd class="govuk-summary-list__value" { (value) }
        }
    }
}

fn dates(duty: &Duty, why: &Explanation) -> Markup {
    html! {
        @if let Some(day) = why.plan_by.filter(|day| duty.due.is_none_or(|due| due.day() != *day)) { (row("Plan it by", &html! { (day_in_words(day)) })) }
        @if let Some(day) = why.earliest.filter(|_| duty.due.is_some()) {
            (row("Not before", &html! { (words::when(day)) }))
        }
        @if let Some(day) = why.should_by {
            (row("Should be done by", &html! { (words::when(day)) ": an aim, and no breach" }))
        }
        @if let Some(from) = why.counted_from { (row("Counted from", &html! { (words::when(from)) })) }
    }
}

/// Whether the first day is counted, as one says it.
fn counting(by_the_book: &str) -> &str {
    match by_the_book.parse() {
        Ok(Counting::TriggerDayExcluded) => "from the day after",
        Ok(Counting::BeginningWithTriggerDay) => "with that day as the first",
        Err(_) => by_the_book,
    }
}

/// Which days were left out of the count, and what moved the date.
fn counted(why: &Explanation) -> Markup {
    html! {
        @if let Some(count) = &why.count {
            p class="govuk-body" {
                "From " (day_in_words(count.first)) " to " (day_in_words(count.last)) ", leaving out "
                (words::count(i64::try_from(count.weekend_days).unwrap_or(i64::MAX), "weekend day", "weekend days"))
                @if count.bank_holidays.is_empty() { "." } @else { " and:" }
            }
            ul class="govuk-list govuk-list--bullet" {
                @for (day, name) in &count.bank_holidays { li { (day_in_words(*day)) ", " (name) } }
                @for (day, name) in &count.not_statutory {
                    li { (day_in_words(*day)) ", " (name) ": the authority's own closure day, which the law counts" }
                }
            }
            @if count.provisional {
                p class="govuk-body" { "It runs outside the years whose bank holidays are known, so the date is provisional." }
            }
        }
        @if let Some(then) = why.due_as_known_at_the_start {
            p class="govuk-body" { "By the holidays known when it began it was due " (words::when(then)) "." }
        }
        @if let Some(noon) = why.may_be_moved_to {
            p class="govuk-body" { "The court may let it run to " (words::when(noon)) "." }
        }
    }
}

fn done(file: &File, why: &Explanation, as_at: jiff::Timestamp) -> Markup {
    let happened = |at: Option<When>| at.is_none_or(|at| at.start() <= as_at);
    let moment = |at: Option<When>| {
        at.map_or_else(|| "On a day that is not recorded".to_owned(), words::when)
    };
    html! {
        @for (key, told) in [("Done", &why.met), ("Ended", &why.ended)] {
            @if let Some(told) = told.as_ref().filter(|told| happened(told.at)) {
                (row(key, &html! {
                    (moment(told.at)) ": "
                    a class="govuk-link" href=(file.address(&format!("entry/{}", told.by))) { (told.says) }
                }))
            }
        }
    }
}

fn sources(why: &Explanation) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "What asks for it" }
        ul class="govuk-list govuk-list--bullet" {
            @for source in &why.sources {
                li {
                    (source.cite) " (" (source.level)
                    @if source.confirmed == "none" { ", text not checked" }
                    ")"
                }
            }
        }
        @if let Some(note) = &why.note { p class="govuk-body" { (note) } }
        @if let Some(condition) = &why.because {
            p class="govuk-body" { "It applies because this held: " code { (condition) } }
        }
        p class="govuk-body govuk-!-font-size-16" { "Rule: " (why.rule) " in the practice book." }
    }
}
