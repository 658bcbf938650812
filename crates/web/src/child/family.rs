//! The family as a drawing, with the same in a table; and who lived with the child on a day.

use jiff::civil::Date;
use maud::{Markup, html};
use practice::When;
use record::family::{self, Bond, Genogram, LineKind, Person, Point, Shape};
use record::household;

use super::top::top;
use super::{File, open};
use crate::components::{DateInput, Legend};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Half the width of a person's sign.
const HALF: i32 = 22;
/// The question on which day the household is asked for.
const HOME: &str = "home";
/// What is recorded of who lives with the child, and of who belongs to the child.
const HOUSEHOLD: &str = "household-member";
const RELATIONSHIP: &str = "relationship";

/// The page.
pub(crate) fn family(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "family")?;
    let as_at = file.as_at(visit);
    let book = &visit.app.book;
    let mut family = family::of(book, &file.casefile, as_at);
    for child in family.people.iter_mut().filter(|person| person.child) {
        child.name.clone_from(&file.name);
    }
    let known = When::Instant(as_at).day();
    let then = on_a_day(asked);
    let day = then.unwrap_or(Ok(known)).unwrap_or(known);
    let members = household::on(book, &file.casefile, day);
    let main = html! {
        (top(visit, &file, "family"))
        h1 class="govuk-heading-l" { "Family and household" }
        h2 class="govuk-heading-m" { "Who lives with the child" }
        @if members.is_empty() { p class="govuk-body" { "Nobody is recorded as living with the child on " (words::when(When::Day(day))) "." } }
        @else {
            table class="govuk-table" {
                caption class="govuk-table__caption govuk-table__caption--s" { "On " (words::when(When::Day(day))) }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Who" }
                        th scope="col" class="govuk-table__header" { "To the child" }
                        th scope="col" class="govuk-table__header" { "Since" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for member in &members {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href=(file.address(&format!("entry/{}", member.entry))) { (member.name) }
                            }
                            td class="govuk-table__cell" { (member.relation) }
                            td class="govuk-table__cell" { (words::when(member.from)) }
                        }
                    }
                }
            }
        }
        (record(visit, &file, HOUSEHOLD, "Record who lives with the child"))
        (on_another_day(&file, asked, then.is_some_and(|then| then.is_err())))
        h2 class="govuk-heading-m" { "Family" }
        @if family.people.len() < 2 { p class="govuk-body" { "No relative is recorded." } }
        @else { (drawing(&family)) (table(&family)) }
        (record(visit, &file, RELATIONSHIP, "Record a relative or another person who matters"))
        (file.as_known.form(&format!("/child/{}/family", file.child.subject)))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Family and household",
        main,
        ..Content::default()
    })))
}

/// The day of the household that is asked for; an error where it is none.
fn on_a_day(asked: &Asked) -> Option<Result<Date, ()>> {
    let part = |name: &str| asked.query.one(&format!("{HOME}-{name}")).to_owned();
    let [day, month, year] = ["day", "month", "year"].map(part);
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return None;
    }
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    Some(date().ok_or(()))
}

/// Asks for another day of the household.
fn on_another_day(file: &File, asked: &Asked, is_wrong: bool) -> Markup {
    let part = |name: &str| {
        let given = asked.query.whole(&format!("{HOME}-{name}"));
        Some(given).filter(|given| !given.is_empty())
    };
    html! {
        details class="govuk-details" open[is_wrong] {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { "Who lived with the child on another day" }
            }
            div class="govuk-details__text" {
                form method="get" action={ "/child/" (file.child.subject) "/family" } novalidate {
                    (file.as_known.carried())
                    (DateInput {
                        legend: Some(Legend { text: "On what day?", ..Legend::default() }),
                        id: HOME,
                        prefix: Some(HOME),
                        error: is_wrong.then_some("Day must be a real one, such as 6 6 2027"),
                        day: part("day"),
                        month: part("month"),
                        year: part("year"),
                        ..DateInput::default()
                    }.markup())
                    button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "See the household on that day" }
                }
            }
        }
    }
}

/// A way to record what is not there, for whoever may.
fn record(visit: &Visit<'_>, file: &File, kind: &str, says: &str) -> Markup {
    let record = visit.app.book.record(kind);
    let may = record.is_some_and(|record| people::may_record(visit, file, record).allowed);
    html! {
        @if may {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/record/" (kind) } { (says) }
            }
        }
    }
}

/// The drawing. Whoever cannot see it has the table below it, which says the same.
fn drawing(family: &Genogram) -> Markup {
    let margin = 60;
    let view = format!(
        "{} {} {} {}",
        -margin,
        -margin,
        family.width + 2 * margin,
        family.height + 2 * margin
    );
    html! {
        div class="sightline-drawing" tabindex="0" role="region" aria-label="Drawing of the family" {
            svg role="img" aria-label="The family drawn by generations. The table below says the same in words."
                viewBox=(view) width=(family.width + 2 * margin) height=(family.height + 2 * margin) {
                @for couple in &family.couples {
                    polyline points=(points(&couple.points)) fill="none" stroke="#0b0c0c" stroke-width="2"
                        stroke-dasharray=[matches!(couple.bond, Bond::Former).then_some("6 4")] {}
                }
                @for line in &family.lines {
                    polyline points=(points(&line.points)) fill="none" stroke="#505a5f" stroke-width="2"
                        stroke-dasharray=[(!matches!(line.kind, LineKind::Birth)).then_some("3 4")] {}
                }
                @for person in &family.people { (sign(person)) }
            }
        }
    }
}

fn points(points: &[Point]) -> String {
    let all: Vec<String> = points
        .iter()
        .map(|point| format!("{},{}", point.x, point.y))
        .collect();
    all.join(" ")
}

fn sign(person: &Person) -> Markup {
    let (x, y) = (person.x, person.y);
    let fill = if person.child { "#bbd4ea" } else { "#fff" };
    let width = if person.child { 4 } else { 2 };
    html! {
        g stroke="#0b0c0c" stroke-width=(width) fill=(fill) {
            @match person.shape {
                Shape::Square => rect x=(x - HALF) y=(y - HALF) width=(2 * HALF) height=(2 * HALF) {},
                Shape::Circle => circle cx=(x) cy=(y) r=(HALF) {},
                Shape::Diamond => polygon points={ (x) "," (y - HALF) " " (x + HALF) "," (y) " " (x) "," (y + HALF) " " (x - HALF) "," (y) } {},
            }
            @if person.died {
                line x1=(x - HALF) y1=(y - HALF) x2=(x + HALF) y2=(y + HALF) {}
                line x1=(x + HALF) y1=(y - HALF) x2=(x - HALF) y2=(y + HALF) {}
            }
        }
        text x=(x) y=(y + HALF + 18) text-anchor="middle" font-size="14" font-family="arial, sans-serif"
            fill="#0b0c0c" stroke="#fff" stroke-width="4" paint-order="stroke" { (person.name) }
    }
}

fn table(family: &Genogram) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-table__caption--s" { "The same in words" }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Who" }
                    th scope="col" class="govuk-table__header" { "To the child" }
                    th scope="col" class="govuk-table__header" { "Parents" }
                    th scope="col" class="govuk-table__header" { "Born and died" }
                }
            }
            tbody class="govuk-table__body" {
                @for row in family.rows() {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (row.name) }
                        td class="govuk-table__cell" { (row.relation) }
                        td class="govuk-table__cell" { (row.parents) }
                        td class="govuk-table__cell" { (row.dates) }
                    }
                }
            }
        }
    }
}
