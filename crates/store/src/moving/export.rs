//! Writing the whole record to a folder.
//!
//! It takes the right to write, so that the record stands still meanwhile. The chain is
//! verified on the way: what does not hold is not exported. The folder has another name
//! until it is complete.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use practice::Id;
use serde::Serialize;

use super::carried::{
    ACCOUNTS, Attached, DOCUMENTS, DRAFTS, LOOKS, PIECES, RECORDED_DOCUMENTS, RECORDED_PIECES, TOLD,
};
use super::line::{EntryLine, KeyLine, LinesOut};
use super::manifest::{Manifest, WHAT, WrittenKey, check};
use super::{BookNamed, ENTRIES, KEYS, MANIFEST, Moved, SIGNATURE};
use crate::attached::Documents;
use crate::custody::{LedgerKey, LedgerRow, read_key, upgrade};
use crate::durable::{Readable, sync_folder_of, write_new};
use crate::engine::{Cell, Engine};
use crate::error::StoreError;
use crate::head::hex;
use crate::keys::{KeySource, Keyring, MasterKey, Place, Secret, Signer, Wrapped, Wrapping};
use crate::outside::{Clock, Randomness};
use crate::sql::Statement;
use crate::store::Store;
use crate::stored::Stored;
use crate::verify::walk;

/// How many owners' keys are read at a time.
pub(super) const PAGE: u32 = 4096;

/// The version of a transfer key. A new one is another key.
pub(super) const TRANSFER: i64 = 0;

impl Store {
    /// Writes the whole record to a new folder, its keys wrapped under the transfer key:
    /// a file, which is made where it is not there, and travels apart from the folder.
    ///
    /// `progress` is told how many entries have been written.
    pub fn export(
        &self,
        to: &Path,
        transfer_key: &Path,
        book: &BookNamed,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
        mut progress: impl FnMut(u64),
    ) -> Result<Moved, StoreError> {
        let (mut engine, mut row, keys, _lock) = self.open_locked()?;
        let now = clock.now().as_microsecond();
        upgrade(engine.as_mut(), &mut row, &keys.wrapping, now, randomness)?;
        let part = Folder::make(to)?;
        let transfer = KeySource::File(transfer_key.to_owned());
        let transfer = MasterKey::read_or_make(&transfer, randomness)?.secret;
        let mut exporting = Exporting {
            engine: engine.as_mut(),
            row: &row,
            keys: &keys,
            wrapping: Wrapping::new(&transfer, TRANSFER),
            transfer,
        };
        let moved = exporting.write(&part.path, book, &mut progress)?;
        part.finish(to)?;
        Ok(moved)
    }
}

struct Exporting<'e> {
    engine: &'e mut dyn Engine,
    row: &'e LedgerRow,
    keys: &'e Keyring,
    transfer: Secret,
    wrapping: Wrapping,
}

