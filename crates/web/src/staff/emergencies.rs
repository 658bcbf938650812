//! Files opened in an emergency: who, when and why, what was looked at through it, and what
//! was found when it was looked into. Managers and the information governance officer are
//! told of it on their first page.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::SignedDuration;
use maud::{Markup, html};
use practice::{Fact, Id, Value};
use record::kinds::{GLASS_BROKEN as BROKEN, GLASS_REVIEWED as REVIEWED};
use record::may::{Action, Target};
use record::{Casefile, EmergencyRow};
use store::Look;

use super::act::{self, Act};
use super::known::{may_somewhere, may_write, only_if};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many that were looked into stand on a page.
const SEEN: usize = 50;
/// How many looks through one opening are shown.
const LOOKS: u32 = 500;

/// A file opened in an emergency.
struct Opening {
    child: Id,
    name: String,
    who: String,
    fact: Fact,
    /// What was found, where it was looked into.
    outcome: Option<String>,
}

/// How many openings nobody has looked into, for who may; `None` for anybody else. No file is
/// read for it.
fn unseen(visit: &mut Visit<'_>) -> Result<Option<usize>, Stop> {
    if !may_somewhere(visit, Action::ReviewGlass, "child", Some(REVIEWED)) {
        return Ok(None);
    }
    Ok(Some(rows(visit, false)?.len()))
}

/// What tells of openings that nobody has looked into, on the first page of who may.
pub(crate) fn alarm(visit: &mut Visit<'_>) -> Result<Markup, Stop> {
    let many = unseen(visit)?.unwrap_or(0);
    Ok(html! {
        @if many > 0 {
            div class="govuk-notification-banner" role="region" aria-labelledby="emergencies-title" data-module="govuk-notification-banner" {
                div class="govuk-notification-banner__header" {
                    h2 class="govuk-notification-banner__title" id="emergencies-title" { "Opened in an emergency" }
                }
                div class="govuk-notification-banner__content" {
                    p class="govuk-notification-banner__heading" {
                        a class="govuk-notification-banner__link" href="/emergencies" {
                            @if many == 1 { "1 file was opened in an emergency" } @else { (many) " files were opened in an emergency" }
                        }
                        " and nobody has looked into it yet."
                    }
                }
            }
        }
    })
}

/// The list: first those into which nobody has looked.
pub(super) fn list(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    if !may_somewhere(visit, Action::ReviewGlass, "child", Some(REVIEWED)) {
        return Err(Stop::NotFound);
    }
    let page = asked
        .query
        .one("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, 100_000);
    let open = rows(visit, false)?;
    let open = openings(visit, &open)?;
    let all = rows(visit, true)?;
    let from = (page - 1).saturating_mul(SEEN).min(all.len());
    let until = from.saturating_add(SEEN).min(all.len());
    let more = until < all.len();
    let seen = openings(visit, all.get(from..until).unwrap_or_default())?;
    // Its reason is of the file: to read it is a look.
    for opening in &open {
        let target = people::target(visit, opening.child)?;
        let may = may_write(visit, &target, REVIEWED)?;
        visit.looked(opening.child, "emergencies", &may)?;
    }
    let address = |one: &Opening| format!("/child/{}/emergency/{}", one.child, one.fact.id);
    let restricts = may_somewhere(visit, Action::Restrict, "child", Some("restriction-placed"));
    let main = html! {
        h1 class="govuk-heading-l" { "Opened in an emergency" }
        @if restricts { p class="govuk-body" { a class="govuk-link" href="/restricted" { "Restricted files" } } }
        h2 class="govuk-heading-m" { "To be looked into" }
        @if open.is_empty() { p class="govuk-body" { "Nothing: every opening was looked into." } } @else {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Openings into which nobody has looked, newest first" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "When" }
                        th scope="col" class="govuk-table__header" { "Who" }
                        th scope="col" class="govuk-table__header" { "Whose file" }
                        th scope="col" class="govuk-table__header" { "Why" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for one in &open {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href=(address(one)) { (words::when(one.fact.occurred)) }
                            }
                            td class="govuk-table__cell" { (one.who) }
                            td class="govuk-table__cell" { (one.name) }
                            td class="govuk-table__cell sightline-typed" { (one.fact.text("reason").unwrap_or_default()) }
                        }
                    }
                }
            }
        }
        @if !seen.is_empty() {
            h2 class="govuk-heading-m" { "Looked into" }
            ul class="govuk-list" {
                @for one in &seen {
                    li {
                        a class="govuk-link" href=(address(one)) { (words::when(one.fact.occurred)) }
                        ", " (one.who) ", " (one.name) ": " (one.outcome.as_deref().unwrap_or_default())
                    }
                }
            }
            (crate::page::turn("/emergencies", page, more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Opened in an emergency",
        main,
        ..Content::default()
    })))
}

/// The openings that this person may look into, newest first: those into which somebody has
/// looked, or those into which nobody has.
fn rows(visit: &mut Visit<'_>, seen: bool) -> Result<Vec<EmergencyRow>, Stop> {
    let mut rows = visit.reader.emergencies(seen)?;
    let mut may: BTreeMap<Id, bool> = BTreeMap::new();
    for row in &rows {
        if let Entry::Vacant(not_yet) = may.entry(row.subject) {
            let target = people::target(visit, row.subject)?;
            not_yet.insert(may_write(visit, &target, REVIEWED)?.allowed);
        }
    }
    rows.retain(|row| may.get(&row.subject) == Some(&true));
    Ok(rows)
}

