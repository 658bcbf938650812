//! Reading an export: everything in it checked before it is handed over.

use std::path::Path;

use practice::Id;

use super::carried::LOOKS;
use super::export::TRANSFER;
use super::line::{EntryLine, KeyLine, LinesIn};
use super::manifest::{Manifest, Part, WHAT, WHAT_1, WHAT_2, WrittenKey, check};
use super::{ENTRIES, KEYS, MANIFEST, SIGNATURE};
use crate::engine::Engine;
use crate::error::StoreError;
use crate::head::{Head, unhex};
use crate::keys::{KeySource, MasterKey, OwnerKey, Place, Secret, Wrapped, Wrapping, signed_by};
use crate::seal::Sealer;
use crate::stored::Stored;

/// An export whose manifest holds.
pub(super) struct Export<'e> {
    pub folder: &'e Path,
    pub manifest: Manifest,
    pub head: Head,
    wrapping: Wrapping,
    pub seal: Secret,
    pub signing: Secret,
    pub public: [u8; 32],
}

impl<'e> Export<'e> {
    /// Reads the manifest, checks its signature, and opens the ledger's own keys.
    pub fn open(folder: &'e Path, transfer_key: &Path) -> Result<Self, StoreError> {
        let path = folder.join(MANIFEST);
        let text = read(&path)?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
            wrong(
                &path,
                &format!("it is not of the form that is written ({error})"),
            )
        })?;
        let known = match manifest.what.as_str() {
            WHAT => manifest.looks.is_some() && manifest.attached.is_some(),
            WHAT_2 => manifest.looks.is_some() && manifest.attached.is_none(),
            WHAT_1 => manifest.looks.is_none() && manifest.attached.is_none(),
            _ => false,
        };
        if !known {
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
        signed(folder, &public, &text)?;

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
    pub fn keys(
        &self,
        take: &mut dyn FnMut(Id, OwnerKey) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Manifest {
            files, without_key, ..
        } = self.manifest;
        let mut lines = KeyLines::open(self.folder)?;
        while let Some((owner, wrapped)) = lines.next()? {
            let key = wrapped.and_then(|key| self.wrapping.unwrap(Place::Owner(&owner), key));
            let key = key.ok_or_else(|| lines.does_not_open("transfer"))?;
            take(owner, OwnerKey::of(key))?;
        }
        lines.finish(files.checked_sub(without_key), &self.manifest.keys_file)
    }

    /// Every entry, in its place and with its seal.
    pub fn entries(
        &self,
        take: &mut dyn FnMut(&Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let said = Said {
            head: self.head,
            entries: self.manifest.entries,
            files: self.manifest.files,
            part: &self.manifest.entries_file,
        };
        entries(self.folder, &Sealer::new(&self.seal), &said, take)
    }

    /// Whether the access log and the documents are what the manifest says.
    pub fn check_others(&self) -> Result<(), StoreError> {
        if let Some(attached) = &self.manifest.attached {
            attached.check(self.folder)?;
        }
        match &self.manifest.looks {
            Some(looks) => LOOKS.check(self.folder, looks),
            None => Ok(()),
        }
    }

    /// Puts the access log and the documents in their places.
    pub fn put_others(&self, engine: &mut dyn Engine) -> Result<(), StoreError> {
        if let Some(attached) = &self.manifest.attached {
            attached.put(engine, self.folder)?;
        }
        match &self.manifest.looks {
            Some(looks) => LOOKS.put(engine, self.folder, looks),
            None => Ok(()),
        }
    }
}

/// The keys' file, line by line.
pub(super) struct KeyLines {
    lines: LinesIn,
    last: Option<Id>,
    count: u64,
}

impl KeyLines {
    /// Of this folder.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            lines: LinesIn::open(folder.join(KEYS))?,
            last: None,
            count: 0,
        })
    }

    /// The next owner, and the key where it is of the form that is written; `None` at the
    /// end. The owners stand in their order.
    pub fn next(&mut self) -> Result<Option<(Id, Option<Wrapped>)>, StoreError> {
        let Some(line) = self.lines.next::<KeyLine>()? else {
            return Ok(None);
        };
        let owner = line.owner;
        if self.last.is_some_and(|last| last >= owner) {
            return Err(self.lines.wrong("the owners do not stand in their order"));
        }
        self.last = Some(owner);
        self.count += 1;
        let written = WrittenKey {
            nonce: line.nonce,
            wrapped: line.wrapped,
        };
        Ok(Some((owner, written.wrapped())))
    }

    /// That the key in this line does not open.
    pub fn does_not_open(&self, with: &str) -> StoreError {
        self.lines
            .wrong(&format!("the key does not open with the {with} key"))
    }

    /// Whether there were as many, and the file is what the manifest says.
    pub fn finish(self, count: Option<u64>, part: &Part) -> Result<(), StoreError> {
        if Some(self.count) != count {
            return Err((self.lines).wrong("there are not as many keys as the manifest says"));
        }
        self.lines.finish(part)
    }
}

/// What a manifest says of the entries.
pub(super) struct Said<'m> {
    pub head: Head,
    pub entries: u64,
    pub files: u64,
    pub part: &'m Part,
}

/// Every entry of a folder, in its place and with its seal.
pub(super) fn entries(
    folder: &Path,
    sealer: &Sealer,
    said: &Said<'_>,
    take: &mut dyn FnMut(&Stored) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut lines = LinesIn::open(folder.join(ENTRIES))?;
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
        if stored.sealed(sealer, head.seal) != stored.seal {
            return Err(lines.wrong("its seal does not fit what stands in it and before it"));
        }
        let recorded_at = stored.recorded_at();
        head = Head {
            position: head.position + 1,
            seal: stored.seal,
            recorded_at: recorded_at.ok_or_else(|| lines.wrong("its recorded_at is no time"))?,
        };
        files += u64::from(stored.owner_version == 1);
        take(&stored)?;
    }
    if head != said.head || head.position != said.entries {
        return Err(lines.wrong("the last entry is not the one that the manifest names"));
    }
    if files != said.files {
        return Err(lines.wrong("there are not as many files as the manifest says"));
    }
    lines.finish(said.part)
}

/// Whether a folder holds the signature of its manifest by this key.
pub(super) fn signed(folder: &Path, public: &[u8; 32], manifest: &[u8]) -> Result<(), StoreError> {
    let path = folder.join(SIGNATURE);
    let signature = read(&path)?;
    let signature = std::str::from_utf8(&signature)
        .ok()
        .and_then(|text| unhex(text.trim_end()));
    if signature.is_some_and(|signature| signed_by(public, manifest, &signature)) {
        return Ok(());
    }
    Err(wrong(
        &path,
        "it is not the signature of the manifest: one of them was changed",
    ))
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    std::fs::read(path).map_err(|error| wrong(path, &error.to_string()))
}

pub(super) fn wrong(path: &Path, why: &str) -> StoreError {
    StoreError::Export {
        path: path.display().to_string(),
        why: why.to_owned(),
    }
}
