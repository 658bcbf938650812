//! Whose file it is among the teams: that of the worker who is allocated to the child.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::Timestamp;
use practice::book::Effect;

use crate::may::{ScopeRow, Whom};
use crate::workforce::{Given, Gives, OfficeRow, TeamRow};

/// The relation of the social worker whom a child has.
const ALLOCATED: &str = "allocated";
/// The relation of the team in which that worker holds the case, as a source tells it.
const ALLOCATED_TEAM: &str = "allocated-team";

/// Everybody's teams, to tell whose each file is.
pub struct Teams {
    /// What each worker is given, by each of their names in other files.
    roles: HashMap<String, Vec<OfficeRow>>,
    /// The name of each team, by each of its names in other files.
    names: HashMap<String, String>,
}

impl Teams {
    /// The teams of these workers.
    pub fn new(workers: Vec<Given>, teams: &[TeamRow]) -> Self {
        let mut roles: HashMap<String, Vec<OfficeRow>> = HashMap::new();
        for mut given in workers {
            (given.offices).retain(|row| row.gives == Gives::Role && row.whom.is_some());
            for name in given.worker.names() {
                let held = roles.entry(name).or_default();
                held.extend(given.offices.iter().cloned());
            }
        }
        let named = |team: &TeamRow| {
            let called = team.name.clone();
            (team.names().into_iter()).map(move |name| (name, called.clone()))
        };
        Self {
            roles,
            names: teams.iter().flat_map(named).collect(),
        }
    }

    /// The name of a child's team at an instant: that in which the allocated worker has a role
    /// then. Of several, it is the one that the allocation names, or else that of the role
    /// given last; of none, the one that the allocation names. `None` where nobody is
    /// allocated, or no team is known of whoever is.
    ///
    /// `file` is who is concerned with the child's file, whenever.
    pub fn of_child<'t>(&'t self, file: &'t [ScopeRow], at: Timestamp) -> Option<&'t str> {
        let last = |relation: &str| {
            let rows = file.iter().filter(|row| row.relation == relation);
            rows.filter(|row| row.holds(at)).max_by_key(|row| row.from)
        };
        let told = match last(ALLOCATED_TEAM).map(|row| &row.whom) {
            Some(Whom::Team(team)) => Some(self.called(team)),
            _ => None,
        };
        let roles = match last(ALLOCATED).map(|row| &row.whom) {
            Some(Whom::Worker(worker)) => self.roles.get(worker),
            _ => return told,
        };
        let mut holding: Vec<&OfficeRow> = roles.map_or_else(Vec::new, |rows| {
            rows.iter().filter(|row| row.holds(at)).collect()
        });
        holding.sort_by_key(|row| Reverse(row.from));
        let mut of_worker = (holding.iter())
            .filter_map(|row| row.whom.as_deref())
            .map(|team| self.called(team));
        let first = of_worker.clone().next();
        of_worker
            .find(|team| Some(*team) == told)
            .or(first)
            .or(told)
    }

    /// The name of the team that is concerned with a file that is no child's, at an instant: a
    /// worker's own, or that of a home. Of several, the last to begin.
    pub fn of_other<'t>(&'t self, file: &'t [ScopeRow], at: Timestamp) -> Option<&'t str> {
        let held = file.iter().filter(|row| row.holds(at));
        let of_team = held.filter_map(|row| match &row.whom {
            Whom::Team(team) if row.effect == Effect::Concerns => Some((row.from, team)),
            _ => None,
        });
        let last = of_team.max_by_key(|(from, _)| *from);
        last.map(|(_, team)| self.called(team))
    }

    /// What a team is called: its name, or where this record has no such team, what it is
    /// called there.
    fn called<'t>(&'t self, team: &'t str) -> &'t str {
        self.names.get(team).map_or(team, String::as_str)
    }
}
