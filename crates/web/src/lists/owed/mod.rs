//! Everything that is owed: one's own, a worker's, a team's or all; late, today, this week or
//! later; by danger, by day or by child. To be printed, taken away, and its address handed on.

mod rows;

use maud::{Markup, html};

pub(crate) use self::rows::is_when;
use self::rows::page;
pub(super) use self::rows::{of_clock, window};
use super::PAGE;
use super::csv::{MOST, Sheet};
use super::gather::called;
use super::table::{COLUMNS, OF_ALL, table_in_order, when_in_words};
use super::wanted::{Wanted, take_away};
use super::whose::{Whose, answers_for_all};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// When something is due, by name and in words.
const WHEN: [(&str, &str); 6] = [
    ("all", "Whenever"),
    ("late", "Late"),
    ("today", "Today"),
    ("week", "In the next 7 days"),
    ("later", "Later"),
    ("undated", "No date"),
];
/// Whose work it is, likewise.
const WHO: [(&str, &str); 2] = [("me", "Mine to do"), ("anybody", "Whoever is to do it")];

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/owed", asked);
    let whose = Whose::of(visit, asked)?;
    let page = page(visit, &wanted, &whose, PAGE)?;
    let title = "What is owed";
    let main = html! {
        span class="govuk-caption-l" { (whose.says()) }
        h1 class="govuk-heading-l" { (title) }
        (choices(visit, &wanted, &whose))
        @if page.rows.is_empty() { p class="govuk-body" { "Nothing." } }
        @else {
            @let columns = if matches!(whose, Whose::All) { &OF_ALL } else { &COLUMNS };
            (columns.own_orders(&wanted))
            (table_in_order(visit, columns, &wanted, title, (&page.children, &page.rows)))
            (take_away(&wanted.export()))
        }
        (turn(&wanted.address(), wanted.page, page.more))
    };
    Ok(Reply::Page(visit.page(&Content {
        title,
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/owed", asked);
    let whose = Whose::of(visit, asked)?;
    let page = page(visit, &wanted, &whose, MOST)?;
    let mut sheet = Sheet::with(&["Child", "What is owed", "Due", "Days late", "Who owes it"]);
    for row in &page.rows {
        let Some(child) = page.children.get(&row.subject) else {
            continue;
        };
        let clock = visit.app.book.clock(&row.clock);
        let values = vec![
            child.name.clone(),
            called(visit, row),
            when_in_words(visit, row),
            row.days_late(visit.now).to_string(),
            clock.map(|clock| clock.owner.clone()).unwrap_or_default(),
        ];
        sheet.add(visit, child, values)?;
    }
    sheet.reply(visit, "owed.csv", page.more)
}

/// Whose work is shown first: of one's own children what is one's own to do, of others' all.
pub(super) fn who_first(whose: &Whose) -> [&'static str; 2] {
    match whose {
        Whose::Own => ["me", "anybody"],
        _ => ["anybody", "me"],
    }
}

fn choices(visit: &Visit<'_>, wanted: &Wanted<'_>, whose: &Whose) -> Markup {
    let all = matches!(whose, Whose::All);
    let when: &[_] = if all {
        WHEN.get(1..5).unwrap_or_default()
    } else {
        &WHEN
    };
    let first = who_first(whose).map(|name| {
        let known = WHO.iter().find(|(known, _)| *known == name);
        known.copied().unwrap_or(("me", ""))
    });
    html! {
        form method="get" action="/owed" class="sightline-choices sightline-not-printed" {
            (wanted.hidden(&["whose", "when", "who"]))
            @if answers_for_all(visit) && wanted.said("team").is_empty() && wanted.said("worker").is_empty() {
                (choose(wanted, "whose", "Whose", &[("own", "Yours"), ("all", "All children")]))
            }
            (choose(wanted, "when", "When", when))
            @if !all { (choose(wanted, "who", "Who", &first)) }
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
    }
}

/// A choice of one of these.
pub(crate) fn choose(wanted: &Wanted<'_>, name: &str, label: &str, of: &[(&str, &str)]) -> Markup {
    let said = wanted.said(name);
    html! {
        div class="govuk-form-group" {
            label class="govuk-label" for=(name) { (label) }
            select class="govuk-select" id=(name) name=(name) {
                @for (value, says) in of { option value=(value) selected[*value == said] { (says) } }
            }
        }
    }
}
