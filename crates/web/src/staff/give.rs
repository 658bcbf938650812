//! A child given to another worker: what is written in the child's file, all in one moment.

use std::collections::BTreeSet;

use practice::book::Effect;
use practice::{Fact, Id, Value, When};
use record::Casefile;
use record::may::Whom;

use super::involved::{ALLOCATED, INVOLVED, TEAM_OF, ending};
use super::known::team_of;
use super::waiting::{Whose, gone};
use super::write::{Told, record_type};
use crate::reply::Stop;
use crate::visit::Visit;

/// What is written, of which the first entry is `first`: the times of the worker whose children
/// they are – or, of a team's, of whoever has left – end on the day before, and the same begin
/// for the other; where there is none to end, one begins with the team.
pub(super) fn given(
    visit: &mut Visit<'_>,
    whose: &Whose,
    (child, first): (Id, Id),
    to: &str,
    from: When,
) -> Result<Vec<Told>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let file = Casefile::fold(&visit.reader.file(child)?);
    let now = visit.now;
    let mut scope = visit.reader.scope_of(child)?;
    scope.retain(|row| row.effect == Effect::Concerns && row.until.is_none_or(|until| until > now));
    let names = match whose {
        Whose::Worker(row) => row.names(),
        Whose::Team(_) => gone(visit)?.into_iter().collect(),
    };
    let theirs = scope
        .iter()
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
        let last = from
            .day()
            .yesterday()
            .unwrap_or(from.day())
            .max(fact.occurred.day());
        ends.push(Told::new(record_type(&book, kind)?, When::Day(last)).with(link, fact.id));
        if !kinds.contains(&fact.kind.as_str()) {
            kinds.push(&fact.kind);
            told.push(successor(visit, &book, fact, to, from)?);
        }
    }
    if kinds.first() == Some(&ALLOCATED)
        && let Some(team) = team_of(visit, to)?
    {
        let of = Told::new(record_type(&book, TEAM_OF)?, from);
        told.push(of.with("allocation", first).with("team", team));
    }
    if told.is_empty() {
        let team = match whose {
            Whose::Team(team) => Some(team.subject.to_string()),
            Whose::Worker(_) => team_of(visit, to)?,
        };
        let started = Told::new(record_type(&book, INVOLVED)?, from);
        told.push(
            started
                .with("worker", to)
                .with("role", "Social worker")
                .with("team", team.unwrap_or_default()),
        );
    }
    told.extend(ends);
    Ok(told)
}

/// The same for another worker as somebody had it.
fn successor(
    visit: &mut Visit<'_>,
    book: &practice::Book,
    fact: &Fact,
    to: &str,
    from: When,
) -> Result<Told, Stop> {
    let started = Told::new(record_type(book, &fact.kind)?, from);
    if fact.kind == ALLOCATED {
        // The returns know a social worker by number.
        let row = to
            .parse()
            .ok()
            .map(|id| visit.reader.worker(id))
            .transpose()?
            .flatten();
        let number = row
            .and_then(|row| row.number)
            .unwrap_or_else(|| to.to_owned());
        return Ok(started.with("worker", number));
    }
    let told = |name: &str| match fact.fields.get(name) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Ok(started
        .with("worker", to)
        .with("role", told("role"))
        .with("team", told("team"))
        .with("referral", told("referral")))
}
