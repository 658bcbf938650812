//! Whose children a list is about: one's own, a worker's, a team's, or all.

use std::collections::BTreeSet;

use practice::Id;
use record::may::{Action, Target};
use record::{TeamRow, WorkerRow};

use crate::edge::Asked;
use crate::reply::Stop;
use crate::visit::Visit;

/// Whose children a list is about.
pub(super) enum Whose {
    /// One's own; of who has none, those of one's teams.
    Own,
    /// A worker's.
    Worker(WorkerRow),
    /// A team's.
    Team(TeamRow),
    /// Everybody's.
    All,
}

impl Whose {
    /// What the address asks for.
    ///
    /// # Errors
    ///
    /// [`Stop::NotFound`] where there is no such worker or team, or it is not for this person.
    pub fn of(visit: &mut Visit<'_>, asked: &Asked) -> Result<Self, Stop> {
        let organisation = visit.reader.about().organisation;
        if let Some(worker) = given(asked, "worker")? {
            let row = visit.reader.worker(worker)?.ok_or(Stop::NotFound)?;
            may_find(visit, &Target::new(worker, "worker", organisation))?;
            return Ok(Self::Worker(row));
        }
        if let Some(team) = given(asked, "team")? {
            may_find(visit, &Target::new(team, "team", organisation))?;
            let mut teams = visit.reader.teams()?.into_iter();
            let row = teams.find(|row| row.subject == team);
            return row.map(Self::Team).ok_or(Stop::NotFound);
        }
        match asked.query.one("whose") {
            "all" if answers_for_all(visit) => Ok(Self::All),
            "all" => Err(Stop::NotFound),
            _ => Ok(Self::Own),
        }
    }

    /// The files of these children; `None` where they are everybody's.
    pub fn files(&self, visit: &mut Visit<'_>) -> Result<Option<Vec<Id>>, Stop> {
        let now = visit.now;
        let found: BTreeSet<Id> = match self {
            Self::All => return Ok(None),
            Self::Own => own(visit)?,
            Self::Worker(row) => visit.reader.files_of(&row.names(), &[], now)?,
            Self::Team(team) => of_team(visit, team)?,
        };
        Ok(Some(found.into_iter().collect()))
    }

    /// Whose they are, in words.
    pub fn says(&self) -> String {
        match self {
            Self::Own => "Yours".to_owned(),
            Self::Worker(row) => row.name.clone(),
            Self::Team(team) => team.name.clone(),
            Self::All => "All children".to_owned(),
        }
    }
}

fn given(asked: &Asked, name: &str) -> Result<Option<Id>, Stop> {
    match asked.query.one(name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Stop::NotFound),
    }
}

fn may_find(visit: &Visit<'_>, target: &Target) -> Result<(), Stop> {
    if visit.may(Action::Find, target, None).allowed {
        return Ok(());
    }
    Err(Stop::NotFound)
}

/// Whether this person reads the file of a child with whom nobody is concerned: who answers
/// for all, and who takes whoever calls.
pub(super) fn answers_for_all(visit: &Visit<'_>) -> bool {
    let organisation = visit.reader.about().organisation;
    let nobodys = Target::new(Id::from_bytes([0; 16]), "child", organisation);
    visit.may(Action::Read, &nobodys, None).allowed
}

/// The files of one's own children; of who has none, those of one's teams.
fn own(visit: &mut Visit<'_>) -> Result<BTreeSet<Id>, Stop> {
    let names = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
    let workers: Vec<String> = names(&mut visit.who.actor.workers());
    let teams: Vec<String> = names(&mut visit.who.actor.teams());
    let now = visit.now;
    let own = visit.reader.files_of(&workers, &[], now)?;
    if !own.is_empty() || teams.is_empty() {
        return Ok(own);
    }
    Ok(visit.reader.files_of(&[], &teams, now)?)
}

/// The files of a team: those with which it is concerned, and those that its workers have.
pub(crate) fn of_team(visit: &mut Visit<'_>, team: &TeamRow) -> Result<BTreeSet<Id>, Stop> {
    let now = visit.now;
    let members = visit.reader.workers_of_team(team, now)?;
    let names: Vec<String> = members.iter().flat_map(WorkerRow::names).collect();
    Ok(visit.reader.files_of(&names, &team.names(), now)?)
}
