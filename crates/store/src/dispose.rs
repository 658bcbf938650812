//! Disposing of a file: its key destroyed, so that nobody can read what stands in it,
//! and everything that was derived from it, or drafted for it, removed, and with it the documents that were attached to it.
//!
//! The entries stay as they are, and the chain still holds. An entry in the
//! organisation's own file says what was done; it is written in the same transaction.
//! When that is kept, what was deleted is swept out of the database's own files; should
//! that be cut short, it is done when the ledger is next opened for writing.

use std::ops::ControlFlow;

use practice::{Id, When};
use record::{ChildRow, Draft, Entry, SetAsideRow};

use crate::attached;
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::ledger::{Command, Ledger};
use crate::models::{Rows, read_child, read_set_aside};
use crate::outside::Outside;
use crate::reader::{Opener, read_with_key};
use crate::seal::Seal;
use crate::sql::{self, Statement};
use crate::store::{self, SWEEP_DUE, Store};

/// A file that is about to be disposed of, and what else must be thought of.
#[derive(Clone, Debug)]
pub struct Closing {
    /// The file.
    pub owner: Id,
    /// How many entries it has.
    pub entries: u64,
    /// The first that happened.
    pub first: When,
    /// The last that happened.
    pub last: When,
    /// Who the child is.
    pub child: Option<ChildRow>,
    /// What was set aside for other files and names the child.
    pub named: Vec<SetAsideRow>,
    /// The organisation.
    pub organisation: Id,
    /// The organisation's own file.
    pub own_file: Vec<Entry>,
}

/// A file that was disposed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposed {
    /// The ledger.
    pub ledger: Id,
    /// The position of the first of the entries that say so.
    pub position: u64,
    /// The last of them, and with it everything before, as it is sealed.
    pub head: crate::Head,
    /// The seal of the first.
    pub seal: Seal,
    /// Whether what was deleted is gone from the database's own files. If not, somebody
    /// was reading; it is done when the ledger is next opened for writing.
    pub swept: bool,
}

impl Store {
    /// Disposes of a file, for ever. It takes the right to write.
    ///
    /// `decide` is shown what will go and gives the entries, of the organisation's own
    /// file, that say so; its refusal ends it with nothing done.
    pub fn dispose<E: From<StoreError>>(
        &self,
        owner: Id,
        outside: Outside,
        decide: impl FnOnce(&Closing) -> Result<Vec<Draft>, E>,
    ) -> Result<Disposed, E> {
        let (mut ledger, about, _lock) = self.open_ledger(outside)?;
        let closing = closing(&mut ledger, owner, about.organisation)?;
        let drafts = decide(&closing)?;
        let appended = ledger.open_with(
            Command {
                owner: about.organisation,
                expected_version: closing.own_file.len() as u64,
                known: Some(closing.own_file),
                drafts,
            },
            |engine| {
                engine.execute(Statement::DropKeys, &[Cell::from(&owner)])?;
                engine.write(&Rows::forget_for_ever(&owner))?;
                engine.execute(Statement::DropKeptDraftsFor, &[Cell::from(&owner)])?;
                attached::drop_for(engine, owner)?;
                store::set_meta(engine, SWEEP_DUE, 1)
            },
        )?;
        let position = appended.first_position;
        let engine = ledger.engine.as_mut();
        // The disposal stands, whatever becomes of the sweeping: it is still due then.
        let swept = finish(engine).unwrap_or(false);
        let seal = seal(engine, position)?;
        Ok(Disposed {
            ledger: about.ledger,
            position,
            head: ledger.head,
            seal,
            swept,
        })
    }
}

/// Sweeps what an earlier disposal or rotation destroyed out of the database's own files, where that
/// is due; whether none is due any more.
pub(crate) fn finish(engine: &mut dyn Engine) -> Result<bool, StoreError> {
    if store::meta(engine, SWEEP_DUE)? == 0 {
        return Ok(true);
    }
    // From which a disposal deletes, and in which a rotation writes over.
    let read_models = sql::READ_MODELS.iter().map(|table| table.name);
    let others = [
        "draft",
        "attachment",
        "attachment_chunk",
        "owner_key",
        "ledger_key",
        "ledger",
    ];
    let tables: Vec<&str> = read_models.chain(others).collect();
    let swept = engine.sweep(&tables)?;
    if swept {
        store::set_meta(engine, SWEEP_DUE, 0)?;
        engine.settle();
    }
    Ok(swept)
}

/// What is to be disposed of, or why it cannot be.
fn closing(ledger: &mut Ledger, owner: Id, organisation: Id) -> Result<Closing, StoreError> {
    if owner == organisation {
        return Err(StoreError::OwnFile { owner });
    }
    let engine = ledger.engine.as_mut();
    let (entries, days) = days(engine, owner)?;
    let Some((first, last)) = days else {
        return Err(StoreError::NoFile { owner });
    };
    let child = engine.first(Statement::Child, &[Cell::from(&owner)], read_child)?;
    let mut named = match &child {
        None => Vec::new(),
        Some(child) => {
            let id = Cell::Text(&child.authority_id);
            engine.all(Statement::SetAsideNaming, &[id], read_set_aside)?
        }
    };
    named.retain(|row| row.subject != owner);
    let mut opener = Opener::new(&ledger.keys);
    let own_file = engine.all(Statement::File, &[Cell::from(&organisation)], |row| {
        let (stored, key) = read_with_key(row)?;
        opener.open(stored, key)
    })?;
    Ok(Closing {
        owner,
        entries,
        first,
        last,
        child,
        named,
        organisation,
        own_file,
    })
}

/// How many entries a file has, and when the first and the last happened.
fn days(engine: &mut dyn Engine, owner: Id) -> Result<(u64, Option<(When, When)>), StoreError> {
    let mut entries = 0;
    let mut days: Option<(When, When)> = None;
    engine.each(Statement::File, &[Cell::from(&owner)], &mut |row| {
        let (stored, key) = read_with_key(row)?;
        if key.is_none() {
            return Err(StoreError::KeyDestroyed { owner });
        }
        let at = stored.open(None)?.header.occurred;
        let (first, last) = days.unwrap_or((at, at));
        let first = if at.start() < first.start() {
            at
        } else {
            first
        };
        let last = if at.end() > last.end() { at } else { last };
        days = Some((first, last));
        entries += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((entries, days))
}

/// The seal of the entry at a position.
fn seal(engine: &mut dyn Engine, position: u64) -> Result<Seal, StoreError> {
    let cells = [Cell::from(position), Cell::Int(1)];
    let found = engine.first(Statement::Entries, &cells, |row| {
        Ok(read_with_key(row)?.0.seal)
    })?;
    found.ok_or(StoreError::Unreadable {
        table: "entry",
        column: "seal",
    })
}
