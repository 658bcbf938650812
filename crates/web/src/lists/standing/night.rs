//! The night in numbers: how many children something happened to, and of how many of them the day
//! has not taken over what was done (FD-4).

use std::collections::{BTreeMap, BTreeSet};

use practice::Id;
use record::may::Action;
use store::Heading;

use super::super::gather::children;
use super::super::morning::{concerns, headings, night};
use crate::reply::Stop;
use crate::visit::Visit;

/// How the last night stands.
pub(super) struct Night {
    /// How many children something happened to.
    pub children: usize,
    /// Of how many of them something is not taken over.
    pub open: usize,
    /// Whether more was recorded since than is looked through.
    pub is_cut: bool,
}

/// The last night, of the children whose files this person may read; `None` where it does not
/// concern them.
pub(super) fn of(visit: &mut Visit<'_>) -> Result<Option<Night>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let Some(rule) = book.lists.morning.as_ref().filter(|_| concerns(visit)) else {
        return Ok(None);
    };
    let Some(last) = night(&book, rule, None, visit.now) else {
        return Ok(None);
    };
    let (headings, is_cut) = headings(visit, rule, last)?;
    let mut by_child: BTreeMap<Id, Vec<Heading>> = BTreeMap::new();
    for heading in headings.into_iter().filter(|one| one.corrects.is_none()) {
        let into = visit.reader.merged_into(heading.owner)?;
        let file = into.unwrap_or(heading.owner);
        by_child.entry(file).or_default().push(heading);
    }
    let files: Vec<Id> = by_child.keys().copied().collect();
    let known = children(visit, &files)?;
    by_child.retain(|file, headings| {
        let Some(child) = known.get(file) else {
            return false;
        };
        headings.retain(|heading| {
            let record = book.record(&heading.kind);
            visit.may(Action::Read, &child.target, record).allowed
        });
        !headings.is_empty()
    });
    let told: Vec<Id> = by_child.keys().copied().collect();
    let owed = visit.reader.owed_of(&told, visit.now)?;
    let open: BTreeSet<Id> = (owed.iter())
        .filter(|row| row.clock == rule.handed_over)
        .filter(|row| {
            let mut theirs = by_child.get(&row.subject).into_iter().flatten();
            theirs.any(|heading| heading.id == row.started_by)
        })
        .map(|row| row.subject)
        .collect();
    Ok(Some(Night {
        children: told.len(),
        open: open.len(),
        is_cut,
    }))
}
