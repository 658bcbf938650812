//! Oversight: children whose case was not supervised in its time, and directions until they are
//! done (LE-3).

use std::collections::BTreeSet;

use maud::{Markup, html};
use practice::book::Effect;
use practice::{Id, When};
use record::OwedRow;
use record::may::{Action, Whom};

use super::PAGE;
use super::columns::{Column, Columns};
use super::csv::{MOST, Sheet};
use super::gather::{Child, Children, by_danger, called, children, owed};
use super::mine::form;
use super::owed::{choose, of_clock};
use super::table::{when, when_in_words};
use super::wanted::{Wanted, take_away};
use super::whose::{Whose, answers_for_all};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::people::worker_named;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;

/// What is shown, by name and in words.
const SHOW: [(&str, &str); 2] = [
    ("late", "Not supervised in its time"),
    ("directions", "Directions not yet done"),
];

/// Its columns, with what the second is called.
const fn columns(who: &'static str) -> [Column; 4] {
    [
        Column::least("child", "Child"),
        Column::least("who", who),
        Column::least("due", "When"),
        Column::ways("Do"),
    ]
}

const IN_TIME: Columns = Columns {
    all: &columns("Who has the child"),
    own: &[("danger", "Late and dangerous first")],
    first: "due",
};

const DIRECTED: Columns = Columns {
    all: &columns("Who is to do it"),
    own: IN_TIME.own,
    first: "due",
};

/// All children are cut where they are kept: in one of two orders, of which that by who was without for
/// longest is the first.
const OF_ALL: Columns = Columns {
    all: &[
        Column::plain("Child"),
        Column::plain("Who"),
        Column::plain("When"),
        Column::ways("Do"),
    ],
    own: &[
        ("due", "Longest overdue first"),
        ("danger", "Late and dangerous first"),
    ],
    first: "due",
};

/// The columns of this list of these children.
fn columns_of(whose: &Whose, directions: bool) -> &'static Columns {
    match (whose, directions) {
        (Whose::All, _) => &OF_ALL,
        (_, true) => &DIRECTED,
        (_, false) => &IN_TIME,
    }
}

