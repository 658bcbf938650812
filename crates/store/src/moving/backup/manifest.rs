//! The manifest: what a backup is, what its parts are, and the ledger's own keys.

use jiff::Timestamp;
use practice::Id;
use serde::{Deserialize, Serialize};

use crate::custody::LedgerKey;
use crate::moving::carried::{ACCOUNTS, Attached, Carried, DRAFTS, LOOKS, Rows};
use crate::moving::manifest::{Part, WrittenHead, WrittenKey};
use crate::reader::About;

/// What the first line says, and the version of the format.
pub(super) const WHAT: &str = "sightline backup 4";
/// The same, of a backup that does not tell what somebody has been told: of a ledger of the
/// fourth format.
pub(super) const WHAT_3: &str = "sightline backup 3";
/// The same, of a backup without documents: of a ledger of the third format.
pub(super) const WHAT_2: &str = "sightline backup 2";
/// The same, of a backup without the desks: of a ledger of the second format.
pub(super) const WHAT_1: &str = "sightline backup 1";

/// The manifest as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub what: String,
    pub taken_at: Timestamp,
    pub ledger: Id,
    pub organisation: Id,
    pub example: bool,
    pub entries: u64,
    pub files: u64,
    pub without_key: u64,
    pub head: WrittenHead,
    pub master_key_version: i64,
    /// In microseconds since 1970; 0 where it is the first.
    pub master_key_since: i64,
    pub seal_key: WrittenKey,
    pub signing_key: KeptKey,
    pub signing_public_key: String,
    /// None of an example.
    pub recovery_key: Option<KeptKey>,
    pub entries_file: Part,
    pub keys_file: Part,
    /// None of a backup of the first format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desks: Option<Desks>,
    /// None of a backup of the first two formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached: Option<Attached>,
    /// What somebody has been told: none of a backup of the first three formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Rows>,
}

/// What is kept at the desks, without the sessions: nobody is signed in after a restore.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Desks {
    /// The key of the accounts' secrets.
    pub key: KeptKey,
    pub accounts: Rows,
    pub drafts: Rows,
    pub looks: Rows,
}

impl Desks {
    /// The tables, each with what is said of it.
    pub fn tables(&self) -> [(&'static Carried, &Rows); 3] {
        [
            (&ACCOUNTS, &self.accounts),
            (&DRAFTS, &self.drafts),
            (&LOOKS, &self.looks),
        ]
    }
}

/// A key of the table `ledger_key`, wrapped as it stands there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptKey {
    /// In microseconds since 1970.
    pub made_at: i64,
    pub key: WrittenKey,
}

impl Manifest {
    pub fn about(&self) -> About {
        About {
            ledger: self.ledger,
            organisation: self.organisation,
            example: self.example,
        }
    }
}

impl From<&LedgerKey> for KeptKey {
    fn from(key: &LedgerKey) -> Self {
        Self {
            made_at: key.made_at,
            key: (&key.wrapped).into(),
        }
    }
}

impl KeptKey {
    /// The row that it was; `None` where it is not of the form that is written.
    pub fn row(&self, public: Option<[u8; 32]>) -> Option<LedgerKey> {
        Some(LedgerKey {
            made_at: self.made_at,
            wrapped: self.key.wrapped()?,
            public,
        })
    }
}
