//! Children without a qualified social worker although their state calls for one: by how long,
//! or by how great the danger is. Who is held by a manager, a duty desk or somebody who is not
//! registered counts as without.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use maud::html;
use practice::book::qualified::Qualified;
use practice::{Book, Id, When};
use record::may::{Action, Whom};
use record::qualified::{Held, Lately, holders, in_role, lately};
use record::{OfficeRow, SpellRow, WorkerRow};

use super::PAGE;
use super::csv::{MOST, Sheet};
use super::gather::{Child, children};
use super::owed::choose;
use super::wanted::Wanted;
use super::whose::{Whose, answers_for_all};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::reply::{Reply, Stop};
use crate::staff::may_somewhere;
use crate::visit::Visit;
use crate::words;

/// A child without one.
struct Row {
    child: Child,
    /// What calls for one.
    state: String,
    /// How great the danger is: the less, the greater.
    danger: usize,
    /// Since when, and for how many days; `None` where it is not recorded whether the worker is
    /// one.
    without: Option<(Date, i64)>,
    /// Who has the child.
    with: Vec<String>,
}

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
        form method="get" action="/unallocated" class="sightline-choices sightline-not-printed" {
            @for name in ["team", "worker"] {
                @if !wanted.said(name).is_empty() { input type="hidden" name=(name) value=(wanted.said(name)); }
            }
            @if answers_for_all(visit) && wanted.said("team").is_empty() {
                (choose(&wanted, "whose", "Whose", &[("own", "Yours"), ("all", "All children")]))
            }
            (choose(&wanted, "sort", "Order", &[("days", "Longest first"), ("danger", "Most dangerous first")]))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        @if !rows.is_empty() {
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { (title) }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        @for head in ["Child", "What calls for one", "Without", "Who has the child", "Social workers so far"] {
                            th scope="col" class="govuk-table__header" { (head) }
                        }
                    }
                }
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
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href=(wanted.export()) { "Take this list away as a spreadsheet" }
            }
        }
        (turn(&wanted.address(), wanted.page, more))
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
    if wanted.one_of("sort", &["days", "danger"]) == "danger" {
        rows.sort_by_key(|row| (row.without.is_none(), row.danger, row.without));
    } else {
        rows.sort_by_key(|row| (row.without.is_none(), row.without, row.danger));
    }
    Ok((whose, rows))
}

/// The children who certainly have none.
pub(super) fn without(visit: &mut Visit<'_>) -> Result<BTreeSet<Id>, Stop> {
    let rows = rows(visit, None)?.into_iter();
    let certain = rows.filter(|row| row.without.is_some());
    Ok(certain.map(|row| row.child.subject).collect())
}

/// Those of these files, or of all.
fn rows(visit: &mut Visit<'_>, theirs: Option<&[Id]>) -> Result<Vec<Row>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let rule = book.qualified.as_ref().ok_or(Stop::NotFound)?;
    let states: Vec<&str> = (rule.during.iter())
        .filter_map(|state| Some(book.states.get(*state)?.name.as_str()))
        .collect();
    let mut files = visit.reader.files_in_state(&states, visit.now)?;
    if let Some(theirs) = theirs {
        files.retain(|file| theirs.contains(file));
    }
    let files: Vec<Id> = files.into_iter().collect();
    let spells = visit.reader.spells_of(&files)?;
    let workers = Workers::of(visit, &book, rule)?;
    let all = children(visit, &files)?;
    let mut rows = Vec::new();
    for (subject, child) in all {
        let theirs: Vec<&SpellRow> = (spells.iter())
            .filter(|spell| spell.subject == subject && spell.holds(visit.now))
            .collect();
        rows.extend(one(visit, &book, rule, &workers, (child, &theirs)));
    }
    Ok(rows)
}

