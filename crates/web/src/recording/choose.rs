//! Choosing what to record: first what is owed and would be met by it, then everything by
//! the parts of practice.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use practice::book::RecordType;
use practice::engine::{Story, evaluate};
use record::{State, kinds};

use crate::child::{File, open};
use crate::components::{Label, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Whether people record it: not what only an import writes, nor what a decision does.
pub(crate) fn is_typed(record: &RecordType) -> bool {
    let by_imports = [
        kinds::EXTRACT_LISTING,
        kinds::VALUE_SET_ASIDE,
        kinds::DATASET_ROW,
        kinds::IMPORT,
        kinds::DOCUMENT,
        kinds::MERGED,
        kinds::PARTED,
    ];
    let name = record.name.as_str();
    // Signed where it is read.
    if name == crate::staff::READ {
        return false;
    }
    record.about == "child" && !by_imports.contains(&name) && !kinds::OF_DECIDING.contains(&name)
}

/// The page.
pub(crate) fn choose(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let owed = owed(visit, &file);
    let looked_for = asked.query.one("what");
    let mut areas: BTreeMap<&str, Vec<&RecordType>> = BTreeMap::new();
    for record in visit.app.book.records.values() {
        if is_typed(record) && people::may_record(visit, &file, record).allowed {
            areas.entry(&record.area).or_default().push(record);
        }
    }
    let address =
        |record: &RecordType| format!("/child/{}/record/{}", file.child.subject, record.name);
    let main = html! {
        span class="govuk-caption-l" { (file.name) }
        h1 class="govuk-heading-l" { "What do you want to record?" }
        form method="get" action={ "/child/" (file.child.subject) "/record" } role="search" {
            (TextInput {
                label: Label { text: "Look for it by a word", of: "what", ..Label::default() },
                hint: Some("For example: visit, case note, missing, health"),
                id: "what", name: "what", value: Some(looked_for).filter(|word| !word.is_empty()),
                width: "govuk-input--width-20", ..TextInput::default()
            }.markup())
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Look" }
        }
        @if !looked_for.is_empty() {
            @let found: Vec<&&RecordType> = areas.values().flatten().filter(|record| is_called(record, looked_for)).collect();
            h2 class="govuk-heading-m" role="status" { (found.len()) " found" }
            ul class="govuk-list" {
                @for record in &found { li { a class="govuk-link" href=(address(record)) { (record.title) } } }
            }
        }
        @if !owed.is_empty() {
            h2 class="govuk-heading-m" { "What is owed" }
            ul class="govuk-list" {
                @for (record, duty) in &owed {
                    li {
                        a class="govuk-link" href=(address(record)) { (record.title) }
                        ", for: " (duty)
                    }
                }
            }
        }
        @if areas.is_empty() { p class="govuk-body" { "There is nothing that you may record in this file." } }
        @for (area, records) in &areas {
            details class="govuk-details" {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { (words::sentence(&area.replace('-', " "))) " (" (records.len()) ")" }
                }
                div class="govuk-details__text" {
                    ul class="govuk-list" {
                        @for record in records {
                            li { a class="govuk-link" href=(address(record)) { (record.title) } }
                        }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What do you want to record?",
        main,
        ..Content::default()
    })))
}

/// Whether every word that was looked for begins a word of what it is called.
fn is_called(record: &RecordType, looked_for: &str) -> bool {
    let title = record.title.to_lowercase();
    let mut looked_for = looked_for.split_whitespace().map(str::to_lowercase);
    looked_for.all(|word| {
        title
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|part| part.starts_with(&word))
    })
}

/// The record types that would meet what is open, each with the duty's title; the most
/// pressing first.
fn owed<'v>(visit: &'v Visit<'_>, file: &File) -> Vec<(&'v RecordType, &'v str)> {
    let book = &visit.app.book;
    let story = Story::new(book, &file.casefile.facts);
    let mut open: Vec<_> = (evaluate(book, file.child.subject, &story).owed.into_iter())
        .filter(|owed| owed.duty.had_started(visit.now))
        .filter(|owed| matches!(owed.duty.state(visit.now), State::Running | State::Overdue))
        .filter(|owed| owed.duty.due.is_some())
        .collect();
    open.sort_by_key(|owed| owed.duty.due.map(practice::When::end));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for owed in &open {
        let clock = owed.clock;
        for met in owed.start.met(clock) {
            let Some(record) = book.record(&met.by.kind) else {
                continue;
            };
            let may = is_typed(record) && people::may_record(visit, file, record).allowed;
            if may && seen.insert(&record.name) {
                found.push((record, clock.title.as_str()));
            }
        }
    }
    found.truncate(12);
    found
}

/// What leads from a file to what is recorded in it every day.
pub(crate) fn quick(visit: &Visit<'_>, file: &File) -> Markup {
    let records = visit.app.book.records.values();
    let quick = records.filter_map(|record| Some((record, record.quick.as_ref()?)));
    let may = quick
        .filter(|(record, _)| is_typed(record) && people::may_record(visit, file, record).allowed);
    html! {
        @for (record, says) in may {
            a href={ "/child/" (file.child.subject) "/record/" (record.name) } role="button" draggable="false"
                class="govuk-button govuk-button--secondary" data-module="govuk-button" { (says) }
        }
    }
}

/// What leads from a file to recording in it.
pub(crate) fn start(visit: &Visit<'_>, file: &File) -> Markup {
    let records = visit.app.book.records.values();
    let may =
        |record: &RecordType| is_typed(record) && people::may_record(visit, file, record).allowed;
    html! {
        @if records.clone().any(may) {
            a href={ "/child/" (file.child.subject) "/record" } role="button" draggable="false"
                class="govuk-button" data-module="govuk-button" { "Record something" }
        }
    }
}
