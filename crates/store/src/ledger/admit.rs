//! Whether a command may be appended: to one file, at the version it was decided
//! on, and not already there.

use std::collections::HashSet;

use jiff::Timestamp;
use practice::Id;
use record::{Draft, Entry, Header};

use super::command::{Appended, Command};
use super::commit::Ledger;
use super::pending::Pending;
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::{self, Cipher, OwnerKey, Wrapped};
use crate::sql::Statement;
use crate::stored::Stored;

/// A command that is in order.
pub(super) enum Admitted {
    /// To be written.
    New(Box<Pending>),
    /// Written before.
    Already(Appended),
}

impl Ledger {
    /// Admits a command, recorded at `recorded_at`.
    pub(super) fn admit(
        &mut self,
        command: Command,
        recorded_at: Timestamp,
    ) -> Result<Admitted, StoreError> {
        let Command {
            owner,
            expected_version: expected,
            known,
            drafts,
        } = command;
        check(owner, &drafts)?;
        let (actual, last) = self.head_of(owner)?;
        if actual != expected {
            return self.retried(owner, &drafts)?.map(Admitted::Already).ok_or(
                StoreError::VersionConflict {
                    owner,
                    expected,
                    actual,
                },
            );
        }
        let (cipher, new_key) = self.key_for(owner, actual)?;
        let mut file = match known {
            Some(file) if is_file(&file, owner, expected, last) => file,
            Some(_) => {
                return Err(StoreError::AnotherFile {
                    owner,
                    version: expected,
                });
            }
            None if expected == 0 => Vec::new(),
            None => self.load(owner, &cipher)?,
        };
        if !file.is_empty() {
            let there: HashSet<Id> = file.iter().map(|entry| entry.header.id).collect();
            if let Some(taken) = drafts.iter().find(|draft| there.contains(&draft.id)) {
                let entry = taken.id;
                return match already(&file, &drafts) {
                    Some(appended) => Ok(Admitted::Already(appended)),
                    None => Err(StoreError::IdTaken { owner, entry }),
                };
            }
        }
        let mut nonces = Vec::with_capacity(drafts.len());
        for _ in &drafts {
            nonces.push(keys::nonce(self.outside.randomness.as_mut())?);
        }
        file.reserve_exact(drafts.len());
        file.extend(
            (expected + 1..)
                .zip(drafts)
                .map(|(version, draft)| entry(draft, version, recorded_at)),
        );
        Ok(Admitted::New(Box::new(Pending::new(
            owner, expected, file, nonces, cipher, new_key,
        ))))
    }

    /// The version of a file, and its last entry.
    fn head_of(&mut self, owner: Id) -> Result<(u64, Option<Id>), StoreError> {
        let head = self
            .engine
            .first(Statement::HeadOfFile, &[Cell::from(&owner)], |row| {
                let mut columns = Columns::of("entry", row);
                Ok((columns.count("owner_version")?, Some(columns.id("id")?)))
            })?;
        Ok(head.unwrap_or((0, None)))
    }

    /// The key of a file; a new file is given one, which is wrapped to be kept.
    fn key_for(
        &mut self,
        owner: Id,
        version: u64,
    ) -> Result<(Cipher, Option<Wrapped>), StoreError> {
        if version == 0 {
            let randomness = self.outside.randomness.as_mut();
            let key = OwnerKey::new(randomness)?;
            let wrapped = self.keys.wrap(&owner, &key, keys::nonce(randomness)?)?;
            return Ok((key.cipher(), Some(wrapped)));
        }
        let wrapped = self
            .engine
            .first(Statement::Key, &[Cell::from(&owner)], read_wrapped)?
            .ok_or(StoreError::KeyDestroyed { owner })?;
        let key = self
            .keys
            .unwrap(&owner, wrapped)
            .ok_or(StoreError::Unreadable {
                table: "owner_key",
                column: "wrapped",
            })?;
        Ok((key.cipher(), None))
    }

