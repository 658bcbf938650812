//! What a worker looked at: every look, newest first; for who watches over it, and for
//! themselves.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::Timestamp;
use maud::html;
use practice::Id;
use record::Casefile;
use record::may::Action;

use super::known::{only_if, worker};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: u32 = 50;

/// The page.
pub(super) fn of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, target) = worker(visit, asked)?;
    only_if(visit.may(Action::SeeLooks, &target, None))?;
    let before = before(asked);
    let looks = visit.reader.looks_by(row.subject, before, PAGE)?;
    let mut whose: HashMap<Id, Option<(String, String)>> = HashMap::new();
    for look in &looks {
        if let Entry::Vacant(unknown) = whose.entry(look.subject) {
            unknown.insert(name(visit, look.subject)?);
        }
    }
    let older = (looks.len() == PAGE as usize)
        .then(|| looks.last())
        .flatten();
    let why = |look: &store::Look| {
        let mut policies = visit.app.permissions.policies();
        let why = policies.find(|(id, _)| *id == look.because);
        why.map_or(look.because.as_str(), |(_, because)| because)
            .to_owned()
    };
    let main = html! {
        span class="govuk-caption-l" { (row.name) }
        h1 class="govuk-heading-l" { "What was looked at" }
        @if looks.is_empty() { p class="govuk-body" { "Nothing." } } @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Looks of this worker, newest first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "When" }
                        th scope="col" class="govuk-table__header" { "Whose file" }
                        th scope="col" class="govuk-table__header" { "What" }
                        th scope="col" class="govuk-table__header" { "What allowed it" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for look in &looks {
                        tr class="govuk-table__row" {
                            td class="govuk-table__cell" { (words::moment(look.at)) }
                            td class="govuk-table__cell" {
                                @match whose.get(&look.subject).and_then(Option::as_ref) {
                                    Some((name, address)) => { a class="govuk-link" href=(address) { (name) } }
                                    None => { "A file that you may not see" }
                                }
                            }
                            td class="govuk-table__cell" { (words::looked_at(&look.what)) }
                            td class="govuk-table__cell" { (why(look)) }
                        }
                    }
                }
            }
        }
        @if let Some(last) = older {
            p class="govuk-body" {
                a class="govuk-link" href={ "/workers/" (row.subject) "/looks?before=" (last.at) "&at=" (last.id) } { "Older" }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What was looked at",
        main,
        ..Content::default()
    })))
}

/// Whose file it is and its address, where this person may know that.
fn name(visit: &mut Visit<'_>, subject: Id) -> Result<Option<(String, String)>, Stop> {
    if let Some(worker) = visit.reader.worker(subject)? {
        return Ok(Some((worker.name, format!("/workers/{subject}"))));
    }
    let Some(child) = visit.reader.child(subject)? else {
        return Ok(None);
    };
    let target = people::target(visit, subject)?;
    if !visit.may(Action::Find, &target, None).allowed {
        return Ok(None);
    }
    let file = Casefile::fold(&visit.reader.file(subject)?);
    Ok(Some((
        people::child_name(&file, &child),
        format!("/child/{subject}"),
    )))
}

fn before(asked: &Asked) -> Option<(Timestamp, Id)> {
    let at = asked.query.one("before").parse().ok()?;
    let id = asked.query.one("at").parse().ok()?;
    Some((at, id))
}
