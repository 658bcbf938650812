//! Finding a child: one box over names, dates of birth, identifiers and addresses.
//!
//! What is typed is sealed before it goes into an address, so that one can come back to
//! what was found, and nobody's name stands in a browser's history.

use maud::{Markup, html};
use practice::When;
use record::find::{Found, Query, Search};
use record::may::Action;

use crate::components::{ErrorSummary, Label, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// How many are shown.
const SHOWN: usize = 25;
/// How many are weighed.
const WEIGHED: usize = 500;

/// Seals what was typed, and asks for what is found.
pub(crate) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let typed = asked.answers.one("who");
    if typed.is_empty() {
        let wrong = "Enter a name, a date of birth, an identifier or an address";
        return Ok(Reply::Invalid(page(visit, "", Some(wrong), None)));
    }
    let sealed = visit
        .app
        .sealer
        .seal(visit.app.random()?, &reader(visit), typed);
    let sealed =
        sealed.ok_or_else(|| Stop::Broken("what was typed could not be sealed".to_owned()))?;
    Ok(Reply::Go(format!("/find?q={sealed}")))
}

/// Shows the box, and what is found.
pub(crate) fn find(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let sealed = asked.query.one("q");
    let typed = visit
        .app
        .sealer
        .open(&reader(visit), sealed)
        .unwrap_or_default();
    if typed.is_empty() {
        return Ok(Reply::Page(page(visit, "", None, None)));
    }
    let found = search(visit, &typed)?;
    Ok(Reply::Page(page(visit, &typed, None, Some(&found))))
}

/// Whom a sealed text is for: this session's person alone.
fn reader(visit: &Visit<'_>) -> String {
    format!("find {}", visit.who.worker)
}

/// What was found.
struct Results {
    found: Vec<Found>,
    more: bool,
    cut: bool,
}

fn search(visit: &mut Visit<'_>, typed: &str) -> Result<Results, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let Some(finding) = book.finding.as_ref() else {
        return Err(Stop::Broken(
            "the practice book does not say how to find anybody".to_owned(),
        ));
    };
    let query = Query::parse(typed, finding, When::Instant(visit.now).day());
    let candidates = visit.reader.find(&query.lookups(finding), WEIGHED)?;
    let cut = candidates.cut || query.shortened;
    let search = Search {
        query: &query,
        finding,
    };
    let mut seen = Vec::new();
    let mut more = false;
    for found in search.rank(candidates.people) {
        let subject = found.candidate.subject;
        if visit.reader.child(subject)?.is_none() {
            continue;
        }
        let target = crate::people::target(visit, subject)?;
        if !visit.may(Action::Find, &target, None).allowed {
            continue;
        }
        if seen.len() == SHOWN {
            more = true;
            break;
        }
        seen.push(found);
    }
    Ok(Results {
        found: seen,
        more,
        cut,
    })
}

fn page(visit: &Visit<'_>, typed: &str, wrong: Option<&str>, result: Option<&Results>) -> Markup {
    let errors = ErrorSummary {
        errors: wrong
            .map(|wrong| (wrong, Some("#who")))
            .into_iter()
            .collect(),
    };
    let main = html! {
        (errors.markup())
        h1 class="govuk-heading-l" { "Find a child" }
        form method="post" action="/find" role="search" novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            (TextInput {
                label: Label { text: "Who are you looking for?", of: "who", ..Label::default() },
                hint: Some("Any of a name, a date of birth, an identifier, a postcode or part of an address, in any order. It need not be spelt right."),
                id: "who", name: "who", value: Some(typed).filter(|typed| !typed.is_empty()), error: wrong,
                spelling: Some(false), ..TextInput::default()
            }.markup())
            button type="submit" class="govuk-button" data-module="govuk-button" { "Find" }
        }
        @if let Some(result) = result { (found(result, When::Instant(visit.now).day())) }
    };
    visit.page(&Content {
        title: "Find a child",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}

fn found(result: &Results, today: jiff::civil::Date) -> Markup {
    html! {
        h2 class="govuk-heading-m" role="status" {
            @match result.found.len() {
                0 => { "Nobody found" }
                1 => { "1 child found" }
                many => { (many) " children found" }
            }
        }
        @if result.found.is_empty() {
            p class="govuk-body" { "Try fewer words, or another spelling. A child whose file is restricted is found only by those who are named in it." }
        }
        @if result.cut || result.more {
            p class="govuk-inset-text" { "There are more. Add a date of birth, a postcode or another name." }
        }
        ul class="govuk-list sightline-found" {
            @for one in &result.found {
                @let person = &one.candidate.particulars;
                li {
                    a class="govuk-link govuk-!-font-weight-bold" href={ "/child/" (one.candidate.subject) } {
                        (person.name().unwrap_or_else(|| "Name not recorded".to_owned()))
                    }
                    @if let Some(born) = person.born_on.first() {
                        ", born " (practice::book::day_in_words(*born)) " (" (crate::child::age(*born, today)) ")"
                    }
                    @for identifier in person.identifiers.iter().take(2) {
                        ", " @if !identifier.called.is_empty() { (identifier.called) " " } (identifier.value)
                    }
                    div class="govuk-hint" {
                        "Found by: "
                        (one.fits.reasons.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>().join("; "))
                    }
                }
            }
        }
    }
}
