//! Whoever has children and is not there: who has left or has no role any more, and who is away while
//! nobody covers. Nothing rests with them without standing here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use maud::{Markup, html};
use practice::book::Effect;
use practice::{Id, When};
use record::may::{Action, Whom};
use record::workforce::Gives;
use record::{OfficeRow, SpellRow, WorkerRow};

use super::against::covers_for;
use crate::edge::Asked;
use crate::lists::load::is_in;
use crate::lists::{Children, Column, Columns, MOST, PAGE, Sheet, Wanted, children};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::known::{many, may_somewhere};
use crate::visit::Visit;
use crate::words;

/// A worker who is not there and has children.
struct Gone {
    worker: WorkerRow,
    /// Since when they are away; `None` of who has left.
    away_since: Option<Timestamp>,
    /// Who covers.
    covers: Vec<String>,
    children: Vec<Id>,
}

/// As it is asked for without an order, those for whom nobody covers come first.
const COLUMNS: Columns = Columns {
    all: &[
        Column::least("worker", "Worker"),
        Column::least("since", "Why"),
        Column::least("covers", "Who covers"),
        Column::greatest("children", "Children"),
    ],
    own: &[("alone", "Those for whom nobody covers first")],
    first: "alone",
};

/// The page.
pub(in crate::staff) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/uncovered", asked);
    let (gone, all) = asked_for(visit, &wanted)?;
    let (gone, more) = wanted.cut(gone, PAGE);
    let title = "Children whose worker is not there";
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { "Workers who have left or have no role, and workers who are away while nobody covers for them, with the children who are still allocated to them." }
        @if gone.is_empty() { p class="govuk-body" { "There is none whom you may see." } } @else {
            (COLUMNS.own_orders(&wanted))
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { (title) }
                (COLUMNS.head(&wanted))
                tbody class="govuk-table__body" { @for one in &gone { (row(one, &all, visit.now)) } }
            }
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title,
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away: a row to each child.
pub(in crate::staff) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/uncovered", asked);
    let (gone, all) = asked_for(visit, &wanted)?;
    let mut sheet = Sheet::with(&["Child", "Worker", "Why", "Who covers"]);
    let rows = gone.iter().flat_map(|one| {
        let children = one.children.iter().filter_map(|child| all.get(child));
        children.map(move |child| (one, child))
    });
    let many = rows.clone().count();
    for (one, child) in rows.take(MOST) {
        let (state, since) = why(one, visit.now);
        let values = vec![
            child.name.clone(),
            one.worker.name.clone(),
            format!("{}. {since}", state.0),
            one.covers.join("; "),
        ];
        sheet.add(visit, child, values)?;
    }
    sheet.reply(visit, "children-whose-worker-is-not-there.csv", many > MOST)
}

/// Who is not there, in the order that is asked for.
fn asked_for(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<(Vec<Gone>, Children), Stop> {
    if !may_somewhere(visit, Action::Allocate, "child", None) {
        return Err(Stop::NotFound);
    }
    let (mut gone, all) = gone(visit)?;
    let order = COLUMNS.order(wanted);
    match order.by {
        "worker" => order.put(&mut gone, |one| Some(one.worker.name.to_lowercase())),
        "since" => order.put(&mut gone, |one| {
            let last = one.worker.left_on.map(|last| When::Day(last).end());
            one.away_since.or(last)
        }),
        "covers" => order.put(&mut gone, |one| one.covers.first().cloned()),
        _ => order.put(&mut gone, |one| Some(one.children.len())),
    }
    Ok((gone, all))
}

/// Why somebody is not there: a word with its colour, and since when.
fn why(one: &Gone, now: Timestamp) -> ((&'static str, &'static str), String) {
    match (one.worker.left_on, one.away_since) {
        (Some(last), None) if is_over(last, now) => {
            let last = format!("Last day {}.", words::when(When::Day(last)));
            (("Left", "red"), last)
        }
        (_, Some(since)) => (("Away", "yellow"), format!("Since {}.", words::day(since))),
        (_, None) => (
            ("No role", "red"),
            "They cannot sign in to any file.".to_owned(),
        ),
    }
}

fn is_over(last: jiff::civil::Date, now: Timestamp) -> bool {
    When::Day(last).end() < now
}

fn row(one: &Gone, all: &Children, now: Timestamp) -> Markup {
    let base = format!("/workers/{}", one.worker.subject);
    let ((state, colour), since) = why(one, now);
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" { a class="govuk-link" href=(base) { (one.worker.name) } }
            td class="govuk-table__cell" data-label="Why" {
                strong class={ "govuk-tag govuk-tag--" (colour) } { (state) } " " (since)
            }
            td class="govuk-table__cell" data-label="Who covers" {
                @if one.covers.is_empty() { "Nobody covers." }
                @else {
                    @let names: Vec<&str> = one.covers.iter().map(String::as_str).collect();
                    (words::and(&names)) " answers for the children until each is given to somebody."
                }
            }
            td class="govuk-table__cell" data-label="Children" {
                ul class="govuk-list govuk-list--bullet" {
                    @for child in one.children.iter().filter_map(|child| all.get(child)) {
                        li { a class="govuk-link" href={ "/child/" (child.subject) } { (child.name) } }
                    }
                }
                p class="govuk-body sightline-not-printed" {
                    a class="govuk-link" href={ (base) "/children" } {
                        "Hand over " (many(one.children.len(), "child", "children"))
                        span class="govuk-visually-hidden" { " of " (one.worker.name) }
                    }
                    @if one.away_since.is_some() {
                        ", or "
                        a class="govuk-link" href={ "/workers" } { "arrange cover on the page of whoever covers" }
                    }
                }
            }
        }
    }
}

