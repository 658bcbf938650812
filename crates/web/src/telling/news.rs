//! What is new: what others recorded for somebody's children since they last looked here, child by
//! child, the newest first. Opening it is looking; what was new then is shown until something
//! newer comes.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use maud::{Markup, html};
use practice::Id;
use store::{Note, Seen};

use super::bell::{OfChild, days_before, heard, new_after};
use super::concern::Concern;
use super::lately::Heard;
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Of how many children a page tells.
const CHILDREN: usize = 20;
/// How much it tells of each.
const OF_EACH: usize = 10;

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let whole = asked.query.one("show") == "all";
    let page = asked.query.one("page").parse::<usize>().unwrap_or(1);
    let page = page.clamp(1, 100_000);
    let concern = Concern::of(visit)?;
    let head = visit.upto;
    let seen = visit.reader.told_of(visit.who.worker)?;
    let seen = seen.and_then(|told| told.seen);
    let mut new_from = new_after(visit, seen);
    let mut new = heard(visit, &concern, new_from)?;
    let is_newer = !new.is_empty();
    if page == 1 && (seen.is_none() || is_newer) {
        looked(visit, new_from, head)?;
    } else if let Some(seen) = seen {
        new_from = seen.before;
        new = heard(visit, &concern, new_from)?;
    }
    let days = visit.app.book.telling.as_ref().map_or(0, |told| told.days);
    let all = if whole {
        let from = days_before(visit, days);
        heard(visit, &concern, from)?
    } else {
        new
    };
    let many: usize = all.iter().map(|one| one.heard.len()).sum();
    let from = (page - 1).saturating_mul(CHILDREN).min(all.len());
    let until = (from + CHILDREN).min(all.len());
    let names = names(visit, all.get(from..until).unwrap_or_default())?;
    let address = if whole { "/news?show=all" } else { "/news" };
    let main = html! {
        h1 class="govuk-heading-l" { "What is new" }
        @if concern.files().is_empty() {
            p class="govuk-body" { "No child is allocated to you or to your team today, so there is nothing to tell you." }
        } @else {
            (lead(visit, seen, (whole, is_newer), many))
            @if !whole && !is_newer && many > 0 {
                p class="govuk-body" { "This was new then:" }
            }
            @for one in all.get(from..until).unwrap_or_default() {
                (of_child(visit, one, new_from, whole, &names))
            }
            (turn(address, page, until < all.len()))
            p class="govuk-body" {
                @if whole { a class="govuk-link" href="/news" { "Only what is new" } }
                @else { a class="govuk-link" href="/news?show=all" { "Everything of the last " (days) " days" } }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What is new",
        main,
        ..Content::default()
    })))
}

/// Keeps, durably, that somebody looked.
fn looked(visit: &mut Visit<'_>, before: u64, to: u64) -> Result<(), Stop> {
    let (worker, at) = (visit.who.worker, visit.now);
    let seen = Seen { to, before, at };
    visit.app.writer.note(vec![Note::Seen { worker, seen }])?;
    visit.app.bells.forget(worker);
    // What was just written is not in the moment that this page began with.
    visit.reader.steady()?;
    visit.bell = super::rung(visit)?;
    Ok(())
}

fn lead(
    visit: &Visit<'_>,
    seen: Option<Seen>,
    (whole, is_newer): (bool, bool),
    many: usize,
) -> Markup {
    let many = i64::try_from(many).unwrap_or(i64::MAX);
    let (days, first_days) =
        (visit.app.book.telling.as_ref()).map_or((0, 0), |told| (told.days, told.first_days));
    let since = match seen {
        _ if whole => format!("in the last {days} days"),
        Some(seen) => format!("since you last looked on {}", words::moment(seen.at)),
        None => format!("in the last {first_days} days"),
    };
    html! {
        p class="govuk-body" {
            @if many == 0 || !(whole || is_newer) { "Nobody else has recorded anything for your children " (since) "." }
            @else { "Others recorded " (words::count(many, "thing", "things")) " for your children " (since) "." }
        }
    }
}

fn of_child(
    visit: &Visit<'_>,
    one: &OfChild,
    new_from: u64,
    whole: bool,
    names: &HashMap<Id, String>,
) -> Markup {
    let shown = one.heard.get(..OF_EACH).unwrap_or(&one.heard);
    html! {
        h2 class="govuk-heading-m" {
            a class="govuk-link" href={ "/child/" (one.subject) } { (one.name) }
        }
        ul class="govuk-list govuk-list--spaced" {
            @for heard in shown {
                li {
                    a class="govuk-link" href={ "/child/" (one.subject) "/entry/" (heard.entry) } {
                        (title(visit, heard)) span class="govuk-visually-hidden" { ", " (one.name) }
                    }
                    @if whole && heard.position > new_from {
                        " " strong class="govuk-tag govuk-tag--blue" { "New" }
                    }
                    br;
                    span class="govuk-hint sightline-inline" {
                        (names.get(&heard.by).map_or("", String::as_str)) ", " (words::moment(heard.at))
                    }
                }
            }
        }
        @if one.heard.len() > shown.len() {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (one.subject) "/timeline" } {
                    "And " (one.heard.len() - shown.len()) " more" span class="govuk-visually-hidden" { ": " (one.name) }
                }
            }
        }
    }
}

/// What was recorded, in words.
pub(super) fn title(visit: &Visit<'_>, heard: &Heard) -> String {
    let record = visit.app.book.record(&heard.kind);
    let title = record.map_or(&*heard.kind, |record| record.title.as_str());
    if heard.corrects {
        format!("{title}, corrected")
    } else {
        title.to_owned()
    }
}

/// By what names others know those who recorded it.
fn names(visit: &mut Visit<'_>, all: &[OfChild]) -> Result<HashMap<Id, String>, Stop> {
    let mut names = HashMap::new();
    for heard in all.iter().flat_map(|one| one.heard.iter().take(OF_EACH)) {
        if let Entry::Vacant(place) = names.entry(heard.by) {
            let worker = visit.reader.worker(heard.by)?;
            let name = worker.map_or_else(|| "An import".to_owned(), |worker| worker.name);
            place.insert(name);
        }
    }
    Ok(names)
}