/// What their files say of these openings, in the same order.
fn openings(visit: &mut Visit<'_>, rows: &[EmergencyRow]) -> Result<Vec<Opening>, Stop> {
    let mut of_children: BTreeMap<Id, Vec<Opening>> = BTreeMap::new();
    for row in rows {
        if let Entry::Vacant(not_yet) = of_children.entry(row.subject) {
            not_yet.insert(of_child(visit, row.subject)?);
        }
    }
    let mut openings = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(all) = of_children.get_mut(&row.subject)
            && let Some(place) = all.iter().position(|one| one.fact.id == row.entry)
        {
            openings.push(all.swap_remove(place));
        }
    }
    Ok(openings)
}

fn of_child(visit: &mut Visit<'_>, child: Id) -> Result<Vec<Opening>, Stop> {
    let Some(row) = visit.reader.child(child)? else {
        return Ok(Vec::new());
    };
    let file = Casefile::fold(&visit.reader.file(child)?);
    let name = people::child_name(&file, &row);
    let mut openings = Vec::new();
    for fact in file
        .facts
        .iter()
        .filter(|fact| fact.kind == BROKEN && !fact.withdrawn)
    {
        let mut reviews = file.of_kind(REVIEWED);
        let review = reviews.find(|review| review.link("glass") == Some(fact.id));
        openings.push(Opening {
            child,
            name: name.clone(),
            who: people::worker_named(visit, &opened_by(fact))?,
            outcome: review.map(|review| visit.app.book.say_field(review, "outcome")),
            fact: fact.clone(),
        });
    }
    Ok(openings)
}

fn opened_by(fact: &Fact) -> String {
    match fact.fields.get("worker") {
        Some(Value::Text(worker)) => worker.clone(),
        _ => String::new(),
    }
}

/// One opening: what was looked at through it, and what was or is to be found.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (act, target, outcome) = of(visit, asked)?;
    if outcome.is_none() && may_write(visit, &target, REVIEWED)?.allowed {
        return act::show(visit, &act);
    }
    let main = html! {
        span class="govuk-caption-l" { (act.about) }
        h1 class="govuk-heading-l" { (act.title) }
        (act.before)
        @match &outcome {
            Some(outcome) => { p class="govuk-body" { "It was looked into: " (outcome) "." } }
            None => { p class="govuk-body" { "It was yours: somebody else looks into it." } }
        }
        p class="govuk-body" { a class="govuk-link" href="/emergencies" { "Every opening" } }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: &act.title,
        main,
        ..Content::default()
    })))
}

/// Records what was found.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (act, target, outcome) = of(visit, asked)?;
    only_if(may_write(visit, &target, REVIEWED)?)?;
    if outcome.is_some() {
        // Somebody else was quicker, or the form was sent twice.
        return Ok(Reply::Go(act.back));
    }
    act::take(visit, asked, &act)
}

/// The form, whose record it is about, and what was found already.
fn of(visit: &mut Visit<'_>, asked: &Asked) -> Result<(Act, Target, Option<String>), Stop> {
    let child = asked.id("child")?;
    let target = people::target(visit, child)?;
    let may = may_write(visit, &target, REVIEWED)?;
    if !may.allowed {
        return Err(Stop::NotFound);
    }
    let entry = asked.id("entry")?;
    let opening = of_child(visit, child)?
        .into_iter()
        .find(|opening| opening.fact.id == entry);
    let opening = opening.ok_or(Stop::NotFound)?;
    visit.looked(child, "emergency", &may)?;
    let by: Option<Id> = opened_by(&opening.fact).parse().ok();
    let looks = match by {
        Some(by) => through(visit, child, by, &opening.fact)?,
        None => Vec::new(),
    };
    let mut act = Act::new(child, REVIEWED, "An opening in an emergency");
    act.about.clone_from(&opening.name);
    act.before = html! {
        p class="govuk-body" { strong { (opening.who) } " opened the file on " (words::when(opening.fact.occurred)) ":" }
        div class="govuk-inset-text sightline-typed" { (opening.fact.text("reason").unwrap_or_default()) }
        h2 class="govuk-heading-m" { "What was looked at" }
        @if looks.is_empty() { p class="govuk-body" { "Nothing, since it was opened." } }
        ul class="govuk-list" {
            @for look in &looks { li { (words::moment(look.at)) ": " (look.what) } }
        }
    };
    act.asks = vec!["outcome", "note"];
    act.fixed = vec![
        ("glass", entry.to_string()),
        ("reviewed_on", visit.now.to_string()),
    ];
    act.button = "Record what was found";
    act.action.clone_from(&asked.address);
    act.back = "/emergencies".into();
    let target = match by {
        Some(by) => target.recorded_by(by),
        None => target,
    };
    Ok((act, target, opening.outcome))
}

/// What somebody looked at in the time for which the glass was broken, in order.
fn through(visit: &mut Visit<'_>, child: Id, by: Id, fact: &Fact) -> Result<Vec<Look>, Stop> {
    let relations = &visit.app.book.permissions.relations;
    let hours = relations.iter().find(|relation| relation.begins == BROKEN);
    let hours = hours
        .and_then(|relation| relation.lasts_hours)
        .unwrap_or(12);
    let from = fact.occurred.start();
    let until = from
        .checked_add(SignedDuration::from_hours(i64::from(hours)))
        .unwrap_or(from);
    let last = Some((until, Id::from_bytes([0; 16])));
    let mut looks = visit.reader.looks_at(child, last, LOOKS)?;
    looks.retain(|look| look.worker == by && look.at >= from);
    looks.reverse();
    Ok(looks)
}
