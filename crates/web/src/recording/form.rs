//! The page of a form.

use maud::{Markup, html};
use practice::Id;
use practice::book::RecordType;

use super::answer::{Wrong, in_order};
use super::question::Form;
use crate::answers::Answers;
use crate::child::File;
use crate::components::ErrorSummary;
use crate::documents::Asking;
use crate::page::Content;
use crate::visit::Visit;

/// What a form is about.
pub(super) struct Drawn<'d> {
    /// The record type.
    pub record: &'d RecordType,
    /// What was answered so far.
    pub answers: &'d Answers,
    /// What is wrong with it.
    pub wrong: &'d [Wrong],
    /// Where answers that are filled in are known from.
    pub known_from: Option<&'d str>,
    /// The draft as which it is kept.
    pub draft: Id,
    /// The version of the draft that this page has.
    pub draft_version: u64,
    /// The version of the file that it was begun on.
    pub based_on: u64,
    /// What somebody else recorded since, in words.
    pub since: &'d [String],
    /// Where it is sent.
    pub action: &'d str,
    /// What is above it: a title for what is corrected, say.
    pub title: &'d str,
    /// A question that comes first.
    pub before: Markup,
    /// What is asked about documents, where some may be attached.
    pub documents: Option<&'d Asking>,
}

/// The page.
pub(super) fn page(visit: &Visit<'_>, file: &File, drawn: &Drawn<'_>) -> Markup {
    let form = Form {
        book: &visit.app.book,
        casefile: &file.casefile,
        answers: drawn.answers,
        wrong: drawn.wrong,
    };
    let places: Vec<String> = drawn
        .wrong
        .iter()
        .map(|wrong| format!("#{}", wrong.id))
        .collect();
    let of_documents = drawn.documents.map_or(&[][..], |asking| &asking.wrong);
    let errors = ErrorSummary {
        errors: (drawn.wrong.iter().zip(&places))
            .map(|(wrong, place)| (wrong.says.as_str(), Some(place.as_str())))
            .chain((of_documents.iter()).map(|says| (says.as_str(), Some("#document"))))
            .collect(),
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                (changed(drawn.since))
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { (drawn.title) }
                @if let Some(from) = drawn.known_from {
                    p class="govuk-inset-text" { "What is known is filled in, " (from) ". Change what is no longer so." }
                }
                form method="post" action=(drawn.action) novalidate enctype=[drawn.documents.map(|_| "multipart/form-data")]
                    data-keep={ "/child/" (file.child.subject) "/record/" (drawn.record.name) "/draft" } {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="draft" value=(drawn.draft);
                    input type="hidden" name="draft-version" value=(drawn.draft_version);
                    input type="hidden" name="based-on" value=(drawn.based_on);
                    (drawn.before)
                    @for (name, field) in in_order(drawn.record) { (form.question(name, field)) }
                    @if let Some(asking) = drawn.documents { (asking.markup(visit, drawn.answers)) }
                    div class="govuk-button-group" {
                        button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Record" }
                        button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button"
                            formaction={ "/child/" (file.child.subject) "/record/" (drawn.record.name) "/draft" } { "Keep as a draft" }
                        @if drawn.documents.is_some() {
                            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button"
                                formaction={ "/child/" (file.child.subject) "/record/" (drawn.record.name) "/attach" } { "Attach and go on writing" }
                        }
                        a class="govuk-link" href={ "/child/" (file.child.subject) } { "Leave" }
                    }
                    p class="govuk-body govuk-hint" role="status" data-kept="" {}
                }
            }
        }
    };
    visit.page(&Content {
        title: drawn.record.title.as_str(),
        main,
        has_errors: !(drawn.wrong.is_empty() && of_documents.is_empty()),
        ..Content::default()
    })
}

/// What somebody else recorded meanwhile.
fn changed(since: &[String]) -> Markup {
    html! {
        @if !since.is_empty() {
            div class="govuk-notification-banner" role="alert" aria-labelledby="changed-title" data-module="govuk-notification-banner" {
                div class="govuk-notification-banner__header" {
                    h2 class="govuk-notification-banner__title" id="changed-title" { "Something was recorded while you were writing" }
                }
                div class="govuk-notification-banner__content" {
                    ul class="govuk-list govuk-list--bullet" { @for says in since { li { (says) } } }
                    p class="govuk-body" { "Nothing of yours is lost. Look whether it still holds, and record it." }
                }
            }
        }
    }
}