/// Who is not there, and the children of theirs whom this person may find.
fn gone(visit: &mut Visit<'_>) -> Result<(Vec<Gone>, Children), Stop> {
    let book = Arc::clone(&visit.app.book);
    let now = visit.now;
    let rows = visit.reader.workers()?;
    let ids: Vec<Id> = rows.iter().map(|row| row.subject).collect();
    let offices = visit.reader.offices()?;
    let mut spells: BTreeMap<Id, Vec<SpellRow>> = BTreeMap::new();
    for spell in visit.reader.spells_of(&ids)? {
        spells.entry(spell.subject).or_default().push(spell);
    }
    let here: BTreeMap<Id, &str> = (rows.iter())
        .filter(|row| !row.has_left(now))
        .map(|row| (row.subject, row.name.as_str()))
        .collect();
    let away = book.lists.handing_over.as_ref();
    let away = away.and_then(|rule| book.states.get(rule.away));
    let mut found: Vec<Gone> = Vec::new();
    for row in &rows {
        let theirs = spells.get(&row.subject).map(Vec::as_slice);
        let since = away.and_then(|state| {
            let theirs = theirs.unwrap_or_default();
            let is_away = is_in(theirs, &state.name, now);
            let spell = theirs.iter().find(|spell| spell.state == state.name);
            spell.filter(|_| is_away).map(|spell| spell.from)
        });
        let covers = covering(&offices, row, &here, now);
        let mut roles = offices
            .iter()
            .filter(|office| office.subject == row.subject && office.gives == Gives::Role)
            .peekable();
        let had_roles = roles.peek().is_some();
        let left = row.has_left(now) || (had_roles && !roles.any(|office| office.holds(now)));
        if left || (since.is_some() && covers.is_empty()) {
            found.push(Gone {
                worker: row.clone(),
                away_since: since.filter(|_| !left),
                covers,
                children: Vec::new(),
            });
        }
    }
    let all = with_children(visit, &mut found)?;
    // Who has nobody who covers comes first.
    found.sort_by_key(|one| (!one.covers.is_empty(), one.worker.name.clone()));
    Ok((found, all))
}

/// The names of those who cover for a worker, of whoever is here.
fn covering(
    offices: &[OfficeRow],
    worker: &WorkerRow,
    here: &BTreeMap<Id, &str>,
    now: Timestamp,
) -> Vec<String> {
    let names: BTreeSet<String> = worker.names().into_iter().collect();
    let covering = offices
        .iter()
        .filter(|office| covers_for(office, &names) && office.holds(now));
    let known = covering.filter_map(|office| here.get(&office.subject));
    known.map(|name| (*name).to_owned()).collect()
}

/// Adds their children to each, and leaves out who has none whom this person may find.
fn with_children(visit: &mut Visit<'_>, found: &mut Vec<Gone>) -> Result<Children, Stop> {
    let now = visit.now;
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (place, one) in found.iter().enumerate() {
        by_name.extend(one.worker.names().into_iter().map(|name| (name, place)));
    }
    let names: Vec<String> = by_name.keys().cloned().collect();
    let files: Vec<Id> = visit
        .reader
        .files_of(&names, &[], now)?
        .into_iter()
        .collect();
    let all = children(visit, &files)?;
    for child in all.values() {
        let rows = child.scope.iter();
        for row in rows.filter(|row| row.effect == Effect::Concerns && row.holds(now)) {
            if let Whom::Worker(name) = &row.whom
                && let Some(one) = by_name.get(name).and_then(|place| found.get_mut(*place))
                && !one.children.contains(&child.subject)
            {
                one.children.push(child.subject);
            }
        }
    }
    found.retain(|one| !one.children.is_empty());
    Ok(all)
}