impl Exporting<'_> {
    fn write(
        &mut self,
        folder: &Path,
        book: &BookNamed,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Moved, StoreError> {
        let mut entries = LinesOut::create(folder.join(ENTRIES))?;
        let (mut files, mut documents) = (0, Documents::default());
        let head = walk(self.engine, self.keys, &[], &mut |stored: &Stored| {
            files += u64::from(stored.owner_version == 1);
            documents.seen(stored);
            entries.write(&EntryLine::from(stored))?;
            progress(u64::try_from(stored.position).unwrap_or(0));
            Ok(())
        })?;
        let entries_file = entries.finish()?;
        let mut keys = LinesOut::create(folder.join(KEYS))?;
        let with_key = self.write_keys(&mut keys)?;
        let keys_file = keys.finish()?;
        let looks = LOOKS.write(self.engine, folder)?;
        documents.check(self.engine, self.row.format, self.keys)?;
        let attached = [&RECORDED_DOCUMENTS, &RECORDED_PIECES];
        let attached = Attached::write(attached, self.engine, folder)?;
        let (signing_key, signer) = self.signing_key()?;
        let about = &self.row.about;
        let seal_key = self.again(Place::Seal(about), self.row.seal.clone())?;
        let manifest = Manifest {
            what: WHAT.to_owned(),
            ledger: about.ledger,
            organisation: about.organisation,
            example: about.example,
            entries: head.position,
            files,
            without_key: files.saturating_sub(with_key),
            head: head.into(),
            practice_book: book.clone(),
            transfer_key_check: check(&self.transfer),
            seal_key,
            signing_key,
            signing_public_key: hex(&signer.public()),
            entries_file,
            keys_file,
            looks: Some(looks),
            attached: Some(attached),
        };
        write_manifest(folder, &manifest, &signer)?;
        Ok(manifest.moved(head))
    }

    fn write_keys(&mut self, out: &mut LinesOut) -> Result<u64, StoreError> {
        let mut written = 0;
        let mut after: Option<Id> = None;
        loop {
            let from = after.as_ref().map_or(Cell::Bytes(&[]), Cell::from);
            let page =
                (self.engine).all(Statement::KeysAfter, &[from, Cell::from(PAGE)], read_key)?;
            for (owner, wrapped) in &page {
                let WrittenKey { nonce, wrapped } =
                    self.again(Place::Owner(owner), wrapped.clone())?;
                out.write(&KeyLine {
                    owner: *owner,
                    nonce,
                    wrapped,
                })?;
            }
            written += page.len() as u64;
            match page.last() {
                Some((owner, _)) => after = Some(*owner),
                None => return Ok(written),
            }
        }
    }

    fn signing_key(&mut self) -> Result<(WrittenKey, Signer), StoreError> {
        let key = LedgerKey::read(self.engine, self.row.format, LedgerKey::SIGNING)?;
        let key = key.ok_or_else(|| unreadable("ledger_key"))?;
        let signer = key.signer(&self.row.about, &self.keys.wrapping)?;
        let place = Place::Signing(&self.row.about, &signer.public());
        Ok((self.again(place, key.wrapped)?, signer))
    }

    /// A key wrapped under the master key, wrapped under the transfer key.
    fn again(&self, place: Place<'_>, wrapped: Wrapped) -> Result<WrittenKey, StoreError> {
        let secret = self.keys.wrapping.unwrap(place, wrapped);
        let secret = secret.ok_or_else(|| unreadable("owner_key"))?;
        let wrapped = self.wrapping.wrap_again(place, &secret, &self.transfer)?;
        Ok((&wrapped).into())
    }
}

/// Writes the manifest and its signature, the last parts.
pub(super) fn write_manifest(
    folder: &Path,
    manifest: &impl Serialize,
    signer: &Signer,
) -> Result<(), StoreError> {
    let path = folder.join(MANIFEST);
    let mut text =
        serde_json::to_vec_pretty(manifest).map_err(|error| failed(&path, &error.into()))?;
    text.push(b'\n');
    let signature = hex(&signer.sign(&text)) + "\n";
    write_new(&path, &text, Readable::ByThisUser)?;
    let path = folder.join(SIGNATURE);
    write_new(&path, signature.as_bytes(), Readable::ByThisUser)
}

/// The folder of an export or a backup, until it is complete.
pub(super) struct Folder {
    pub path: PathBuf,
    done: bool,
}

impl Folder {
    pub fn make(to: &Path) -> Result<Self, StoreError> {
        if to.symlink_metadata().is_ok() {
            return Err(StoreError::FileThere {
                path: to.display().to_string(),
            });
        }
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = to.with_file_name(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&path)
            .map_err(|error| failed(&path, &error))?;
        Ok(Self { path, done: false })
    }

    pub fn finish(mut self, to: &Path) -> Result<(), StoreError> {
        fs::rename(&self.path, to).map_err(|error| failed(to, &error))?;
        self.done = true;
        sync_folder_of(to)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.done {
            let carried =
                [ACCOUNTS, DRAFTS, LOOKS, DOCUMENTS, PIECES, TOLD].map(|table| table.file);
            for name in [ENTRIES, KEYS, MANIFEST, SIGNATURE]
                .into_iter()
                .chain(carried)
            {
                let _ = fs::remove_file(self.path.join(name));
            }
            let _ = fs::remove_dir(&self.path);
        }
    }
}

pub(super) const fn unreadable(table: &'static str) -> StoreError {
    StoreError::Unreadable {
        table,
        column: "wrapped",
    }
}

fn failed(path: &Path, error: &io::Error) -> StoreError {
    StoreError::File {
        path: path.display().to_string(),
        done: "written",
        why: error.to_string(),
    }
}
