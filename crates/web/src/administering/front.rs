//! The first page: each part of what is administered, with what asks for somebody.

use maud::html;
use record::may::Action;

use super::books::Books;
use super::only_if_may;
use super::users::{State, all};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    let users = all(visit)?;
    let how_many = |state: State| users.iter().filter(|user| user.state == state).count();
    let asks: Vec<(State, usize)> = State::ASKS
        .into_iter()
        .map(|state| (state, how_many(state)))
        .filter(|(_, many)| *many > 0)
        .collect();
    let teams = visit.reader.teams()?;
    let open = teams.iter().filter(|team| team.closed_on.is_none()).count();
    let books = Books::of(visit)?;
    let undecided = books.brought.iter().filter(|one| one.decided.is_none());
    let waits = undecided.count();
    let book = std::sync::Arc::clone(&visit.app.book);
    let main = html! {
        h1 class="govuk-heading-l" { "Administer" }
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h2 class="govuk-heading-m" { a class="govuk-link" href="/administer/users" { "Users" } }
                p class="govuk-body" { (many(how_many(State::InUse), "account", "accounts")) " in use." }
                @if !asks.is_empty() {
                    ul class="govuk-list govuk-list--bullet" {
                        @for (state, number) in &asks {
                            li {
                                a class="govuk-link" href={ "/administer/users?show=" (state.name()) } {
                                    (state.says()) ": " (number)
                                }
                            }
                        }
                    }
                }
                h2 class="govuk-heading-m" { a class="govuk-link" href="/teams" { "Teams" } }
                p class="govuk-body" { (many(open, "team", "teams")) "." }
                h2 class="govuk-heading-m" { a class="govuk-link" href="/administer/organisations" { "Organisations" } }
                p class="govuk-body" { "Schools, health, police and providers, with their numbers." }
                h2 class="govuk-heading-m" { a class="govuk-link" href="/administer/labels" { "Labels of codes" } }
                p class="govuk-body" { "Your own words in the lists to choose from." }
                h2 class="govuk-heading-m" { a class="govuk-link" href="/administer/book" { "The practice book" } }
                p class="govuk-body" { (book.title) ", edition " (book.edition) ", is in force." }
                @if waits > 0 {
                    p class="govuk-body" {
                        strong class="govuk-tag govuk-tag--orange" { (many(waits, "practice waits", "practices wait")) " for a decision" }
                    }
                }
            }
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Administer",
        main,
        ..Content::default()
    })))
}

fn many(many: usize, one: &str, more: &str) -> String {
    words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more)
}
