//! The work of a day: what each worker finds on their list, in the order of due dates, and
//! how much of it they get done.
//!
//! What is owed comes from the clocks of the practice book; what it takes stands in
//! [`table`]. Nothing here makes anybody late: whoever has more to do than hours does the
//! rest tomorrow.

mod done;
mod fill;
mod queue;
pub mod table;

use practice::Id;

pub use table::TABLE;

use crate::authority::Authority;
use crate::fault::Fault;
use crate::watch::Owed;

/// Who does a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The child's social worker, or personal adviser.
    Worker,
    /// The manager of the child's, or of the worker's, team.
    Manager,
    /// The front door.
    FrontDoor,
    /// The chair of the child's conferences.
    Chair,
    /// The child's reviewing officer.
    Reviewer,
    /// The child's personal adviser.
    Adviser,
    /// A service manager.
    Senior,
}

/// What is done for a clock.
pub struct Work {
    /// The clock of the book.
    pub clock: &'static str,
    /// Who does it.
    pub who: Who,
    /// How long it takes.
    pub minutes: i32,
    /// How many days before it is due it can be done; any, where there are fewer left.
    pub lead: i32,
    /// How it is done.
    pub does: Does,
}

/// How something is done.
pub enum Does {
    /// A record of this type meets it.
    Record(&'static str),
    /// The child is visited, and the visit written up in a record of this type.
    Visit(&'static str),
    /// It has consequences; whether it could be done today.
    Act(fn(&mut Authority, &Doing) -> Result<bool, Fault>),
    /// A record of this type in a worker's own file meets it.
    OfWorker(&'static str),
}

/// Something being done.
#[derive(Clone, Debug)]
pub struct Doing {
    /// The child.
    pub child: usize,
    /// Who does it, by place among the workers.
    pub by: usize,
    /// What is owed.
    pub owed: Owed,
}

impl Doing {
    /// The entry that set it going.
    pub const fn trigger(&self) -> Id {
        self.owed.by
    }
}

impl Work {
    /// The record type in which the visit is written up, where it is one.
    pub const fn writes_up(&self) -> Option<&'static str> {
        match self.does {
            Does::Visit(kind) => Some(kind),
            _ => None,
        }
    }
}
