//! Which workers hold which children, and what follows from it: who has no qualified worker, whose
//! worker is not there, and who has too many.

use std::collections::{BTreeMap, BTreeSet};

use practice::book::Effect;
use practice::{Id, When};
use record::ScopeRow;
use record::may::Whom;
use record::qualified::{Held, Lately, holders, lately};
use store::HeldAt;

use super::staff::{Known, Staff};
use crate::reply::Stop;
use crate::visit::Visit;

/// That a worker holds a child now.
struct Holding {
    child: Id,
    /// Whether it is a relation in which a qualified worker holds a child.
    as_worker: bool,
    /// Who it is; `None` of somebody who has no file here.
    by: Option<usize>,
}

/// Which workers hold which children now.
pub(super) struct Holdings(Vec<Holding>);

impl Holdings {
    /// Of everybody's children, but for those who are hidden; with who is.
    pub fn of_all(
        visit: &mut Visit<'_>,
        staff: &Staff,
        (organisation, restricted): (Id, bool),
    ) -> Result<(Self, BTreeSet<Id>), Stop> {
        let book = std::sync::Arc::clone(&visit.app.book);
        let rule = book.qualified.as_ref();
        let (mut all, mut hidden) = (Vec::new(), BTreeSet::new());
        let now = visit.now;
        visit
            .reader
            .each_held_at(organisation, now, |held| match held {
                HeldAt::Restricted { child } => {
                    hidden.insert(child);
                }
                HeldAt::By {
                    child,
                    relation,
                    worker,
                } => all.push(Holding {
                    child,
                    as_worker: rule
                        .is_some_and(|rule| rule.holds.iter().any(|one| one == relation)),
                    by: staff.place_of(worker),
                }),
            })?;
        if restricted {
            hidden.clear();
        }
        all.retain(|holding: &Holding| !hidden.contains(&holding.child));
        Ok((Self(all), hidden))
    }

    /// As these rows have it.
    pub fn of<'r>(
        visit: &Visit<'_>,
        staff: &Staff,
        rows: impl IntoIterator<Item = &'r ScopeRow>,
    ) -> Self {
        let rule = visit.app.book.qualified.as_ref();
        let holding = |row: &ScopeRow| {
            let Whom::Worker(name) = &row.whom else {
                return None;
            };
            let is_one = row.effect == Effect::Concerns && row.holds(visit.now);
            is_one.then(|| Holding {
                child: row.subject,
                as_worker: rule.is_some_and(|rule| rule.holds.contains(&row.relation)),
                by: staff.place_of(name),
            })
        };
        Self(rows.into_iter().filter_map(holding).collect())
    }

    /// Of those whose state calls for a qualified worker, the children who have none today, where
    /// that is known.
    pub fn without_qualified(
        &self,
        visit: &Visit<'_>,
        staff: &Staff,
        needing: &BTreeSet<Id>,
    ) -> Vec<Id> {
        let today = When::Instant(visit.now).day();
        let mut may_be_one: BTreeMap<Option<usize>, bool> = BTreeMap::new();
        let mut have = BTreeSet::new();
        for holding in self.0.iter().filter(|one| one.as_worker) {
            let is = *may_be_one.entry(holding.by).or_insert_with(|| {
                let held = Held {
                    spans: vec![(today, None)],
                    ..staff.qualifies(holding.by)
                };
                !matches!(lately(&[held], today, today), Lately::Without(_))
            });
            if is {
                have.insert(holding.child);
            }
        }
        needing.difference(&have).copied().collect()
    }

    /// The children whose worker is not there, and how many such workers there are.
    pub fn uncovered(&self, visit: &Visit<'_>, staff: &Staff) -> (usize, usize) {
        let mut gone: BTreeMap<usize, bool> = BTreeMap::new();
        let mut children = BTreeSet::new();
        for holding in &self.0 {
            let Some((by, worker)) = holding.by.and_then(|by| Some((by, staff.at(by)?))) else {
                continue;
            };
            if *gone
                .entry(by)
                .or_insert_with(|| staff.is_gone(visit, worker))
            {
                children.insert(holding.child);
            }
        }
        let workers = gone.values().filter(|is_gone| **is_gone).count();
        (children.len(), workers)
    }

    /// How many of these workers have more children, by weight, than they should.
    pub fn too_full<'k>(
        &self,
        visit: &Visit<'_>,
        members: impl Iterator<Item = (usize, &'k Known)>,
        (weights, hours): (&BTreeMap<Id, i64>, &BTreeMap<Id, i64>),
    ) -> usize {
        const ONE: i64 = 100;
        let once: BTreeSet<(usize, Id)> = (self.0.iter())
            .filter_map(|holding| Some((holding.by?, holding.child)))
            .collect();
        let mut of: BTreeMap<usize, i64> = BTreeMap::new();
        for (by, child) in once {
            *of.entry(by).or_default() += weights.get(&child).unwrap_or(&ONE);
        }
        let has_too_many = |(place, known): &(usize, &Known)| {
            let weight = of.get(place).copied().unwrap_or(0);
            let hours = hours.get(&known.row.subject).copied();
            Staff::limit(visit, known, hours).is_some_and(|limit| weight > limit * ONE)
        };
        members.filter(has_too_many).count()
    }
}

/// For how many days that one of these children has been without a qualified worker who has been so
/// for longest.
pub(super) fn longest_without(
    visit: &mut Visit<'_>,
    staff: &Staff,
    children: &[Id],
) -> Result<Option<i64>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let Some(rule) = &book.qualified else {
        return Ok(None);
    };
    let states: Vec<&str> = (rule.during.iter())
        .filter_map(|state| Some(book.states.get(*state)?.name.as_str()))
        .collect();
    let mut from: BTreeMap<Id, jiff::Timestamp> = BTreeMap::new();
    for spell in visit.reader.spells_of(children)? {
        if spell.holds(visit.now) && states.contains(&spell.state.as_str()) {
            let first = from.entry(spell.subject).or_insert(spell.from);
            *first = (*first).min(spell.from);
        }
    }
    let today = When::Instant(visit.now).day();
    let scopes = visit.reader.scopes_of(children)?;
    let mut of_child: BTreeMap<Id, Vec<ScopeRow>> = BTreeMap::new();
    for row in scopes {
        of_child.entry(row.subject).or_default().push(row);
    }
    let since = from.into_iter().filter_map(|(child, from)| {
        let rows = of_child.remove(&child).unwrap_or_default();
        let held: Vec<_> = (holders(rule, &rows).into_iter())
            .map(|(name, spans)| Held {
                spans,
                ..staff.qualifies(staff.place_of(name))
            })
            .collect();
        match lately(&held, When::Instant(from).day(), today) {
            Lately::Without(since) => Some(since),
            Lately::With | Lately::NotKnown => None,
        }
    });
    let days = since.filter_map(|since| Some(i64::from(today.since(since).ok()?.get_days())));
    Ok(days.max())
}
