//! Authorising what somebody else wrote, or returning it with comments; what is missing is
//! let through with a reason for each, or not at all.

use maud::{Markup, html};
use record::authorising::{Standing, Step};
use record::casefile::last_version;
use record::kinds;

use super::send::{entry, found};
use super::standing::{can_be_decided, may_authorise, missing};
use super::write::Decision;
use crate::answers::Answers;
use crate::child::{File, open};
use crate::components::{Choice, ErrorSummary, Label, Legend, Radios, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::{Since, begun_on, meanwhile, once_more_where_met, since};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Something wrong with what was sent: the question, and what is wrong.
type Wrong = (String, String);

/// Shows what is to be decided.
pub(crate) fn decide(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let standing = found(visit, &file, asked, &book)?;
    if !can_be_decided(&standing) {
        return Ok(Reply::Go(entry(&file, standing.fact)));
    }
    allowed(visit, &file, &standing)?;
    Ok(Reply::Page(form(
        visit,
        &file,
        &standing,
        &Answers::default(),
        (&[], &[]),
    )))
}

/// Writes the decision, or says what is wrong. What somebody else recorded meanwhile is shown
/// with what was typed.
pub(crate) fn take_decision(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    once_more_where_met(visit, asked, take_once)
}

fn take_once(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let standing = found(visit, &file, asked, &book)?;
    let answers = &asked.answers;
    if let Some(reply) = decided_meanwhile(visit, &file, &standing, answers)? {
        return Ok(reply);
    }
    allowed(visit, &file, &standing)?;
    let authorises = standing.waits() && answers.one("decision") == "authorise";
    let wrong = wrong(answers, &standing, authorises);
    let since = since(visit, &file, asked)?;
    if !wrong.is_empty() || !since.is_empty() {
        let page = form(visit, &file, &standing, answers, (&wrong, &since));
        return Ok(Reply::Invalid(page));
    }
    let comments = ("comments", answers.one("comments"));
    let mut decision = Decision::on(visit, &file, &standing)?;
    if authorises {
        for one in &standing.missing {
            let reason = answers.one(&question(&one.gate.name));
            let told = [
                ("gate", one.gate.name.as_str()),
                ("missing", one.gate.missing.as_str()),
                ("reason", reason),
            ];
            decision.say(visit, kinds::OVERRIDDEN, &told)?;
        }
        decision.say(visit, kinds::AUTHORISED, &[comments])?;
        decision.written_by_the_book(visit)?;
    } else {
        decision.say(visit, kinds::RETURNED, &[comments])?;
    }
    decision.write(visit)?;
    Ok(Reply::Go(entry(&file, standing.fact)))
}

/// What is answered where it is decided already: the same form, sent before, leads to what was
/// decided; where somebody else decided, that is said with what was typed.
fn decided_meanwhile(
    visit: &mut Visit<'_>,
    file: &File,
    standing: &Standing<'_, '_>,
    answers: &Answers,
) -> Result<Option<Reply>, Stop> {
    // A page that was shown while it waited asks for either; one that takes an authorisation
    // back carries that.
    let takes_back = answers.one("takes-back") == "yes";
    let is_as_shown = if takes_back {
        matches!(standing.step, Step::Authorised(_))
    } else {
        standing.waits()
    };
    if is_as_shown {
        return Ok(None);
    }
    let address = entry(file, standing.fact);
    let (verb, said) = match &standing.step {
        Step::Authorised(said) => ("authorised", said),
        Step::Returned(said) => ("returned", said),
        _ => return Ok(Some(Reply::Go(address))),
    };
    let typed = answers.whole("comments");
    if said.by == Some(visit.who.worker) || typed.trim().is_empty() {
        return Ok(Some(Reply::Go(address)));
    }
    let by = super::standing::name(visit, said.by)?;
    let title = "Somebody else has decided";
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { (title) }
                p class="govuk-body" {
                    @if let Some(by) = &by { (by) } @else { "Somebody" }
                    " " (verb) " this " (crate::words::when(said.at)) ", while you were reading. Nothing of yours was recorded."
                }
                @if let Some(words) = &said.words { div class="govuk-inset-text sightline-typed" { (words) } }
                h2 class="govuk-heading-m" { "What you typed" }
                div class="govuk-inset-text sightline-typed" { (typed) }
                p class="govuk-body" { a class="govuk-link" href=(address) { "See where it stands now" } }
            }
        }
    };
    Ok(Some(Reply::Invalid(visit.page(&Content {
        title,
        main,
        ..Content::default()
    }))))
}

