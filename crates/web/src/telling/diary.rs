//! The diary: what is arranged for one's children in the next days, and what is due from oneself,
//! day by day; and the same for a calendar. No file is read for it.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::book::day_in_words;
use practice::{Id, When};
use record::may::Action;
use record::{ArrangedRow, Became, OwedRow};

use super::invitation::{Event, calendar};
use super::passed::{is_passed, passed};
use crate::edge::Asked;
use crate::lists::{Children, Mine, called, gather};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// What browsers call a calendar.
const CALENDAR: &str = "text/calendar; charset=utf-8";
/// How far ahead a diary may be looked at, by the name that stands in the address.
const SPANS: [(&str, i64, &str); 3] = [
    ("day", 1, "One day"),
    ("week", 7, "One week"),
    ("weeks", 28, "Four weeks"),
];
/// For how many days a calendar is told what was.
const PAST: i64 = 28;

/// What stands on a day.
#[derive(Default)]
struct OfDay {
    arranged: Vec<ArrangedRow>,
    due: Vec<OwedRow>,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let span = asked.query.one("show");
    let known = SPANS.iter().find(|(name, ..)| *name == span);
    let (name, days, _) = known.copied().unwrap_or(("week", 7, ""));
    let today = When::Instant(visit.now).day();
    let first = asked.query.one("from").parse::<Date>().unwrap_or(today);
    let until = first.checked_add(days.days()).map_err(|_| Stop::NotFound)?;
    let mut mine = Mine::of(visit);
    let (children, owed) = gather(visit, &mut mine)?;
    let mut by_day: BTreeMap<Date, OfDay> = BTreeMap::new();
    let all = arranged(visit, &children)?;
    let untold = passed(visit, &all, &children);
    for row in all {
        // What was held sooner than it was arranged for is not to come any more.
        let stands = match row.became {
            Became::Nothing => true,
            Became::Held => row.at.day() <= today,
            Became::CalledOff | Became::Withdrawn => false,
        };
        if stands && (first..until).contains(&row.at.day()) {
            by_day.entry(row.at.day()).or_default().arranged.push(row);
        }
    }
    for row in owed {
        let day = row.due.map(When::day);
        if let Some(day) = day.filter(|day| (first..until).contains(day))
            && mine.has(visit, &row)
        {
            by_day.entry(day).or_default().due.push(row);
        }
    }
    let before = first.checked_sub(days.days()).unwrap_or(first);
    let main = html! {
        h1 class="govuk-heading-l" { "Your diary" }
        (untold)
        (spans(name, first))
        h2 class="govuk-heading-m" {
            (day_in_words(first))
            @if days > 1 { " to " (day_in_words(until.yesterday().unwrap_or(until))) }
        }
        @if by_day.is_empty() {
            p class="govuk-body" { "Nothing is arranged for your children, and nothing is due from you." }
        }
        @for (day, of_day) in &mut by_day { (one_day(visit, *day, of_day, &children)) }
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" rel="prev" href={ "/diary?show=" (name) "&from=" (before) } { "Earlier" }
            " "
            a class="govuk-link" rel="next" href={ "/diary?show=" (name) "&from=" (until) } { "Later" }
        }
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href="/diary/calendar.ics" { "Take all meetings to your calendar" }
            ": what kind of meeting it is, when, and where it stands here; the name of nobody."
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Your diary",
        main,
        ..Content::default()
    })))
}

fn spans(name: &str, first: Date) -> Markup {
    html! {
        nav class="sightline-not-printed" aria-label="How far ahead" {
            ul class="govuk-list sightline-choices" {
                @for (one, _, says) in SPANS {
                    li {
                        @if one == name { strong aria-current="true" { (says) } }
                        @else { a class="govuk-link" href={ "/diary?show=" (one) "&from=" (first) } { (says) } }
                    }
                }
            }
        }
    }
}

fn one_day(visit: &Visit<'_>, day: Date, of_day: &mut OfDay, children: &Children) -> Markup {
    of_day
        .arranged
        .sort_by_key(|row| (row.at.start(), row.entry));
    of_day
        .due
        .sort_by_key(|row| (row.due.map(When::end), row.subject));
    html! {
        h3 class="govuk-heading-s" { (weekday(day)) " " (day_in_words(day)) }
        ul class="govuk-list govuk-list--spaced" {
            @for row in &of_day.arranged {
                li {
                    @let what = title(visit, row);
                    @if let Some(time) = time(row.at) { strong { (time) } " " }
                    a class="govuk-link" href={ "/child/" (row.subject) "/entry/" (row.entry) } { (what) }
                    ", " (name(children, row.subject)) " "
                    @if row.became == Became::Held { strong class="govuk-tag govuk-tag--green" { "Held" } }
                    @else if is_passed(row, visit.now) { strong class="govuk-tag govuk-tag--yellow" { "Not said whether it was held" } }
                    @else {
                        a class="govuk-link sightline-not-printed" href={ "/child/" (row.subject) "/entry/" (row.entry) "/invitation.ics" } {
                            "To your calendar" span class="govuk-visually-hidden" { ": " (what) ", " (name(children, row.subject)) }
                        }
                    }
                }
            }
            @for row in &of_day.due {
                li {
                    "Due: "
                    a class="govuk-link" href={ "/child/" (row.subject) "/duty/" (row.duty()) } { (called(visit, row)) }
                    ", " (name(children, row.subject))
                    @if row.is_late(visit.now) { " " strong class="govuk-tag govuk-tag--red" { "Late" } }
                }
            }
        }
    }
}

