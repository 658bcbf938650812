//! Reading who works here, who is concerned with which file, and what somebody may be shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use practice::Id;
use record::may::{Actor, Narrowing, Target};
use record::teams::Teams;
use record::workforce::{Given, Gives, Standing};
use record::{
    ChildRow, EmergencyRow, Entry, Named, OfficeRow, ScopeRow, TeamRow, WaitingRow, WorkerRow,
};

use crate::engine::{Cell, Columns, Question};
use crate::error::StoreError;
use crate::models::{
    read_child, read_emergency, read_office, read_scope, read_team, read_waiting, read_worker,
};
use crate::reader::Reader;
use crate::sql::Statement;

impl Reader {
    /// One worker.
    pub fn worker(&mut self, subject: Id) -> Result<Option<WorkerRow>, StoreError> {
        self.engine
            .first(Statement::Worker, &[Cell::from(&subject)], read_worker)
    }

    /// Every worker there is or was, by name.
    pub fn workers(&mut self) -> Result<Vec<WorkerRow>, StoreError> {
        self.engine.all(Statement::EachWorker, &[], read_worker)
    }

    /// The workers who have this number.
    pub fn workers_with_number(&mut self, number: &str) -> Result<Vec<WorkerRow>, StoreError> {
        self.engine.all(
            Statement::WorkersByNumber,
            &[Cell::Text(number)],
            read_worker,
        )
    }

