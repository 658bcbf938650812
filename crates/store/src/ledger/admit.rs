//! Whether a command may be appended: to one file, at the version it was decided
//! on, and not already there.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use practice::Id;
use record::document::{self, Particulars};
use record::{Draft, Entry, Header};

use super::admit_joined;
use super::command::{Appended, Command};
use super::commit::Ledger;
use super::pending::Pending;
use crate::attached::Attachment;
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

/// What the database holds of the file of one command.
#[derive(Default)]
struct There {
    version: u64,
    last: Option<Id>,
    key: Option<Wrapped>,
    /// The file, where it was loaded.
    file: Option<Vec<Entry>>,
    /// Whether it has to do with another by merging.
    joined: bool,
}

impl Ledger {
    /// Admits commands, no two of one file, recorded at `recorded_at`; each on its own. The
    /// error is one of the database.
    ///
    /// Whatever file the caller had at hand is taken out of the command: where it is
    /// admitted again, the file is read.
    pub(super) fn admit(
        &mut self,
        commands: &mut [&mut Command],
        recorded_at: Timestamp,
    ) -> Result<Vec<Result<Admitted, StoreError>>, StoreError> {
        let mut there = self.ask_for_files(commands)?;
        let ciphers = self.load_files(commands, &mut there)?;
        let documents = self.documents(commands)?;
        Ok(commands
            .iter_mut()
            .zip(there)
            .zip(ciphers)
            .map(|((command, there), cipher)| {
                check(command.owner, &command.drafts)?;
                check_documents(command, &documents)?;
                if there.joined || !admit_joined::others(&command.drafts).is_empty() {
                    command.known = None;
                    return self.admit_joined(command, cipher?, recorded_at);
                }
                self.admit_one(command, there, cipher?, recorded_at)
            })
            .collect())
    }

    /// The version, the last entry and the key of each command's file.
    fn ask_for_files(&mut self, commands: &[&mut Command]) -> Result<Vec<There>, StoreError> {
        let mut there: Vec<There> = commands.iter().map(|_| There::default()).collect();
        let owners: Vec<Cell<'_>> = (commands.iter())
            .map(|command| Cell::from(&command.owner))
            .collect();
        let mut questions = Vec::with_capacity(3 * commands.len());
        for owner in owners.chunks(1) {
            questions.push((Statement::HeadOfFile, owner));
            questions.push((Statement::Key, owner));
            questions.push((Statement::JoinedWith, owner));
        }
        self.engine.ask(&questions, &mut |question, row| {
            let Some(there) = there.get_mut(question / 3) else {
                return Ok(());
            };
            match question % 3 {
                1 => there.key = Some(read_wrapped(row)?),
                2 => there.joined = true,
                _ => {}
            }
            if question % 3 > 0 {
                return Ok(());
            }
            let mut columns = Columns::of("entry", row);
            there.version = columns.count("owner_version")?;
            there.last = Some(columns.id("id")?);
            Ok(())
        })?;
        Ok(there)
    }

    /// Loads the files that are needed and were not given; the key of each file that is
    /// there.
    fn load_files(
        &mut self,
        commands: &[&mut Command],
        there: &mut [There],
    ) -> Result<Vec<Result<Option<Cipher>, StoreError>>, StoreError> {
        let ciphers: Vec<Result<Option<Cipher>, StoreError>> = commands
            .iter()
            .zip(&mut *there)
            .map(|(command, there)| self.cipher(command.owner, there))
            .collect();
        let needed = |place: &usize| match (commands.get(*place), there.get(*place)) {
            (Some(command), Some(there)) if there.version > 0 && !there.joined => {
                command.known.is_none() || command.expected_version != there.version
            }
            _ => false,
        };
        let places: Vec<usize> = (0..commands.len()).filter(needed).collect();
        let owners: Vec<Cell<'_>> = places
            .iter()
            .filter_map(|place| commands.get(*place))
            .map(|command| Cell::from(&command.owner))
            .collect();
        let questions: Vec<_> = (owners.chunks(1))
            .map(|owner| (Statement::File, owner))
            .collect();
        // A file that does not open fails its own command alone.
        let mut files: Vec<Result<Vec<Entry>, StoreError>> =
            places.iter().map(|_| Ok(Vec::new())).collect();
        self.engine.ask(&questions, &mut |question, row| {
            let cipher = places.get(question).and_then(|place| ciphers.get(*place));
            if let (Some(Ok(Some(cipher))), Some(file)) = (cipher, files.get_mut(question))
                && let Ok(entries) = file
            {
                let read = Stored::read(row).map_err(StoreError::from);
                match read.and_then(|stored| stored.open(Some(cipher))) {
                    Ok(entry) => entries.push(entry),
                    Err(error) => *file = Err(error),
                }
            }
            Ok(())
        })?;
        let mut ciphers = ciphers;
        for (place, file) in places.into_iter().zip(files) {
            match (file, there.get_mut(place), ciphers.get_mut(place)) {
                (Ok(file), Some(there), _) => there.file = Some(file),
                (Err(error), _, Some(cipher)) if cipher.is_ok() => *cipher = Err(error),
                _ => {}
            }
        }
        Ok(ciphers)
    }