/// The child's name.
pub(super) fn name(children: &Children, subject: Id) -> &str {
    children
        .get(&subject)
        .map_or("", |child| child.name.as_str())
}

fn weekday(day: Date) -> &'static str {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match day.weekday() {
        Monday => "Monday",
        Tuesday => "Tuesday",
        Wednesday => "Wednesday",
        Thursday => "Thursday",
        Friday => "Friday",
        Saturday => "Saturday",
        Sunday => "Sunday",
    }
}

/// The time of a day, in words; nothing of what is of the whole day.
fn time(at: When) -> Option<String> {
    let When::Instant(instant) = at else {
        return None;
    };
    let said = words::moment(instant);
    said.rsplit_once(", ").map(|(_, time)| time.to_owned())
}

/// What is arranged for these children, that this person may read.
fn arranged(visit: &mut Visit<'_>, children: &Children) -> Result<Vec<ArrangedRow>, Stop> {
    let files: Vec<Id> = children.keys().copied().collect();
    let mut rows = visit.reader.arranged_of(&files)?;
    rows.retain(|row| {
        let record = visit.app.book.record(&row.kind);
        let child = children.get(&row.subject);
        child.is_some_and(|child| visit.may(Action::Read, &child.target, record).allowed)
    });
    Ok(rows)
}

/// What it is called: nobody's name.
pub(super) fn title(visit: &Visit<'_>, row: &ArrangedRow) -> String {
    let book = &visit.app.book;
    let Some(shown) = book.diary.iter().find(|one| one.on == row.kind) else {
        return row.kind.clone();
    };
    let record = book.record(&row.kind);
    let field = shown.kind.as_ref().zip(record);
    let field = field.and_then(|(field, record)| record.fields.get(field));
    let list = field.and_then(|field| match &field.kind {
        practice::expr::FieldType::Code(list) => book.codes.get(list),
        _ => None,
    });
    let said = list.zip(row.code.as_ref());
    let said = said.and_then(|(list, code)| list.codes.get(code));
    match said {
        Some(code) => format!("{}: {}", shown.title, code.says),
        None => shown.title.clone(),
    }
}

fn event(visit: &Visit<'_>, asked: &Asked, row: &ArrangedRow) -> Event {
    Event {
        entry: row.entry,
        title: title(visit, row),
        at: row.at,
        lasts: row.lasts,
        address: format!("{}/child/{}/entry/{}", asked.site, row.subject, row.entry),
        changes: row.changes,
        is_off: row.became.is_off(),
    }
}

/// Everything that is arranged for one's children, for a calendar.
pub(super) fn whole(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let mut mine = Mine::of(visit);
    let (children, _) = gather(visit, &mut mine)?;
    let today = When::Instant(visit.now).day();
    let from = today.checked_sub(PAST.days()).unwrap_or(today);
    let mut rows = arranged(visit, &children)?;
    rows.retain(|row| row.at.day() >= from);
    rows.sort_by_key(|row| (row.at.start(), row.entry));
    let events: Vec<Event> = rows.iter().map(|row| event(visit, asked, row)).collect();
    Ok(Reply::File {
        kind: CALENDAR,
        name: "diary.ics",
        content: calendar(&events, visit.now).into_bytes(),
    })
}

/// One of them, for a calendar; also where it was called off or withdrawn, so that a calendar takes it out.
pub(super) fn invitation(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (child, entry) = (asked.id("child")?, asked.id("entry")?);
    visit.reader.child(child)?.ok_or(Stop::NotFound)?;
    let target = crate::people::target(visit, child)?;
    let rows = visit.reader.arranged_of(&[child])?;
    let row = rows.into_iter().find(|row| row.entry == entry);
    let row = row.ok_or(Stop::NotFound)?;
    let record = visit.app.book.record(&row.kind);
    let may = visit.may(Action::Read, &target, record);
    if !may.allowed {
        return Err(Stop::NotFound);
    }
    visit.looked(child, "diary", &may)?;
    let event = event(visit, asked, &row);
    Ok(Reply::File {
        kind: CALENDAR,
        name: "invitation.ics",
        content: calendar(&[event], visit.now).into_bytes(),
    })
}
