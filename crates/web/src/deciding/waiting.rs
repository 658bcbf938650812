//! What stands in the lists of *to authorise*: which records, by what is kept beside the ledger;
//! and of those that are shown, what their files say.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use practice::{Id, When};
use record::authorising::{Overridden, of};
use record::may::{Action, Target};
use record::{Casefile, WaitingRow, WaitingStep};

use super::standing::{may_authorise_by, name};
use crate::child::File;
use crate::lists::{Children, children};
use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;

/// The lists, each in its order.
#[derive(Default)]
pub(super) struct Lists {
    /// What this person may authorise, the oldest first.
    pub waiting: Vec<WaitingRow>,
    /// What they wrote and nobody has authorised.
    pub own: Vec<WaitingRow>,
    /// What others wrote, that they may authorise once it is sent.
    pub others: Vec<WaitingRow>,
    /// What was let through, the newest first.
    pub through: Vec<WaitingRow>,
    /// The children in whose files all of it stands.
    pub children: Children,
}

/// A record that is shown.
pub(super) struct Row {
    pub child: Id,
    pub entry: Id,
    /// By what name the child is known.
    pub name: String,
    /// What the record is.
    pub what: String,
    pub at: When,
    pub by: Option<String>,
    /// How much is missing.
    pub missing: usize,
    pub step: &'static str,
}

/// Something that was let through.
pub(super) struct Through {
    pub row: Row,
    pub missing: String,
    pub why: String,
}

/// The lists over the files of the person's own workers and teams, or of a team. No file is
/// read for them.
pub(super) fn gather(visit: &mut Visit<'_>, team: Option<&[String]>) -> Result<Lists, Stop> {
    let owned = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
    let (workers, teams): (Vec<String>, Vec<String>) = match team {
        Some(names) => (Vec::new(), names.to_vec()),
        None => (
            owned(&mut visit.who.actor.workers()),
            owned(&mut visit.who.actor.teams()),
        ),
    };
    let found = visit.reader.waiting_for(&workers, &teams, visit.now)?;
    let files: BTreeSet<Id> = found.iter().map(|row| row.subject).collect();
    let files: Vec<Id> = files.into_iter().collect();
    let children = children(visit, &files)?;
    let mut lists = Lists::default();
    for row in found {
        if let Some(child) = children.get(&row.subject) {
            sort_in(visit, &child.target, row, &mut lists);
        }
    }
    lists.children = children;
    for list in [&mut lists.waiting, &mut lists.own, &mut lists.others] {
        list.sort_by_key(|row| (row.at.start(), row.entry));
    }
    let newest = |row: &WaitingRow| row.through.map(When::start);
    (lists.through).sort_by_key(|row| (std::cmp::Reverse(newest(row)), row.entry));
    Ok(lists)
}

fn sort_in(visit: &Visit<'_>, target: &Target, row: WaitingRow, lists: &mut Lists) {
    let record = visit.app.book.record(&row.kind);
    if !visit.may(Action::Read, target, record).allowed {
        return;
    }
    let may = may_authorise_by(visit, target, &row.kind, row.hands.iter().copied()).allowed;
    if may && row.through.is_some() {
        lists.through.push(row.clone());
    }
    let wrote = row.hands.first() == Some(&visit.who.worker);
    if row.step == WaitingStep::Sent && may {
        lists.waiting.push(row);
    } else if row.step.can_be_sent() && wrote {
        lists.own.push(row);
    } else if row.step.can_be_sent() && may {
        lists.others.push(row);
    }
}

/// The files of what is shown, each read once.
#[derive(Default)]
struct Files(BTreeMap<Id, Option<File>>);

impl Files {
    fn of(&mut self, visit: &mut Visit<'_>, subject: Id) -> Result<Option<&File>, Stop> {
        Ok(match self.0.entry(subject) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(none) => none.insert(read(visit, subject)?),
        }
        .as_ref())
    }
}

fn read(visit: &mut Visit<'_>, subject: Id) -> Result<Option<File>, Stop> {
    let Some(child) = visit.reader.child(subject)? else {
        return Ok(None);
    };
    let target = people::target(visit, subject)?;
    let entries = visit.reader.file(subject)?;
    let casefile = Casefile::fold(&entries);
    Ok(Some(File::of(child, entries, casefile, target)))
}

/// The rows that are shown, with what is missing.
pub(super) fn rows(visit: &mut Visit<'_>, list: &[WaitingRow]) -> Result<Vec<Row>, Stop> {
    let mut files = Files::default();
    let mut rows = Vec::with_capacity(list.len());
    for one in list {
        let Some(file) = files.of(visit, one.subject)? else {
            continue;
        };
        rows.push(row(visit, file, one)?);
    }
    Ok(rows)
}

fn row(visit: &mut Visit<'_>, file: &File, row: &WaitingRow) -> Result<Row, Stop> {
    let book = Arc::clone(&visit.app.book);
    let day = When::Instant(visit.now).day();
    let standing = of(&book, &file.casefile, row.entry, day);
    let title = book.record(&row.kind);
    let by = by(row);
    Ok(Row {
        child: row.subject,
        entry: row.entry,
        name: file.name.clone(),
        what: title.map_or_else(|| row.kind.clone(), |record| record.title.clone()),
        at: row.at,
        by: name(visit, by)?,
        missing: standing.map_or(0, |standing| standing.missing.len()),
        step: step(row),
    })
}

/// What was done last of it, in words.
pub(super) const fn step(row: &WaitingRow) -> &'static str {
    match row.step {
        WaitingStep::Written => "Written",
        WaitingStep::Sent => "Sent",
        WaitingStep::Returned => "Returned",
        WaitingStep::Authorised => "Authorised",
    }
}

/// Who did that.
pub(super) fn by(row: &WaitingRow) -> Option<Id> {
    match row.step {
        WaitingStep::Written => row.hands.first().copied(),
        _ => row.by,
    }
}

/// What was let through, with the reasons, which are of the file: to read them is a look.
pub(super) fn through(visit: &mut Visit<'_>, list: &[WaitingRow]) -> Result<Vec<Through>, Stop> {
    let book = Arc::clone(&visit.app.book);
    let day = When::Instant(visit.now).day();
    let mut files = Files::default();
    let mut looked = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for one in list {
        let Some(file) = files.of(visit, one.subject)? else {
            continue;
        };
        if looked.insert(one.subject) {
            let allowed = visit.may(Action::Read, &file.target, None);
            visit.looked(one.subject, "what was let through", &allowed)?;
        }
        let standing = of(&book, &file.casefile, one.entry, day);
        for overridden in standing.map_or_else(Vec::new, |standing| standing.overridden) {
            found.push(let_through(visit, file, one, overridden)?);
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.row.at.start()));
    Ok(found)
}

fn let_through(
    visit: &mut Visit<'_>,
    file: &File,
    one: &WaitingRow,
    overridden: Overridden,
) -> Result<Through, Stop> {
    let by = name(visit, overridden.said.by)?;
    Ok(Through {
        row: Row {
            at: overridden.said.at,
            by,
            ..row(visit, file, one)?
        },
        missing: overridden.missing,
        why: overridden.said.words.unwrap_or_default(),
    })
}
