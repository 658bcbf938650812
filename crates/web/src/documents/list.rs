//! The documents of a file, newest first, each with what it is attached to.

use maud::html;
use record::Document;

use super::shown::{found, named, what};
use crate::child::{open, top};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The page.
pub(crate) fn list(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "documents")?;
    let mut documents: Vec<&Document> = file.casefile.documents.iter().collect();
    documents.sort_by_key(|document| std::cmp::Reverse((document.recorded_at, document.id)));
    let mut shown = Vec::with_capacity(documents.len());
    for document in documents {
        let Some((_, fact)) = found(visit, &file, document.id) else {
            continue;
        };
        let by = visit.reader.worker(document.recorded_by)?;
        shown.push((document, fact, by.map(|by| by.name)));
    }
    let book = &visit.app.book;
    let main = html! {
        (top(visit, &file, "documents"))
        h1 class="govuk-heading-l" { "Documents" }
        @if shown.is_empty() { p class="govuk-body" { "No document is attached to anything in this file." } }
        @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Documents of this file, newest first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Document" }
                        th scope="col" class="govuk-table__header" { "Attached to" }
                        th scope="col" class="govuk-table__header" { "When and by whom" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (document, fact, by) in &shown {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                (named(&file, document))
                                br; span class="govuk-hint sightline-inline" { (what(book, document)) }
                            }
                            td class="govuk-table__cell" data-label="Attached to" {
                                a class="govuk-link" href=(file.address(&format!("entry/{}", fact.id))) {
                                    (words::sentence(&record::exempt::plain(&book.say(fact))))
                                }
                                br; span class="govuk-hint sightline-inline" { (words::when(fact.occurred)) }
                            }
                            td class="govuk-table__cell" data-label="When and by whom" {
                                (words::moment(document.recorded_at))
                                @if let Some(by) = by { ", by " (by) }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Documents of a file",
        main,
        ..Content::default()
    })))
}
