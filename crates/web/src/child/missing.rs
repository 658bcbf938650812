//! What this file should hold by now and does not, and how late things are recorded.

use maud::html;
use record::Moment;
use record::{expected, lateness};

use super::open;
use super::top::top;
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The page.
pub(crate) fn missing(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "missing")?;
    let as_at = file.as_at(visit);
    let of_returns = super::returns::line(visit, &file)?;
    let book = &visit.app.book;
    let missing = expected::missing(&Moment::of(book, &file.casefile, as_at));
    let late = lateness::of(book, &file.casefile);
    let typed = |kind: &str| {
        let record = book.record(kind)?;
        let may =
            crate::recording::is_typed(record) && people::may_record(visit, &file, record).allowed;
        may.then_some(record)
    };
    let main = html! {
        (top(visit, &file, "missing"))
        h1 class="govuk-heading-l" { "What this file should hold and does not" }
        (of_returns)
        @if missing.is_empty() { p class="govuk-body" { "Nothing is missing that the practice book asks for." } }
        @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "What is missing, the longest due first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "What" }
                        th scope="col" class="govuk-table__header" { "Why" }
                        th scope="col" class="govuk-table__header" { "Due" }
                        th scope="col" class="govuk-table__header" { "Who sees to it" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for one in &missing {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                (one.title)
                                @for record in one.kinds.iter().filter_map(|kind| typed(kind)).take(1) {
                                    br;
                                    a class="govuk-link govuk-!-font-weight-regular" href={ "/child/" (file.child.subject) "/record/" (record.name) } {
                                        "Record: " (record.title)
                                    }
                                }
                            }
                            td class="govuk-table__cell" {
                                (words::sentence(&one.because)) ", since " (words::when(one.since))
                                @if let Some(last) = one.last { br; "The last was on " (words::when(last)) }
                                @for source in &one.sources { br; span class="govuk-hint sightline-inline" { (source) } }
                            }
                            td class="govuk-table__cell" {
                                @match one.due { Some(due) => { (words::when(due)) } None => { "No date" } }
                            }
                            td class="govuk-table__cell" { (words::sentence(&one.owner)) }
                        }
                    }
                }
            }
        }
        h2 class="govuk-heading-m" { "How late things were recorded" }
        @if late.is_empty() { p class="govuk-body" { "Nothing has been recorded here that did not come from an extract." } }
        @else {
            table class="govuk-table" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Days between happening and recording" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "What" }
                        th scope="col" class="govuk-table__header govuk-table__header--numeric" { "How many" }
                        th scope="col" class="govuk-table__header govuk-table__header--numeric" { "Days late, half of them at most" }
                        th scope="col" class="govuk-table__header govuk-table__header--numeric" { "Days late at most" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for kind in &late {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" { (kind.title) }
                            td class="govuk-table__cell govuk-table__cell--numeric" { (kind.records) }
                            td class="govuk-table__cell govuk-table__cell--numeric" { (kind.median_days) }
                            td class="govuk-table__cell govuk-table__cell--numeric" { (kind.most_days) }
                        }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What is missing",
        main,
        ..Content::default()
    })))
}
