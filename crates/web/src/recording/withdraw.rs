//! Withdrawing an entry that should never have been recorded: with a reason, and for all
//! to see.

use maud::{Markup, html};
use practice::{Fact, Id};
use record::casefile::last_version;
use record::exempt::plain;
use record::may::Action;

use super::correct::{found, told};
use super::keep::{Written, keep};
use super::since::{Since, begun_on, once_more_where_met, shown as meanwhile, since};
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
    let draft = visit.app.new_id()?;
    let shown = Shown {
        draft,
        reason: "",
        wrong: None,
        since: &[],
    };
    Ok(Reply::Page(form(visit, &file, fact, &shown)))
}

/// Withdraws it, or says what is wrong. What somebody else recorded meanwhile is shown with the
/// reason that was typed.
pub(crate) fn take_withdrawal(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    once_more_where_met(visit, asked, take_once)
}

fn take_once(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (fact, record) = told(visit, &file, asked, &book, Action::Withdraw)?;
    let back = format!("/child/{}/entry/{}", file.child.subject, fact.id);
    if fact.withdrawn {
        // The same form, sent before; or somebody else was quicker, and their reason stands there.
        return Ok(Reply::Go(back));
    }
    let answers = &asked.answers;
    let draft = answers.one("draft").parse().map_err(|_| Stop::Stale)?;
    let reason = answers.one("reason");
    let wrong = reason
        .is_empty()
        .then_some("Enter why this should never have been recorded");
    let since = since(visit, &file, asked)?;
    if wrong.is_some() || !since.is_empty() {
        let shown = Shown {
            draft,
            reason,
            wrong,
            since: &since,
        };
        return Ok(Reply::Invalid(form(visit, &file, fact, &shown)));
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
            draft: Some(draft),
        },
    )?;
    Ok(Reply::Go(back))
}

/// What differs from one showing of the form to another.
struct Shown<'s> {
    draft: Id,
    reason: &'s str,
    wrong: Option<&'s str>,
    since: &'s [Since],
}

fn form(visit: &Visit<'_>, file: &File, fact: &Fact, shown: &Shown<'_>) -> Markup {
    let wrong = shown.wrong;
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
                (meanwhile(shown.since))
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Withdraw an entry" }
                div class="govuk-inset-text" { (plain(&visit.app.book.say(file.as_shown(fact)))) }
                p class="govuk-body" {
                    "It stays in the file, marked as withdrawn, with your name and your reason. Nothing that is owed is worked out from it any more. Where it is only wrong, correct it instead."
                }
                form method="post" action={ "/child/" (file.child.subject) "/entry/" (fact.id) "/withdraw" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="draft" value=(shown.draft);
                    (begun_on(file))
                    (Textarea {
                        label: Label { text: "Why should it never have been recorded?", of: "reason", ..Label::default() },
                        id: "reason", name: "reason", error: wrong, rows: Some(4),
                        value: (!shown.reason.is_empty()).then_some(shown.reason),
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