/// The child, where there is no qualified worker, or it is not known.
fn one(
    visit: &Visit<'_>,
    book: &Book,
    rule: &Qualified,
    workers: &Workers,
    (child, spells): (Child, &[&SpellRow]),
) -> Option<Row> {
    let named = |state: &usize| book.states.get(*state).map(|state| state.name.as_str());
    let calling = spells.iter().filter(|spell| {
        let mut states = rule.during.iter().filter_map(named);
        states.any(|state| state == spell.state)
    });
    let from = calling.map(|spell| spell.from).min()?;
    let held = workers.held(rule, &child);
    let today = When::Instant(visit.now).day();
    let without = match lately(&held, When::Instant(from).day(), today) {
        Lately::With => return None,
        Lately::NotKnown => None,
        Lately::Without(since) => {
            let days = today.since(since).map_or(0, |span| span.get_days());
            Some((since, i64::from(days)))
        }
    };
    let is_in = |state: &usize| {
        let name = named(state);
        spells
            .iter()
            .any(|spell| Some(spell.state.as_str()) == name)
    };
    let danger = book.lists.danger.iter().position(is_in);
    let calls = rule.during.iter().find(|state| is_in(state));
    let state = calls.and_then(|state| book.states.get(*state));
    let with = child
        .scope
        .iter()
        .filter(|row| row.holds(visit.now) && row.effect == practice::book::Effect::Concerns);
    let with = with.filter_map(|row| workers.called(&row.whom)).collect();
    Some(Row {
        danger: danger.unwrap_or(usize::MAX),
        state: state.map(|state| state.title.clone()).unwrap_or_default(),
        without,
        with,
        child,
    })
}

/// Everybody who may have a child: what is recorded of their registration and their roles.
struct Workers {
    by_name: BTreeMap<String, (String, Held)>,
    teams: BTreeMap<String, String>,
}

impl Workers {
    fn of(visit: &mut Visit<'_>, book: &Book, rule: &Qualified) -> Result<Self, Stop> {
        let rows = visit.reader.workers()?;
        let ids: Vec<Id> = rows.iter().map(|row| row.subject).collect();
        let mut offices: BTreeMap<Id, Vec<OfficeRow>> = BTreeMap::new();
        for office in visit.reader.offices_of_all(&ids)? {
            offices.entry(office.subject).or_default().push(office);
        }
        let registered = book.states.iter();
        let registered = registered.filter(|state| state.begins.kind == rule.registered);
        let registered: Vec<&str> = registered.map(|state| state.name.as_str()).collect();
        let mut spells: BTreeMap<Id, Vec<SpellRow>> = BTreeMap::new();
        for spell in visit.reader.spells_of(&ids)? {
            if registered.contains(&spell.state.as_str()) {
                spells.entry(spell.subject).or_default().push(spell);
            }
        }
        let mut by_name = BTreeMap::new();
        for row in rows {
            let theirs = offices.remove(&row.subject).unwrap_or_default();
            let held = Held {
                spans: Vec::new(),
                registered: spells.remove(&row.subject).map(|spells| {
                    let day = |at| When::Instant(at).day();
                    let spans = spells
                        .iter()
                        .map(|spell| (day(spell.from), spell.until.map(day)));
                    spans.collect()
                }),
                roles: in_role(rule, &theirs),
            };
            for name in WorkerRow::names(&row) {
                by_name.insert(name, (row.name.clone(), held.clone()));
            }
        }
        let mut teams = BTreeMap::new();
        for team in visit.reader.teams()? {
            let names = team.names().into_iter();
            teams.extend(names.map(|name| (name, team.name.clone())));
        }
        Ok(Self { by_name, teams })
    }

    /// Who held a child, and when.
    fn held(&self, rule: &Qualified, child: &Child) -> Vec<Held> {
        let holders = holders(rule, &child.scope).into_iter();
        let known = holders.map(|(name, spans)| {
            let known = self.by_name.get(name).map(|(_, held)| held.clone());
            Held {
                spans,
                ..known.unwrap_or_default()
            }
        });
        known.collect()
    }

    fn called(&self, whom: &Whom) -> Option<String> {
        match whom {
            Whom::Worker(name) => Some(self.by_name.get(name).map_or(name, |(name, _)| name)),
            Whom::Team(name) => Some(self.teams.get(name).unwrap_or(name)),
            Whom::Everybody => None,
        }
        .cloned()
    }
}
