//! The night, in the morning: what happened between the end of the last working day and the
//! beginning of this one, what was done, and what of it the day has taken over (FD-4).

mod night;
mod told;

use jiff::civil::Date;
use maud::{Markup, html};
use practice::When;
use practice::book::lists::Morning;
use record::may::Action;

pub(super) use self::night::{headings, night};
use self::told::{Event, TakenOver, told};
use super::PAGE;
use super::columns::Columns;
use super::csv::{MOST, Sheet};
use super::gather::Child;
use super::wanted::Wanted;
use super::whose::answers_for_all;
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// It is no table: its orders are its own.
const ORDERS: Columns = Columns {
    all: &[],
    own: &[
        ("time", "As it happened"),
        ("open", "Not taken over first"),
        ("child", "By child"),
    ],
    first: "time",
};

/// Whether the night is of concern to somebody: who takes whoever calls, answers for others, or
/// works at night.
pub(super) fn concerns(visit: &Visit<'_>) -> bool {
    visit.app.book.lists.morning.is_some()
        && (answers_for_all(visit) || may_somewhere(visit, Action::Authorise, "child", None))
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    if !concerns(visit) {
        return Err(Stop::NotFound);
    }
    let book = std::sync::Arc::clone(&visit.app.book);
    let rule = book.lists.morning.as_ref().ok_or(Stop::NotFound)?;
    let wanted = Wanted::of("/morning", asked);
    let said = wanted.said("day").parse::<Date>().ok();
    let (from, until) = night(&book, rule, said, visit.now).ok_or(Stop::NotFound)?;
    let (headings, cut) = headings(visit, rule, (from, until))?;
    let (shown, more) = wanted.cut(headings, PAGE);
    let told = told(visit, &book, rule, shown)?;
    let told = sorted(told, &wanted);
    let before = When::Instant(from).day();
    let main = html! {
        h1 class="govuk-heading-l" { "This morning" }
        p class="govuk-body" { "What happened between " (words::moment(from)) " and " (words::moment(until)) "." }
        (ORDERS.own_orders(&wanted))
        @if told.is_empty() { p class="govuk-body" { "Nothing that is recorded happened to a child whose file you may read." } }
        @if cut { p class="govuk-body" { "More was recorded since than could be looked through: there may be more that happened then." } }
        @for (child, events) in &told { (of_child(visit, rule, child, events)) }
        @if told.is_empty() { (turn(&wanted.address(), wanted.page, more)) } @else { (wanted.foot(more)) }
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href={ "/morning?day=" (before) } { "The night before" }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "This morning",
        main,
        ..Content::default()
    })))
}

/// The list, to be taken away: what happened in the same night, whoever it was.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    if !concerns(visit) {
        return Err(Stop::NotFound);
    }
    let book = std::sync::Arc::clone(&visit.app.book);
    let rule = book.lists.morning.as_ref().ok_or(Stop::NotFound)?;
    let wanted = Wanted::of("/morning", asked);
    let said = wanted.said("day").parse::<Date>().ok();
    let night = night(&book, rule, said, visit.now).ok_or(Stop::NotFound)?;
    let (headings, _) = headings(visit, rule, night)?;
    let (shown, more) = wanted.cut(headings, MOST);
    let told = told(visit, &book, rule, shown)?;
    let mut sheet = Sheet::with(&[
        "Child",
        "When",
        "What",
        "What was done",
        "Recorded by",
        "Taken over",
    ]);
    for (child, events) in &sorted(told, &wanted) {
        for event in events {
            let taken_over = match &event.taken_over {
                TakenOver::NotAsked => String::new(),
                TakenOver::NotYet => "No".to_owned(),
                TakenOver::By(Some(by), at) => format!("{by}, {}", words::when(*at)),
                TakenOver::By(None, at) => words::when(*at),
            };
            let values = vec![
                child.name.clone(),
                words::when(event.heading.occurred),
                event.says.clone(),
                event.what.clone().unwrap_or_default(),
                event.by.clone().unwrap_or_default(),
                taken_over,
            ];
            sheet.add(visit, child, values)?;
        }
    }
    sheet.reply(visit, "morning.csv", more)
}

/// In the order that is asked for.
fn sorted(told: Vec<(Child, Vec<Event>)>, wanted: &Wanted<'_>) -> Vec<(Child, Vec<Event>)> {
    let mut told = told;
    let is_open = |events: &[Event]| {
        (events.iter()).any(|event| matches!(event.taken_over, TakenOver::NotYet))
    };
    match ORDERS.order(wanted).by {
        "open" => told.sort_by_key(|(_, events)| !is_open(events)),
        "child" => told.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name)),
        _ => {}
    }
    told
}

fn of_child(visit: &Visit<'_>, rule: &Morning, child: &Child, events: &[Event]) -> Markup {
    let receive = visit.app.book.clock(&rule.handed_over);
    let receive = receive.and_then(|clock| clock.met.first());
    let receive = receive.and_then(|met| visit.app.book.record(&met.by.kind));
    let may = receive.filter(|record| {
        visit
            .may(Action::Record, &child.target, Some(record))
            .allowed
    });
    html! {
        h2 class="govuk-heading-m" { a class="govuk-link" href={ "/child/" (child.subject) } { (child.name) } }
        ul class="govuk-list govuk-list--spaced" {
            @for event in events {
                li {
                    strong { (words::when(event.heading.occurred)) } " "
                    a class="govuk-link" href={ "/child/" (child.subject) "/entry/" (event.heading.id) } { (event.says) }
                    @if let Some(by) = &event.by { " Recorded by " (by) "." }
                    @if let Some(what) = &event.what { p class="govuk-body govuk-!-margin-bottom-1 sightline-typed" { (what) } }
                    @match &event.taken_over {
                        TakenOver::NotAsked => {}
                        TakenOver::NotYet => {
                            p class="govuk-body govuk-!-margin-bottom-1" {
                                strong class="govuk-tag govuk-tag--red" { "Not taken over" }
                                @if let Some(record) = may {
                                    " "
                                    a class="govuk-link sightline-not-printed" href={ "/child/" (child.subject) "/record/" (record.name) "?about=" (event.heading.id) } {
                                        "Take it over" span class="govuk-visually-hidden" { ": " (child.name) }
                                    }
                                }
                            }
                        }
                        TakenOver::By(by, at) => {
                            p class="govuk-body govuk-!-margin-bottom-1" {
                                strong class="govuk-tag govuk-tag--green" { "Taken over" } " "
                                @if let Some(by) = by { "by " (by) ", " } (words::when(*at))
                            }
                        }
                    }
                }
            }
        }
    }
}
