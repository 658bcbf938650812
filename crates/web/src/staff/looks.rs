//! What a worker looked at: every look, newest first; for who watches over it, and for
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use maud::html;
use practice::Id;
use record::may::Action;
use store::Look;

use super::known::{only_if, worker};
use crate::edge::Asked;
use crate::lists::{Children, MOST, Sheet, children, take_away};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: u32 = 50;

/// The page.
pub(super) fn of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, target) = worker(visit, asked)?;
    only_if(visit.may(Action::SeeLooks, &target, None))?;
    let looks = visit.reader.looks_by(row.subject, before(asked), PAGE)?;
    let (children, workers) = whose(visit, &looks)?;
    let name = |subject: &Id| {
        let child = children.get(subject).map(|child| child.name.as_str());
        let worker = || workers.get(subject).map(String::as_str);
        match child {
            Some(name) => Some((name, format!("/child/{subject}"))),
            None => worker().map(|name| (name, format!("/workers/{subject}"))),
        }
    };
    let older = (looks.len() == PAGE as usize)
        .then(|| looks.last())
        .flatten();
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
                            td class="govuk-table__cell" data-label="When" { (words::moment(look.at)) }
                            td class="govuk-table__cell" data-label="Whose file" {
                                @match name(&look.subject) {
                                    Some((name, address)) => { a class="govuk-link" href=(address) { (name) } }
                                    None => { "A file that you may not see" }
                                }
                            }
                            td class="govuk-table__cell" data-label="What" { (words::looked_at(&look.what)) }
                            td class="govuk-table__cell" data-label="What allowed it" { (why(visit, look)) }
                        }
                    }
                }
            }
            (take_away(&format!("/workers/{}/looks/export", row.subject)))
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

/// The last looks, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, target) = worker(visit, asked)?;
    let may = visit.may(Action::SeeLooks, &target, None);
    only_if(may.clone())?;
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let mut looks = visit.reader.looks_by(row.subject, None, most + 1)?;
    let more = looks.len() > MOST;
    looks.truncate(MOST);
    let (children, workers) = whose(visit, &looks)?;
    let mut sheet = Sheet::with(&["When", "Whose file", "What", "What allowed it"]);
    sheet.of(visit, row.subject, &may)?;
    for look in &looks {
        let told = |whose: &str| {
            vec![
                words::moment(look.at),
                whose.to_owned(),
                words::looked_at(&look.what),
                why(visit, look),
            ]
        };
        match (children.get(&look.subject), workers.get(&look.subject)) {
            (Some(child), _) => sheet.add(visit, child, told(&child.name))?,
            (None, Some(worker)) => sheet.add_other(told(worker)),
            (None, None) => sheet.add_other(told("A file that you may not see")),
        }
    }
    sheet.reply(visit, "looks.csv", more)
}

/// The children and the workers whose files were looked at, as far as this person may know that.
fn whose(visit: &mut Visit<'_>, looks: &[Look]) -> Result<(Children, BTreeMap<Id, String>), Stop> {
    let files: BTreeSet<Id> = looks.iter().map(|look| look.subject).collect();
    let files: Vec<Id> = files.into_iter().collect();
    let children = children(visit, &files)?;
    let workers = visit.reader.workers()?.into_iter();
    let workers = workers.map(|worker| (worker.subject, worker.name));
    Ok((children, workers.collect()))
}

/// What allowed a look, in words.
fn why(visit: &Visit<'_>, look: &Look) -> String {
    let mut policies = visit.app.permissions.policies();
    let why = policies.find(|(id, _)| *id == look.because);
    why.map_or(look.because.as_str(), |(_, because)| because)
        .to_owned()
}

fn before(asked: &Asked) -> Option<(Timestamp, Id)> {
    let at = asked.query.one("before").parse().ok()?;
    let id = asked.query.one("at").parse().ok()?;
    Some((at, id))
}
