//! Taking a whole record from the folder of an export.
//!
//! It is read twice: first checked from end to end, with nothing written anywhere; then
//! checked again as it is written, in one transaction with everything that is derived
//! from it. What does not hold leaves nothing behind.

use std::path::Path;

use record::Projector;

use super::reading::{Export, wrong};
use super::{KEYS, Moved};
use crate::attached::Documents;
use crate::create::{FIRST_VERSION, make_tables, write_about};
use crate::custody::LedgerKey;
use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::keys::{self, Keyring, MasterKey, Place, RecoveryKey, Wrapping};
use crate::outside::{Clock, Randomness};
use crate::rebuild;
use crate::sql::{self, Statement};
use crate::store::Store;

impl Store {
    /// Takes a whole record from an export into a new ledger, its keys wrapped under the
    /// master key of this side, which is made where it is not there. It keeps its
    /// identifier, its organisation and whether it is an example; what was disposed of
    /// stays so.
    ///
    /// With a recovery key, that one is good for it from now on, unless it is an example,
    /// which has none. `progress` is told how
    /// many entries have been read, of twice as many as there are.
    #[expect(clippy::too_many_arguments, reason = "each comes from outside")]
    pub fn receive(
        &self,
        from: &Path,
        transfer_key: &Path,
        recovery: Option<&RecoveryKey>,
        projector: &dyn Projector,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Moved, StoreError> {
        let export = Export::open(from, transfer_key)?;
        let all = 2 * export.manifest.entries;
        export.keys(&mut |_, _| Ok(()))?;
        export.check_others()?;
        export.entries(&mut |stored| {
            progress(stored.position.unsigned_abs(), all);
            Ok(())
        })?;

        let (mut engine, _lock) = self.make_place()?;
        let engine = engine.as_mut();
        let master = MasterKey::read_or_make(self.key()?, randomness)?;
        let taking = Taking {
            export: &export,
            keys: Keyring::new(Wrapping::new(&master.secret, FIRST_VERSION), &export.seal),
            now: clock.now().as_microsecond(),
        };
        engine.begin()?;
        let mut documents = Documents::default();
        let done = taking
            .keep_keys(engine, &master, recovery, projector.mark(), randomness)
            .and_then(|()| {
                taking.keep_entries(engine, &mut documents, &mut |done| {
                    progress(export.manifest.entries + done, all);
                })
            })
            .and_then(|()| export.put_others(engine))
            .and_then(|()| documents.check(engine, sql::FORMAT, &taking.keys))
            .map(|_| ())
            .and_then(|()| {
                let without = export.manifest.without_key;
                derive(engine, &taking.keys, projector, without, from)
            })
            .and_then(|()| engine.commit());
        if let Err(error) = done {
            engine.rollback();
            return Err(error);
        }
        engine.is_filled();
        engine.settle();
        Ok(export.manifest.moved(export.head))
    }
}

struct Taking<'t> {
    export: &'t Export<'t>,
    keys: Keyring,
    now: i64,
}

impl Taking<'_> {
    /// Says what the ledger is, and keeps its keys.
    fn keep_keys(
        &self,
        engine: &mut dyn Engine,
        master: &MasterKey,
        recovery: Option<&RecoveryKey>,
        derived_by: i64,
        randomness: &mut dyn Randomness,
    ) -> Result<(), StoreError> {
        let about = self.export.manifest.about();
        let wrapping = &self.keys.wrapping;
        let nonce = keys::nonce(randomness)?;
        let seal = wrapping.wrap(Place::Seal(&about), &self.export.seal, nonce)?;
        make_tables(engine)?;
        write_about(engine, &about, FIRST_VERSION, &seal, derived_by)?;
        let public = self.export.public;
        let place = Place::Signing(&about, &public);
        let signing = LedgerKey {
            made_at: self.now,
            wrapped: wrapping.wrap(place, &self.export.signing, keys::nonce(randomness)?)?,
            public: Some(public),
        };
        signing.keep(engine, LedgerKey::SIGNING, FIRST_VERSION)?;
        LedgerKey::desk(&about, wrapping, self.now, randomness)?.keep(
            engine,
            LedgerKey::DESK,
            FIRST_VERSION,
        )?;
        if let Some(key) = recovery.filter(|_| !about.example) {
            LedgerKey::recovery(&about, master, key, self.now, randomness)?.keep(
                engine,
                LedgerKey::RECOVERY,
                FIRST_VERSION,
            )?;
        }
        self.export.keys(&mut |owner, key| {
            let nonce = keys::nonce(randomness)?;
            let wrapped = self.keys.wrap(&owner, &key, nonce)?;
            engine.execute(
                Statement::NewKey,
                &[
                    Cell::from(&owner),
                    Cell::Int(FIRST_VERSION),
                    Cell::Bytes(&wrapped.nonce),
                    Cell::Bytes(&wrapped.hidden),
                ],
            )?;
            Ok(())
        })
    }

    fn keep_entries(
        &self,
        engine: &mut dyn Engine,
        documents: &mut Documents,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        self.export.entries(&mut |stored| {
            documents.seen(stored);
            engine.execute(Statement::NewEntry, &stored.cells())?;
            progress(stored.position.unsigned_abs());
            Ok(())
        })
    }
}

/// Derives everything from the entries, which opens each body; and counts the files that
/// have no key.
pub(super) fn derive(
    engine: &mut dyn Engine,
    keys: &Keyring,
    projector: &dyn Projector,
    without_key: u64,
    folder: &Path,
) -> Result<(), StoreError> {
    rebuild::in_transaction(engine, keys, projector, |_, _| {})?;
    let without = engine.first(Statement::OwnersWithoutKey, &[], |row| {
        Ok(Columns::of("owner_key", row).count("count")?)
    })?;
    if without == Some(without_key) {
        return Ok(());
    }
    Err(wrong(
        &folder.join(KEYS),
        "the keys are not those of the files that have entries",
    ))
}
