//! The night, in the morning: what happened between the end of the last working day and the
//! beginning of this one, what was done, and what of it the day has taken over (FD-4).

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use maud::{Markup, html};
use practice::book::lists::Morning;
use practice::calendar::Calendar;
use practice::{Book, Id, When};
use record::may::Action;
use record::{Casefile, exempt};
use store::Heading;

use super::PAGE;
use super::csv::{MOST, Sheet};
use super::gather::{Child, children};
use super::owed::choose;
use super::wanted::Wanted;
use super::whose::answers_for_all;
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// How many entries that were recorded since are looked through at most.
const LOOKED_THROUGH: usize = 100_000;

/// Something that happened at night.
struct Event {
    heading: Heading,
    says: String,
    /// What was written of what was done, in words.
    what: Option<String>,
    by: Option<String>,
    taken_over: TakenOver,
}

/// Whether the day has it.
enum TakenOver {
    /// Nothing is to be handed over.
    NotAsked,
    /// Not yet.
    NotYet,
    /// By whom, and when.
    By(Option<String>, When),
}

/// In which order, by name and in words.
const SORT: [(&str, &str); 3] = [
    ("time", "As it happened"),
    ("open", "Not taken over first"),
    ("child", "By child"),
];

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
        form method="get" action="/morning" class="sightline-choices sightline-not-printed" {
            @if let Some(day) = said { input type="hidden" name="day" value=(day); }
            (choose(&wanted, "sort", "Order", &SORT))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        @if told.is_empty() { p class="govuk-body" { "Nothing that is recorded happened to a child whose file you may read." } }
        @if cut { p class="govuk-body" { "More was recorded since than could be looked through: there may be more that happened then." } }
        @for (child, events) in &told { (of_child(visit, rule, child, events)) }
        @if !told.is_empty() {
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href=(wanted.export()) { "Take this list away as a spreadsheet" }
            }
        }
        (turn(&wanted.address(), wanted.page, more))
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
    match wanted.one_of("sort", &SORT.map(|(name, _)| name)) {
        "open" => told.sort_by_key(|(_, events)| !is_open(events)),
        "child" => told.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name)),
        _ => {}
    }
    told
}

/// The night before a day's hours of work, or the last one: from when they ended until they
/// began, or until now.
pub(super) fn night(
    book: &Book,
    rule: &Morning,
    said: Option<Date>,
    now: Timestamp,
) -> Option<(Timestamp, Timestamp)> {
    let calendar: &Calendar = book.calendar(&rule.calendar)?;
    let (opens, closes) = calendar.hours()?;
    let today = When::Instant(now).day();
    let day = said.unwrap_or(today).min(today);
    let at = |day: Date, time| {
        let day: Zoned = day
            .to_datetime(time)
            .to_zoned(practice::when::london())
            .ok()?;
        Some(day.timestamp())
    };
    let before = calendar.nth_before(day, 1)?;
    let until = if calendar.is_working(day) {
        at(day, opens)?
    } else {
        When::Day(day).end()
    };
    Some((at(before, closes)?, until.min(now)))
}

