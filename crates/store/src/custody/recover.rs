//! Recovery: the master key, had again with the recovery key when its file is lost.

use std::path::Path;

use crate::error::StoreError;
use crate::keys::{Place, RecoveryKey, Secret};
use crate::store::Store;

use super::row::{LedgerKey, LedgerRow, recovery_wrapping};

impl Store {
    /// Writes the master key to a new file, had with the recovery key. The ledger is
    /// not changed: the recovery key stays good until the next rotation.
    pub fn recover(&self, recovery: &RecoveryKey, new_key: &Path) -> Result<(), StoreError> {
        let (mut engine, row) = self.open_to_read()?;
        let kept = LedgerKey::read(engine.as_mut(), row.format, LedgerKey::RECOVERY)?;
        recover(&self.name(), &row, kept, recovery, new_key)
    }
}

/// Writes the master key of a ledger, or of a backup of it, to a new file: what was kept of
/// it for recovery, opened with the recovery key. `dir` names the ledger in messages.
pub(crate) fn recover(
    dir: &str,
    row: &LedgerRow,
    kept: Option<LedgerKey>,
    recovery: &RecoveryKey,
    new_key: &Path,
) -> Result<(), StoreError> {
    let kept = kept.ok_or_else(|| StoreError::NoRecovery {
        dir: dir.to_owned(),
    })?;
    let master = recovery_wrapping(recovery)?
        .unwrap(Place::Recovery(&row.about), kept.wrapped)
        .ok_or(StoreError::RecoveryDoesNotOpen)?;
    // What was had must open the ledger before anybody relies on it.
    row.open(&crate::keys::MasterKey {
        secret: Secret::from_slice(master.as_array()).ok_or(StoreError::RecoveryDoesNotOpen)?,
        from: new_key.display().to_string(),
    })?;
    master.write_new(new_key)
}
