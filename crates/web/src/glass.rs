//! Breaking the glass: opening a file in an emergency, with a reason that stands in the
//! file, for a bounded time.

use maud::{Markup, html};
use practice::{Fields, Id, Value, When};
use record::may::{Action, Target};
use record::{Body, Draft};
use store::Command;

use crate::components::{ErrorSummary, Label, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// The record type.
const KIND: &str = "glass-broken";
/// How short a reason may be.
const SHORTEST: usize = 10;

/// Shows the form.
pub(crate) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (subject, _) = allowed(visit, asked)?;
    Ok(Reply::Page(form(visit, subject, None)))
}

/// Opens the file, or says what is wrong.
pub(crate) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (subject, target) = allowed(visit, asked)?;
    let reason = asked.answers.one("reason");
    if reason.chars().count() < SHORTEST {
        let wrong = "Enter why you must see this file now, so that others can understand it";
        return Ok(Reply::Invalid(form(visit, subject, Some(wrong))));
    }
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = book.record(KIND).ok_or(Stop::NotFound)?;
    let version = visit.reader.file(subject)?.len() as u64;
    let worker = visit.who.worker;
    visit.app.writer.append(Command {
        owner: subject,
        expected_version: version,
        known: None,
        drafts: vec![Draft {
            id: visit.app.new_id()?,
            owner: subject,
            refers_to: vec![worker],
            kind: record.name.clone(),
            kind_version: record.version,
            occurred: When::Instant(visit.now),
            recorded_by: worker,
            organisation: target.organisation,
            corrects: None,
            group: visit.app.new_id()?,
            body: Body {
                fields: Fields::from([
                    (record.occurred.clone(), Value::text(visit.now)),
                    ("worker".to_owned(), Value::text(worker)),
                    ("reason".to_owned(), Value::text(reason)),
                ]),
                ..Body::default()
            },
        }],
    })?;
    Ok(Reply::Go(format!("/child/{subject}")))
}

fn allowed(visit: &mut Visit<'_>, asked: &Asked) -> Result<(Id, Target), Stop> {
    let subject = asked.id("child")?;
    let target = people::target(visit, subject)?;
    let may = visit.may(Action::BreakGlass, &target, None);
    may.allowed
        .then_some((subject, target))
        .ok_or(Stop::NotFound)
}

fn form(visit: &Visit<'_>, subject: Id, wrong: Option<&str>) -> Markup {
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
                h1 class="govuk-heading-l" { "Open this file in an emergency" }
                p class="govuk-body" {
                    "Do this where a child may be harmed unless you see the file now. Your name, the time and your reason are recorded in the file, and everything that you look at is listed. Your manager and the information governance officer look into it."
                }
                form method="post" action={ "/child/" (subject) "/break-glass" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    (Textarea {
                        label: Label { text: "Why must you see this file now?", of: "reason", ..Label::default() },
                        id: "reason", name: "reason", error: wrong, rows: Some(4),
                        ..Textarea::default()
                    }.markup())
                    button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button" data-prevent-double-click="true" { "Open the file" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Open a file in an emergency",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}
