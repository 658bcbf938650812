//! Who asks.

use practice::Id;

/// A role that a worker has, at the instant that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The role, by its name in the book.
    pub role: String,
    /// The names of the team in which it was given: its identifier, and its code. None where
    /// it was given in no team.
    pub team: Vec<String>,
}

/// A worker for whom another stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Their file.
    pub worker: Id,
    /// Their names in other files: its identifier, and their number.
    pub names: Vec<String>,
    /// Their roles.
    pub offices: Vec<Office>,
}

/// An authorisation that somebody delegated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Who delegated it.
    pub by: Colleague,
    /// The record type that may be authorised; `None` for whatever they may.
    pub what: Option<String>,
}

/// A worker as they stand at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Their file.
    pub worker: Id,
    /// The organisation that they work for; `None` where it is one that has no file here.
    pub organisation: Option<Id>,
    /// Their names in other files: the identifier of theirs, and their number.
    pub names: Vec<String>,
    /// Their roles.
    pub offices: Vec<Office>,
    /// For whom they cover.
    pub covers: Vec<Colleague>,
    /// What was delegated to them.
    pub delegations: Vec<Delegation>,
}

impl Actor {
    /// The names of every worker whose relations are theirs: their own, and of those whom
    /// they cover for or who delegated to them.
    pub fn workers(&self) -> impl Iterator<Item = &str> {
        let colleagues = self.colleagues().flat_map(|colleague| &colleague.names);
        (self.names.iter()).chain(colleagues).map(String::as_str)
    }

    /// The names of every team whose relations are theirs, likewise.
    pub fn teams(&self) -> impl Iterator<Item = &str> {
        let colleagues = self.colleagues().flat_map(|colleague| &colleague.offices);
        (self.offices.iter())
            .chain(colleagues)
            .flat_map(|office| &office.team)
            .map(String::as_str)
    }

    fn colleagues(&self) -> impl Iterator<Item = &Colleague> {
        let delegators = self.delegations.iter().map(|delegation| &delegation.by);
        self.covers.iter().chain(delegators)
    }
}
