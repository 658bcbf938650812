//! The accessibility statement.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use maud::html;

use crate::page::{Content, open};

/// The page.
pub(crate) async fn accessibility() -> Response {
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h1 class="govuk-heading-l" { "Accessibility" }
                p class="govuk-body" {
                    "Sightline is made so that everybody can use it: by keyboard alone, with a screen reader, with text at 400 per cent, on a telephone, and without scripts."
                }
                p class="govuk-body" {
                    "Every page is tested against the rules of the Web Content Accessibility Guidelines 2.2, level AA, that a program can test. A program cannot test all of them, and nobody who uses a screen reader every day has tried it yet."
                }
                p class="govuk-body" {
                    "If something keeps you from your work, tell your authority’s help desk what you wanted to do, and with what."
                }
            }
        }
    };
    let page = open(
        &Content {
            title: "Accessibility",
            main,
            ..Content::default()
        },
        false,
    );
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (kind, page.into_string()).into_response()
}