    /// The documents that commands attach, as they are kept, by their identifiers.
    fn documents(
        &mut self,
        commands: &[&mut Command],
    ) -> Result<HashMap<Id, Attachment>, StoreError> {
        let drafts = commands.iter().flat_map(|command| &command.drafts);
        let ids = drafts.filter(|draft| attaches(draft).is_some());
        let ids: Vec<Cell<'_>> = ids.map(|draft| Cell::from(&draft.id)).collect();
        let questions: Vec<_> = (ids.chunks(1))
            .map(|id| (Statement::Attachment, id))
            .collect();
        let (mut found, keys) = (HashMap::new(), &self.keys);
        self.engine.ask(&questions, &mut |_, row| {
            let there = Attachment::whole(row, keys)?;
            found.extend(there.map(|there| (there.id, there)));
            Ok(())
        })?;
        Ok(found)
    }

    /// The key of a file that is there; `None` where the file is yet to be.
    fn cipher(&self, owner: Id, there: &mut There) -> Result<Option<Cipher>, StoreError> {
        if there.version == 0 {
            return Ok(None);
        }
        let wrapped = there.key.take().ok_or(StoreError::KeyDestroyed { owner })?;
        let key = self
            .keys
            .unwrap(&owner, wrapped)
            .ok_or(StoreError::Unreadable {
                table: "owner_key",
                column: "wrapped",
            })?;
        Ok(Some(key.cipher()))
    }

    fn admit_one(
        &mut self,
        command: &mut Command,
        there: There,
        cipher: Option<Cipher>,
        recorded_at: Timestamp,
    ) -> Result<Admitted, StoreError> {
        let (owner, expected) = (command.owner, command.expected_version);
        let (actual, drafts) = (there.version, &command.drafts);
        if actual != expected {
            let file = there.file.unwrap_or_default();
            return retried(owner, &file, drafts)?.map(Admitted::Already).ok_or(
                StoreError::VersionConflict {
                    owner,
                    expected,
                    actual,
                },
            );
        }
        let mut file = match command.known.take() {
            Some(file) if is_file(&file, owner, expected, there.last) => file,
            Some(_) => {
                return Err(StoreError::AnotherFile {
                    owner,
                    version: expected,
                });
            }
            None => there.file.unwrap_or_default(),
        };
        if let Some(appended) = retried(owner, &file, drafts)? {
            return Ok(Admitted::Already(appended));
        }
        let (cipher, new_key) = match cipher {
            Some(cipher) => (cipher, None),
            None => self.new_key(owner)?,
        };
        let mut nonces = Vec::with_capacity(drafts.len());
        for _ in drafts {
            nonces.push(keys::nonce(self.outside.randomness.as_mut())?);
        }
        file.reserve_exact(drafts.len());
        file.extend(
            (expected + 1..)
                .zip(drafts)
                .map(|(version, draft)| entry(draft.clone(), version, recorded_at)),
        );
        Ok(Admitted::New(Box::new(Pending::new(
            owner, expected, file, nonces, cipher, new_key,
        ))))
    }

    /// A key for a new file, and the same wrapped to be kept.
    fn new_key(&mut self, owner: Id) -> Result<(Cipher, Option<Wrapped>), StoreError> {
        let randomness = self.outside.randomness.as_mut();
        let key = OwnerKey::new(randomness)?;
        let wrapped = self.keys.wrap(&owner, &key, keys::nonce(randomness)?)?;
        Ok((key.cipher(), Some(wrapped)))
    }
}

/// What was appended, if just these drafts were before; `None` where none of them was.
pub(super) fn retried(
    owner: Id,
    file: &[Entry],
    drafts: &[Draft],
) -> Result<Option<Appended>, StoreError> {
    if file.is_empty() {
        return Ok(None);
    }
    let given: HashSet<Id> = drafts.iter().map(|draft| draft.id).collect();
    let taken = file.iter().find(|entry| given.contains(&entry.header.id));
    match (taken, already(file, drafts)) {
        (None, _) => Ok(None),
        (Some(_), Some(appended)) => Ok(Some(appended)),
        (Some(entry), None) => Err(StoreError::IdTaken {
            owner,
            entry: entry.header.id,
        }),
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

/// What a draft says of a document that it attaches.
fn attaches(draft: &Draft) -> Option<Particulars> {
    if draft.corrects.is_some() {
        return None;
    }
    document::attached(&draft.kind, &draft.body).map(|(_, told)| told)
}

/// Each document that a command attaches is kept, whole, with its file and as it says: so no
/// entry ever attaches what does not hold.
fn check_documents(
    command: &Command,
    documents: &HashMap<Id, Attachment>,
) -> Result<(), StoreError> {
    for draft in &command.drafts {
        let Some(told) = attaches(draft) else {
            continue;
        };
        let there = documents.get(&draft.id);
        if !there.is_some_and(|there| there.owner == command.owner && there.told == told) {
            return Err(StoreError::NotAttached { document: draft.id });
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
        version: (start + there.len()) as u64,
        recorded_at: last.header.recorded_at,
        already: true,
    })
}

/// A draft as an entry; its position comes when it is written.
pub(super) fn entry(draft: Draft, owner_version: u64, recorded_at: Timestamp) -> Entry {
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
