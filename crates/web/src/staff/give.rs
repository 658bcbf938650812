//! A child given to another worker: what is written in the child's file, all in one moment, the
//! handover with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use practice::book::Effect;
use practice::{Book, Fact, Id, Value, When};
use record::may::Whom;
use record::workforce::Gives;
use record::{Casefile, ScopeRow, WorkerRow};

use super::handing::asked::Why;
use super::handing::made::made;
use super::involved::{ALLOCATED, INVOLVED, TEAM_OF, ending};
use super::known::{named, role_title, team_of};
use super::waiting::{Whose, gone};
use super::write::{Told, record_type};
use crate::reply::Stop;
use crate::visit::Visit;

/// A child who is given to a worker.
pub(super) struct Giving<'g> {
    /// The child.
    pub child: Id,
    /// The identifier of the first entry.
    pub first: Id,
    /// To whom.
    pub to: &'g WorkerRow,
    /// From what day.
    pub from: When,
    /// Why.
    pub why: &'g Why,
    /// Why the last worker's time ended, as the returns ask; empty where it was not said.
    pub reason: &'g str,
}

/// What is written, of which the first entry has the identifier that its form was given: the times
/// of the worker whose children they are – or, of a team's, of whoever has left – end on the day
/// before, and the same begin for the other; where there is none to end, one begins with the team.
/// Where somebody had the child before, a handover is made.
pub(super) fn given(
    visit: &mut Visit<'_>,
    whose: &Whose,
    giving: &Giving<'_>,
) -> Result<Vec<Told>, Stop> {
    let book = Arc::clone(&visit.app.book);
    let file = Casefile::fold(&visit.reader.file(giving.child)?);
    let now = visit.now;
    let all = visit.reader.scope_of(giving.child)?;
    let runs = |row: &&ScopeRow| {
        row.effect == Effect::Concerns && row.until.is_none_or(|until| until > now)
    };
    let names = match whose {
        Whose::Worker(row) => row.names(),
        Whose::Team(_) => gone(visit)?.into_iter().collect(),
    };
    let theirs = all
        .iter()
        .filter(runs)
        .filter(|row| matches!(&row.whom, Whom::Worker(name) if names.contains(name)));
    let began: BTreeSet<Id> = theirs.map(|row| row.entry).collect();
    let mut began: Vec<&Fact> = file
        .facts
        .iter()
        .filter(|fact| began.contains(&fact.id))
        .collect();
    // The child's social worker first.
    began.sort_by_key(|fact| fact.kind != ALLOCATED);
    let mut told = Vec::new();
    let mut ends = Vec::new();
    let mut kinds = Vec::new();
    for fact in &began {
        let Some((kind, link)) = ending(&fact.kind) else {
            continue;
        };
        let last = giving.from.day().yesterday();
        let last = last.unwrap_or(giving.from.day()).max(fact.occurred.day());
        let ended = Told::new(record_type(&book, kind)?, When::Day(last));
        ends.push(ended.with(link, fact.id).with("reason", giving.reason));
        if !kinds.contains(&fact.kind.as_str()) {
            kinds.push(&fact.kind);
            told.push(successor(&book, fact, giving)?);
        }
    }
    let to = giving.to.subject.to_string();
    let mut is_allocated = kinds.first() == Some(&ALLOCATED);
    let mut team = None;
    if told.is_empty() {
        if let Whose::Team(row) = whose {
            team = Some(row.subject.to_string());
        }
        let (kind, role) = begun_as(visit, giving.to)?;
        is_allocated = kind == ALLOCATED;
        let record = record_type(&book, kind)?;
        let started = giving.why.into(record, Told::new(record, giving.from));
        told.push(if is_allocated {
            started.with("worker", as_returns_know(giving.to))
        } else {
            let of = team.clone().unwrap_or_default();
            started
                .with("worker", &to)
                .with("role", role)
                .with("team", of)
        });
    }
    let team = match team {
        None => team_of(visit, &to)?,
        team => team,
    };
    if let Some(team) = team.filter(|_| is_allocated) {
        let of = Told::new(record_type(&book, TEAM_OF)?, giving.from);
        told.push(of.with("allocation", giving.first).with("team", team));
    }
    told.extend(ends);
    let had = began.first().and_then(|fact| fact.text("worker"));
    let had = had.map(str::to_owned);
    told.extend(handover(visit, had, &all, giving)?);
    Ok(told)
}

/// As what a worker begins with a child whom nobody had: as the child's social worker whoever counts
/// as a qualified one by role, and in their own role whoever does not.
fn begun_as(visit: &mut Visit<'_>, worker: &WorkerRow) -> Result<(&'static str, String), Stop> {
    let book = Arc::clone(&visit.app.book);
    let offices = visit.reader.offices_of(worker.subject)?;
    let mut roles = offices
        .iter()
        .filter(|office| office.gives == Gives::Role && office.holds(visit.now))
        .filter_map(|office| office.name.as_deref());
    let qualified = |role: &str| {
        let mut qualifying = book.qualified.iter().flat_map(|rule| &rule.roles);
        qualifying.any(|known| known == role)
    };
    if roles.clone().any(qualified) {
        return Ok((ALLOCATED, String::new()));
    }
    let role = roles.next().map(|role| role_title(&book, role));
    Ok((INVOLVED, role.unwrap_or_default()))
}

/// The handover from whoever had the child, or had the child last; none where nobody had, or it is
/// the same worker again.
pub(super) fn handover(
    visit: &mut Visit<'_>,
    had: Option<String>,
    scope: &[ScopeRow],
    giving: &Giving<'_>,
) -> Result<Option<Told>, Stop> {
    let Some(had) = had.or_else(|| last(scope, giving.from)) else {
        return Ok(None);
    };
    let Some(before) = named(visit, &had)? else {
        return Ok(None);
    };
    if before.subject == giving.to.subject {
        return Ok(None);
    }
    made(visit, giving.child, (&before, giving.to), giving.from).map(Some)
}

/// Who was allocated last before a day.
fn last(scope: &[ScopeRow], from: When) -> Option<String> {
    let allocated = scope
        .iter()
        .filter(|row| row.relation == "allocated" && row.from < from.end());
    let last = allocated.max_by_key(|row| row.from)?;
    match &last.whom {
        Whom::Worker(name) => Some(name.clone()),
        _ => None,
    }
}

/// The same for another worker as somebody had it.
fn successor(book: &Book, fact: &Fact, giving: &Giving<'_>) -> Result<Told, Stop> {
    let record = record_type(book, &fact.kind)?;
    let started = giving.why.into(record, Told::new(record, giving.from));
    if fact.kind == ALLOCATED {
        return Ok(started.with("worker", as_returns_know(giving.to)));
    }
    let told = |name: &str| match fact.fields.get(name) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Ok(started
        .with("worker", giving.to.subject)
        .with("role", told("role"))
        .with("team", told("team"))
        .with("referral", told("referral")))
}

/// The returns know a social worker by number.
pub(super) fn as_returns_know(worker: &WorkerRow) -> String {
    let number = worker.number.clone();
    number.unwrap_or_else(|| worker.subject.to_string())
}
