//! The children of a list and what is owed to them, as it is kept beside the ledger.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use practice::{Id, When};
use record::may::{Action, Target, Whom};
use record::{OwedRow, ScopeRow};

use crate::reply::Stop;
use crate::visit::Visit;

/// A child of a list, whom this person may find.
pub(crate) struct Child {
    /// The child's file.
    pub subject: Id,
    /// By what name the child is known.
    pub name: String,
    /// When the child was born.
    pub born_on: Option<Date>,
    /// Who is concerned with the file, whenever.
    pub scope: Vec<ScopeRow>,
    /// The file, to ask what may be done with it.
    pub target: Target,
}

impl Child {
    /// How old the child is, in words.
    pub fn age(&self, visit: &Visit<'_>) -> String {
        let today = When::Instant(visit.now).day();
        self.born_on.map_or_else(
            || "Age not recorded".to_owned(),
            |born| crate::child::age(born, today),
        )
    }

    /// How many social workers were allocated to the child so far.
    pub fn social_workers(&self, visit: &Visit<'_>) -> usize {
        let rows = self.scope.iter();
        let rows = rows.filter(|row| row.relation == "allocated" && row.from <= visit.now);
        let names = rows.filter_map(|row| match &row.whom {
            Whom::Worker(name) => Some(name.as_str()),
            _ => None,
        });
        names.collect::<BTreeSet<&str>>().len()
    }
}

/// The children of a list, by file.
pub(crate) type Children = BTreeMap<Id, Child>;

/// Those of these files that are a child's whom this person may find.
pub(crate) fn children(visit: &mut Visit<'_>, files: &[Id]) -> Result<Children, Stop> {
    let rows = visit.reader.children(files)?;
    let known: Vec<Id> = rows.iter().map(|row| row.subject).collect();
    let mut people = visit.reader.particulars_of(&known)?;
    let mut scopes: BTreeMap<Id, Vec<ScopeRow>> = BTreeMap::new();
    for row in visit.reader.scopes_of(&known)? {
        scopes.entry(row.subject).or_default().push(row);
    }
    let organisation = visit.reader.about().organisation;
    let mut children = Children::new();
    for row in rows {
        let scope = scopes.remove(&row.subject).unwrap_or_default();
        let target = Target::new(row.subject, "child", organisation).with(&scope, visit.now);
        if !visit.may(Action::Find, &target, None).allowed {
            continue;
        }
        let told = people.remove(&row.subject);
        let name = told.and_then(|told| told.name());
        let child = Child {
            subject: row.subject,
            name: name.unwrap_or_else(|| format!("Child {}", row.authority_id)),
            born_on: row.born_on,
            scope,
            target,
        };
        children.insert(row.subject, child);
    }
    Ok(children)
}

/// Whether this person may read what started a duty, and so may see that it is owed.
pub(super) fn may_see(visit: &Visit<'_>, child: &Child, row: &OwedRow) -> bool {
    let record = visit.app.book.record(&row.kind);
    visit.may(Action::Read, &child.target, record).allowed
}

/// What is owed to these children, that this person may see.
pub(super) fn owed(visit: &mut Visit<'_>, children: &Children) -> Result<Vec<OwedRow>, Stop> {
    let files: Vec<Id> = children.keys().copied().collect();
    let mut rows = visit.reader.owed_of(&files, visit.now)?;
    rows.retain(|row| {
        let child = children.get(&row.subject);
        child.is_some_and(|child| may_see(visit, child, row))
    });
    Ok(rows)
}

/// What a duty is called.
pub(crate) fn called(visit: &Visit<'_>, row: &OwedRow) -> String {
    let clock = visit.app.book.clock(&row.clock);
    clock.map_or_else(|| row.clock.clone(), |clock| clock.title.clone())
}

/// In what order rows stand of which the most dangerous come first: what is late before what
/// is not, by danger, and the oldest first.
pub(super) fn by_danger(
    row: &OwedRow,
    now: jiff::Timestamp,
) -> (bool, u32, bool, Option<jiff::Timestamp>) {
    let late = row.is_late(now);
    let danger = if late { row.danger } else { 0 };
    (!late, danger, row.due.is_none(), row.due.map(When::end))
}