fn allowed(visit: &Visit<'_>, file: &File, standing: &Standing<'_, '_>) -> Result<(), Stop> {
    let may = may_authorise(visit, file, standing);
    if may.allowed {
        return Ok(());
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

/// The name of the question why something may be missing.
fn question(gate: &str) -> String {
    format!("although-{gate}")
}

fn wrong(answers: &Answers, standing: &Standing<'_, '_>, authorises: bool) -> Vec<Wrong> {
    let of = |name: &str, says: &str| vec![(name.to_owned(), says.to_owned())];
    if answers.one("version") != last_version(standing.fact).to_string() {
        return of(
            "decision",
            "This was corrected while you were reading. Read it again before you decide",
        );
    }
    if authorises {
        let left = (standing.missing.iter())
            .map(|one| (question(&one.gate.name), &one.gate.missing))
            .filter(|(name, _)| answers.one(name).is_empty());
        return left
            .map(|(name, missing)| {
                let says =
                    format!("Enter why it can be authorised although this is missing: {missing}");
                (name, says)
            })
            .collect();
    }
    match answers.one("decision") {
        "return" if answers.one("comments").is_empty() => {
            of("comments", "Enter what has to change")
        }
        "return" => Vec::new(),
        _ => of("decision", "Select whether you authorise it or return it"),
    }
}

fn form(
    visit: &Visit<'_>,
    file: &File,
    standing: &Standing<'_, '_>,
    answers: &Answers,
    (wrong, since): (&[Wrong], &[Since]),
) -> Markup {
    let title = if standing.waits() {
        "Authorise or return"
    } else {
        "Take the authorisation back"
    };
    let links: Vec<String> = wrong.iter().map(|(name, _)| format!("#{name}")).collect();
    let errors = ErrorSummary {
        errors: (wrong.iter().zip(&links))
            .map(|((_, says), link)| (says.as_str(), Some(link.as_str())))
            .collect(),
    };
    let record = visit.app.book.record(&standing.fact.kind);
    let record = record.map_or(standing.fact.kind.as_str(), |record| record.title.as_str());
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                (meanwhile(since))
                span class="govuk-caption-l" { (file.name) ", " (record) }
                h1 class="govuk-heading-l" { (title) }
                (crate::child::answers(&visit.app.book, file.as_shown(standing.fact)))
                @if let Some(words) = standing.sent.as_ref().and_then(|said| said.words.as_ref()) {
                    h2 class="govuk-heading-m" { "What was said when it was sent" }
                    div class="govuk-inset-text sightline-typed" { (words) }
                }
                (missing(file, &visit.app.book, standing, &html! { h2 class="govuk-heading-m" { "What is missing" } }))
                (questions(visit, file, standing, answers, wrong))
            }
        }
    };
    visit.page(&Content {
        title,
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    })
}

fn questions(
    visit: &Visit<'_>,
    file: &File,
    standing: &Standing<'_, '_>,
    answers: &Answers,
    wrong: &[Wrong],
) -> Markup {
    let error = |name: &str| {
        let found = wrong.iter().find(|(other, _)| other == name);
        found.map(|(_, says)| says.as_str())
    };
    let given = |name: &str| Some(answers.whole(name)).filter(|text| !text.is_empty());
    let long = |name: &str, ask: &str| {
        Textarea {
            label: Label {
                text: ask,
                of: name,
                ..Label::default()
            },
            id: name,
            name,
            value: given(name),
            error: error(name),
            rows: Some(4),
            ..Textarea::default()
        }
        .markup()
    };
    let choice = |value: &'static str, text: &'static str| Choice {
        value: value.into(),
        text: text.into(),
        ..Choice::default()
    };
    let waits = standing.waits();
    html! {
        form method="post" action={ (entry(file, standing.fact)) "/decide" } novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            (begun_on(file))
            input type="hidden" name="version" value=(last_version(standing.fact));
            @if waits {
                (Radios {
                    legend: Some(Legend { text: "What do you decide?", ..Legend::default() }),
                    id: Some("decision"),
                    name: "decision",
                    error: error("decision"),
                    items: vec![choice("authorise", "I authorise it"), choice("return", "I return it for changes")],
                    value: given("decision"),
                    ..Radios::default()
                }.markup())
                @for one in &standing.missing {
                    (long(&question(&one.gate.name), &format!("If you authorise it: why, although this is missing? {}", one.gate.missing)))
                }
                (long("comments", "What do you decide, and why? If you return it: what has to change?"))
            } @else {
                input type="hidden" name="decision" value="return";
                input type="hidden" name="takes-back" value="yes";
                (long("comments", "What has to change?"))
            }
            button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Record the decision" }
        }
    }
}
