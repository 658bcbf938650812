//! What one practice book says otherwise than another, to be read and printed: by duty, form,
//! gate and word.

use maud::{Markup, html};
use practice::diff::{Difference, diff};
use practice::{Book, Id};
use record::in_force::Text;
use record::may::Action;

use super::books::Books;
use super::only_if_may;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The kinds of thing that differ, by name, in words, and where they are told first.
const KINDS: [(&str, &str); 8] = [
    ("clock", "Duties"),
    ("record", "Forms"),
    ("gate", "What must be true before something is authorised"),
    ("codes", "Words to choose from"),
    ("state", "States"),
    ("measure", "Measures"),
    ("calendar", "Days that do not count"),
    ("policy", "Who may do what"),
];

/// The page of what changed between two books that were in force.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    let books = Books::of(visit)?;
    let (from, from_says) = one(&books, asked.query.one("from"))?;
    let (to, to_says) = one(&books, asked.query.one("to"))?;
    let (from, to) = (read(&from)?, read(&to)?);
    let main = html! {
        h1 class="govuk-heading-l" { "What changed" }
        p class="govuk-body" { "From " (from_says) " to " (to_says) "." }
        (differences(&from, &to))
        p class="govuk-body sightline-not-printed" { a class="govuk-link" href="/administer/book" { "The practice book" } }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What changed",
        main,
        ..Content::default()
    })))
}

/// The text of a book that the address names, and what it is: the entry with which one came into
/// force, or the law alone.
fn one(books: &Books, named: &str) -> Result<(Text, String), Stop> {
    if named.is_empty() || named == "law" {
        return Ok((books.law(), "the law’s book".to_owned()));
    }
    let id: Id = named.parse().map_err(|_| Stop::NotFound)?;
    let found = books.in_force.iter().find(|one| one.entry == Some(id));
    let found = found.ok_or(Stop::NotFound)?;
    Ok((
        found.text.clone(),
        format!("{}, edition {}", found.title, found.edition),
    ))
}

fn read(text: &Text) -> Result<Book, Stop> {
    let read = text.read();
    read.map_err(|problems| Stop::Broken(format!("a book that was in force: {problems}")))
}

/// Every difference between two books, by kind.
pub(super) fn differences(from: &Book, to: &Book) -> Markup {
    let found = diff(from, to);
    html! {
        @if found.is_empty() { p class="govuk-body" { "Nothing is otherwise." } }
        @for (kind, title) in KINDS {
            @let of_kind: Vec<&Difference> = found.iter().filter(|one| one.what == kind).collect();
            @if !of_kind.is_empty() {
                h2 class="govuk-heading-m" { (title) }
                @for things in of_kind.chunk_by(|one, next| one.id == next.id) {
                    (thing(from, to, things))
                }
            }
        }
    }
}

/// All that differs of one thing.
fn thing(from: &Book, to: &Book, things: &[&Difference]) -> Markup {
    let Some(first) = things.first() else {
        return Markup::default();
    };
    html! {
        h3 class="govuk-heading-s govuk-!-margin-bottom-1" { (called(from, to, first)) " " span class="sightline-quiet" { (first.id) } }
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "What changes of " (called(from, to, first)) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header govuk-!-width-one-quarter" { "What" }
                    th scope="col" class="govuk-table__header" { "From" }
                    th scope="col" class="govuk-table__header" { "To" }
                }
            }
            tbody class="govuk-table__body" {
                @for one in things {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (part(one)) }
                        td class="govuk-table__cell sightline-typed" data-label="From" { (one.from.as_deref().unwrap_or("Nothing")) }
                        td class="govuk-table__cell sightline-typed" data-label="To" { (one.to.as_deref().unwrap_or("Nothing")) }
                    }
                }
            }
        }
        @if !first.source.is_empty() || first.departs.is_some() {
            p class="govuk-body-s" {
                @if !first.source.is_empty() { "Decided by: " (first.source.join("; ")) ". " }
                @if let Some(why) = &first.departs { strong { "Less than the law asks: " } (why) }
            }
        }
    }
}

fn part(one: &Difference) -> String {
    match (&one.part, &one.from) {
        (Some(part), _) => words::sentence(part),
        (None, None) => "Added".to_owned(),
        (None, Some(_)) => "Gone".to_owned(),
    }
}

/// What a thing is called in the book that has it.
fn called(from: &Book, to: &Book, one: &Difference) -> String {
    let in_book = |book: &Book| {
        let id = one.id.as_str();
        match one.what {
            "clock" => book.clock(id).map(|clock| clock.title.clone()),
            "record" | "gate" => book.record(id).map(|record| record.title.clone()),
            "codes" => book.codes.get(id).map(|codes| codes.title.clone()),
            "state" => (book.states.iter())
                .find(|state| state.name == id)
                .map(|state| state.title.clone()),
            "measure" => (book.measures.iter())
                .find(|measure| measure.id == id)
                .map(|measure| measure.title.clone()),
            _ => None,
        }
    };
    in_book(to).or_else(|| in_book(from)).unwrap_or_default()
}
