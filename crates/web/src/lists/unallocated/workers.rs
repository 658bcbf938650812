//! The workers and teams that children may have: what is recorded of their registration and roles.

use std::collections::BTreeMap;

use practice::book::qualified::Qualified;
use practice::{Book, Id, When};
use record::may::Whom;
use record::qualified::{Held, holders, in_role};
use record::{OfficeRow, SpellRow, WorkerRow};

use crate::lists::gather::Child;
use crate::reply::Stop;
use crate::visit::Visit;

/// Everybody who may have a child: what is recorded of their registration and their roles.
pub(super) struct Workers {
    by_name: BTreeMap<String, (String, Held)>,
    teams: BTreeMap<String, String>,
}

impl Workers {
    /// Of everybody who is or was here.
    pub fn of(visit: &mut Visit<'_>, book: &Book, rule: &Qualified) -> Result<Self, Stop> {
        let rows = visit.reader.workers()?;
        let ids: Vec<Id> = rows.iter().map(|row| row.subject).collect();
        let mut offices: BTreeMap<Id, Vec<OfficeRow>> = BTreeMap::new();
        for office in visit.reader.offices()? {
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
    pub fn held(&self, rule: &Qualified, child: &Child) -> Vec<Held> {
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

    /// By what name people know them.
    pub fn called(&self, whom: &Whom) -> Option<String> {
        match whom {
            Whom::Worker(name) => Some(self.by_name.get(name).map_or(name, |(name, _)| name)),
            Whom::Team(name) => Some(self.teams.get(name).unwrap_or(name)),
            Whom::Everybody => None,
        }
        .cloned()
    }
}
