//! The family as a drawing, with the same in a table; and who lived with the child on a day.

use maud::{Markup, html};
use practice::When;
use record::family::{self, Bond, Genogram, LineKind, Person, Point, Shape};
use record::household;

use super::open;
use super::top::top;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Half the width of a person's sign.
const HALF: i32 = 22;

/// The page.
pub(crate) fn family(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "family")?;
    let as_at = file.as_at(visit);
    let book = &visit.app.book;
    let mut family = family::of(book, &file.casefile, as_at);
    for child in family.people.iter_mut().filter(|person| person.child) {
        child.name.clone_from(&file.name);
    }
    let day = When::Instant(as_at).day();
    let members = household::on(book, &file.casefile, day);
    let main = html! {
        (top(visit, &file, "family"))
        h1 class="govuk-heading-l" { "Family and household" }
        h2 class="govuk-heading-m" { "Who lives with the child" }
        @if members.is_empty() { p class="govuk-body" { "Nobody is recorded for " (words::when(When::Day(day))) "." } }
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
        h2 class="govuk-heading-m" { "Family" }
        @if family.people.len() < 2 { p class="govuk-body" { "No relative is recorded." } }
        @else { (drawing(&family)) (table(&family)) }
        (file.as_known.form(&format!("/child/{}/family", file.child.subject)))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Family and household",
        main,
        ..Content::default()
    })))
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
