//! What is derived from a file and kept beside the ledger, to be asked quickly.
//!
//! Everything here can be thrown away and made again from the entries.

use jiff::civil::Date;
use practice::Id;

use crate::arranged::ArrangedRow;
use crate::duty::Duty;
use crate::entry::Entry;
use crate::find::Particulars;
use crate::may::ScopeRow;
use crate::merge::{JoinedRow, NumberRow};
use crate::owed::{OwedRow, SpellRow};
use crate::waiting::{EmergencyRow, WaitingRow};
use crate::workforce::{OfficeRow, TeamRow, WorkerRow};

/// Folds one subject's file into the rows that are kept of it.
///
/// The store calls it in the transaction that appends, and on a rebuild, with the
/// whole file in order. It is given nothing but the entries, so that a rebuild
/// makes the same rows.
pub trait Projector: Send + Sync {
    /// The rows of this subject's file: the whole of it, with what is merged into it.
    fn project(&self, subject: Id, file: &[Entry]) -> Projection;

    /// A number that differs where the rows could: rows that another fold made are
    /// not mixed with its own.
    fn mark(&self) -> i64 {
        0
    }
}

/// The rows kept of one subject's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// Who the child is, where the subject is a child.
    pub child: Option<ChildRow>,
    /// What is owed.
    pub duties: Vec<Duty>,
    /// What of it nothing has met or ended.
    pub still_owed: Vec<OwedRow>,
    /// In which of the states that lists ask about it was last.
    pub spells: Vec<SpellRow>,
    /// What is arranged for a day or a time.
    pub arranged: Vec<ArrangedRow>,
    /// What was set aside when this file was imported.
    pub set_aside: Vec<SetAsideRow>,
    /// Who is concerned with the file, and whether it is restricted.
    pub scope: Vec<ScopeRow>,
    /// Who the worker is, where the subject is one.
    pub worker: Option<WorkerRow>,
    /// What the worker is given.
    pub offices: Vec<OfficeRow>,
    /// What the team is, where the subject is one.
    pub team: Option<TeamRow>,
    /// What waits to be authorised, or was let through.
    pub waiting: Vec<WaitingRow>,
    /// How it was opened in emergencies.
    pub emergencies: Vec<EmergencyRow>,
    /// By what the person whose file it is may be found.
    pub find: Option<FindRow>,
    /// Which files have to do with it by merging.
    pub joined: Vec<JoinedRow>,
    /// The identifiers that lead to it where it is made of several.
    pub numbers: Vec<NumberRow>,
}

/// By what a person may be found, and what is shown then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindRow {
    /// The person's file.
    pub subject: Id,
    /// What tells the person from others.
    pub particulars: Particulars,
    /// The keys under which the person is looked up ([`crate::find::keys`]).
    pub keys: std::collections::BTreeSet<String>,
}

/// How a child is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildRow {
    /// The child's file.
    pub subject: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// The authority's own identifier of the child.
    pub authority_id: String,
    /// Date of birth, where known. Of a child not yet born it is not.
    pub born_on: Option<Date>,
}

/// A row or value that could not be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideRow {
    /// The file it stands in.
    pub subject: Id,
    /// The entry that says so.
    pub entry: Id,
    /// The authority's identifier of the child, where the row gave one.
    pub child: Option<String>,
    /// The kind of source (`cin-census`).
    pub source: String,
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: u64,
    /// The table or block.
    pub table: String,
    /// The column or element; empty where the whole row was set aside.
    pub column: String,
    /// The value, as it stood there.
    pub value: String,
    /// Why, and what to do about it.
    pub reason: String,
}
