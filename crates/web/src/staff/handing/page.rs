//! The page on which a worker's or a team's children are given to others.

use maud::{Markup, html};

use super::against::Against;
use super::choose::{Whom, with_children};
use super::form::form;
use super::lines::{Lines, lines};
use crate::answers::Answers;
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::recording::Wrong;
use crate::reply::Stop;
use crate::staff::caseload::address;
use crate::staff::known::many;
use crate::staff::questions::{Choices, summary};
use crate::staff::waiting::{Whose, rows};
use crate::visit::Visit;

/// What differs from one showing of it to another.
pub(in crate::staff) struct Page<'p> {
    pub answers: &'p Answers,
    pub wrong: &'p [Wrong],
    pub against: &'p [Against],
}

/// The page.
pub(in crate::staff) fn page(
    visit: &mut Visit<'_>,
    asked: &Asked,
    whose: &Whose,
    shown: &Page<'_>,
) -> Result<Markup, Stop> {
    let number = asked
        .query
        .one("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, 100_000);
    let given = asked.query.one("given").parse::<usize>().unwrap_or(0);
    let rows = rows(visit, whose)?;
    let all = rows.len();
    let waiting = rows.iter().filter(|row| row.waiting.is_some()).count();
    let Lines {
        of_page: lines,
        more,
    } = lines(visit, &rows, number)?;
    let may_any = lines.iter().any(|line| line.may);
    let choices = if may_any {
        with_children(visit, Whom::Working)?
    } else {
        Choices::new()
    };
    let hidden = match whose {
        // Who keeps accounts learns how many there are, and not who.
        Whose::Worker(row) => {
            let theirs = visit.reader.files_of(&row.names(), &[], visit.now)?;
            theirs.len().saturating_sub(all)
        }
        Whose::Team(_) => 0,
    };
    let name = match whose {
        Whose::Worker(row) => &row.name,
        Whose::Team(team) => &team.name,
    };
    let title = match whose {
        Whose::Worker(_) => "Children, and handing them over",
        Whose::Team(_) => "Children, and giving them to workers",
    };
    // A list of all workers for each child would be a page of many hundred thousand letters.
    let each = asked.query.one("choose") == "each";
    let here = if each {
        format!("{}?choose=each", address(whose))
    } else {
        address(whose)
    };
    // What is wrong is said on the page on which it was chosen.
    let joint = if each { '&' } else { '?' };
    let action = match number {
        1 => here.clone(),
        _ => format!("{here}{joint}page={number}"),
    };
    let form = form(visit, (whose, &action), (&lines, &choices, each), shown)?;
    let main = html! {
        (summary(shown.wrong))
        @if given > 0 {
            div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="given" {
                div class="govuk-notification-banner__header" {
                    h2 class="govuk-notification-banner__title" id="given" { "Given" }
                }
                div class="govuk-notification-banner__content" {
                    p class="govuk-body" {
                        (many(given, "child was", "children were")) " given to somebody else. Where somebody had the child before, a handover waits to be read and signed."
                    }
                }
            }
        }
        span class="govuk-caption-l" { (name) }
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" {
            (many(all, "child", "children"))
            @if waiting > 0 { ", " (waiting) " without a worker" }
            "."
            @if hidden > 0 { " They work with " (many(hidden, "child", "children")) " whom you may not see: a manager of the team gives them to somebody else." }
        }
        @if !lines.is_empty() { (form) }
        (turn(&here, number, more))
    };
    Ok(visit.page(&Content {
        title,
        main,
        has_errors: !shown.wrong.is_empty(),
        ..Content::default()
    }))
}
