//! Taking a whole record from the folder of an export.
//!
//! It is read twice: first checked from end to end, with nothing written anywhere; then
//! checked again as it is written, in one transaction with everything that is derived
//! from it. What does not hold leaves nothing behind.

use std::path::Path;

use practice::Id;
use record::Projector;

use super::export::TRANSFER;
use super::line::{EntryLine, KeyLine, LinesIn};
use super::manifest::{Manifest, WHAT, WrittenKey, check};
use super::{ENTRIES, KEYS, MANIFEST, Moved, SIGNATURE};
use crate::create::{FIRST_VERSION, make_tables, write_about};
use crate::custody::LedgerKey;
use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::head::{Head, unhex};
use crate::keys::{
    self, KeySource, Keyring, MasterKey, OwnerKey, Place, RecoveryKey, Secret, Wrapping, signed_by,
};
use crate::outside::{Clock, Randomness};
use crate::rebuild;
use crate::sql::Statement;
use crate::store::Store;
use crate::stored::Stored;

/// An export whose manifest holds.
struct Export<'e> {
    folder: &'e Path,
    manifest: Manifest,
    head: Head,
    wrapping: Wrapping,
    seal: Secret,
    signing: Secret,
    public: [u8; 32],
}

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
        export.entries(&mut |stored| {
            progress(stored.position.unsigned_abs(), all);
            Ok(())
        })?;

        let (mut engine, _lock) = self.make_place()?;
        let engine = engine.as_mut();
        let master = MasterKey::read_or_make(&self.key, randomness)?;
        let taking = Taking {
            export: &export,
            keys: Keyring::new(Wrapping::new(&master.secret, FIRST_VERSION), &export.seal),
            now: clock.now().as_microsecond(),
        };
        engine.begin()?;
        let done = taking
            .keep_keys(engine, &master, recovery, projector.mark(), randomness)
            .and_then(|()| {
                taking.keep_entries(engine, &mut |done| {
                    progress(export.manifest.entries + done, all);
                })
            })
            .and_then(|()| taking.derive(engine, projector))
            .and_then(|()| engine.commit());
        if let Err(error) = done {
            engine.rollback();
            return Err(error);
        }
        engine.settle();
        Ok(export.manifest.moved(export.head))
    }
}

