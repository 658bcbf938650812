//! A command on its way: encrypted and folded beside others, then written.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use practice::Id;
use record::{Entry, Projection, Projector};

use super::command::Appended;
use crate::engine::{Cell, Many};
use crate::error::StoreError;
use crate::keys::{Cipher, Nonce, Wrapped};
use crate::models::Rows;
use crate::seal::{Seal, Sealer};
use crate::sql::Statement;
use crate::stored::Stored;

/// A command that has been admitted.
pub(super) struct Pending {
    owner: Id,
    /// The version of the file before it.
    before: u64,
    /// The whole file after it.
    file: Vec<Entry>,
    /// A number used once for each new entry.
    nonces: Vec<Nonce>,
    cipher: Cipher,
    new_key: Option<Wrapped>,
    /// The other files of which it changes what is kept.
    beside: Vec<Beside>,
    /// Its rows, once worked out.
    worked_out: Option<Result<WorkedOut, StoreError>>,
}

/// Another file, of which a command changes what is kept.
pub(super) struct Beside {
    pub file: Id,
    /// The whole of it then; `None` where nothing more is kept of it by itself.
    pub entries: Option<Vec<Entry>>,
}

struct WorkedOut {
    entries: Vec<Stored>,
    /// Of its file, and of those beside it.
    rows: Vec<Rows>,
}

impl Pending {
    /// Of an admitted command. `file` holds the new entries at its end, one for
    /// each of `nonces`.
    pub fn new(
        owner: Id,
        before: u64,
        file: Vec<Entry>,
        nonces: Vec<Nonce>,
        cipher: Cipher,
        new_key: Option<Wrapped>,
    ) -> Self {
        Self {
            owner,
            before,
            file,
            nonces,
            cipher,
            new_key,
            beside: Vec::new(),
            worked_out: None,
        }
    }

    /// The same, where it changes what is kept of other files too.
    pub fn beside(self, beside: Vec<Beside>) -> Self {
        Self { beside, ..self }
    }

    fn new_entries(&self) -> &[Entry] {
        let from = self.file.len().saturating_sub(self.nonces.len());
        self.file.get(from..).unwrap_or_default()
    }

    /// How many entries it adds.
    pub fn count(&self) -> usize {
        self.nonces.len()
    }

    /// Gives its entries their positions, the first of them `first`; the position
    /// after the last.
    pub fn place(&mut self, first: u64) -> u64 {
        let from = self.file.len().saturating_sub(self.nonces.len());
        let mut position = first;
        for entry in self.file.iter_mut().skip(from) {
            entry.position = position;
            position += 1;
        }
        let placed: HashMap<Id, u64> = (self.new_entries().iter())
            .map(|entry| (entry.header.id, entry.position))
            .collect();
        let others = self
            .beside
            .iter_mut()
            .filter_map(|beside| beside.entries.as_mut());
        for entry in others.flatten() {
            if let Some(position) = placed.get(&entry.header.id) {
                entry.position = *position;
            }
        }
        self.worked_out = None;
        position
    }

    /// Encrypts the new entries and folds the file. It needs nothing but itself,
    /// so that many can be worked out at once.
    pub fn work_out(&mut self, projector: &dyn Projector) {
        let entries = self
            .new_entries()
            .iter()
            .zip(&self.nonces)
            .map(|(entry, nonce)| Stored::hide(entry, *nonce, &self.cipher))
            .collect::<Result<Vec<_>, _>>();
        self.worked_out = Some(entries.and_then(|entries| {
            let mut rows = vec![fold(projector, self.owner, &self.file)?];
            for Beside { file, entries } in &self.beside {
                rows.push(match entries {
                    Some(entries) => fold(projector, *file, entries)?,
                    None => Rows::of(*file, Projection::default())?,
                });
            }
            Ok(WorkedOut { entries, rows })
        }));
    }

    /// Why it cannot be written, if it cannot.
    pub fn failure(&self) -> Option<StoreError> {
        match &self.worked_out {
            Some(Err(error)) => Some(error.clone()),
            _ => None,
        }
    }

    /// The position of its first entry.
    pub fn first_position(&self) -> Option<u64> {
        self.new_entries().first().map(|entry| entry.position)
    }

    /// Seals its entries after `seal`; the seal of the last.
    pub fn seal(&mut self, sealer: &Sealer, mut seal: Seal) -> Result<Seal, StoreError> {
        let Some(Ok(WorkedOut { entries, .. })) = &mut self.worked_out else {
            return Err(StoreError::Refused {
                why: "it has not been worked out".to_owned(),
            });
        };
        for entry in entries {
            seal = entry.sealed(sealer, seal);
            entry.seal = seal;
        }
        Ok(seal)
    }

    /// What writes commands that have been sealed: their entries, and the rows of their
    /// files. `key_version` is that of the master key.
    pub fn write<'p>(
        key_version: i64,
        pending: &(impl Iterator<Item = &'p Self> + Clone),
    ) -> Vec<Many<'p>> {
        let keys = pending
            .clone()
            .filter_map(|one| one.new_key.as_ref().map(|key| (&one.owner, key)));
        let keys = keys.map(|(owner, key)| {
            [
                Cell::from(owner),
                Cell::Int(key_version),
                Cell::Bytes(&key.nonce),
                Cell::Bytes(&key.hidden),
            ]
        });
        let made = pending.clone().filter_map(|one| match &one.worked_out {
            Some(Ok(made)) => Some(made),
            _ => None,
        });
        let entries = made.clone().flat_map(|made| &made.entries);
        let grown = pending.clone().filter(|one| one.before > 0);
        let grown = grown.flat_map(|one| {
            let beside = one.beside.iter().map(|beside| &beside.file);
            std::iter::once(&one.owner).chain(beside)
        });
        let mut many = vec![
            Many::of(Statement::NewKey, keys),
            Many::of(Statement::NewEntry, entries.map(Stored::cells)),
        ];
        many.extend(Rows::forget(&grown));
        many.extend(Rows::write(&made.flat_map(|made| &made.rows)));
        many
    }

    /// What was appended.
    pub fn appended(&self) -> Option<Appended> {
        let (first, last) = (self.new_entries().first()?, self.new_entries().last()?);
        Some(Appended {
            first_position: first.position,
            last_position: last.position,
            version: self.file.len() as u64,
            recorded_at: last.header.recorded_at,
            already: false,
        })
    }
}

/// The rows of a file. A fold that panics fails its own file, and takes nobody
/// else's entries with it.
pub(crate) fn fold(
    projector: &dyn Projector,
    owner: Id,
    file: &[Entry],
) -> Result<Rows, StoreError> {
    let projection =
        catch_unwind(AssertUnwindSafe(|| projector.project(owner, file))).map_err(|_| {
            StoreError::Projection {
                owner,
                why: "the fold of the file broke down, which is a fault in this program; report it"
                    .to_owned(),
            }
        })?;
    Rows::of(owner, projection)
}
