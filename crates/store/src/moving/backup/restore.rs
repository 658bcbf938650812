//! Restoring a backup into an empty place, of either engine.
//!
//! It is read twice: first checked from end to end, with nothing written anywhere; then
//! checked again as it is written, in one transaction with everything that is derived from
//! it. What does not hold leaves nothing behind.

use std::path::Path;

use record::Projector;

use super::Backup;
use super::read::Kept;
use crate::attached::Documents;
use crate::create::{make_tables_of, write_about};
use crate::custody::{LedgerKey, LedgerRow};
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::keys::{Keyring, MasterKey};
use crate::moving::receive::derive;
use crate::sql::Statement;
use crate::store::{self, MASTER_KEY_SINCE, Store};

impl Store {
    /// Restores a backup into this place, which holds no ledger. Its keys stay wrapped as
    /// they were: this store's master key has to be the one of that time, and it and the
    /// recovery key of that time are good for what is restored.
    ///
    /// `progress` is told how many entries have been read, of twice as many as there are.
    ///
    /// # Errors
    ///
    /// Where there is a ledger here, or anything in the backup does not hold.
    pub fn restore(
        &self,
        from: &Path,
        projector: &dyn Projector,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Backup, StoreError> {
        if self.open_to_read().is_ok() {
            return Err(StoreError::AlreadyThere { dir: self.name() });
        }
        let kept = Kept::open(from)?;
        let restoring = Restoring {
            row: kept.row()?,
            keys: kept.unlock(&MasterKey::read(self.key()?)?)?,
            kept: &kept,
        };
        let entries = kept.manifest.entries;
        let all = 2 * entries;
        kept.check(&restoring.keys, &mut |done| progress(done, all))?;

        let (mut engine, _lock) = self.make_place()?;
        let engine = engine.as_mut();
        engine.begin()?;
        let done = restoring
            .keep(engine, projector, &mut |done| progress(entries + done, all))
            .and_then(|()| engine.commit());
        if let Err(error) = done {
            engine.rollback();
            return Err(error);
        }
        engine.is_filled();
        engine.settle();
        Ok(kept.told())
    }
}

struct Restoring<'r> {
    kept: &'r Kept<'r>,
    row: LedgerRow,
    keys: Keyring,
}

impl Restoring<'_> {
    fn keep(
        &self,
        engine: &mut dyn Engine,
        projector: &dyn Projector,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        let LedgerRow {
            about,
            key_version,
            seal,
            format,
        } = &self.row;
        make_tables_of(*format, engine)?;
        write_about(engine, about, *key_version, seal, projector.mark())?;
        engine.execute(Statement::SetFormat, &[Cell::Int(*format)])?;
        let signing = self.kept.signing()?;
        signing.keep(engine, LedgerKey::SIGNING, *key_version)?;
        if let Some(desk) = self.kept.desk()? {
            desk.keep(engine, LedgerKey::DESK, *key_version)?;
        }
        if let Some(recovery) = self.kept.recovery()? {
            recovery.keep(engine, LedgerKey::RECOVERY, *key_version)?;
        }
        if self.kept.manifest.master_key_since != 0 {
            let since = self.kept.manifest.master_key_since;
            store::set_meta(engine, MASTER_KEY_SINCE, since)?;
        }
        self.kept.keys(&self.keys, &mut |owner, key| {
            engine.execute(
                Statement::NewKey,
                &[
                    Cell::from(&owner),
                    Cell::Int(*key_version),
                    Cell::Bytes(&key.nonce),
                    Cell::Bytes(&key.hidden),
                ],
            )?;
            Ok(())
        })?;
        let mut documents = Documents::default();
        self.kept.entries(&self.keys, &mut |stored| {
            documents.seen(stored);
            engine.execute(Statement::NewEntry, &stored.cells())?;
            progress(stored.position.unsigned_abs());
            Ok(())
        })?;
        self.kept.put_others(engine)?;
        documents.check(engine, *format, &self.keys)?;
        let without_key = self.kept.manifest.without_key;
        derive(engine, &self.keys, projector, without_key, self.kept.folder)
    }
}
