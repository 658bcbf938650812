//! Who the workers and teams are, and what workers are given: roles, cover and
//! authorisations. Folded from their own files.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::{Book, Fact, Id};

use crate::casefile::Casefile;
use crate::kinds;
use crate::may::{Actor, Colleague, Delegation, Office, ends};

/// Who a worker is, as told last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerRow {
    /// The worker's file.
    pub subject: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// Name.
    pub name: String,
    /// Address of electronic mail at work.
    pub email: Option<String>,
    /// The number of the registration with Social Work England, or the one that a source has.
    pub number: Option<String>,
    /// The other organisation that they work for, where they do.
    pub employer: Option<String>,
    /// Their last day, where they have left.
    pub left_on: Option<Date>,
}

/// What a team is, as told last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// The team's file.
    pub subject: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// Name.
    pub name: String,
    /// The code under which the sources know it.
    pub code: Option<String>,
    /// The service that it is of.
    pub service: Option<String>,
    /// The other organisation that it is of, where it is.
    pub employer: Option<String>,
    /// Its last day, where it was closed.
    pub closed_on: Option<Date>,
}

/// What a worker is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// A role; `name` is the role, and `whom` the team in which.
    Role,
    /// Cover for a colleague; `whom` is the colleague.
    Cover,
    /// An authorisation of theirs, delegated; `name` is the record type, and `whom` to whom.
    Authorisation,
}

impl Gives {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Role, Self::Cover, Self::Authorisation];

    /// How it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Cover => "cover",
            Self::Authorisation => "authorisation",
        }
    }
}

/// Something that a worker is given, from one instant until another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// The worker in whose file it stands.
    pub subject: Id,
    /// The entry that gave it.
    pub entry: Id,
    /// What it is.
    pub gives: Gives,
    /// Its name; see [`Gives`].
    pub name: Option<String>,
    /// Whom it concerns; see [`Gives`].
    pub whom: Option<String>,
    /// From when.
    pub from: Timestamp,
    /// Until when: no more from this instant on. `None` while no end is known.
    pub until: Option<Timestamp>,
}

impl OfficeRow {
    /// Whether it holds at an instant.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

impl WorkerRow {
    /// The worker's names in other files: the identifier of this one, and their number.
    pub fn names(&self) -> Vec<String> {
        let number = self.number.clone().into_iter();
        std::iter::once(self.subject.to_string())
            .chain(number)
            .collect()
    }

    /// The organisation that they work for; `None` where it is one that has no file here.
    pub fn works_for(&self) -> Option<Id> {
        match &self.employer {
            None => Some(self.organisation),
            Some(other) => other.parse().ok(),
        }
    }
}

impl TeamRow {
    /// The team's names in other files: the identifier of this one, and its code.
    pub fn names(&self) -> Vec<String> {
        let code = self.code.clone().into_iter();
        std::iter::once(self.subject.to_string())
            .chain(code)
            .collect()
    }
}

/// A worker with everything they are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who.
    pub worker: WorkerRow,
    /// What they are given, whenever.
    pub offices: Vec<OfficeRow>,
}

impl Given {
    /// As somebody for whom another stands in, at an instant. A team is known by its names
    /// among `teams`.
    fn colleague(&self, teams: &[TeamRow], at: Timestamp) -> Colleague {
        Colleague {
            worker: self.worker.subject,
            names: self.worker.names(),
            offices: self.roles(teams, at),
        }
    }

    fn roles(&self, teams: &[TeamRow], at: Timestamp) -> Vec<Office> {
        (self.offices.iter())
            .filter(|row| row.gives == Gives::Role && row.holds(at))
            .filter_map(|row| {
                Some(Office {
                    role: row.name.clone()?,
                    team: row.whom.as_deref().map_or_else(Vec::new, |team| {
                        let names = teams.iter().map(TeamRow::names);
                        let known = names
                            .into_iter()
                            .find(|names| names.iter().any(|n| n == team));
                        known.unwrap_or_else(|| vec![team.to_owned()])
                    }),
                })
            })
            .collect()
    }
}

/// A worker with whoever else decides what they may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The worker.
    pub me: Given,
    /// Those for whom they cover, and who delegated to them.
    pub others: Vec<Given>,
}

impl Standing {
    /// What decides what they may do at an instant; a team is known by its names among `teams`.
    pub fn actor(&self, teams: &[TeamRow], at: Timestamp) -> Actor {
        actor(&self.me, &self.others, teams, at)
    }
}

