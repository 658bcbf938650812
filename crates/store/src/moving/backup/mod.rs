//! A backup: the whole record written to files while somebody may be writing to it, and
//! taken back from them. `docs/backup.md` describes it.
//!
//! It is of one state of the record, and its keys are wrapped as they stand: under the
//! master key of that time, and that one under the recovery key of that time. So no key
//! has to be made or sent for it, and a backup alone opens nothing.
//!
//! What is derived is not in it: it is derived again when the backup is restored. What is
//! kept at the desks cannot be derived, and has files of its own, its rows as they stand;
//! all but the sessions.

mod manifest;
mod read;
mod restore;
mod write;

use std::path::Path;

use jiff::Timestamp;
use practice::Id;

use self::read::Kept;
use crate::custody;
use crate::error::StoreError;
use crate::head::Head;
use crate::keys::{MasterKey, RecoveryKey};
use crate::store::Store;

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The ledger.
    pub ledger: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// Whether it is an example.
    pub example: bool,
    /// When it was begun.
    pub taken_at: Timestamp,
    /// The version of the master key that opens it.
    pub key_version: i64,
    /// How many entries.
    pub entries: u64,
    /// How many files they stand in.
    pub files: u64,
    /// How many of these have no key: they were disposed of.
    pub without_key: u64,
    /// How many accounts.
    pub accounts: u64,
    /// How many drafts.
    pub drafts: u64,
    /// How many looks.
    pub looks: u64,
    /// How many documents, those that are kept with drafts with them.
    pub documents: u64,
    /// The last entry.
    pub head: Head,
}

impl Store {
    /// Checks a backup with this store's master key, and restores nothing: its signature,
    /// its hashes, the place and the seal of each entry, and that each key opens.
    ///
    /// `progress` is told how many entries have been checked, and of how many.
    ///
    /// # Errors
    ///
    /// [`StoreError::Export`] with the file and the line, where anything does not hold.
    pub fn check_backup(
        &self,
        from: &Path,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Backup, StoreError> {
        let kept = Kept::open(from)?;
        let keys = kept.unlock(&MasterKey::read(self.key()?)?)?;
        let all = kept.manifest.entries;
        kept.check(&keys, &mut |done| progress(done, all))?;
        Ok(kept.told())
    }
}

/// Writes the master key that opens a backup to a new file, had with the recovery key of
/// the time when the backup was taken.
///
/// # Errors
///
/// Where the backup is damaged, has no recovery key or is not opened by this one; and where
/// the file is there already.
pub fn recover_from_backup(
    from: &Path,
    recovery: &RecoveryKey,
    new_key: &Path,
) -> Result<(), StoreError> {
    let kept = Kept::open(from)?;
    let dir = from.display().to_string();
    custody::recover(&dir, &kept.row()?, kept.recovery()?, recovery, new_key)
}
