//! Pages that say why there is no page.

use maud::{Markup, html};
use practice::Id;

use super::{Around, Content};
use crate::answers::Answers;

/// There is no such page, or nothing that this person may know of.
pub(crate) fn not_found(around: &Around) -> Markup {
    said(
        around,
        "Page not found",
        &html! {
            p class="govuk-body" { "If you typed the address, check that it is right." }
            p class="govuk-body" {
                "If you followed a link, the page may be gone, or may be one that you may not see. "
                a class="govuk-link" href="/find" { "Find a child" }
                " instead."
            }
        },
    )
}

/// It is not allowed, and why.
pub(crate) fn not_allowed(around: &Around, because: &[String], glass: Option<Id>) -> Markup {
    said(
        around,
        "You do not have permission for this",
        &html! {
            @for sentence in because { p class="govuk-body" { (sentence) } }
            @if because.is_empty() {
                p class="govuk-body" { "Nothing in your roles, your team or your work with this child gives you leave." }
            }
            @if let Some(child) = glass {
                p class="govuk-body" {
                    "If a child may be harmed unless you see this now, you can open the file in an emergency. Your manager and the information governance officer are told at once."
                }
                p class="govuk-body" {
                    a class="govuk-link" href={ "/child/" (child) "/break-glass" } { "Open this file in an emergency" }
                }
            }
        },
    )
}

/// The form did not come from a page of this session.
pub(crate) fn stale(around: &Around) -> Markup {
    said(
        around,
        "Nothing was recorded",
        &html! {
            p class="govuk-body" {
                "The page that you sent was not of this session: you may have signed out, or in again, in another window."
            }
            p class="govuk-body" { "Go back, load the page again, and send it once more. What you typed is still there." }
        },
    )
}

/// Something is wrong inside.
pub(crate) fn broken(around: &Around, reference: &str) -> Markup {
    said(
        around,
        "Sorry, there is a problem with the service",
        &html! {
            p class="govuk-body" { "Try again in a few minutes. What was acknowledged before is kept." }
            p class="govuk-body" { "If it goes on, tell your help desk this reference: " strong { (reference) } "." }
        },
    )
}

/// More was sent than a form may hold.
pub(crate) fn too_large() -> Markup {
    said(
        &Around::default(),
        "What you sent is too long",
        &html! {
            p class="govuk-body" { "Nothing was recorded. Go back, make it shorter, and send it once more." }
        },
    )
}

/// What was sent did not come in time.
pub(crate) fn too_slow() -> Markup {
    said(
        &Around::default(),
        "What you sent took too long",
        &html! {
            p class="govuk-body" { "Nothing was recorded. See that your connection is good, go back, and send it once more. What you typed is still there." }
        },
    )
}

/// What was sent did not come whole.
pub(crate) fn unread() -> Markup {
    said(
        &Around::default(),
        "What you sent could not be read",
        &html! {
            p class="govuk-body" { "Nothing was recorded. Go back and send it once more." }
        },
    )
}

/// Somebody asks more often than they may.
pub(crate) fn too_often(around: &Around, seconds: i64) -> Markup {
    said(
        around,
        "Too many requests",
        &html! {
            p class="govuk-body" {
                "More was asked for in a short time than the service allows. Nothing was recorded. Try again in "
                (seconds)
                @if seconds == 1 { " second." } @else { " seconds." }
            }
        },
    )
}

/// A page with this title that says this.
pub(crate) fn said(around: &Around, title: &str, more: &Markup) -> Markup {
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h1 class="govuk-heading-l" { (title) }
                (more)
            }
        }
    };
    around.page(&Content {
        title,
        main,
        ..Content::default()
    })
}

/// Somebody else wrote at the same moment. What was sent can be sent again, and is looked at
/// with what they wrote.
pub(crate) fn met(around: &Around, again: Option<&Again>) -> Markup {
    said(
        around,
        "Somebody else recorded something at the same moment",
        &html! {
            p class="govuk-body" { "So nothing of yours was recorded." }
            @if let Some(again) = again {
                p class="govuk-body" {
                    "What you typed is kept on this page. Send it again: where what they recorded matters to it, you are shown that first."
                }
                form method="post" action=(again.to) {
                    input type="hidden" name="form" value=(again.form_key);
                    @for (question, answer) in &again.answers {
                        input type="hidden" name=(question) value=(answer);
                    }
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Send it again" }
                }
            } @else {
                p class="govuk-body" { "Go back, and send it once more." }
            }
        },
    )
}

/// What was sent, to be sent again.
#[derive(Clone, Debug)]
pub(crate) struct Again {
    to: String,
    form_key: String,
    answers: Vec<(String, String)>,
}

/// What is never written into a page.
const SECRET: [&str; 4] = ["password", "again", "present", "code"];

impl Again {
    /// What was sent to this address, unless a secret stands in it.
    pub fn of(to: &str, form_key: String, sent: &Answers) -> Option<Self> {
        if SECRET.iter().any(|secret| sent.has(secret)) {
            return None;
        }
        let all = sent.0.iter().filter(|(question, _)| *question != "form");
        let answers = all.flat_map(|(question, answers)| {
            answers
                .iter()
                .map(|answer| (question.clone(), answer.clone()))
        });
        Some(Self {
            to: to.to_owned(),
            form_key,
            answers: answers.collect(),
        })
    }
}