/// A worker as they stand at an instant. `others` are those for whom they cover and who
/// delegated to them, among whomever else; who has left does nothing and gives nothing.
pub fn actor(me: &Given, others: &[Given], teams: &[TeamRow], at: Timestamp) -> Actor {
    let mut actor = Actor {
        worker: me.worker.subject,
        organisation: me.worker.works_for(),
        names: me.worker.names(),
        offices: me.roles(teams, at),
        covers: Vec::new(),
        delegations: Vec::new(),
    };
    if me.worker.has_left(at) {
        actor.offices.clear();
        return actor;
    }
    let named = |row: &OfficeRow, given: &Given| {
        (row.whom.as_ref()).is_some_and(|whom| given.worker.names().contains(whom))
    };
    for row in me.offices.iter().filter(|row| row.holds(at)) {
        if row.gives == Gives::Cover {
            // Absent or gone: the children stay to be looked after.
            let covered = others.iter().filter(|given| named(row, given));
            (actor.covers).extend(covered.map(|given| given.colleague(teams, at)));
        }
    }
    for given in others.iter().filter(|given| !given.worker.has_left(at)) {
        let delegated = (given.offices.iter())
            .filter(|row| row.gives == Gives::Authorisation && row.holds(at))
            .filter(|row| named(row, me));
        for row in delegated {
            actor.delegations.push(Delegation {
                by: given.colleague(teams, at),
                what: row.name.clone(),
            });
        }
    }
    actor
}

impl WorkerRow {
    /// Whether they had left by an instant.
    pub fn has_left(&self, at: Timestamp) -> bool {
        self.left_on
            .is_some_and(|day| practice::When::Day(day).end() < at)
    }
}

/// Who the worker is; `None` where the file is no worker's, or was not told who.
pub(crate) fn worker(subject: Id, organisation: Id, file: &Casefile) -> Option<WorkerRow> {
    let told = told(file, kinds::WORKER_DETAILS);
    let last = told.last()?;
    let text = |field| said(last, field);
    Some(WorkerRow {
        subject,
        organisation,
        name: text("name")?,
        email: text("email"),
        number: text("number"),
        employer: text("organisation"),
        left_on: left_on(file),
    })
}

/// The last day of somebody who left and did not begin again since.
fn left_on(file: &Casefile) -> Option<Date> {
    let left = told(file, kinds::WORKER_LEFT).last()?.occurred.day();
    let again = told(file, kinds::WORKER_STARTED)
        .last()
        .is_some_and(|fact| fact.occurred.day() > left);
    (!again).then_some(left)
}

/// What the team is; `None` where the file is no team's, or was not told what.
pub(crate) fn team(subject: Id, organisation: Id, file: &Casefile) -> Option<TeamRow> {
    let told_last = told(file, kinds::TEAM_DETAILS);
    let last = told_last.last()?;
    let text = |field| said(last, field);
    Some(TeamRow {
        subject,
        organisation,
        name: text("name")?,
        code: text("code"),
        service: text("service"),
        employer: text("organisation"),
        closed_on: told(file, kinds::TEAM_CLOSED)
            .last()
            .map(|fact| fact.occurred.day()),
    })
}

/// What the worker is given.
pub(crate) fn offices(book: &Book, subject: Id, file: &Casefile) -> Vec<OfficeRow> {
    let ends = ends(book, file);
    let of = |fact: &Fact| {
        let (gives, name, whom) = match fact.kind.as_str() {
            kinds::ROLE_GIVEN => (Gives::Role, said(fact, "role"), said(fact, "team")),
            kinds::COVER_ARRANGED => (Gives::Cover, None, said(fact, "worker")),
            kinds::AUTHORISATION_DELEGATED => (
                Gives::Authorisation,
                said(fact, "what"),
                said(fact, "worker"),
            ),
            _ => return None,
        };
        let last = fact.when("until").map(crate::may::over);
        Some(OfficeRow {
            subject,
            entry: fact.id,
            gives,
            name,
            whom,
            from: fact.occurred.start(),
            until: ends.get(&fact.id).copied().into_iter().chain(last).min(),
        })
    };
    let standing = file.facts.iter().filter(|fact| !fact.withdrawn);
    standing.filter_map(of).collect()
}

fn said(fact: &Fact, field: &str) -> Option<String> {
    let text = fact.text(field)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The facts of a kind, in the order in which they happened.
fn told<'f>(file: &'f Casefile, kind: &'f str) -> Vec<&'f Fact> {
    let mut told: Vec<&Fact> = file.of_kind(kind).collect();
    told.sort_by_key(|fact| fact.occurred.start());
    told
}
