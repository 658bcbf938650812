//! Withdrawing a document that should never have been attached: with a reason, and for all to
//! see. It is given out no more.

use maud::{Markup, html};
use practice::Id;
use record::document::fields;
use record::may::Action;
use record::{Body, Document, Draft, kinds};
use store::Command;

use super::shown::found;
use crate::child::{File, open};
use crate::components::{ErrorSummary, Label, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::once_more_where_met;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(crate) fn withdraw(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let document = allowed(visit, &file, asked)?;
    Ok(Reply::Page(form(visit, &file, document, None)))
}

/// Withdraws it, or says what is wrong. What else was recorded in the file meanwhile does not
/// matter to it.
pub(crate) fn take_withdrawal(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    once_more_where_met(visit, asked, take_once)
}

fn take_once(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let document = allowed(visit, &file, asked)?;
    let reason = asked.answers.one("reason");
    if reason.is_empty() {
        let wrong = "Enter why this should never have been attached";
        return Ok(Reply::Invalid(form(visit, &file, document, Some(wrong))));
    }
    let id: Id = visit.app.new_id()?;
    let record = visit.app.book.record(kinds::DOCUMENT);
    let owner = file.child.subject;
    visit.app.writer.append(Command {
        owner,
        expected_version: file.entries.len() as u64,
        known: None,
        drafts: vec![Draft {
            id,
            owner,
            refers_to: Vec::new(),
            kind: kinds::DOCUMENT.to_owned(),
            kind_version: record.map_or(1, |record| record.version),
            occurred: document.attached,
            recorded_by: visit.who.worker,
            organisation: file.child.organisation,
            corrects: Some(document.id),
            group: id,
            body: Body {
                fields: fields(document.of, &document.told, document.attached.start()),
                from: None,
                withdrawn: Some(reason.to_owned()),
            },
        }],
    })?;
    Ok(Reply::Go(format!(
        "/child/{}/entry/{}",
        file.child.subject, document.of
    )))
}

/// The document in the address, which this person may withdraw.
fn allowed<'f>(visit: &Visit<'_>, file: &'f File, asked: &Asked) -> Result<&'f Document, Stop> {
    let (document, fact) = found(visit, file, asked.id("document")?)
        .filter(|(document, _)| document.withdrawn.is_none())
        .ok_or(Stop::NotFound)?;
    let record = visit.app.book.record(&fact.kind);
    let may = visit.may(Action::Withdraw, &file.target, record);
    if may.allowed {
        return Ok(document);
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

fn form(visit: &Visit<'_>, file: &File, document: &Document, wrong: Option<&str>) -> Markup {
    let errors = ErrorSummary {
        errors: (wrong.into_iter())
            .map(|wrong| (wrong, Some("#reason")))
            .collect(),
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Withdraw a document" }
                div class="govuk-inset-text" { (document.told.name) }
                p class="govuk-body" {
                    "Its name stays in the file, marked as withdrawn, with your reason. Nobody is given it any more. It is destroyed with the file, not before."
                }
                form method="post" novalidate
                    action={ "/child/" (file.child.subject) "/document/" (document.id) "/withdraw" } {
                    input type="hidden" name="form" value=(visit.form_key());
                    (Textarea {
                        label: Label { text: "Why should it never have been attached?", of: "reason", ..Label::default() },
                        id: "reason", name: "reason", error: wrong, rows: Some(4),
                        ..Textarea::default()
                    }.markup())
                    button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button" data-prevent-double-click="true" { "Withdraw" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Withdraw a document",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}
