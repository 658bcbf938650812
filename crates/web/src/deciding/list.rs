//! *To authorise*: what waits for this person, the oldest first; what they wrote and nobody
//! has authorised, and what others did that they answer for; and what was let through although
//! something was missing.

use maud::{Markup, html};
use practice::{Id, When};
use record::may::{Action, Target};

use super::waiting::{Lists, Row, Through, gather, rows, through};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page of one list; of several lists, the first so many.
const PAGE: usize = 25;

/// One of the lists: its name in addresses, its heading, and what stands below it.
struct List {
    name: &'static str,
    title: &'static str,
    hint: &'static str,
    caption: &'static str,
}

const WAITING: List = List {
    name: "waiting",
    title: "Waiting for you",
    hint: "",
    caption: "Waiting for you, the oldest first",
};
const OWN: List = List {
    name: "own",
    title: "Yours, and not authorised",
    hint: "",
    caption: "What you wrote and nobody has authorised",
};
const OTHERS: List = List {
    name: "others",
    title: "Not sent to anybody yet",
    hint: "This work is recorded and may have gone ahead, and nobody has authorised it.",
    caption: "What others wrote and nobody has authorised",
};
const THROUGH: List = List {
    name: "through",
    title: "Let through although something was missing",
    hint: "",
    caption: "",
};

/// What is asked for: every list from its beginning, or a page of one.
struct Wanted<'w> {
    team: &'w str,
    list: &'w str,
    page: usize,
}

impl Wanted<'_> {
    fn has(&self, list: &List) -> bool {
        self.list.is_empty() || self.list == list.name
    }

    /// What of a list is shown.
    fn of<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        let from = (self.page - 1).saturating_mul(PAGE).min(list.len());
        let until = from.saturating_add(PAGE).min(list.len());
        list.get(from..until).unwrap_or_default()
    }

    fn address(&self, list: &List) -> String {
        format!("/to-authorise?team={}&list={}", self.team, list.name)
    }

    /// Ways to the rest of a list.
    fn more(&self, list: &List, many: usize) -> Markup {
        let address = self.address(list);
        html! {
            @if self.list.is_empty() {
                @if many > PAGE {
                    p class="govuk-body" {
                        a class="govuk-link" href=(address) {
                            "All " (many) span class="govuk-visually-hidden" { ": " (list.title) }
                        }
                    }
                }
            } @else { (turn(&address, self.page, self.page.saturating_mul(PAGE) < many)) }
        }
    }
}

/// The page.
pub(crate) fn to_authorise(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let teams = every_team(visit)?;
    let chosen = teams
        .iter()
        .find(|(id, _, _)| *id == asked.query.one("team"))
        .map(|(id, _, names)| (id.clone(), names.clone()));
    let wanted = Wanted {
        team: chosen.as_ref().map_or("", |(id, _)| id),
        list: asked.query.one("list"),
        page: asked
            .query
            .one("page")
            .parse::<usize>()
            .unwrap_or(1)
            .clamp(1, 100_000),
    };
    let lists = gather(visit, chosen.as_ref().map(|(_, names)| names.as_slice()))?;
    let main = html! {
        h1 class="govuk-heading-l" { "To authorise" }
        (choose_team(&teams, chosen.as_ref().map(|(id, _)| id.as_str())))
        @if !wanted.list.is_empty() {
            p class="govuk-body" {
                a class="govuk-link" href={ "/to-authorise?team=" (wanted.team) } { "Every list" }
            }
        }
        (shown(visit, &wanted, &lists)?)
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "To authorise",
        main,
        wide: true,
        ..Content::default()
    })))
}

