//! The children of a worker or of a team, and several given to other workers at once: all of them
//! to one, or each to another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use practice::{Id, When};
use record::WorkerRow;

use super::give::{Giving, given};
use super::handing::against::{Against, against};
use super::handing::allocate::reason;
use super::handing::asked::Why;
use super::handing::choose::{Whom, with_children};
use super::handing::page::{Page, page};
use super::handing::siblings::{Listed, listed, siblings};
use super::involved::INVOLVED;
use super::known::{may_write, named, only_if, worker};
use super::questions::{fill_today, wrong_about};
use super::teams::team;
use super::waiting::Whose;
use super::write::{append, record_type};
use crate::answers::Answers;
use crate::edge::Asked;
use crate::people;
use crate::recording::{Wrong, occurred, read_planned};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// The children of a team, those who wait longest first.
pub(super) fn of_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = team(visit, asked)?;
    show(visit, asked, &Whose::Team(team))
}

/// Gives those who were chosen to workers.
pub(super) fn take_of_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = team(visit, asked)?;
    take(visit, asked, &Whose::Team(team))
}

/// The children of a worker.
pub(super) fn of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = worker(visit, asked)?;
    show(visit, asked, &Whose::Worker(row))
}

/// Gives those who were chosen to other workers.
pub(super) fn take_of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = worker(visit, asked)?;
    take(visit, asked, &Whose::Worker(row))
}

fn show(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose) -> Result<Reply, Stop> {
    let mut answers = Answers::default();
    fill_today(&mut answers, "started_on", visit.now);
    answers
        .0
        .insert("together".to_owned(), vec!["yes".to_owned()]);
    let shown = Page {
        answers: &answers,
        wrong: &[],
        against: &[],
    };
    Ok(Reply::Page(page(visit, asked, whose, &shown)?))
}

/// Gives the chosen children to workers: what their worker was ends on the day before, in the same
/// moment as the new one begins and the handover is made.
fn take(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose) -> Result<Reply, Stop> {
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, INVOLVED)?;
    let answers = &asked.answers;
    let (fields, all) = read_planned(&book, record, answers);
    let mut wrong: Vec<Wrong> = all;
    wrong.retain(|wrong| wrong.field == "started_on");
    let from = occurred(record, &fields);
    let chosen = chosen(visit, answers)?;
    if chosen.is_empty() {
        wrong.push(Wrong {
            field: "child".to_owned(),
            id: "child".to_owned(),
            says: "Select the children whom the worker is to have".to_owned(),
        });
    }
    if chosen.values().any(|(_, to)| to.is_empty())
        || (chosen.is_empty() && answers.one("f-worker").is_empty())
    {
        wrong.push(wrong_about(record, "worker", "Select a worker"));
    }
    let workers = workers(visit, &chosen, &mut wrong)?;
    let against = match from {
        Some(from) => all_against(visit, &chosen, &workers, from)?,
        None => Vec::new(),
    };
    let (why, more) = Why::read(record, answers, &against, true);
    wrong.extend(more);
    let (Some(from), true) = (from, wrong.is_empty()) else {
        let shown = Page {
            answers,
            wrong: &wrong,
            against: &against,
        };
        return Ok(Reply::Invalid(page(visit, asked, whose, &shown)?));
    };
    // All of them are looked at before the first is written.
    for child in chosen.keys() {
        let target = people::target(visit, *child)?;
        only_if(may_write(visit, &target, INVOLVED)?)?;
    }
    let reason = reason(&book, answers.one("f-reason"));
    for (child, (first, to)) in &chosen {
        let Some(to) = workers.get(to) else { continue };
        let giving = Giving {
            child: *child,
            first: *first,
            to,
            from,
            why: &why,
            reason,
        };
        let told = given(visit, whose, &giving)?;
        append(visit, *child, *first, told)?;
    }
    Ok(Reply::Go(format!(
        "{}?given={}",
        address(whose),
        chosen.len()
    )))
}

