//! The rows that say what a ledger is and keep its keys: of the tables `ledger` and
//! `ledger_key`.

use crate::engine::{Cell, Columns, Engine};
use crate::error::StoreError;
use crate::keys::{
    self, Cipher, Keyring, MasterKey, Place, RecoveryKey, Secret, Signer, Wrapped, Wrapping,
};
use crate::outside::Randomness;
use crate::reader::About;
use crate::sql::{self, Statement};
use crate::store::is_ledger;

/// The version of the recovery key's own use. It has no versions of its own: a new one
/// takes the place of the one before.
const RECOVERY: i64 = 1;

/// The one row of the table `ledger`.
pub(crate) struct LedgerRow {
    /// What the ledger is.
    pub about: About,
    /// The format of its tables.
    pub format: i64,
    /// The version of the master key.
    pub key_version: i64,
    /// The seal key.
    pub seal: Wrapped,
}

impl LedgerRow {
    /// Reads it. `dir` names the ledger in messages.
    pub fn read(engine: &mut dyn Engine, dir: &str) -> Result<Self, StoreError> {
        let not_a_ledger = || StoreError::NotALedger {
            dir: dir.to_owned(),
        };
        if !is_ledger(&engine.tables()?) {
            return Err(not_a_ledger());
        }
        let row = engine
            .first(Statement::Ledger, &[], |row| {
                let mut columns = Columns::of("ledger", row);
                Ok(Self {
                    about: About {
                        ledger: columns.id("id")?,
                        organisation: columns.id("organisation")?,
                        example: columns.flag("example")?,
                    },
                    format: columns.int("format")?,
                    key_version: columns.int("key_version")?,
                    seal: Wrapped {
                        hidden: columns.bytes("seal_key")?.to_vec(),
                        nonce: columns.array("seal_key_nonce")?,
                    },
                })
            })?
            .ok_or_else(not_a_ledger)?;
        if row.format > sql::FORMAT {
            return Err(StoreError::NewerFormat {
                dir: dir.to_owned(),
                found: row.format,
                known: sql::FORMAT,
            });
        }
        Ok(row)
    }

    /// Opens the seal key.
    pub fn open(&self, master: &MasterKey) -> Result<Keyring, StoreError> {
        Keyring::open(master, self.key_version, &self.about, self.seal.clone())
    }
}

/// One row of the table `ledger_key`.
pub(crate) struct LedgerKey {
    /// When it was made, in microseconds since 1970.
    pub made_at: i64,
    /// The key.
    pub wrapped: Wrapped,
    /// Its public half, of the signing key.
    pub public: Option<[u8; 32]>,
}

impl LedgerKey {
    /// The signing key's name.
    pub const SIGNING: &str = "signing";
    /// The name of the master key wrapped under the recovery key.
    pub const RECOVERY: &str = "recovery";

    /// The name of the key under which the desks' secrets are kept.
    pub const DESK: &str = "desk";

    /// Reads one; `None` where there is none, as in a ledger of the first format.
    pub fn read(
        engine: &mut dyn Engine,
        format: i64,
        name: &str,
    ) -> Result<Option<Self>, StoreError> {
        if format < 2 {
            return Ok(None);
        }
        engine.first(Statement::LedgerKey, &[Cell::Text(name)], |row| {
            let mut columns = Columns::of("ledger_key", row);
            Ok(Self {
                made_at: columns.int("made_at")?,
                wrapped: Wrapped {
                    nonce: columns.array("nonce")?,
                    hidden: columns.bytes("wrapped")?.to_vec(),
                },
                public: columns.optional_array("public_key")?,
            })
        })
    }

    /// Keeps it, in place of the one of that name.
    pub fn keep(
        &self,
        engine: &mut dyn Engine,
        name: &str,
        key_version: i64,
    ) -> Result<(), StoreError> {
        engine.execute(Statement::DropLedgerKey, &[Cell::Text(name)])?;
        engine.execute(
            Statement::NewLedgerKey,
            &[
                Cell::Text(name),
                Cell::Int(self.made_at),
                Cell::Int(key_version),
                Cell::Bytes(&self.wrapped.nonce),
                Cell::Bytes(&self.wrapped.hidden),
                self.public
                    .as_ref()
                    .map_or(Cell::Null, |key| Cell::Bytes(key)),
            ],
        )?;
        Ok(())
    }

    /// A new key to sign the head with.
    pub fn signing(
        about: &About,
        wrapping: &Wrapping,
        made_at: i64,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, StoreError> {
        let secret = Secret::new(randomness)?;
        let public = Signer::new(&secret).public();
        let nonce = keys::nonce(randomness)?;
        Ok(Self {
            made_at,
            wrapped: wrapping.wrap(Place::Signing(about, &public), &secret, nonce)?,
            public: Some(public),
        })
    }

    /// The signing key, opened.
    pub fn signer(&self, about: &About, wrapping: &Wrapping) -> Result<Signer, StoreError> {
        let unreadable = |column| StoreError::Unreadable {
            table: "ledger_key",
            column,
        };
        let public = self.public.ok_or_else(|| unreadable("public_key"))?;
        let secret = wrapping
            .unwrap(Place::Signing(about, &public), self.wrapped.clone())
            .ok_or_else(|| unreadable("wrapped"))?;
        let signer = Signer::new(&secret);
        if signer.public() == public {
            Ok(signer)
        } else {
            Err(unreadable("public_key"))
        }
    }

    /// A new key for the desks' secrets.
    pub fn desk(
        about: &About,
        wrapping: &Wrapping,
        made_at: i64,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, StoreError> {
        let secret = Secret::new(randomness)?;
        let nonce = keys::nonce(randomness)?;
        Ok(Self {
            made_at,
            wrapped: wrapping.wrap(Place::Desk(about), &secret, nonce)?,
            public: None,
        })
    }

    /// The key for the desks' secrets, opened.
    pub fn cipher(&self, about: &About, wrapping: &Wrapping) -> Result<Cipher, StoreError> {
        wrapping
            .unwrap(Place::Desk(about), self.wrapped.clone())
            .map(|secret| Cipher::new(&secret))
            .ok_or(StoreError::Unreadable {
                table: "ledger_key",
                column: "wrapped",
            })
    }

    /// The master key wrapped for recovery.
    pub fn recovery(
        about: &About,
        master: &MasterKey,
        key: &RecoveryKey,
        made_at: i64,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, StoreError> {
        let nonce = keys::nonce(randomness)?;
        let wrapped =
            recovery_wrapping(key)?.wrap(Place::Recovery(about), &master.secret, nonce)?;
        Ok(Self {
            made_at,
            wrapped,
            public: None,
        })
    }
}

/// Wraps and unwraps with a recovery key.
pub(super) fn recovery_wrapping(key: &RecoveryKey) -> Result<Wrapping, StoreError> {
    let secret = key.secret().ok_or(StoreError::RecoveryDoesNotOpen)?;
    Ok(Wrapping::new(&secret, RECOVERY))
}
