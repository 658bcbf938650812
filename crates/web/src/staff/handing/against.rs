//! What speaks against giving children to a worker: that the worker leaves or is away, has too many,
//! or is not qualified for a child who needs somebody who is.

use std::collections::BTreeSet;
use std::sync::Arc;

use practice::{Id, When};
use record::qualified::{Held, Lately, in_role, lately};
use record::workforce::Gives;
use record::{OfficeRow, WorkerRow};

use crate::lists::load::{in_words, is_in, limit, weights};
use crate::reply::Stop;
use crate::staff::pattern;
use crate::visit::Visit;
use crate::words;

/// What speaks against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::staff) struct Against {
    /// In words.
    pub says: String,
    /// Whether it cannot be done all the same.
    pub refuses: bool,
}

/// What speaks against giving these children to this worker from a day on.
pub(in crate::staff) fn against(
    visit: &mut Visit<'_>,
    worker: &WorkerRow,
    children: &[Id],
    from: When,
) -> Result<Vec<Against>, Stop> {
    let name = &worker.name;
    let mut found = Vec::new();
    if let Some(last) = worker.left_on
        && (worker.has_left(visit.now) || last < from.day())
    {
        let day = words::when(When::Day(last));
        found.push(refused(format!(
            "The last day of {name} is {day}: choose somebody else"
        )));
    } else if let Some(last) = worker.left_on {
        let day = words::when(When::Day(last));
        found.push(warned(format!("The last day of {name} is {day}")));
    }
    if is_away(visit, worker)? && covers(visit, worker)?.is_empty() {
        found.push(refused(format!(
            "{name} is away and nobody covers: choose somebody else, or arrange cover first"
        )));
    }
    found.extend(too_many(visit, worker, children)?.map(warned));
    found.extend(not_qualified(visit, worker, children)?.map(warned));
    Ok(found)
}

const fn refused(says: String) -> Against {
    Against {
        says,
        refuses: true,
    }
}

const fn warned(says: String) -> Against {
    Against {
        says,
        refuses: false,
    }
}

/// Whether a worker is away today.
pub(in crate::staff) fn is_away(visit: &mut Visit<'_>, worker: &WorkerRow) -> Result<bool, Stop> {
    let book = Arc::clone(&visit.app.book);
    let Some(rule) = &book.lists.handing_over else {
        return Ok(false);
    };
    let spells = visit.reader.spells_of(&[worker.subject])?;
    let state = book.states.get(rule.away);
    Ok(state.is_some_and(|state| is_in(&spells, &state.name, visit.now)))
}

/// Who covers for a worker today: those who are here themselves.
pub(in crate::staff) fn covers(
    visit: &mut Visit<'_>,
    worker: &WorkerRow,
) -> Result<Vec<WorkerRow>, Stop> {
    let names: BTreeSet<String> = worker.names().into_iter().collect();
    let all = visit.reader.workers()?;
    let ids: Vec<Id> = all.iter().map(|one| one.subject).collect();
    let offices = visit.reader.offices_of_all(&ids)?;
    let now = visit.now;
    let covering: BTreeSet<Id> = (offices.iter())
        .filter(|office| covers_for(office, &names) && office.holds(now))
        .map(|office| office.subject)
        .collect();
    let here = all.into_iter();
    Ok(here
        .filter(|one| covering.contains(&one.subject) && !one.has_left(now))
        .collect())
}

/// Whether an office is cover for somebody with one of these names.
pub(in crate::staff) fn covers_for(office: &OfficeRow, names: &BTreeSet<String>) -> bool {
    office.gives == Gives::Cover
        && office
            .whom
            .as_ref()
            .is_some_and(|whom| names.contains(whom))
}

/// Whether these children would be too many beside those whom the worker has.
fn too_many(
    visit: &mut Visit<'_>,
    worker: &WorkerRow,
    children: &[Id],
) -> Result<Option<String>, Stop> {
    let offices = visit.reader.offices_of(worker.subject)?;
    let spells = visit.reader.spells_of(&[worker.subject])?;
    let hours = pattern::of(visit, worker.subject)?.map(|pattern| pattern.hours);
    let Some(most) = limit(visit, &offices, &spells, hours) else {
        return Ok(None);
    };
    let mut files = visit.reader.files_of(&worker.names(), &[], visit.now)?;
    files.extend(children);
    let files: Vec<Id> = files.into_iter().collect();
    let sum: i64 = weights(visit, &files)?.values().sum();
    Ok((sum > most * 100).then(|| {
        format!(
            "{} would have work that counts for {}, and {most} is as much as one should have",
            worker.name,
            in_words(sum)
        )
    }))
}

/// Whether a child among these needs a qualified social worker and this is none.
fn not_qualified(
    visit: &mut Visit<'_>,
    worker: &WorkerRow,
    children: &[Id],
) -> Result<Option<String>, Stop> {
    let book = Arc::clone(&visit.app.book);
    let Some(rule) = &book.qualified else {
        return Ok(None);
    };
    let spells = visit.reader.spells_of(children)?;
    let during: BTreeSet<&str> = (rule.during.iter())
        .filter_map(|state| Some(book.states.get(*state)?.name.as_str()))
        .collect();
    let needing: BTreeSet<Id> = (spells.iter())
        .filter(|spell| during.contains(spell.state.as_str()) && spell.holds(visit.now))
        .map(|spell| spell.subject)
        .collect();
    if needing.is_empty() {
        return Ok(None);
    }
    let today = When::Instant(visit.now).day();
    let held = Held {
        spans: vec![(today, None)],
        registered: visit
            .registered(worker.subject)?
            .map(|spans| spans.to_vec()),
        roles: in_role(rule, &visit.offices_of(worker.subject)?),
    };
    let whose = if children.len() == 1 {
        "The child needs".to_owned()
    } else {
        let many = i64::try_from(needing.len()).unwrap_or(i64::MAX);
        let needs = if many == 1 { "needs" } else { "need" };
        format!(
            "{} of them {needs}",
            words::count(many, "child", "children")
        )
    };
    Ok(match lately(&[held], today, today) {
        Lately::With => None,
        Lately::NotKnown => Some(format!(
            "{whose} a qualified social worker, and no registration of {} is recorded",
            worker.name
        )),
        Lately::Without(_) => Some(format!(
            "{whose} a qualified social worker, and {} is none by role or registration",
            worker.name
        )),
    })
}
