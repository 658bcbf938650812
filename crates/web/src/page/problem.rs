//! Pages that say why there is no page.

use maud::{Markup, html};
use practice::Id;

use super::{Content, open};

/// There is no such page, or nothing that this person may know of.
pub(crate) fn not_found() -> Markup {
    said(
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
pub(crate) fn not_allowed(because: &[String], glass: Option<Id>) -> Markup {
    said(
        "You may not see this",
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
pub(crate) fn stale() -> Markup {
    said(
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
pub(crate) fn broken(reference: &str) -> Markup {
    said(
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
        "What you sent is too long",
        &html! {
            p class="govuk-body" { "Nothing was recorded. Go back, make it shorter, and send it once more." }
        },
    )
}

/// What was sent did not come whole.
pub(crate) fn unread() -> Markup {
    said(
        "What you sent could not be read",
        &html! {
            p class="govuk-body" { "Nothing was recorded. Go back and send it once more." }
        },
    )
}

/// Somebody asks more often than they may.
pub(crate) fn too_often(seconds: i64) -> Markup {
    said(
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

fn said(title: &str, more: &Markup) -> Markup {
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h1 class="govuk-heading-l" { (title) }
                (more)
            }
        }
    };
    open(
        &Content {
            title,
            main,
            ..Content::default()
        },
        false,
    )
}
