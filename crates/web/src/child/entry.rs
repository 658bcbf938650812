//! One entry of a file: each answer, where it came from, who recorded it and when; what it
//! corrected, and what corrected it.

use std::collections::BTreeSet;

use maud::{Markup, html};
use practice::{Book, Fact};
use record::exempt::plain;
use record::{Entry, casefile::last_version};

use super::top::top;
use super::{beside, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The page of the fact that an entry told, or corrected.
pub(crate) fn entry(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "entry")?;
    let id = asked.id("entry")?;
    let tells = |fact: &&Fact| {
        fact.id == id
            || fact
                .earlier
                .iter()
                .any(|earlier| earlier.corrected_by == id)
    };
    let fact = file.shown.facts.iter().find(tells).ok_or(Stop::NotFound)?;
    if !crate::people::may_read_kind(visit, &file, &fact.kind).allowed {
        return Err(Stop::NotFound);
    }
    let title = visit.app.book.record(&fact.kind);
    let title = title.map_or(fact.kind.as_str(), |record| record.title.as_str());
    let versions: BTreeSet<_> = [fact.id]
        .into_iter()
        .chain(fact.earlier.iter().map(|earlier| earlier.corrected_by))
        .collect();
    let told: Vec<&Entry> = file
        .entries
        .iter()
        .filter(|one| versions.contains(&one.header.id))
        .collect();
    let recorded = told
        .iter()
        .rev()
        .map(|one| recorded(visit, one))
        .collect::<Result<Vec<_>, Stop>>()?;
    let authorisation = crate::deciding::standing(visit, &file, fact)?;
    let together = beside::together(visit, &file, fact)?;
    let main = html! {
        (top(visit, &file, "timeline"))
        span class="govuk-caption-l" { (words::when(fact.occurred)) }
        h1 class="govuk-heading-l" { (title) }
        @if fact.withdrawn { p class="govuk-body" { strong class="govuk-tag govuk-tag--red" { "Withdrawn" } } }
        p class="govuk-body-l" { (plain(&visit.app.book.say(fact))) }
        (answers(&visit.app.book, fact))
        (together)
        (beside::disagreements(visit, &file, fact))
        (authorisation)
        (crate::documents::of_entry(visit, &file, fact))
        (crate::recording::actions(visit, &file, fact))
        (crate::taking::one(visit, &file, fact))
        h2 class="govuk-heading-m" { "How it was recorded" }
        ol class="govuk-list" reversed { @for one in &recorded { li { (one) } } }
        @if last_version(fact) != fact.id {
            h2 class="govuk-heading-m" { "What it said before" }
            @for earlier in fact.earlier.iter().rev() {
                @let before = Fact { fields: earlier.fields.clone(), ..fact.clone() };
                div class="govuk-inset-text" { (answers(&visit.app.book, &before)) }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "An entry of a file",
        main,
        ..Content::default()
    })))
}

/// Each question with its answer, in the order of the form. What was left empty is not shown.
pub(crate) fn answers(book: &Book, fact: &Fact) -> Markup {
    let fields = book.record(&fact.kind).map(|record| &record.fields);
    let mut names: Vec<&String> = fact.fields.keys().collect();
    names.sort_by_key(|name| {
        let field = fields.and_then(|fields| fields.get(*name));
        field.map_or(usize::MAX, |field| field.place)
    });
    html! {
        dl class="govuk-summary-list" {
            @for name in names {
                @let field = fields.and_then(|fields| fields.get(name));
                @if is_shown(fact, name, field) {
                    div class="govuk-summary-list__row" {
                        dt class="govuk-summary-list__key" { (field.map_or(name.as_str(), |field| field.ask.as_str())) }
                        dd class="govuk-summary-list__value sightline-typed" { (crate::recording::marked(&book.say_field(fact, name))) }
                    }
                }
            }
        }
    }
}

/// Links lead elsewhere, and who decided stands among how it was recorded.
fn is_shown(fact: &Fact, name: &str, field: Option<&practice::book::Field>) -> bool {
    let is_link =
        |field: &practice::book::Field| matches!(field.kind, practice::expr::FieldType::Link(_));
    let decided = record::kinds::OF_DECIDING.contains(&fact.kind.as_str());
    // Which files and entries they were tells people nothing.
    let of_merging = record::merge::is_of_merging(&fact.kind);
    if of_merging && ["other", "moved"].contains(&name) {
        return false;
    }
    !(field.is_some_and(is_link) || (decided && name == "worker"))
}

/// Who recorded an entry, when, and from where.
fn recorded(visit: &mut Visit<'_>, entry: &Entry) -> Result<Markup, Stop> {
    let body = entry.body.as_ref();
    let from = body.and_then(|body| body.from.as_ref());
    let withdrawn = body.and_then(|body| body.withdrawn.as_ref());
    let by = visit.reader.worker(entry.header.recorded_by)?;
    let by = by.map(|worker| worker.name);
    let what = match (entry.header.corrects, withdrawn) {
        (_, Some(_)) => "Withdrawn",
        (Some(_), None) => "Corrected",
        (None, None) => "Recorded",
    };
    Ok(html! {
        (what) " " (words::moment(entry.header.recorded_at))
        @if let Some(by) = &by { " by " (by) }
        @if let Some(from) = from {
            ", taken from " (words::file_name(&from.file)) ", line " (from.line)
            @if let Some(recorded) = from.recorded { ", where it was recorded " (words::when(recorded)) }
        }
        "."
        @if let Some(why) = withdrawn { " Reason: " (why) }
    })
}