    /// By what name others know a worker or a team; `None` where it is neither.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub fn name_of(&mut self, named: Named<'_>) -> Result<Option<String>, StoreError> {
        let team = |teams: Vec<TeamRow>, is: &dyn Fn(&TeamRow) -> bool| {
            teams
                .into_iter()
                .find(|team| is(team))
                .map(|team| team.name)
        };
        Ok(match named {
            Named::File(id) => match self.worker(id)? {
                Some(worker) => Some(worker.name),
                None => team(self.teams()?, &|team| team.subject == id),
            },
            Named::Worker(number) => {
                let found = self.workers_with_number(number)?;
                found.into_iter().next().map(|worker| worker.name)
            }
            Named::Team(code) => team(self.teams()?, &|team| {
                team.names().iter().any(|name| name == code)
            }),
        })
    }

    /// The workers whom this name – the identifier of a file, or a number – names in other
    /// files.
    fn workers_named(&mut self, name: &str) -> Result<Vec<WorkerRow>, StoreError> {
        let mut found = self.workers_with_number(name)?;
        if let Ok(subject) = name.parse() {
            found.extend(self.worker(subject)?);
        }
        Ok(found)
    }

    /// Every team there is or was, by name.
    pub fn teams(&mut self) -> Result<Vec<TeamRow>, StoreError> {
        self.engine.all(Statement::EachTeam, &[], read_team)
    }

    /// What a worker is given, whenever: roles, cover and authorisations.
    pub fn offices_of(&mut self, worker: Id) -> Result<Vec<OfficeRow>, StoreError> {
        self.engine
            .all(Statement::OfficesOf, &[Cell::from(&worker)], read_office)
    }

    /// What every worker is given, whenever; each one's together.
    pub fn offices(&mut self) -> Result<Vec<OfficeRow>, StoreError> {
        self.engine.all(Statement::EachOffice, &[], read_office)
    }

    /// What the workers' own files tell of one kind, corrections among it, in order; each one's
    /// together.
    pub fn of_each_worker(&mut self, kind: &str) -> Result<Vec<Entry>, StoreError> {
        self.read_entries(Statement::OfEachWorker, &[Cell::Text(kind)])
    }

    /// The workers who have a role in a team at an instant, each once.
    pub fn workers_of_team(
        &mut self,
        team: &TeamRow,
        at: Timestamp,
    ) -> Result<Vec<WorkerRow>, StoreError> {
        let mut subjects = BTreeSet::new();
        for name in team.names() {
            let rows = self.offices_for(Gives::Role, &name)?;
            let rows = rows.iter().filter(|row| row.holds(at));
            subjects.extend(rows.map(|row| row.subject));
        }
        let mut workers = Vec::new();
        for subject in subjects {
            workers.extend(self.worker(subject)?.filter(|row| !row.has_left(at)));
        }
        Ok(workers)
    }

    /// What is given, in whosever file, that concerns this name.
    fn offices_for(&mut self, gives: Gives, name: &str) -> Result<Vec<OfficeRow>, StoreError> {
        let cells = [Cell::Text(gives.name()), Cell::Text(name)];
        self.engine.all(Statement::OfficesFor, &cells, read_office)
    }

    /// A worker as they stand at an instant: their roles, whom they cover for, and what was
    /// delegated to them. `None` where there is no such worker.
    pub fn actor(&mut self, worker: Id, at: Timestamp) -> Result<Option<Actor>, StoreError> {
        let Some(standing) = self.standing(worker)? else {
            return Ok(None);
        };
        Ok(Some(standing.actor(&self.teams()?, at)))
    }

    /// A worker with whoever else decides what they may do, whenever. `None` where there is no
    /// such worker.
    pub fn standing(&mut self, worker: Id) -> Result<Option<Standing>, StoreError> {
        let Some(row) = self.worker(worker)? else {
            return Ok(None);
        };
        let me = self.given(row)?;
        let mut others: Vec<Given> = Vec::new();
        let covers = me.offices.iter().filter(|row| row.gives == Gives::Cover);
        for name in covers.filter_map(|row| row.whom.as_deref()) {
            for row in self.workers_named(name)? {
                self.add_given(row, &mut others)?;
            }
        }
        for name in me.worker.names() {
            for office in self.offices_for(Gives::Authorisation, &name)? {
                if let Some(row) = self.worker(office.subject)? {
                    self.add_given(row, &mut others)?;
                }
            }
        }
        Ok(Some(Standing { me, others }))
    }

    /// Everybody's teams, to tell whose each file is.
    pub fn everybodys_teams(&mut self) -> Result<Teams, StoreError> {
        let workers = self.workers()?.into_iter();
        let given = workers.map(|worker| self.given(worker));
        let given = given.collect::<Result<_, _>>()?;
        Ok(Teams::new(given, &self.teams()?))
    }

    fn given(&mut self, worker: WorkerRow) -> Result<Given, StoreError> {
        let offices = self.offices_of(worker.subject)?;
        Ok(Given { worker, offices })
    }

    fn add_given(&mut self, row: WorkerRow, others: &mut Vec<Given>) -> Result<(), StoreError> {
        if (others.iter()).all(|given| given.worker.subject != row.subject) {
            others.push(self.given(row)?);
        }
        Ok(())
    }

    /// Who is concerned with a file, whenever, and whether it is restricted.
    pub fn scope_of(&mut self, subject: Id) -> Result<Vec<ScopeRow>, StoreError> {
        self.engine
            .all(Statement::ScopeOf, &[Cell::from(&subject)], read_scope)
    }

    /// A file as it stands at an instant, to ask who may do what with it.
    pub fn target(
        &mut self,
        subject: Id,
        about: &str,
        at: Timestamp,
    ) -> Result<Target, StoreError> {
        let rows = self.scope_of(subject)?;
        Ok(Target::new(subject, about, self.about().organisation).with(&rows, at))
    }

    /// The files to which workers or teams of these names stand in a relation at an instant,
    /// by identifier.
    pub fn files_of(
        &mut self,
        workers: &[String],
        teams: &[String],
        at: Timestamp,
    ) -> Result<BTreeSet<Id>, StoreError> {
        let workers = workers.iter().map(|name| ("worker", name));
        let teams = teams.iter().map(|name| ("team", name));
        let cells: Vec<[Cell<'_>; 3]> = (workers.chain(teams))
            .map(|(whom, name)| {
                let at = Cell::Int(at.as_microsecond());
                [Cell::Text(whom), Cell::from(name), at]
            })
            .collect();
        let questions: Vec<Question<'_>> = (cells.iter())
            .map(|cells| (Statement::FilesOf, cells.as_slice()))
            .collect();
        let mut found = BTreeSet::new();
        self.engine.ask(&questions, &mut |_, row| {
            found.insert(Columns::of("scope", row).id("subject")?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The files that are restricted at an instant, by identifier.
    pub fn restricted(&mut self, at: Timestamp) -> Result<Vec<Id>, StoreError> {
        let cells = [Cell::Int(at.as_microsecond())];
        self.engine.all(Statement::Restricted, &cells, |row| {
            Ok(Columns::of("scope", row).id("subject")?)
        })
    }

    /// What waits to be authorised, or was let through, in the files to which workers or teams
    /// of these names stand in a relation at an instant; each once.
    pub fn waiting_for(
        &mut self,
        workers: &[String],
        teams: &[String],
        at: Timestamp,
    ) -> Result<Vec<WaitingRow>, StoreError> {
        let workers = workers.iter().map(|name| ("worker", name));
        let teams = teams.iter().map(|name| ("team", name));
        let mut found = BTreeMap::new();
        for (whom, name) in workers.chain(teams) {
            let cells = [
                Cell::Text(whom),
                Cell::from(name),
                Cell::Int(at.as_microsecond()),
            ];
            let rows = self
                .engine
                .all(Statement::WaitingFor, &cells, read_waiting)?;
            found.extend(rows.into_iter().map(|row| ((row.subject, row.entry), row)));
        }
        Ok(found.into_values().collect())
    }

    /// How files were opened in emergencies, the newest first: those into which somebody has
    /// looked, or those into which nobody has.
    pub fn emergencies(&mut self, seen: bool) -> Result<Vec<EmergencyRow>, StoreError> {
        let cells = [Cell::Flag(seen)];
        self.engine
            .all(Statement::Emergencies, &cells, read_emergency)
    }

    /// The children that a list may have to show to somebody, narrowed to what they may be
    /// shown and perhaps some more: each is still to be asked about. Each once; those with
    /// whom the worker is concerned come last. The first error of `take` ends it.
    pub fn each_child_within<E: From<StoreError>>(
        &mut self,
        narrowing: &Narrowing,
        at: Timestamp,
        mut take: impl FnMut(ChildRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut own = self.files_of(&narrowing.workers, &narrowing.teams, at)?;
        if let Some(organisation) = &narrowing.all_of {
            let cells = [Cell::from(organisation), Cell::Int(at.as_microsecond())];
            let (statement, cells) = if narrowing.restricted {
                (Statement::EachChildOf, cells.get(..1).unwrap_or_default())
            } else {
                (Statement::EachOpenChildOf, cells.as_slice())
            };
            self.stream(statement, cells, read_child, |child: ChildRow| {
                own.remove(&child.subject);
                take(child)
            })?;
        }
        for subject in own {
            if let Some(child) = self.child(subject)? {
                take(child)?;
            }
        }
        Ok(())
    }
}