/// A page of the list.
struct Page {
    children: Children,
    /// Each with who is to do it, or who has the child.
    rows: Vec<(OwedRow, String)>,
    more: bool,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/oversight", asked);
    let (whose, page) = page(visit, asked, &wanted, PAGE)?;
    let which = wanted.one_of("show", &SHOW.map(|(name, _)| name));
    let title = "Oversight";
    let main = html! {
        span class="govuk-caption-l" { (whose.says()) }
        h1 class="govuk-heading-l" { (title) }
        form method="get" action="/oversight" class="sightline-choices sightline-not-printed" {
            (wanted.hidden(&["whose", "show"]))
            @if answers_for_all(visit) && wanted.said("team").is_empty() {
                (choose(&wanted, "whose", "Whose", &[("own", "Yours"), ("all", "All children")]))
            }
            (choose(&wanted, "show", "What", &SHOW))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        @if page.rows.is_empty() {
            p class="govuk-body" {
                @if which == "directions" { "Every direction is done." } @else { "Every case was supervised in its time." }
            }
        } @else {
            @let columns = columns_of(&whose, which == "directions");
            (columns.own_orders(&wanted))
            (table(visit, &columns.head(&wanted), which, &page))
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
    let wanted = Wanted::of("/oversight", asked);
    let (_, page) = page(visit, asked, &wanted, MOST)?;
    let mut sheet = Sheet::with(&["Child", "What", "Due", "Days late", "Who"]);
    for (row, who) in &page.rows {
        let Some(child) = page.children.get(&row.subject) else {
            continue;
        };
        let values = vec![
            child.name.clone(),
            called(visit, row),
            when_in_words(visit, row),
            row.days_late(visit.now).to_string(),
            who.clone(),
        ];
        sheet.add(visit, child, values)?;
    }
    sheet.reply(visit, "oversight.csv", page.more)
}

fn page(
    visit: &mut Visit<'_>,
    asked: &Asked,
    wanted: &Wanted<'_>,
    many: usize,
) -> Result<(Whose, Page), Stop> {
    if !may_somewhere(visit, Action::Authorise, "child", None) {
        return Err(Stop::NotFound);
    }
    let book = std::sync::Arc::clone(&visit.app.book);
    let oversight = book.lists.oversight.as_ref().ok_or(Stop::NotFound)?;
    let directions = wanted.one_of("show", &SHOW.map(|(name, _)| name)) == "directions";
    let clock = if directions {
        &oversight.directions
    } else {
        &oversight.clock
    };
    let whose = Whose::of(visit, asked)?;
    let order = columns_of(&whose, directions).order(wanted);
    let (children, rows, more) = if let Some(files) = whose.files(visit)? {
        let all = children(visit, &files)?;
        let now = visit.now;
        let mut rows = owed(visit, &all)?;
        rows.retain(|row| row.clock == *clock && (directions || row.is_late(now)));
        rows.sort_by_key(|row| by_danger(row, now));
        let mut rows = told(visit, &all, rows)?;
        match order.by {
            "child" => order.put(&mut rows, |(row, _)| {
                let child = all.get(&row.subject);
                child.map(|child| child.name.to_lowercase())
            }),
            "who" => order.put(&mut rows, |(_, who)| {
                Some(who.to_lowercase()).filter(|who| !who.is_empty())
            }),
            _ => order.put(&mut rows, |(row, _)| row.due.map(When::end)),
        }
        let (rows, more) = wanted.cut(rows, many);
        (all, rows, more)
    } else {
        let (all, rows, more) = of_clock(visit, wanted, (clock, !directions), order.by, many)?;
        let rows = told(visit, &all, rows)?;
        (all, rows, more)
    };
    let page = Page {
        children,
        rows,
        more,
    };
    Ok((whose, page))
}

/// Each with who is to do it, or who has the child.
fn told(
    visit: &mut Visit<'_>,
    children: &Children,
    rows: Vec<OwedRow>,
) -> Result<Vec<(OwedRow, String)>, Stop> {
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let who = match (&row.by, children.get(&row.subject)) {
            (Some(name), _) => worker_named(visit, name)?,
            (None, Some(child)) => workers(visit, child)?,
            (None, None) => String::new(),
        };
        told.push((row, who));
    }
    Ok(told)
}

/// The workers whom a child has today: who is allocated, or else whoever works with the child.
fn workers(visit: &mut Visit<'_>, child: &Child) -> Result<String, Stop> {
    let now = visit.now;
    let rows = child.scope.iter();
    let mut rows: Vec<_> = rows
        .filter(|row| row.effect == Effect::Concerns && row.holds(now))
        .collect();
    let first = visit.app.book.qualified.as_ref();
    let first = first.and_then(|rule| rule.holds.first());
    if rows.iter().any(|row| Some(&row.relation) == first) {
        rows.retain(|row| Some(&row.relation) == first);
    }
    let names: BTreeSet<&str> = (rows.into_iter())
        .filter_map(|row| match &row.whom {
            Whom::Worker(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let mut called: Vec<String> = Vec::new();
    for name in names {
        called.push(worker_named(visit, name)?);
    }
    Ok(called.join(", "))
}

fn table(visit: &Visit<'_>, head: &Markup, which: &str, page: &Page) -> Markup {
    let directions = which == "directions";
    let rows = page.rows.iter().filter_map(|(row, who)| {
        let child: Option<&Child> = page.children.get(&row.subject);
        Some((child?, row, who))
    });
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Oversight" }
            (head)
            tbody class="govuk-table__body" {
                @for (child, row, who) in rows { (one(visit, directions, (child, row, who))) }
            }
        }
    }
}

fn one(visit: &Visit<'_>, directions: bool, (child, row, who): (&Child, &OwedRow, &str)) -> Markup {
    let subject: Id = child.subject;
    html! {
        tr class="govuk-table__row" {
            th scope="row" class="govuk-table__header" {
                a class="govuk-link" href={ "/child/" (subject) } { (child.name) }
            }
            td class="govuk-table__cell" data-label="Who" { @if who.is_empty() { "Nobody" } @else { (who) } }
            td class="govuk-table__cell" data-label="When" { (when(visit, row)) }
            td class="govuk-table__cell sightline-not-printed" {
                @if directions {
                    a class="govuk-link" href={ "/child/" (subject) "/entry/" (row.started_by) } {
                        "Read it" span class="govuk-visually-hidden" { ": " (child.name) }
                    }
                    " "
                }
                @if let Some(form) = form(visit, child, row) {
                    a class="govuk-link" href=(form) {
                        @if directions { "Say what became of it" } @else { "Supervise" }
                        span class="govuk-visually-hidden" { ": " (child.name) }
                    }
                }
            }
        }
    }
}