/// The children who are given to somebody: the identifier of each one's first entry, and to whom.
/// Each by what was chosen for the child alone, or else to whom those are given who are ticked; and
/// where brothers and sisters go together, those of a child who is given with the child.
fn chosen(visit: &mut Visit<'_>, answers: &Answers) -> Result<BTreeMap<Id, (Id, String)>, Stop> {
    let ticked: BTreeSet<&str> = answers.all("child").iter().map(String::as_str).collect();
    let mut entries: BTreeMap<Id, Id> = BTreeMap::new();
    for (name, values) in &answers.0 {
        let child = name.strip_prefix("entry-").and_then(|id| id.parse().ok());
        let entry = values.first().and_then(|id| id.parse().ok());
        if let Some(child) = child {
            entries.insert(child, entry.ok_or(Stop::Stale)?);
        }
    }
    let for_all = answers.one("f-worker");
    let mut chosen: BTreeMap<Id, (Id, String)> = BTreeMap::new();
    for (child, entry) in &entries {
        let own = answers.one(&format!("to-{child}"));
        if !own.is_empty() {
            chosen.insert(*child, (*entry, own.to_owned()));
        } else if ticked.contains("all") || ticked.contains(child.to_string().as_str()) {
            chosen.insert(*child, (*entry, for_all.to_owned()));
        }
    }
    if ticked.iter().any(|id| {
        let id = id.parse::<Id>();
        id.is_ok_and(|id| !entries.contains_key(&id))
    }) {
        return Err(Stop::Stale);
    }
    if answers.has("together") && !chosen.is_empty() && chosen.len() < entries.len() {
        let all: Vec<Listed> = listed(visit, entries.keys().copied())?;
        let kin = siblings(&all);
        let first: Vec<(Id, String)> = (chosen.iter())
            .map(|(child, (_, to))| (*child, to.clone()))
            .collect();
        for (child, to) in first {
            for other in kin.get(&child).into_iter().flatten() {
                if let Some(entry) = entries.get(other) {
                    chosen.entry(*other).or_insert_with(|| (*entry, to.clone()));
                }
            }
        }
    }
    Ok(chosen)
}

/// The workers to whom children are given, by what the form has for them.
fn workers(
    visit: &mut Visit<'_>,
    chosen: &BTreeMap<Id, (Id, String)>,
    wrong: &mut Vec<Wrong>,
) -> Result<BTreeMap<String, WorkerRow>, Stop> {
    let choices = with_children(visit, Whom::Working)?;
    let mut found = BTreeMap::new();
    for to in chosen.values().map(|(_, to)| to) {
        if to.is_empty() || found.contains_key(to) {
            continue;
        }
        let offered = choices.iter().any(|(value, _)| value == to);
        match named(visit, to)? {
            Some(row) if offered || row.has_left(visit.now) => {
                found.insert(to.clone(), row);
            }
            _ => wrong.push(Wrong {
                field: "worker".to_owned(),
                id: crate::recording::question_id("worker"),
                says: "Select a worker".to_owned(),
            }),
        }
    }
    Ok(found)
}

/// What speaks against any of it.
fn all_against(
    visit: &mut Visit<'_>,
    chosen: &BTreeMap<Id, (Id, String)>,
    workers: &BTreeMap<String, WorkerRow>,
    from: When,
) -> Result<Vec<Against>, Stop> {
    let mut all = Vec::new();
    for (to, row) in workers {
        let children: Vec<Id> = (chosen.iter())
            .filter(|(_, (_, other))| other == to)
            .map(|(child, _)| *child)
            .collect();
        all.extend(against(visit, row, &children, from)?);
    }
    Ok(all)
}

/// Where the children of these stand.
pub(super) fn address(whose: &Whose) -> String {
    match whose {
        Whose::Worker(row) => format!("/workers/{}/children", row.subject),
        Whose::Team(team) => format!("/teams/{}/children", team.subject),
    }
}
