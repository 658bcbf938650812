//! A copy as a page: to read, to print, to save as a PDF.

use maud::{Markup, html};

use super::document::{Block, Document};

/// The copy, from its heading on.
pub(super) fn page(document: &Document) -> Markup {
    html! {
        article class="sightline-copy" {
            h1 class="govuk-heading-l" { (document.title) }
            @for block in &document.blocks { (one(block)) }
        }
    }
}

fn one(block: &Block) -> Markup {
    match block {
        Block::Heading(2, text) => html! { h2 class="govuk-heading-m" { (text) } },
        Block::Heading(3, text) => html! { h3 class="govuk-heading-s" { (text) } },
        Block::Heading(_, text) => html! { h4 class="govuk-heading-s" { (text) } },
        Block::Paragraph(text) => html! { p class="govuk-body sightline-typed" { (text) } },
        Block::Note(text) => html! { div class="govuk-inset-text" { (text) } },
        Block::Answers(answers) => html! {
            dl class="sightline-copy__answers" {
                @for (ask, text) in answers {
                    dt class="govuk-body govuk-!-font-weight-bold" { (ask) }
                    dd class="govuk-body sightline-typed" { (text) }
                }
            }
        },
        Block::Table {
            caption,
            head,
            rows,
        } => html! {
            table class="govuk-table" {
                @if !caption.is_empty() { caption class="govuk-table__caption govuk-table__caption--s" { (caption) } }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        @for cell in head { th scope="col" class="govuk-table__header" { (cell) } }
                    }
                }
                tbody class="govuk-table__body" {
                    @for row in rows {
                        tr class="govuk-table__row" {
                            @for cell in row { td class="govuk-table__cell" { (cell) } }
                        }
                    }
                }
            }
        },
    }
}