impl<'e> Export<'e> {
    /// Reads the manifest, checks its signature, and opens the ledger's own keys.
    fn open(folder: &'e Path, transfer_key: &Path) -> Result<Self, StoreError> {
        let path = folder.join(MANIFEST);
        let text = read(&path)?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
            wrong(
                &path,
                &format!("it is not of the form that is written ({error})"),
            )
        })?;
        if manifest.what != WHAT {
            return Err(wrong(
                &path,
                "it was written by another version: take it with that one",
            ));
        }
        let form = |what: &str| {
            wrong(
                &path,
                &format!("its {what} is not of the form that is written"),
            )
        };
        let head = manifest.head().ok_or_else(|| form("head"))?;
        let public: [u8; 32] =
            unhex(&manifest.signing_public_key).ok_or_else(|| form("signing_public_key"))?;
        let signature = folder.join(SIGNATURE);
        let signed = read(&signature)?;
        let signed = std::str::from_utf8(&signed)
            .ok()
            .and_then(|text| unhex(text.trim_end()));
        if !signed.is_some_and(|signed| signed_by(&public, &text, &signed)) {
            return Err(wrong(
                &signature,
                "it is not the signature of the manifest: one of them was changed",
            ));
        }

        let transfer = MasterKey::read(&KeySource::File(transfer_key.to_owned()))?.secret;
        if manifest.transfer_key_check != check(&transfer) {
            return Err(wrong(
                transfer_key,
                "it is not the transfer key that this export was made with",
            ));
        }
        let wrapping = Wrapping::new(&transfer, TRANSFER);
        let about = manifest.about();
        let opened = |key: &WrittenKey, place, name: &str| {
            let key = key.wrapped().and_then(|key| wrapping.unwrap(place, key));
            key.ok_or_else(|| {
                wrong(
                    &path,
                    &format!("its {name} does not open with the transfer key"),
                )
            })
        };
        let seal = opened(&manifest.seal_key, Place::Seal(&about), "seal_key")?;
        let signing = opened(
            &manifest.signing_key,
            Place::Signing(&about, &public),
            "signing_key",
        )?;
        Ok(Self {
            folder,
            manifest,
            head,
            wrapping,
            seal,
            signing,
            public,
        })
    }

    /// Every key, in the order of the owners, each of which opens.
    fn keys(
        &self,
        take: &mut dyn FnMut(Id, OwnerKey) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut lines = LinesIn::open(self.folder.join(KEYS))?;
        let mut last: Option<Id> = None;
        let mut count = 0;
        while let Some(line) = lines.next::<KeyLine>()? {
            let owner = line.owner;
            if last.is_some_and(|last| last >= owner) {
                return Err(lines.wrong("the owners do not stand in their order"));
            }
            let written = WrittenKey {
                nonce: line.nonce,
                wrapped: line.wrapped,
            };
            let wrapped = written.wrapped();
            let key = wrapped.and_then(|key| self.wrapping.unwrap(Place::Owner(&owner), key));
            let key =
                key.ok_or_else(|| lines.wrong("the key does not open with the transfer key"))?;
            take(owner, OwnerKey::of(key))?;
            last = Some(owner);
            count += 1;
        }
        let (files, without) = (self.manifest.files, self.manifest.without_key);
        if Some(count) != files.checked_sub(without) {
            return Err(lines.wrong("there are not as many keys as the manifest says"));
        }
        lines.finish(&self.manifest.keys_file)
    }

    /// Every entry, in its place and with its seal.
    fn entries(
        &self,
        take: &mut dyn FnMut(&Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sealer = crate::seal::Sealer::new(&self.seal);
        let mut lines = LinesIn::open(self.folder.join(ENTRIES))?;
        let mut head = Head::NONE;
        let mut files = 0;
        while let Some(line) = lines.next::<EntryLine>()? {
            let stored = line.stored().map_err(|column| {
                lines.wrong(&format!("its {column} is not of the form that is written"))
            })?;
            if u64::try_from(stored.position) != Ok(head.position + 1) {
                return Err(lines.wrong(&format!(
                    "entry {} stands where entry {} should",
                    stored.position,
                    head.position + 1
                )));
            }
            if stored.sealed(&sealer, head.seal) != stored.seal {
                return Err(lines.wrong("its seal does not fit what stands in it and before it"));
            }
            let recorded_at = stored.recorded_at();
            head = Head {
                position: head.position + 1,
                seal: stored.seal,
                recorded_at: recorded_at
                    .ok_or_else(|| lines.wrong("its recorded_at is no time"))?,
            };
            files += u64::from(stored.owner_version == 1);
            take(&stored)?;
        }
        if head != self.head || head.position != self.manifest.entries {
            return Err(lines.wrong("the last entry is not the one that the manifest names"));
        }
        if files != self.manifest.files {
            return Err(lines.wrong("there are not as many files as the manifest says"));
        }
        lines.finish(&self.manifest.entries_file)
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
        write_about(engine, &about, &seal, derived_by)?;
        let public = self.export.public;
        let place = Place::Signing(&about, &public);
        let signing = LedgerKey {
            made_at: self.now,
            wrapped: wrapping.wrap(place, &self.export.signing, keys::nonce(randomness)?)?,
            public: Some(public),
        };
        signing.keep(engine, LedgerKey::SIGNING, FIRST_VERSION)?;
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
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), StoreError> {
        self.export.entries(&mut |stored| {
            engine.execute(Statement::NewEntry, &stored.cells())?;
            progress(stored.position.unsigned_abs());
            Ok(())
        })
    }

    /// Derives everything from the entries, which opens each body; and counts the files
    /// that have no key.
    fn derive(&self, engine: &mut dyn Engine, projector: &dyn Projector) -> Result<(), StoreError> {
        rebuild::in_transaction(engine, &self.keys, projector, |_, _| {})?;
        let without = engine.first(Statement::OwnersWithoutKey, &[], |row| {
            Ok(Columns::of("owner_key", row).count("count")?)
        })?;
        if without == Some(self.export.manifest.without_key) {
            return Ok(());
        }
        Err(wrong(
            &self.export.folder.join(KEYS),
            "the keys are not those of the files that have entries",
        ))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    std::fs::read(path).map_err(|error| wrong(path, &error.to_string()))
}

fn wrong(path: &Path, why: &str) -> StoreError {
    StoreError::Export {
        path: path.display().to_string(),
        why: why.to_owned(),
    }
}
