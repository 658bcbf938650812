//! *To authorise*: what waits for this person, the oldest first; what they wrote and nobody
//! has authorised, and what others did that they answer for; and what was let through although
//! something was missing.

use maud::{Markup, html};
use practice::{Id, When};
use record::WaitingRow;
use record::may::{Action, Target};

use super::listed::{COLUMNS, let_through, table};
use super::standing::name;
use super::waiting::{Lists, by, gather, rows, step, through};
use crate::edge::Asked;
use crate::lists::{MOST, Sheet, Wanted, take_away};
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
    caption: "Waiting for you",
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

/// Whether a list is asked for: every one from its beginning, or a page of this one.
fn has(wanted: &Wanted<'_>, list: &List) -> bool {
    [list.name, ""].contains(&wanted.said("list"))
}

/// Ways to the rest of a list.
fn rest(wanted: &Wanted<'_>, list: &List, many: usize, more: bool) -> Markup {
    let address = wanted.with("list", list.name);
    html! {
        @if !wanted.said("list").is_empty() { (turn(&address, wanted.page, more)) }
        @else if many > PAGE {
            p class="govuk-body" {
                a class="govuk-link" href=(address) {
                    "All " (many) span class="govuk-visually-hidden" { ": " (list.title) }
                }
            }
        }
    }
}

/// The page.
pub(crate) fn to_authorise(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/to-authorise", asked);
    let (teams, chosen, lists) = asked_for(visit, &wanted)?;
    let main = html! {
        h1 class="govuk-heading-l" { "To authorise" }
        (choose_team(&wanted, &teams, chosen.as_deref()))
        @if !wanted.said("list").is_empty() {
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href=(wanted.with("list", "")) { "Every list" }
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

/// What waits, to be taken away: every list, or the one that is asked for.
pub(crate) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/to-authorise", asked);
    let (_, _, lists) = asked_for(visit, &wanted)?;
    let mut sheet = Sheet::with(&["List", "Child", "What", "Step", "When", "By whom"]);
    let mut left = MOST;
    let mut more = false;
    for (list, rows) in lists.each() {
        if !has(&wanted, list) {
            continue;
        }
        more |= rows.len() > left;
        for row in rows.iter().take(left) {
            let Some(child) = lists.children.get(&row.subject) else {
                continue;
            };
            let values = vec![
                list.title.to_owned(),
                child.name.clone(),
                what(visit, row),
                step(row).to_owned(),
                words::when(row.at),
                name(visit, by(row))?.unwrap_or_default(),
            ];
            sheet.add(visit, child, values)?;
        }
        left = left.saturating_sub(rows.len());
    }
    sheet.reply(visit, "to-authorise.csv", more)
}

/// A team to choose: identifier, name, and the names by which files know it.
type Team = (String, String, Vec<String>);

/// The teams to choose from, which is chosen, and the lists in the order that is asked for.
fn asked_for(
    visit: &mut Visit<'_>,
    wanted: &Wanted<'_>,
) -> Result<(Vec<Team>, Option<String>, Lists), Stop> {
    let teams = every_team(visit)?;
    let chosen = teams.iter().find(|(id, _, _)| *id == wanted.said("team"));
    let mut lists = gather(visit, chosen.map(|(_, _, names)| names.as_slice()))?;
    let order = COLUMNS.order(wanted);
    let Lists {
        waiting,
        own,
        others,
        children,
        ..
    } = &mut lists;
    for rows in [waiting, own, others] {
        match order.by {
            "child" => order.put(rows, |row| {
                let child = children.get(&row.subject);
                child.map(|child| child.name.to_lowercase())
            }),
            "what" => order.put(rows, |row| Some(what(visit, row))),
            _ => order.put(rows, |row| Some(row.at.start())),
        }
    }
    let chosen = chosen.map(|(id, _, _)| id.clone());
    Ok((teams, chosen, lists))
}

impl Lists {
    /// Each that waits, with what it is.
    fn each(&self) -> [(&'static List, &[WaitingRow]); 3] {
        [
            (&WAITING, &self.waiting),
            (&OWN, &self.own),
            (&OTHERS, &self.others),
        ]
    }
}

/// What a record is called.
fn what(visit: &Visit<'_>, row: &WaitingRow) -> String {
    let record = visit.app.book.record(&row.kind);
    record.map_or_else(|| row.kind.clone(), |record| record.title.clone())
}

/// The lists that are asked for. Of what is shown alone the files are read.
fn shown(visit: &mut Visit<'_>, wanted: &Wanted<'_>, lists: &Lists) -> Result<Markup, Stop> {
    let today = When::Instant(visit.now).day();
    let mut made = Vec::new();
    let mut any = false;
    for (list, all) in lists.each() {
        if !has(wanted, list) || (all.is_empty() && list.name != WAITING.name) {
            continue;
        }
        any |= !all.is_empty();
        let (on_page, more) = wanted.cut(all.to_vec(), PAGE);
        let rows = rows(visit, &on_page)?;
        made.push(html! {
            h2 class="govuk-heading-m" { (list.title) }
            @if rows.is_empty() { p class="govuk-body" { "Nothing is waiting for you." } }
            @else {
                @if !list.hint.is_empty() { p class="govuk-body" { (list.hint) } }
                (table(wanted, list.caption, &rows, today))
            }
            (rest(wanted, list, all.len(), more))
        });
    }
    if any {
        made.push(take_away(&wanted.export()));
    }
    if has(wanted, &THROUGH) && !lists.through.is_empty() {
        let (on_page, more) = wanted.cut(lists.through.clone(), PAGE);
        let through = through(visit, &on_page)?;
        made.push(html! {
            h2 class="govuk-heading-m" { (THROUGH.title) }
            (let_through(&through))
            (rest(wanted, &THROUGH, lists.through.len(), more))
        });
    }
    Ok(html! { @for list in &made { (list) } })
}

/// The teams to choose from, for those who may authorise in any file: identifier, name, and
/// the names by which files know them.
fn every_team(visit: &mut Visit<'_>) -> Result<Vec<Team>, Stop> {
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

fn choose_team(wanted: &Wanted<'_>, teams: &[Team], chosen: Option<&str>) -> Markup {
    html! {
        @if !teams.is_empty() {
            form method="get" action="/to-authorise" class="sightline-not-printed" {
                (wanted.hidden(&["team", "list"]))
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
