//! Sending an entry for authorisation, with what is missing before one's eyes.

use maud::{Markup, html};
use practice::{Book, Fact, When};
use record::authorising::{Standing, of};
use record::casefile::last_version;
use record::exempt::plain;
use record::kinds;

use super::standing::{can_be_sent, may_send, missing};
use super::together::Others;
use super::write::Decision;
use crate::answers::Answers;
use crate::child::{File, open};
use crate::components::{ErrorSummary, Label, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::{Since, begun_on, meanwhile, once_more_where_met, since};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows what would be sent and what is missing.
pub(crate) fn send(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let standing = found(visit, &file, asked, &book)?;
    if !can_be_sent(&standing) {
        return Ok(Reply::Go(entry(&file, standing.fact)));
    }
    allowed(visit, &file, &standing)?;
    let others = Others::of(visit, &file, &standing)?;
    let sent = Answers::default();
    let page = form(visit, (&file, &standing, &others), &sent, (None, &[]));
    Ok(Reply::Page(page))
}

/// Sends it, or says what is wrong. What somebody else recorded meanwhile is shown with what
/// was typed.
pub(crate) fn take_sending(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    once_more_where_met(visit, asked, take_once)
}

fn take_once(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let standing = found(visit, &file, asked, &book)?;
    // The same form, sent before; or somebody else sent it, which its page says.
    if !can_be_sent(&standing) {
        return Ok(Reply::Go(entry(&file, standing.fact)));
    }
    allowed(visit, &file, &standing)?;
    let comments = asked.answers.one("comments");
    let all = Others::of(visit, &file, &standing)?;
    let others = all.chosen(&asked.answers);
    let corrected = asked.answers.one("version") != last_version(standing.fact).to_string()
        || others.was_corrected(visit, &asked.answers);
    let lacks = !standing.missing.is_empty() || others.lack(&book, visit);
    let wrong = if corrected {
        Some("This was corrected while you were reading. Read it again before you send it")
    } else if comments.is_empty() && lacks {
        Some("Enter why it should be authorised although something is missing")
    } else {
        None
    };
    let mut since = since(visit, &file, asked)?;
    since.extend(others.since(visit, &asked.answers)?);
    if wrong.is_some() || !since.is_empty() {
        let others = Others::of(visit, &file, &standing)?;
        let shown = (&file, &standing, &others);
        let page = form(visit, shown, &asked.answers, (wrong, &since));
        return Ok(Reply::Invalid(page));
    }
    let said = [("comments", comments)];
    let mut decision = Decision::on(visit, &file, &standing)?;
    decision.say(visit, kinds::SENT, &said)?;
    let of_others = others.standings(&book, visit);
    let mut decisions = vec![decision];
    for (other, standing) in &of_others {
        let mut decision = Decision::on(visit, other, standing)?;
        decision.say(visit, kinds::SENT, &said)?;
        decisions.push(decision);
    }
    Decision::write_all(visit, decisions)?;
    Ok(Reply::Go(entry(&file, standing.fact)))
}

/// Where the entry in the address stands.
pub(super) fn found<'b, 'f>(
    visit: &Visit<'_>,
    file: &'f File,
    asked: &Asked,
    book: &'b Book,
) -> Result<Standing<'b, 'f>, Stop> {
    let day = When::Instant(visit.now).day();
    let standing = of(book, &file.casefile, asked.id("entry")?, day).ok_or(Stop::NotFound)?;
    if !crate::people::may_read_kind(visit, file, &standing.fact.kind).allowed {
        return Err(Stop::NotFound);
    }
    Ok(standing)
}

/// The address of an entry's page.
pub(super) fn entry(file: &File, fact: &Fact) -> String {
    format!("/child/{}/entry/{}", file.child.subject, fact.id)
}

fn allowed(visit: &Visit<'_>, file: &File, standing: &Standing<'_, '_>) -> Result<(), Stop> {
    let may = may_send(visit, file, standing);
    if may.allowed {
        return Ok(());
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

fn form(
    visit: &Visit<'_>,
    (file, standing, others): (&File, &Standing<'_, '_>, &Others),
    answers: &Answers,
    (wrong, since): (Option<&str>, &[Since]),
) -> Markup {
    let errors = ErrorSummary {
        errors: wrong
            .map(|wrong| (wrong, Some("#comments")))
            .into_iter()
            .collect(),
    };
    let comments = answers.one("comments");
    let book = &visit.app.book;
    let lacks = !standing.missing.is_empty() || others.lack(book, visit);
    let ask = if lacks {
        "Why should it be authorised although this is missing?"
    } else {
        "What should whoever authorises it know? (optional)"
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                (meanwhile(since))
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Send for authorisation" }
                div class="govuk-inset-text" { (plain(&visit.app.book.say(file.as_shown(standing.fact)))) }
                @if !lacks {
                    p class="govuk-body" { "Nothing that the practice book asks for is missing." }
                } @else {
                    (missing(file, &visit.app.book, standing, &html! { h2 class="govuk-heading-m" { "What is missing" } }))
                    (others.missing(book, visit))
                    p class="govuk-body" { "You can send it all the same. Whoever authorises it decides whether it can be let through." }
                }
                form method="post" action={ (entry(file, standing.fact)) "/send" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    (begun_on(file))
                    input type="hidden" name="version" value=(last_version(standing.fact));
                    (others.question(visit, file, answers))
                    (Textarea {
                        label: Label { text: ask, of: "comments", ..Label::default() },
                        id: "comments", name: "comments", error: wrong, rows: Some(4),
                        value: (!comments.is_empty()).then_some(comments),
                        ..Textarea::default()
                    }.markup())
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Send for authorisation" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Send for authorisation",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}
