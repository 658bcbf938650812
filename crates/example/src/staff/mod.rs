//! Those who work in the example: who they are, in which team, how much time they have.

pub mod allocate;
pub mod come_and_go;
pub mod handover;
pub mod oversee;
pub mod set_up;

use jiff::civil::Date;
use practice::Id;

use crate::chance::Chance;
use crate::pen::File;
use crate::watch::Owed;

/// What a team does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Takes contacts and referrals.
    FrontDoor,
    /// Assesses and safeguards.
    Safeguarding,
    /// Works with children in care.
    Care,
    /// Works with those who left care.
    Leaving,
    /// Chairs conferences and reviews.
    Reviewing,
    /// Runs a home, or the service.
    Other,
}

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its file.
    pub file: Id,
    /// What it does.
    pub task: Task,
    /// Who manages it, by place among the workers.
    pub manager: Option<usize>,
    /// How many children of it nobody has.
    pub waiting: usize,
    /// The days on which those begin who take the posts of those who left: and their role.
    pub posts: Vec<(Date, &'static str)>,
}

/// A worker.
#[derive(Clone, Debug)]
pub struct Worker {
    /// Their file.
    pub file: File,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: &'static str,
    /// Their team, by place.
    pub team: Option<usize>,
    /// Their number.
    pub number: String,
    /// Whether they are in their first year after qualifying.
    pub newly_qualified: bool,
    /// Their first day.
    pub joined: Date,
    /// Their last day, once it is known.
    pub last_day: Option<Date>,
    /// Whether they are here no more.
    pub gone: bool,
    /// The last day of their illness.
    pub ill_until: Option<Date>,
    /// That they are away, where that is recorded.
    pub away: Option<Id>,
    /// Who covers for them while they are ill.
    pub covered_by: Option<usize>,
    /// The minutes that they have left.
    pub minutes: i32,
    /// How many children they have.
    pub children: usize,
    /// How many of the things they should have done by yesterday they have not.
    pub behind: usize,
    /// Their own chance.
    pub chance: Chance,
    /// What is owed to them.
    pub owed: Vec<Owed>,
    /// The last entry of each kind in their file.
    pub last: Vec<(&'static str, Id)>,
}

impl Worker {
    /// Whether they work on that day.
    pub fn works(&self, day: Date) -> bool {
        self.is_here(day) && self.ill_until.is_none_or(|until| until < day)
    }

    /// Whether they are employed on that day.
    pub fn is_here(&self, day: Date) -> bool {
        !self.gone && self.joined <= day && self.last_day.is_none_or(|last| day <= last)
    }

    /// How many children they should have at most.
    pub fn limit(&self) -> usize {
        match (self.role, self.newly_qualified) {
            ("personal-adviser", _) => 25,
            (_, true) => 12,
            _ => 18,
        }
    }

    /// The last entry of a kind.
    pub fn last(&self, kind: &str) -> Option<Id> {
        let told = self.last.iter().rev().find(|(other, _)| *other == kind);
        told.map(|(_, id)| *id)
    }
}
