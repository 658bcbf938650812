//! Withdrawing an entry that should never have been recorded: with a reason, and for all
//! to see.

use maud::{Markup, html};
use practice::Fact;
use record::casefile::last_version;
use record::may::Action;

use super::correct::found;
use super::keep::{Written, keep};
use crate::child::{File, open};
use crate::components::{ErrorSummary, Label, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(crate) fn withdraw(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (fact, _) = found(visit, &file, asked, &book, Action::Withdraw)?;
    Ok(Reply::Page(form(visit, &file, fact, None)))
}

/// Withdraws it, or says what is wrong.
pub(crate) fn take_withdrawal(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (fact, record) = found(visit, &file, asked, &book, Action::Withdraw)?;
    let reason = asked.answers.one("reason");
    if reason.is_empty() {
        let wrong = "Enter why this should never have been recorded";
        return Ok(Reply::Invalid(form(visit, &file, fact, Some(wrong))));
    }
    keep(
        visit,
        &file,
        Written {
            record,
            fields: fact.fields.clone(),
            occurred: fact.occurred,
            corrects: Some(last_version(fact)),
            withdrawn: Some(reason.to_owned()),
            draft: None,
        },
    )?;
    Ok(Reply::Go(format!(
        "/child/{}/entry/{}",
        file.child.subject, fact.id
    )))
}

fn form(visit: &Visit<'_>, file: &File, fact: &Fact, wrong: Option<&str>) -> Markup {
    let errors = ErrorSummary {
        errors: wrong
            .map(|wrong| (wrong, Some("#reason")))
            .into_iter()
            .collect(),
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Withdraw an entry" }
                div class="govuk-inset-text" { (visit.app.book.say(fact)) }
                p class="govuk-body" {
                    "It stays in the file, marked as withdrawn, with your name and your reason. Nothing that is owed is worked out from it any more. Where it is only wrong, correct it instead."
                }
                form method="post" action={ "/child/" (file.child.subject) "/entry/" (fact.id) "/withdraw" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    (Textarea {
                        label: Label { text: "Why should it never have been recorded?", of: "reason", ..Label::default() },
                        id: "reason", name: "reason", error: wrong, rows: Some(4),
                        ..Textarea::default()
                    }.markup())
                    button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button" data-prevent-double-click="true" { "Withdraw" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Withdraw an entry",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}
