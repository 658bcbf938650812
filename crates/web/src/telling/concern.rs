//! Which children somebody is told of, and of what: of all that others record where they work
//! with the child; of what asks for them where it is a child of their team. The practice book
//! says which record types those are.

use std::collections::BTreeSet;

use practice::Id;

use crate::reply::Stop;
use crate::visit::Visit;

/// Which children somebody is told of.
#[derive(Clone, Debug, Default)]
pub(super) struct Concern {
    /// Those with whom they work.
    own: BTreeSet<Id>,
    /// Their teams'.
    team: BTreeSet<Id>,
    /// Their roles that are told of their teams' children.
    roles: Vec<String>,
}

impl Concern {
    /// Of whoever asks, and of those whom they cover for.
    pub fn of(visit: &mut Visit<'_>) -> Result<Self, Stop> {
        let Some(telling) = &visit.app.book.telling else {
            return Ok(Self::default());
        };
        let actor = &visit.who.actor;
        let names: Vec<String> = actor.workers().map(str::to_owned).collect();
        let covered = actor.covers.iter().flat_map(|colleague| &colleague.offices);
        let offices = actor.offices.iter().chain(covered);
        let told: Vec<_> = offices
            .filter(|office| !office.team.is_empty() && telling.is_told_of_team(&office.role))
            .cloned()
            .collect();
        let own = visit.reader.files_of(&names, &[], visit.now)?;
        let teams: BTreeSet<&String> = told.iter().flat_map(|office| &office.team).collect();
        let team = of_teams(visit, &teams)?;
        Ok(Self {
            team: team.difference(&own).copied().collect(),
            own,
            roles: told.into_iter().map(|office| office.role).collect(),
        })
    }

    /// Every file that somebody is told of.
    pub fn files(&self) -> BTreeSet<Id> {
        self.own.union(&self.team).copied().collect()
    }

    /// Whether somebody is told of this record type in this file.
    pub fn tells(&self, visit: &Visit<'_>, file: Id, kind: &str) -> bool {
        let Some(telling) = &visit.app.book.telling else {
            return false;
        };
        if self.own.contains(&file) {
            return telling.tells(kind);
        }
        let mut roles = self.roles.iter();
        self.team.contains(&file) && roles.any(|role| telling.tells_team(role, kind))
    }
}

/// The files of these teams, by the names that offices have for them.
fn of_teams(visit: &mut Visit<'_>, names: &BTreeSet<&String>) -> Result<BTreeSet<Id>, Stop> {
    let mut found = BTreeSet::new();
    if names.is_empty() {
        return Ok(found);
    }
    for team in visit.reader.teams()? {
        if team.names().iter().any(|name| names.contains(name)) {
            found.extend(crate::lists::of_team(visit, &team)?);
        }
    }
    Ok(found)
}
