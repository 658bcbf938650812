//! Signing the head, and telling of the keys without telling them.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::head::{SignedHead, hex};
use crate::keys::MasterKey;
use crate::outside::{Clock, Randomness};
use crate::sql;
use crate::store::{self, MASTER_KEY_SINCE, Store};

use super::row::{LedgerKey, LedgerRow};
use super::upgrade::upgrade;

/// What may be known of a ledger's keys by anyone who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysShown {
    /// The version of the master key, counted from 1.
    pub version: i64,
    /// Since when it is this one; `None` where it is the first, made with the ledger.
    pub since: Option<Timestamp>,
    /// When the recovery key was made; `None` where there is none.
    pub recovery_since: Option<Timestamp>,
    /// The public half of the signing key, in hexadecimal digits.
    pub public_key: String,
    /// How many owners' keys there are, each of which opens.
    pub owners: u64,
}

impl Store {
    /// Signs the head as it stands now. A ledger of the first format is given its
    /// signing key, for which the right to write is taken.
    pub fn sign_head(
        &self,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
    ) -> Result<SignedHead, StoreError> {
        self.give_what_it_lacks(clock, randomness)?;
        let (mut engine, row) = self.open_to_read()?;
        let keys = row.open(&MasterKey::read(self.key()?)?)?;
        let signing = LedgerKey::read(engine.as_mut(), row.format, LedgerKey::SIGNING)?.ok_or(
            StoreError::Unreadable {
                table: "ledger_key",
                column: "name",
            },
        )?;
        let signer = signing.signer(&row.about, &keys.wrapping)?;
        let head = store::head(engine.as_mut())?;
        Ok(SignedHead::sign(
            row.about.ledger,
            head,
            clock.now(),
            &signer,
        ))
    }

    /// What may be known of the keys; each of them opens.
    pub fn keys_shown(
        &self,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
    ) -> Result<KeysShown, StoreError> {
        self.give_what_it_lacks(clock, randomness)?;
        let (mut engine, row) = self.open_to_read()?;
        let engine = engine.as_mut();
        let keys = row.open(&MasterKey::read(self.key()?)?)?;
        let owners = crate::verify::verify_keys(engine, &keys)?;
        let when = |micros| Timestamp::from_microsecond(micros).ok();
        let signing = LedgerKey::read(engine, row.format, LedgerKey::SIGNING)?;
        let public_key = signing
            .map(|key| key.signer(&row.about, &keys.wrapping))
            .transpose()?
            .map(|signer| hex(&signer.public()))
            .ok_or(StoreError::Unreadable {
                table: "ledger_key",
                column: "name",
            })?;
        let recovery = LedgerKey::read(engine, row.format, LedgerKey::RECOVERY)?;
        Ok(KeysShown {
            version: row.key_version,
            since: match store::meta(engine, MASTER_KEY_SINCE)? {
                0 => None,
                since => when(since),
            },
            recovery_since: recovery.and_then(|key| when(key.made_at)),
            public_key,
            owners,
        })
    }

    /// Brings a ledger of an earlier format to the present one.
    pub(crate) fn give_what_it_lacks(
        &self,
        clock: &dyn Clock,
        randomness: &mut dyn Randomness,
    ) -> Result<(), StoreError> {
        let (_, LedgerRow { format, .. }) = self.open_to_read()?;
        if format >= sql::FORMAT {
            return Ok(());
        }
        let (mut engine, mut row, keys, _lock) = self.open_locked()?;
        let now = clock.now().as_microsecond();
        upgrade(engine.as_mut(), &mut row, &keys.wrapping, now, randomness)
    }
}
