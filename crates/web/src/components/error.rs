//! What is wrong with what was typed: at the top of the page, and at the question.

use maud::{Markup, html};

/// The message at a question. `id` is the question's, for what describes it.
pub fn error_message(id: &str, text: &str) -> Markup {
    html! {
        p id={ (id) "-error" } class="govuk-error-message" {
            span class="govuk-visually-hidden" { "Error:" }
            " "
            (text)
        }
    }
}

/// Everything that is wrong, at the top of the page.
#[derive(Clone, Debug, Default)]
pub struct ErrorSummary<'e> {
    /// Each message, and the address of its question (`#id`), if it has one.
    pub errors: Vec<(&'e str, Option<&'e str>)>,
}

impl ErrorSummary<'_> {
    /// The markup; nothing where nothing is wrong.
    pub fn markup(&self) -> Markup {
        html! {
            @if !self.errors.is_empty() {
                div class="govuk-error-summary" data-module="govuk-error-summary" {
                    div role="alert" {
                        h2 class="govuk-error-summary__title" { "There is a problem" }
                        div class="govuk-error-summary__body" {
                            ul class="govuk-list govuk-error-summary__list" {
                                @for (text, question) in &self.errors {
                                    li {
                                        @if let Some(href) = question { a href=(href) { (text) } }
                                        @else { (text) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