/// What of what was recorded since tells of that night, in order; and whether there was more
/// than is looked through.
pub(super) fn headings(
    visit: &mut Visit<'_>,
    rule: &Morning,
    (from, until): (Timestamp, Timestamp),
) -> Result<(Vec<Heading>, bool), Stop> {
    let night = night_workers(visit, rule)?;
    let in_the_night = |heading: &Heading| match heading.occurred {
        When::Instant(at) => (from..until).contains(&at),
        // Of a day alone, whoever works at night tells what happened then.
        When::Day(_) => {
            (from..until).contains(&heading.recorded_at) && night.contains(&heading.recorded_by)
        }
    };
    let mut found = Vec::new();
    let mut looked_through = 0;
    let now = visit.now;
    visit.reader.each_heading_between(from, now, |heading| {
        looked_through += 1;
        if rule.kinds.contains(&heading.kind) && in_the_night(&heading) {
            found.push(heading);
        }
        if looked_through < LOOKED_THROUGH {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    found.sort_by_key(|heading| (heading.occurred.start(), heading.position));
    Ok((found, looked_through >= LOOKED_THROUGH))
}

/// Those who work at night, by the roles that the book names.
fn night_workers(visit: &mut Visit<'_>, rule: &Morning) -> Result<Vec<Id>, Stop> {
    let workers: Vec<Id> = (visit.reader.workers()?.iter())
        .map(|row| row.subject)
        .collect();
    let offices = visit.reader.offices_of_all(&workers)?;
    let night = offices.iter().filter(|office| {
        let name = office.name.as_ref();
        office.gives == record::workforce::Gives::Role
            && name.is_some_and(|name| rule.roles.contains(name))
    });
    Ok(night.map(|office| office.subject).collect())
}

/// The same by child, as far as this person may read it. What is told stands in the files: to
/// read it is a look.
fn told(
    visit: &mut Visit<'_>,
    book: &Book,
    rule: &Morning,
    headings: Vec<Heading>,
) -> Result<Vec<(Child, Vec<Event>)>, Stop> {
    let mut by_child: BTreeMap<Id, Vec<Heading>> = BTreeMap::new();
    for heading in headings {
        let file = visit.reader.merged_into(heading.owner)?;
        by_child
            .entry(file.unwrap_or(heading.owner))
            .or_default()
            .push(heading);
    }
    let files: Vec<Id> = by_child.keys().copied().collect();
    let mut told = Vec::new();
    for (subject, child) in children(visit, &files)? {
        let mut theirs = by_child.remove(&subject).unwrap_or_default();
        theirs.retain(|heading| {
            let record = book.record(&heading.kind);
            visit.may(Action::Read, &child.target, record).allowed
        });
        if theirs.is_empty() {
            continue;
        }
        let allowed = visit.may(Action::Read, &child.target, None);
        visit.looked(subject, "what happened at night", &allowed)?;
        let entries = visit.reader.file(subject)?;
        let casefile = Casefile::fold(&entries);
        let shown = crate::people::with_names(visit, &casefile)?;
        let mut events = Vec::new();
        for heading in theirs {
            let Some(fact) = shown.fact(heading.id).filter(|fact| !fact.withdrawn) else {
                continue;
            };
            let taken_over = taken_over(visit, rule, subject, &heading, &entries)?;
            events.push(Event {
                says: exempt::plain(&book.say(fact)),
                what: fact.text("what").map(exempt::plain),
                by: name(visit, heading.recorded_by)?,
                taken_over,
                heading,
            });
        }
        if !events.is_empty() {
            told.push((child, events));
        }
    }
    told.sort_by_key(|(_, events)| events.first().map(|event| event.heading.occurred.start()));
    Ok(told)
}

/// Whether the day has what was done at night, by the duty to hand it over.
fn taken_over(
    visit: &mut Visit<'_>,
    rule: &Morning,
    subject: Id,
    heading: &Heading,
    entries: &[record::Entry],
) -> Result<TakenOver, Stop> {
    let duties = visit.reader.duties_of(subject)?;
    let duty = duties
        .iter()
        .find(|duty| duty.clock == rule.handed_over && duty.started.by == heading.id);
    let Some(duty) = duty else {
        return Ok(TakenOver::NotAsked);
    };
    let Some(met) = duty.met else {
        return Ok(TakenOver::NotYet);
    };
    let entry = entries.iter().find(|entry| entry.header.id == met.by);
    let by = match entry {
        Some(entry) => name(visit, entry.header.recorded_by)?,
        None => None,
    };
    Ok(TakenOver::By(by, met.at))
}

fn name(visit: &mut Visit<'_>, worker: Id) -> Result<Option<String>, Stop> {
    Ok(visit.reader.worker(worker)?.map(|row| row.name))
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
