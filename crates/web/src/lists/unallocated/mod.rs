//! Children without a qualified social worker although their state calls for one: by how long,
//! or by how great the danger is. Who is held by a manager, a duty desk or somebody who is not
//! registered counts as without.

mod rows;
mod workers;

use maud::html;
use practice::When;
use record::may::Action;

pub(super) use self::rows::without;
use self::rows::{Row, rows};
use super::PAGE;
use super::columns::{Column, Columns};
use super::csv::{MOST, Sheet};
use super::owed::choose;
use super::wanted::Wanted;
use super::whose::{Whose, answers_for_all};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// As it is asked for without an order, who was without for longest comes first.
const COLUMNS: Columns = Columns {
    all: &[
        Column::least("child", "Child"),
        Column::least("danger", "What calls for one"),
        Column::greatest("days", "Without"),
        Column::least("who", "Who has the child"),
        Column::greatest("workers", "Social workers so far"),
    ],
    own: &[],
    first: "days",
};

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/unallocated", asked);
    let (whose, rows) = gather(visit, asked, &wanted)?;
    let certain = rows.iter().filter(|row| row.without.is_some()).count();
    let all = rows.len();
    let (rows, more) = wanted.cut(rows, PAGE);
    let title = "Without a qualified social worker";
    let main = html! {
        span class="govuk-caption-l" { (whose.says()) }
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" {
            (words::count(i64::try_from(certain).unwrap_or(i64::MAX), "child has", "children have")) " none although their state calls for one."
            @if all > certain { " Of " (all - certain) " more it is not recorded whether their worker is registered." }
        }
        @if answers_for_all(visit) && wanted.said("team").is_empty() { form method="get" action="/unallocated" class="sightline-choices sightline-not-printed" {
            (wanted.hidden(&["whose"]))
            (choose(&wanted, "whose", "Whose", &[("own", "Yours"), ("all", "All children")]))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        } }
        @if !rows.is_empty() {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { (title) }
                (COLUMNS.head(&wanted))
                tbody class="govuk-table__body" {
                    @for row in &rows {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" {
                                a class="govuk-link" href={ "/child/" (row.child.subject) "/workers" } { (row.child.name) }
                            }
                            td class="govuk-table__cell" data-label="What calls for one" { (row.state) }
                            td class="govuk-table__cell" data-label="Without" { (since(row)) }
                            td class="govuk-table__cell" data-label="Who has the child" {
                                @if row.with.is_empty() { "Nobody" } @else { (row.with.join(", ")) }
                            }
                            td class="govuk-table__cell" data-label="Social workers so far" { (row.child.social_workers(visit)) }
                        }
                    }
                }
            }
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title,
        main,
        wide: true,
        ..Content::default()
    })))
}

fn since(row: &Row) -> String {
    row.without.map_or_else(
        || "Not known: the worker’s registration or role is not recorded".to_owned(),
        |(since, days)| {
            let since = words::when(When::Day(since));
            format!("{}, since {since}", words::count(days, "day", "days"))
        },
    )
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/unallocated", asked);
    let (_, rows) = gather(visit, asked, &wanted)?;
    let columns = [
        "Child",
        "What calls for one",
        "Without since",
        "Days",
        "Who has the child",
        "Social workers so far",
    ];
    let mut sheet = Sheet::with(&columns);
    for row in rows.iter().take(MOST) {
        let (since, days) = row.without.map_or_else(Default::default, |(since, days)| {
            (since.to_string(), days.to_string())
        });
        let values = vec![
            row.child.name.clone(),
            row.state.clone(),
            since,
            days,
            row.with.join("; "),
            row.child.social_workers(visit).to_string(),
        ];
        sheet.add(visit, &row.child, values)?;
    }
    let more = rows.len() > MOST;
    sheet.reply(visit, "without-a-qualified-social-worker.csv", more)
}

fn gather(
    visit: &mut Visit<'_>,
    asked: &Asked,
    wanted: &Wanted<'_>,
) -> Result<(Whose, Vec<Row>), Stop> {
    if !may_somewhere(visit, Action::Allocate, "child", None) {
        return Err(Stop::NotFound);
    }
    let whose = Whose::of(visit, asked)?;
    let theirs = whose.files(visit)?;
    let mut rows = rows(visit, theirs.as_deref())?;
    rows.sort_by_key(|row| (row.without.is_none(), row.without, row.danger));
    let order = COLUMNS.order(wanted);
    match order.by {
        "child" => order.put(&mut rows, |row| Some(row.child.name.to_lowercase())),
        // Of whom it is not known whether there is a worker, nothing is known to be dangerous.
        "danger" => order.put(&mut rows, |row| row.without.map(|_| row.danger)),
        "who" => order.put(&mut rows, |row| row.with.first().cloned()),
        "workers" => order.put(&mut rows, |row| Some(row.child.social_workers(visit))),
        _ => order.put(&mut rows, |row| row.without.map(|(_, days)| days)),
    }
    Ok((whose, rows))
}
