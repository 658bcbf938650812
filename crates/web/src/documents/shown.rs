//! The documents that are attached to an entry, as its page and the timeline show them.

use maud::{Markup, html};
use practice::{Book, Fact, Id};
use record::Document;
use record::may::Action;

use crate::child::File;
use crate::people;
use crate::visit::Visit;
use crate::words;

/// How long something is, as people say it.
pub(crate) fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    match bytes {
        0..KB => words::count(i64::try_from(bytes).unwrap_or(0), "byte", "bytes"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
    }
}

/// What a document is, in words: *PDF, 34 KB*.
pub(super) fn what(book: &Book, document: &Document) -> String {
    let list = book.codes.get("document-format");
    let code = list.and_then(|list| list.codes.get(&document.told.format));
    let what = code.map_or(document.told.format.as_str(), |code| code.says.as_str());
    format!("{}, {}", words::sentence(what), size(document.told.bytes))
}

/// A document's name, leading to it unless it was withdrawn.
pub(super) fn named(file: &File, document: &Document) -> Markup {
    html! {
        @match &document.withdrawn {
            None => {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/document/" (document.id) } { (document.told.name) }
            }
            Some(why) => {
                span class="sightline-withdrawn" { (document.told.name) } " "
                strong class="govuk-tag govuk-tag--red" { "Withdrawn" }
                " " (why)
            }
        }
    }
}

/// The documents of an entry, under its sentence in the timeline; nothing where it has none.
pub(crate) fn under(file: &File, entry: Id) -> Markup {
    let mut documents = (file.casefile.documents_of(entry))
        .filter(|document| document.withdrawn.is_none())
        .peekable();
    html! {
        @if documents.peek().is_some() {
            div class="moj-timeline__description" {
                ul class="govuk-list" aria-label="Documents" {
                    @for document in documents { li { (named(file, document)) } }
                }
            }
        }
    }
}

/// The documents of an entry, on its own page, with what may be done with them.
pub(crate) fn of_entry(visit: &Visit<'_>, file: &File, fact: &Fact) -> Markup {
    let book = &visit.app.book;
    let record = book.record(&fact.kind);
    let may = |action| visit.may(action, &file.target, record).allowed;
    let may_add = !fact.withdrawn && may(Action::Record);
    let may_withdraw = may(Action::Withdraw);
    let documents: Vec<&Document> = file.casefile.documents_of(fact.id).collect();
    let address = |page: String| format!("/child/{}/{page}", file.child.subject);
    html! {
        @if !documents.is_empty() {
            h2 class="govuk-heading-m" { "Documents" }
            ul class="govuk-list" {
                @for document in documents {
                    li {
                        (named(file, document))
                        span class="govuk-hint sightline-inline" {
                            " " (what(book, document)) ", attached " (words::when(document.attached))
                            @if let Some(why) = document.withheld() { ", withheld from the person whose file this is: " (why.says()) }
                        }
                        @if may_withdraw && document.withdrawn.is_none() {
                            " " a class="govuk-link" href=(address(format!("document/{}/withdraw", document.id))) {
                                "Withdraw" span class="govuk-visually-hidden" { " " (document.told.name) }
                            }
                        }
                    }
                }
            }
        }
        @if may_add {
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href=(address(format!("entry/{}/attach", fact.id))) { "Attach a document" }
            }
        }
    }
}

/// What a document is attached to, and which this person may read; `None` where there is none
/// such.
pub(super) fn found<'f>(
    visit: &Visit<'_>,
    file: &'f File,
    id: Id,
) -> Option<(&'f Document, &'f Fact)> {
    let document = file.casefile.documents.iter().find(|one| one.id == id)?;
    let fact = file.shown.fact(document.of)?;
    let may = people::may_read_kind(visit, file, &fact.kind).allowed;
    may.then_some((document, fact))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(1023), "1,023 bytes");
        assert_eq!(size(1024), "1 KB");
        assert_eq!(size(1025), "2 KB");
        assert_eq!(size(20 << 20), "20.0 MB");
        assert_eq!(size((3 << 20) / 2), "1.5 MB");
    }
}