/// The lists that are asked for. Of what is shown alone the files are read.
fn shown(visit: &mut Visit<'_>, wanted: &Wanted<'_>, lists: &Lists) -> Result<Markup, Stop> {
    let today = When::Instant(visit.now).day();
    let mut made = Vec::new();
    for (list, all) in [
        (&WAITING, &lists.waiting),
        (&OWN, &lists.own),
        (&OTHERS, &lists.others),
    ] {
        if !wanted.has(list) || (all.is_empty() && list.name != WAITING.name) {
            continue;
        }
        let rows = rows(visit, wanted.of(all))?;
        made.push(html! {
            h2 class="govuk-heading-m" { (list.title) }
            @if rows.is_empty() { p class="govuk-body" { "Nothing is waiting for you." } }
            @else {
                @if !list.hint.is_empty() { p class="govuk-body" { (list.hint) } }
                (table(list.caption, &rows, today))
            }
            (wanted.more(list, all.len()))
        });
    }
    if wanted.has(&THROUGH) && !lists.through.is_empty() {
        let through = through(visit, wanted.of(&lists.through))?;
        made.push(html! {
            h2 class="govuk-heading-m" { (THROUGH.title) }
            (let_through(&through))
            (wanted.more(&THROUGH, lists.through.len()))
        });
    }
    Ok(html! { @for list in &made { (list) } })
}

/// The teams to choose from, for those who may authorise in any file: identifier, name, and
/// the names by which files know them.
fn every_team(visit: &mut Visit<'_>) -> Result<Vec<(String, String, Vec<String>)>, Stop> {
    // A file with which nobody is concerned.
    let nobodys = Target::new(
        Id::from_bytes([0; 16]),
        "child",
        visit.reader.about().organisation,
    );
    if !visit.may(Action::Authorise, &nobodys, None).allowed {
        return Ok(Vec::new());
    }
    let mut teams: Vec<_> = (visit.reader.teams()?.into_iter())
        .map(|team| (team.subject.to_string(), team.name.clone(), team.names()))
        .collect();
    teams.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
    Ok(teams)
}

fn choose_team(teams: &[(String, String, Vec<String>)], chosen: Option<&str>) -> Markup {
    html! {
        @if !teams.is_empty() {
            form method="get" action="/to-authorise" {
                div class="govuk-form-group" {
                    label class="govuk-label" for="team" { "Whose work?" }
                    select class="govuk-select" id="team" name="team" {
                        option value="" { "My own children and teams" }
                        @for (id, name, _) in teams {
                            option value=(id) selected[chosen == Some(id)] { (name) }
                        }
                    }
                }
                button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
            }
        }
    }
}

fn table(caption: &str, rows: &[Row], today: jiff::civil::Date) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (caption) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "Child" }
                    th scope="col" class="govuk-table__header" { "What" }
                    th scope="col" class="govuk-table__header" { "Since" }
                    th scope="col" class="govuk-table__header" { "Missing" }
                }
            }
            tbody class="govuk-table__body" {
                @for row in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" { (row.name) }
                        td class="govuk-table__cell" { (link(row)) }
                        td class="govuk-table__cell" {
                            (row.step) " " (words::when(row.at))
                            @if let Some(by) = &row.by { " by " (by) }
                            ", " (words::count(days(row.at, today), "day", "days"))
                        }
                        td class="govuk-table__cell" {
                            @if row.missing > 0 { strong class="govuk-tag govuk-tag--yellow" { (row.missing) " missing" } }
                            @else { "Nothing" }
                        }
                    }
                }
            }
        }
    }
}

fn let_through(rows: &[Through]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for one in rows {
                li {
                    (one.row.name) ", " (link(&one.row)) ", " (words::when(one.row.at))
                    @if let Some(by) = &one.row.by { ", " (by) }
                    ". " (one.missing) " The reason: " (one.why)
                }
            }
        }
    }
}

fn link(row: &Row) -> Markup {
    html! {
        a class="govuk-link" href={ "/child/" (row.child) "/entry/" (row.entry) } {
            (row.what) span class="govuk-visually-hidden" { ": " (row.name) }
        }
    }
}

/// Whole days from then to today.
fn days(then: When, today: jiff::civil::Date) -> i64 {
    let span = then.day().until((jiff::Unit::Day, today));
    span.map_or(0, |span| i64::from(span.get_days()))
}
