//! Which of what is owed somebody is to do themselves: what a record asks of them by name, and
//! what the clocks ask of their role.

use std::collections::BTreeSet;

use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Book, Id};
use record::OwedRow;
use record::may::Action;

use super::gather::{Child, Children, children, may_see, owed};
use super::whose::Whose;
use crate::recording::is_typed;
use crate::reply::Stop;
use crate::visit::Visit;

/// What somebody is to do.
pub(crate) struct Mine {
    names: BTreeSet<String>,
    /// The names of whoever has left: what was asked of them is for whoever has the child now.
    gone: BTreeSet<String>,
    owners: BTreeSet<String>,
}

impl Mine {
    /// Of who asks, and of whom they cover for.
    pub fn of(visit: &Visit<'_>) -> Self {
        let actor = &visit.who.actor;
        let covered = actor.covers.iter().flat_map(|covered| &covered.offices);
        let roles = actor.offices.iter().chain(covered);
        let owes = &visit.app.book.lists.owes;
        let owners = roles.filter_map(|office| owes.get(&office.role)).flatten();
        let mut names: BTreeSet<String> = actor.workers().map(str::to_owned).collect();
        // Who is named in words stands in a record as they are called.
        names.insert(visit.who.name.clone());
        Self {
            names,
            gone: BTreeSet::new(),
            owners: owners.cloned().collect(),
        }
    }

    /// Learns who of those whom these rows name has left.
    fn learn(&mut self, visit: &mut Visit<'_>, rows: &[OwedRow]) -> Result<(), Stop> {
        let named: BTreeSet<&String> = rows.iter().filter_map(|row| row.by.as_ref()).collect();
        for name in named.into_iter().filter(|name| !self.names.contains(*name)) {
            let Ok(worker) = name.parse() else { continue };
            let worker = visit.reader.worker(worker)?;
            if worker.is_some_and(|worker| worker.has_left(visit.now)) {
                self.gone.insert(name.clone());
            }
        }
        Ok(())
    }

    /// Whether it is theirs to do.
    pub fn has(&self, visit: &Visit<'_>, row: &OwedRow) -> bool {
        match &row.by {
            Some(by) if self.names.contains(by) => return true,
            Some(by) if by.parse::<Id>().is_ok() && !self.gone.contains(by) => return false,
            // Who is named in words may be nobody who works here: then it is whose the work is.
            _ => {}
        }
        let clock = visit.app.book.clock(&row.clock);
        clock.is_some_and(|clock| self.owners.contains(&clock.owner))
    }

    /// By which names records ask something of them.
    pub fn names(&self) -> Vec<String> {
        self.names.iter().cloned().collect()
    }
}

/// One's own children, and all that is owed to them, with what is asked of oneself by name in
/// whosever file.
pub(crate) fn gather(
    visit: &mut Visit<'_>,
    mine: &mut Mine,
) -> Result<(Children, Vec<OwedRow>), Stop> {
    let files = Whose::Own.files(visit)?.unwrap_or_default();
    let mut all = children(visit, &files)?;
    let mut rows = owed(visit, &all)?;
    let named = visit.reader.owed_by(&mine.names(), visit.now)?;
    let (others, more) = with_children(visit, named, &all)?;
    rows.extend(more);
    all.extend(others);
    mine.learn(visit, &rows)?;
    Ok((all, rows))
}

/// These rows, but for those of children who are there already, with their children.
pub(super) fn with_children(
    visit: &mut Visit<'_>,
    mut rows: Vec<OwedRow>,
    there: &Children,
) -> Result<(Children, Vec<OwedRow>), Stop> {
    rows.retain(|row| !there.contains_key(&row.subject));
    let files: BTreeSet<Id> = rows.iter().map(|row| row.subject).collect();
    let files: Vec<Id> = files.into_iter().collect();
    let others = children(visit, &files)?;
    rows.retain(|row| {
        let child = others.get(&row.subject);
        child.is_some_and(|child| may_see(visit, child, row))
    });
    let files: BTreeSet<Id> = rows.iter().map(|row| row.subject).collect();
    let others = others.into_iter();
    let others = others.filter(|(subject, _)| files.contains(subject));
    Ok((others.collect(), rows))
}

/// Where what is owed is recorded: the form of the first record type that meets it and that
/// this person may record, about what started it.
pub(super) fn form(visit: &Visit<'_>, child: &Child, row: &OwedRow) -> Option<String> {
    let clock = visit.app.book.clock(&row.clock)?;
    let handing = visit.app.book.lists.handing_over.as_ref();
    if handing.is_some_and(|rule| rule.clock == row.clock) {
        return Some(format!("/child/{}/handover", child.subject));
    }
    let kinds = clock.met.iter().map(|met| &met.by.kind);
    let mut records = kinds.filter_map(|kind| visit.app.book.record(kind));
    let record = records.find(|record| {
        is_typed(record)
            && visit
                .may(Action::Record, &child.target, Some(record))
                .allowed
    })?;
    if ends_a_relation(&visit.app.book, record) {
        // It ends as somebody else is chosen.
        return Some(format!("/child/{}/workers", child.subject));
    }
    let decides = || visit.may(Action::Authorise, &child.target, None).allowed;
    if record.name == crate::overseeing::SUPERVISION && decides() {
        return Some(format!("/child/{}/supervision", child.subject));
    }
    Some(format!(
        "/child/{}/record/{}?about={}",
        child.subject, record.name, row.started_by
    ))
}

/// Whether a record of this type says that somebody no longer works with a child.
fn ends_a_relation(book: &Book, record: &RecordType) -> bool {
    let closes = record.closes.as_ref();
    let field = closes.and_then(|name| record.fields.get(name));
    let ended = field.and_then(|field| match &field.kind {
        FieldType::Link(kind) => Some(kind),
        _ => None,
    });
    let mut relations = book.permissions.relations.iter();
    ended.is_some_and(|ended| relations.any(|relation| relation.begins == *ended))
}