    /// The file as it stands.
    fn load(&mut self, owner: Id, cipher: &Cipher) -> Result<Vec<Entry>, StoreError> {
        self.engine
            .all(Statement::File, &[Cell::from(&owner)], |row| {
                Stored::read(row)?.open(Some(cipher))
            })
    }

    /// What was appended, if just these drafts were before; `None` where none of
    /// them was.
    fn retried(&mut self, owner: Id, drafts: &[Draft]) -> Result<Option<Appended>, StoreError> {
        let (version, _) = self.head_of(owner)?;
        if version == 0 {
            return Ok(None);
        }
        let (cipher, _) = self.key_for(owner, version)?;
        let file = self.load(owner, &cipher)?;
        let given: HashSet<Id> = drafts.iter().map(|draft| draft.id).collect();
        let taken = file.iter().find(|entry| given.contains(&entry.header.id));
        match (taken, already(&file, drafts)) {
            (None, _) => Ok(None),
            (Some(_), Some(appended)) => Ok(Some(appended)),
            (Some(entry), None) => Err(StoreError::IdTaken {
                owner,
                entry: entry.header.id,
            }),
        }
    }
}

/// A wrapped key, from the columns `nonce` and `wrapped`.
pub(crate) fn read_wrapped(row: &dyn Row) -> Result<Wrapped, StoreError> {
    let mut columns = Columns::of("owner_key", row);
    Ok(Wrapped {
        nonce: columns.array("nonce")?,
        hidden: columns.bytes("wrapped")?.to_vec(),
    })
}

/// A command appends at least one entry, to one file, each under its own name.
fn check(owner: Id, drafts: &[Draft]) -> Result<(), StoreError> {
    if drafts.is_empty() {
        return Err(StoreError::NothingToAppend { owner });
    }
    let mut seen = HashSet::with_capacity(drafts.len());
    for draft in drafts {
        if draft.owner != owner {
            return Err(StoreError::AnotherOwner {
                owner,
                entry: draft.id,
                other: draft.owner,
            });
        }
        if !seen.insert(draft.id) {
            return Err(StoreError::IdTaken {
                owner,
                entry: draft.id,
            });
        }
    }
    Ok(())
}

/// Whether this is the owner's file at this version, as far as it shows without
/// reading it again: its length, its order and its last entry.
fn is_file(file: &[Entry], owner: Id, version: u64, last: Option<Id>) -> bool {
    file.len() as u64 == version
        && (1..)
            .zip(file)
            .all(|(n, entry)| entry.header.owner == owner && entry.header.owner_version == n)
        && file.last().map(|entry| entry.header.id) == last
}

/// What was appended, if these drafts stand in the file, one after the other and
/// as they are given.
fn already(file: &[Entry], drafts: &[Draft]) -> Option<Appended> {
    let first = drafts.first()?;
    let start = file.iter().position(|e| e.header.id == first.id)?;
    let there = file.get(start..start.checked_add(drafts.len())?)?;
    let same = there.iter().zip(drafts).all(|(there, draft)| {
        let Header {
            owner_version,
            recorded_at,
            ..
        } = there.header;
        let given = entry(draft.clone(), owner_version, recorded_at);
        there.header == given.header && there.body == given.body
    });
    let (first, last) = (there.first()?, there.last()?);
    same.then_some(Appended {
        first_position: first.position,
        last_position: last.position,
        version: last.header.owner_version,
        recorded_at: last.header.recorded_at,
        already: true,
    })
}

/// A draft as an entry; its position comes when it is written.
fn entry(draft: Draft, owner_version: u64, recorded_at: Timestamp) -> Entry {
    Entry {
        position: 0,
        header: Header {
            id: draft.id,
            owner: draft.owner,
            owner_version,
            refers_to: draft.refers_to,
            kind: draft.kind,
            kind_version: draft.kind_version,
            occurred: draft.occurred,
            recorded_at,
            recorded_by: draft.recorded_by,
            organisation: draft.organisation,
            corrects: draft.corrects,
            group: draft.group,
        },
        body: Some(draft.body),
    }
}
