//! Who has looked at a file: every look, newest first.

use jiff::Timestamp;
use maud::html;
use practice::Id;
use record::may::Action;

use super::open;
use super::top::top;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: u32 = 100;

/// The page.
pub(crate) fn looks(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "looks")?;
    let may = visit.may(Action::SeeLooks, &file.target, None);
    if !may.allowed {
        return Err(Stop::NotAllowed {
            because: may.because,
            glass: None,
        });
    }
    let before = before(asked);
    // This one is among them: it was kept after the page began.
    visit.reader.steady()?;
    // Of what was merged into it too: looks stay where they were made.
    let merged = record::merge::rows(file.child.subject, &file.entries);
    let merged = merged.iter().filter(|row| row.whole).map(|row| row.other);
    let mut looks = Vec::new();
    for subject in merged.chain([file.child.subject]) {
        looks.extend(visit.reader.looks_at(subject, before, PAGE)?);
    }
    looks.sort_by_key(|look| std::cmp::Reverse((look.at, look.id)));
    looks.truncate(PAGE as usize);
    let mut shown = Vec::with_capacity(looks.len());
    for look in &looks {
        let worker = visit.reader.worker(look.worker)?;
        let name = worker.map_or_else(|| look.worker.to_string(), |worker| worker.name);
        let mut policies = visit.app.permissions.policies();
        let why = policies.find(|(id, _)| *id == look.because);
        let why = why.map_or(look.because.as_str(), |(_, because)| because);
        shown.push((look, name, why.to_owned()));
    }
    let older = (looks.len() == PAGE as usize)
        .then(|| looks.last())
        .flatten();
    let main = html! {
        (top(visit, &file, "looks"))
        h1 class="govuk-heading-l" { "Who has looked" }
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Looks at this file, newest first" }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "When" }
                    th scope="col" class="govuk-table__header" { "Who" }
                    th scope="col" class="govuk-table__header" { "What" }
                    th scope="col" class="govuk-table__header" { "What allowed it" }
                }
            }
            tbody class="govuk-table__body" {
                @for (look, name, why) in &shown {
                    tr class="govuk-table__row" {
                        td class="govuk-table__cell" data-label="When" { (words::moment(look.at)) }
                        td class="govuk-table__cell" data-label="Who" { (name) }
                        td class="govuk-table__cell" data-label="What" { (words::looked_at(&look.what)) }
                        td class="govuk-table__cell" data-label="What allowed it" {
                            (why)
                            @if let Some(reason) = &look.reason { p class="govuk-body" { "Reason given: " (reason) } }
                        }
                    }
                }
            }
        }
        @if let Some(last) = older {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/looks?before=" (last.at) "&at=" (last.id) } { "Older" }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Who has looked",
        main,
        ..Content::default()
    })))
}

fn before(asked: &Asked) -> Option<(Timestamp, Id)> {
    let at = asked.query.one("before").parse().ok()?;
    let id = asked.query.one("at").parse().ok()?;
    Some((at, id))
}
