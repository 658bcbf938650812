//! A handover as the next worker reads it: the story, who matters, the risks, the plan, what was
//! promised and is owed, and what the last worker wants said; with whether it was read.

use maud::{Markup, html};
use practice::{Fact, Id};
use record::exempt::plain;

use super::{HANDOVER, READ, WORDS};
use crate::child::{File, open, top};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::recording::{Wrong, marked};
use crate::reply::{Reply, Stop};
use crate::staff::questions::summary;
use crate::visit::Visit;
use crate::words;

/// The page.
pub(in crate::staff) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "handover")?;
    let form = super::sign::form(visit, &file, asked, &[])?;
    Ok(Reply::Page(page(visit, &file, &form, &[])?))
}

/// The last handover of a file that was not withdrawn.
pub(super) fn last(file: &File) -> Option<&Fact> {
    let all = file.casefile.of_kind(HANDOVER);
    // Of one day, the one that was recorded last.
    all.max_by_key(|fact| {
        (
            fact.occurred.start(),
            fact.recorded.map(practice::When::start),
        )
    })
}

/// That it was read, where it was.
pub(super) fn reading<'f>(file: &'f File, handover: &Fact) -> Option<&'f Fact> {
    let mut all = file.casefile.of_kind(READ);
    all.find(|fact| fact.link("handover") == Some(handover.id))
}

/// That it says in words alone who takes over.
pub(super) fn named_in_words(file: &File, handover: &Fact) -> Markup {
    let shown = file.as_shown(handover);
    let to = shown.text("to").unwrap_or_default();
    html! {
        "It says in words alone who takes over (" (plain(to)) "), and two can have the same name: so nobody can sign it."
    }
}

/// The page, with the form to sign it or whatever stands in its place.
pub(super) fn page(
    visit: &mut Visit<'_>,
    file: &File,
    form: &Markup,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    if !people::may_read_kind(visit, file, HANDOVER).allowed {
        return Err(Stop::NotFound);
    }
    let told = match last(file) {
        None => html! {
            p class="govuk-body" { "No handover has been made for this child. One is made whenever the child goes to another worker." }
        },
        Some(fact) => told(visit, file, file.as_shown(fact), fact),
    };
    let main = html! {
        (top(visit, file, "handover"))
        (summary(wrong))
        h1 class="govuk-heading-l" { "Handover" }
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (told)
                (form)
                p class="govuk-body" {
                    a class="govuk-link" href=(file.address("chronology")) { "The whole chronology" }
                    ", "
                    a class="govuk-link" href=(file.address("")) { "the file" }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Handover",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}

/// What it says.
fn told(visit: &Visit<'_>, file: &File, shown: &Fact, fact: &Fact) -> Markup {
    let book = &visit.app.book;
    let said = |field: &str| book.say_field(shown, field);
    let fields = book.record(HANDOVER).map(|record| &record.fields);
    let mut parts: Vec<_> = (fields.into_iter().flatten())
        .filter(|(name, field)| field.long && shown.field(name).is_some())
        .collect();
    parts.sort_by_key(|(_, field)| field.place);
    let had_left = shown.field("had_left") == Some(&practice::Value::YesNo(true));
    let since = words_since(file, fact);
    html! {
        p class="govuk-body-l" { (plain(&book.say(shown))) }
        p class="govuk-body" {
            "Made on " (words::when(fact.occurred))
            @if shown.field("takes_over").is_some() { ", for the child to be theirs from " (said("takes_over")) }
            ". "
            a class="govuk-link" href=(file.address(&format!("entry/{}", fact.id))) { "How it was recorded" }
        }
        @if had_left {
            div class="govuk-inset-text" { "The last worker had left before this was made: it is made from the file alone." }
        }
        @for (name, field) in &parts {
            h2 class="govuk-heading-m" { (field.ask) }
            (text(name, &said(name)))
        }
        @if shown.field("said").is_none() && since.is_empty() && !had_left {
            h2 class="govuk-heading-m" { "What does the last worker want said?" }
            p class="govuk-body" { "Nothing yet. What they write appears here." }
        }
        @for later in &since {
            @let shown = file.as_shown(later);
            h2 class="govuk-heading-m" { "Said by the last worker on " (words::when(later.occurred)) }
            div class="govuk-body sightline-typed" { (marked(&book.say_field(shown, "words"))) }
            @if shown.field("child").is_some() {
                p class="govuk-body" { "What the child was told, and said: " (marked(&book.say_field(shown, "child"))) }
            }
        }
    }
}

/// A text; what was drawn from the file has a point to each line.
fn text(field: &str, words: &str) -> Markup {
    let lines: Vec<&str> = words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    html! {
        @if field == "said" || lines.len() < 2 {
            div class="govuk-body sightline-typed" { (marked(words)) }
        } @else {
            ul class="govuk-list govuk-list--bullet" { @for line in &lines { li { (marked(line)) } } }
        }
    }
}

/// What the last worker wrote after the handover was made.
fn words_since<'f>(file: &'f File, handover: &Fact) -> Vec<&'f Fact> {
    let from = handover.text("from").and_then(|id| id.parse::<Id>().ok());
    let place = |id: Id| file.entries.iter().position(|one| one.header.id == id);
    let made = place(handover.id);
    let since = file.casefile.of_kind(WORDS).filter(|fact| {
        let entry = place(fact.id);
        let by = entry.and_then(|place| file.entries.get(place));
        entry > made && by.map(|one| one.header.recorded_by) == from
    });
    since.collect()
}
