//! Taking a backup: everything read from one state of the record, whoever writes meanwhile.
//!
//! The chain is verified on the way, and each key opened: what does not hold is not backed
//! up. The folder has another name until it is complete and durable.

use std::path::Path;

use jiff::Timestamp;
use practice::Id;

use super::Backup;
use super::manifest::{Desks, KeptKey, Manifest, WHAT};
use crate::attached::Documents;
use crate::custody::{LedgerKey, LedgerRow, read_key};
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::head::hex;
use crate::keys::{Keyring, MasterKey};
use crate::moving::carried::{ACCOUNTS, Attached, DOCUMENTS, DRAFTS, LOOKS, PIECES, TOLD};
use crate::moving::export::{Folder, PAGE, unreadable, write_manifest};
use crate::moving::line::{EntryLine, KeyLine, LinesOut};
use crate::moving::manifest::WrittenKey;
use crate::moving::{ENTRIES, KEYS};
use crate::outside::{Clock, Randomness};
use crate::sql::Statement;
use crate::store::{self, MASTER_KEY_SINCE, Store};
use crate::stored::Stored;
use crate::verify::walk;

impl Store {
    /// Writes a backup to a new folder, of the record as it stands when the backup begins.
    /// It takes no right to write, and whoever writes does not wait for it.
    ///
    /// `progress` is told how many entries have been written. A ledger of the first format
    /// is brought to the present one before.
    ///
    /// # Errors
    ///
    /// Where the record does not hold, or the folder is there or cannot be written; nothing
    /// of that name is there then.
    pub fn backup(
        &self,
        to: &Path,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
        mut progress: impl FnMut(u64),
    ) -> Result<Backup, StoreError> {
        self.give_what_it_lacks(clock, randomness)?;
        let master = MasterKey::read(self.key()?)?;
        let part = Folder::make(to)?;
        let mut engine = self.place.read()?;
        engine.hold()?;
        let taking = Taking::of(engine.as_mut(), &master, &self.name(), clock.now());
        let taken = taking.and_then(|mut taking| taking.write(&part.path, &mut progress));
        engine.rollback();
        let taken = taken?;
        part.finish(to)?;
        Ok(taken)
    }
}

struct Taking<'t> {
    engine: &'t mut dyn Engine,
    row: LedgerRow,
    keys: Keyring,
    taken_at: Timestamp,
}

impl<'t> Taking<'t> {
    /// What is read here is of the state that is held, the keys too.
    fn of(
        engine: &'t mut dyn Engine,
        master: &MasterKey,
        name: &str,
        taken_at: Timestamp,
    ) -> Result<Self, StoreError> {
        let row = LedgerRow::read(engine, name)?;
        let keys = row.open(master)?;
        Ok(Self {
            engine,
            row,
            keys,
            taken_at,
        })
    }

    fn write(
        &mut self,
        folder: &Path,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Backup, StoreError> {
        let mut entries = LinesOut::create(folder.join(ENTRIES))?;
        let (mut files, mut documents) = (0, Documents::default());
        let head = walk(self.engine, &self.keys, &[], &mut |stored: &Stored| {
            files += u64::from(stored.owner_version == 1);
            documents.seen(stored);
            entries.write(&EntryLine::from(stored))?;
            progress(stored.position.unsigned_abs());
            Ok(())
        })?;
        let entries_file = entries.finish()?;
        let mut keys = LinesOut::create(folder.join(KEYS))?;
        let with_key = self.write_keys(&mut keys)?;
        let keys_file = keys.finish()?;

        let LedgerRow { about, format, .. } = self.row;
        let signing = LedgerKey::read(self.engine, format, LedgerKey::SIGNING)?
            .ok_or_else(|| unreadable("ledger_key"))?;
        let signer = signing.signer(&about, &self.keys.wrapping)?;
        let recovery = LedgerKey::read(self.engine, format, LedgerKey::RECOVERY)?;
        let desk = LedgerKey::read(self.engine, format, LedgerKey::DESK)?
            .ok_or_else(|| unreadable("ledger_key"))?;
        desk.cipher(&about, &self.keys.wrapping)?;
        let desks = Desks {
            key: (&desk).into(),
            accounts: ACCOUNTS.write(self.engine, folder)?,
            drafts: DRAFTS.write(self.engine, folder)?,
            looks: LOOKS.write(self.engine, folder)?,
        };
        documents.check(self.engine, format, &self.keys)?;
        let attached = Attached::write([&DOCUMENTS, &PIECES], self.engine, folder)?;
        let documents = attached.documents.rows;
        let told = TOLD.write(self.engine, folder)?;
        let [accounts, drafts, looks] = desks.tables().map(|(_, said)| said.rows);
        let without_key = files.saturating_sub(with_key);
        let manifest = Manifest {
            what: WHAT.to_owned(),
            taken_at: self.taken_at,
            ledger: about.ledger,
            organisation: about.organisation,
            example: about.example,
            entries: head.position,
            files,
            without_key,
            head: head.into(),
            master_key_version: self.row.key_version,
            master_key_since: store::meta(self.engine, MASTER_KEY_SINCE)?,
            seal_key: (&self.row.seal).into(),
            signing_key: (&signing).into(),
            signing_public_key: hex(&signer.public()),
            recovery_key: recovery.as_ref().map(KeptKey::from),
            entries_file,
            keys_file,
            desks: Some(desks),
            attached: Some(attached),
            told: Some(told),
        };
        write_manifest(folder, &manifest, &signer)?;
        Ok(Backup {
            ledger: about.ledger,
            organisation: about.organisation,
            example: about.example,
            taken_at: self.taken_at,
            key_version: self.row.key_version,
            entries: head.position,
            files,
            without_key,
            accounts,
            drafts,
            looks,
            documents,
            head,
        })
    }

    /// Writes each owner's key as it is wrapped, once it has been seen to open.
    fn write_keys(&mut self, out: &mut LinesOut) -> Result<u64, StoreError> {
        let mut written = 0;
        let mut after: Option<Id> = None;
        loop {
            let from = after.as_ref().map_or(Cell::Bytes(&[]), Cell::from);
            let page =
                (self.engine).all(Statement::KeysAfter, &[from, Cell::from(PAGE)], read_key)?;
            let Some((last, _)) = page.last() else {
                return Ok(written);
            };
            after = Some(*last);
            for (owner, key) in page {
                let WrittenKey { nonce, wrapped } = (&key).into();
                if self.keys.unwrap(&owner, key).is_none() {
                    return Err(unreadable("owner_key"));
                }
                out.write(&KeyLine {
                    owner,
                    nonce,
                    wrapped,
                })?;
                written += 1;
            }
        }
    }
}
