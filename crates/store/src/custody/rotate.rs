//! Rotation: a new master key, and every key that the old one wrapped wrapped anew.
//!
//! 1. The new key is written to a file of its own, durably.
//! 2. In one transaction the seal key, the signing key, the desk key and every owner's key
//!    are wrapped under it, the version is counted up, and the master key is wrapped for recovery.
//! 3. What the old key wrapped is swept out of the database's own files.
//!
//! Whatever stops it, and whenever: before the transaction is kept the old key opens
//! everything, and after it the new one does, which is on the disk by then.

use std::path::Path;

use practice::Id;

use crate::dispose;
use crate::engine::{Cell, Columns, Engine, Row};
use crate::error::StoreError;
use crate::keys::{self, Keyring, MasterKey, Place, RecoveryKey, Secret, Wrapped, Wrapping};
use crate::outside::{Clock, Randomness};
use crate::sql::Statement;
use crate::store::{self, MASTER_KEY_SINCE, SWEEP_DUE, Store};

use super::row::{LedgerKey, LedgerRow};
use super::upgrade::upgrade;

/// How many owners' keys are read at a time.
const PAGE: u32 = 4096;

/// What was rotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The version of the master key now.
    pub version: i64,
    /// How many owners' keys were wrapped anew.
    pub owners: u64,
}

impl Store {
    /// Makes a new master key in a new file, and wraps every key anew under it. It takes
    /// the right to write. With a recovery key, that one is good from now on, and the
    /// one before is not; without one, none is.
    ///
    /// Readers that are open at the time must be opened again with the new key.
    /// `progress` is told how many owners' keys have been wrapped, inside the
    /// transaction.
    pub fn rotate(
        &self,
        new_key: &Path,
        recovery: Option<&RecoveryKey>,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
        progress: impl FnMut(u64),
    ) -> Result<Rotated, StoreError> {
        let now = clock.now().as_microsecond();
        let (mut engine, mut row, old, _lock) = self.open_locked()?;
        let engine = engine.as_mut();
        upgrade(engine, &mut row, &old.wrapping, now, randomness)?;
        let secret = Secret::new(randomness)?;
        secret.write_new(new_key)?;
        let mut rotation = Rotation {
            row: &row,
            old: &old,
            new: Wrapping::new(&secret, row.key_version + 1),
            master: MasterKey {
                secret,
                from: new_key.display().to_string(),
            },
            now,
            randomness,
        };
        engine.begin()?;
        let done = rotation
            .in_transaction(engine, recovery, progress)
            .and_then(|rotated| engine.commit().map(|()| rotated));
        match done {
            // The rotation stands, whatever becomes of the sweeping: it is still due then.
            Ok(_) => drop(dispose::finish(engine)),
            Err(_) => engine.rollback(),
        }
        engine.settle();
        done
    }
}

struct Rotation<'r> {
    row: &'r LedgerRow,
    old: &'r Keyring,
    new: Wrapping,
    master: MasterKey,
    now: i64,
    randomness: &'r mut dyn Randomness,
}

impl Rotation<'_> {
    fn in_transaction(
        &mut self,
        engine: &mut dyn Engine,
        recovery: Option<&RecoveryKey>,
        mut progress: impl FnMut(u64),
    ) -> Result<Rotated, StoreError> {
        let about = &self.row.about;
        let version = self.new.version();
        let seal = self.again(Place::Seal(about), self.row.seal.clone(), "seal_key")?;
        engine.execute(
            Statement::SetSealKey,
            &[
                Cell::Int(version),
                Cell::Bytes(&seal.hidden),
                Cell::Bytes(&seal.nonce),
            ],
        )?;
        if let Some(mut signing) = LedgerKey::read(engine, self.row.format, LedgerKey::SIGNING)? {
            let public = signing.public.ok_or_else(|| unreadable("public_key"))?;
            let place = Place::Signing(about, &public);
            signing.wrapped = self.again(place, signing.wrapped.clone(), "wrapped")?;
            signing.keep(engine, LedgerKey::SIGNING, version)?;
        }
        if let Some(mut desk) = LedgerKey::read(engine, self.row.format, LedgerKey::DESK)? {
            desk.wrapped = self.again(Place::Desk(about), desk.wrapped.clone(), "wrapped")?;
            desk.keep(engine, LedgerKey::DESK, version)?;
        }
        engine.execute(Statement::DropLedgerKey, &[Cell::Text(LedgerKey::RECOVERY)])?;
        if let Some(key) = recovery {
            LedgerKey::recovery(about, &self.master, key, self.now, self.randomness)?.keep(
                engine,
                LedgerKey::RECOVERY,
                version,
            )?;
        }
        let owners = self.owners(engine, &mut progress)?;
        store::set_meta(engine, MASTER_KEY_SINCE, self.now)?;
        store::set_meta(engine, SWEEP_DUE, 1)?;
        progress(owners);
        Ok(Rotated { version, owners })
    }

    /// Wraps every owner's key anew, page after page.
    fn owners(
        &mut self,
        engine: &mut dyn Engine,
        progress: &mut impl FnMut(u64),
    ) -> Result<u64, StoreError> {
        let mut done = 0;
        let mut after: Option<Id> = None;
        loop {
            let from = after.as_ref().map_or(Cell::Bytes(&[]), Cell::from);
            let page = engine.all(Statement::KeysAfter, &[from, Cell::from(PAGE)], read_key)?;
            for (owner, wrapped) in &page {
                let again = self.again(Place::Owner(owner), wrapped.clone(), "wrapped")?;
                engine.execute(
                    Statement::SetKey,
                    &[
                        Cell::from(owner),
                        Cell::Int(self.new.version()),
                        Cell::Bytes(&again.nonce),
                        Cell::Bytes(&again.hidden),
                    ],
                )?;
            }
            done += page.len() as u64;
            progress(done);
            match page.last() {
                Some((owner, _)) => after = Some(*owner),
                None => return Ok(done),
            }
        }
    }

    /// A wrapped key, wrapped under the new master key.
    fn again(
        &mut self,
        place: Place<'_>,
        wrapped: Wrapped,
        column: &'static str,
    ) -> Result<Wrapped, StoreError> {
        let opened = self.old.wrapping.unwrap(place, wrapped);
        let secret = opened.ok_or_else(|| unreadable(column))?;
        let nonce = keys::nonce(self.randomness)?;
        self.new.wrap(place, &secret, nonce)
    }
}

/// An owner's key, from the columns `owner`, `nonce` and `wrapped`.
pub(crate) fn read_key(row: &dyn Row) -> Result<(Id, Wrapped), StoreError> {
    let mut columns = Columns::of("owner_key", row);
    let owner = columns.id("owner")?;
    let wrapped = Wrapped {
        nonce: columns.array("nonce")?,
        hidden: columns.bytes("wrapped")?.to_vec(),
    };
    Ok((owner, wrapped))
}

const fn unreadable(column: &'static str) -> StoreError {
    StoreError::Unreadable {
        table: "owner_key",
        column,
    }
}
