//! Reading a backup: everything in it checked before it is handed over.

use std::path::Path;

use practice::Id;

use super::Backup;
use super::manifest::{Desks, Manifest, WHAT, WHAT_1, WHAT_2, WHAT_3};
use crate::custody::{LedgerKey, LedgerRow};
use crate::engine::Engine;
use crate::error::StoreError;
use crate::head::{Head, unhex};
use crate::keys::{Keyring, MasterKey, Wrapped};
use crate::moving::MANIFEST;
use crate::moving::carried::TOLD;
use crate::moving::reading::{KeyLines, Said, entries, read, signed, wrong};
use crate::sql;
use crate::stored::Stored;

/// A backup whose manifest is as it was signed.
pub(super) struct Kept<'k> {
    pub folder: &'k Path,
    pub manifest: Manifest,
    head: Head,
    public: [u8; 32],
}

impl<'k> Kept<'k> {
    /// Reads the manifest and checks its signature. Whether the key that signed it is the
    /// ledger's own, the master key tells ([`Kept::unlock`]).
    pub fn open(folder: &'k Path) -> Result<Self, StoreError> {
        let path = folder.join(MANIFEST);
        let text = read(&path)?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
            let why = format!("it is not the manifest of a backup ({error})");
            wrong(&path, &why)
        })?;
        let has = (
            manifest.desks.is_some(),
            manifest.attached.is_some(),
            manifest.told.is_some(),
        );
        let known = match manifest.what.as_str() {
            WHAT => has == (true, true, true),
            WHAT_3 => has == (true, true, false),
            WHAT_2 => has == (true, false, false),
            WHAT_1 => has == (false, false, false),
            _ => false,
        };
        if !known {
            let why = "it was written by another version: restore it with that one";
            return Err(wrong(&path, why));
        }
        let seal = manifest.head.seal.parse();
        let head = Head {
            position: manifest.head.position,
            seal: seal.map_err(|_| form(folder, "head"))?,
            recorded_at: manifest.head.recorded_at,
        };
        let public = unhex(&manifest.signing_public_key)
            .ok_or_else(|| form(folder, "signing_public_key"))?;
        signed(folder, &public, &text)?;
        Ok(Self {
            folder,
            manifest,
            head,
            public,
        })
    }

    /// The row that says what the ledger is.
    pub fn row(&self) -> Result<LedgerRow, StoreError> {
        let seal = self.manifest.seal_key.wrapped();
        Ok(LedgerRow {
            about: self.manifest.about(),
            format: match &self.manifest {
                manifest if manifest.desks.is_none() => sql::FORMAT_WITHOUT_DESKS,
                manifest if manifest.attached.is_none() => sql::FORMAT_WITHOUT_DOCUMENTS,
                manifest if manifest.told.is_none() => sql::FORMAT_WITHOUT_TOLD,
                _ => sql::FORMAT,
            },
            key_version: self.manifest.master_key_version,
            seal: seal.ok_or_else(|| form(self.folder, "seal_key"))?,
        })
    }

    /// The key that signs.
    pub fn signing(&self) -> Result<LedgerKey, StoreError> {
        let row = self.manifest.signing_key.row(Some(self.public));
        row.ok_or_else(|| form(self.folder, "signing_key"))
    }

    /// The master key, wrapped for recovery; `None` where there was no recovery key.
    pub fn recovery(&self) -> Result<Option<LedgerKey>, StoreError> {
        let kept = self.manifest.recovery_key.as_ref();
        kept.map(|key| {
            key.row(None)
                .ok_or_else(|| form(self.folder, "recovery_key"))
        })
        .transpose()
    }

    /// The key of the desks' secrets; `None` where there were no desks.
    pub fn desk(&self) -> Result<Option<LedgerKey>, StoreError> {
        let kept = self.manifest.desks.as_ref();
        kept.map(|desks| {
            let key = desks.key.row(None);
            key.ok_or_else(|| form(self.folder, "key of the desks"))
        })
        .transpose()
    }

    /// Opens the ledger's own keys with the master key of that time. The signing key is
    /// bound to its public half, so that nobody else can have signed the manifest.
    pub fn unlock(&self, master: &MasterKey) -> Result<Keyring, StoreError> {
        let row = self.row()?;
        let refused = |_| {
            let why = format!(
                "the master key in {} does not open it: give the one that was in force when it was taken (version {})",
                master.from, row.key_version
            );
            wrong(&self.folder.join(MANIFEST), &why)
        };
        let keys = row.open(master).map_err(refused)?;
        let signing = self.signing()?;
        signing
            .signer(&row.about, &keys.wrapping)
            .map_err(refused)?;
        self.recovery()?;
        if let Some(desk) = self.desk()? {
            desk.cipher(&row.about, &keys.wrapping).map_err(refused)?;
        }
        Ok(keys)
    }

    /// Checks all of it; `progress` is told how many entries have been checked.
    pub fn check(&self, keys: &Keyring, progress: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        self.keys(keys, &mut |_, _| Ok(()))?;
        for (table, said) in self.manifest.desks.iter().flat_map(Desks::tables) {
            table.check(self.folder, said)?;
        }
        if let Some(attached) = &self.manifest.attached {
            attached.check(self.folder)?;
        }
        if let Some(told) = &self.manifest.told {
            TOLD.check(self.folder, told)?;
        }
        self.entries(keys, &mut |stored| {
            progress(stored.position.unsigned_abs());
            Ok(())
        })
    }

    /// Puts what was kept at the desks, and the documents, in their places.
    pub fn put_others(&self, engine: &mut dyn Engine) -> Result<(), StoreError> {
        for (table, said) in self.manifest.desks.iter().flat_map(Desks::tables) {
            table.put(engine, self.folder, said)?;
        }
        if let Some(attached) = &self.manifest.attached {
            attached.put(engine, self.folder)?;
        }
        if let Some(told) = &self.manifest.told {
            TOLD.put(engine, self.folder, told)?;
        }
        Ok(())
    }

    /// Every owner's key as it is wrapped, in the order of the owners, each of which opens.
    pub fn keys(
        &self,
        keys: &Keyring,
        take: &mut dyn FnMut(Id, Wrapped) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Manifest {
            files, without_key, ..
        } = self.manifest;
        let mut lines = KeyLines::open(self.folder)?;
        while let Some((owner, wrapped)) = lines.next()? {
            let opens = wrapped.filter(|key| keys.unwrap(&owner, key.clone()).is_some());
            let key = opens.ok_or_else(|| lines.does_not_open("master"))?;
            take(owner, key)?;
        }
        lines.finish(files.checked_sub(without_key), &self.manifest.keys_file)
    }

    /// Every entry, in its place and with its seal.
    pub fn entries(
        &self,
        keys: &Keyring,
        take: &mut dyn FnMut(&Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let said = Said {
            head: self.head,
            entries: self.manifest.entries,
            files: self.manifest.files,
            part: &self.manifest.entries_file,
        };
        entries(self.folder, &keys.sealer, &said, take)
    }

    /// What is in it.
    pub fn told(&self) -> Backup {
        let Manifest {
            ledger,
            organisation,
            example,
            taken_at,
            master_key_version: key_version,
            entries,
            files,
            without_key,
            ..
        } = self.manifest;
        let desks = self.manifest.desks.as_ref();
        Backup {
            ledger,
            organisation,
            example,
            taken_at,
            key_version,
            entries,
            files,
            without_key,
            accounts: desks.map_or(0, |desks| desks.accounts.rows),
            drafts: desks.map_or(0, |desks| desks.drafts.rows),
            looks: desks.map_or(0, |desks| desks.looks.rows),
            documents: (self.manifest.attached.as_ref())
                .map_or(0, |attached| attached.documents.rows),
            head: self.head,
        }
    }
}

fn form(folder: &Path, what: &str) -> StoreError {
    let why = format!("its {what} is not of the form that is written");
    wrong(&folder.join(MANIFEST), &why)
}
