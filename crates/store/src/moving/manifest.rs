//! The manifest: what an export is, what its parts are, and the ledger's own keys.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use practice::Id;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::Moved;
use super::carried::{Attached, Rows};
use crate::head::{Head, hex, unhex, unhex_any};
use crate::keys::{Secret, Wrapped};
use crate::reader::About;

/// What the first lines say, and the version of the format.
pub(super) const WHAT: &str = "sightline ledger export 3";
/// The same, of an export without documents.
pub(super) const WHAT_2: &str = "sightline ledger export 2";
/// The same, of an export without the access log.
pub(super) const WHAT_1: &str = "sightline ledger export 1";

/// The practice book by which a record was worked on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookNamed {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// The mark of what was derived by it.
    pub mark: i64,
}

/// The manifest as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub what: String,
    pub ledger: Id,
    pub organisation: Id,
    pub example: bool,
    pub entries: u64,
    pub files: u64,
    pub without_key: u64,
    pub head: WrittenHead,
    pub practice_book: BookNamed,
    pub transfer_key_check: String,
    pub seal_key: WrittenKey,
    pub signing_key: WrittenKey,
    pub signing_public_key: String,
    pub entries_file: Part,
    pub keys_file: Part,
    /// The access log; none of an export of the first format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<Rows>,
    /// The documents that entries attach; none of an export of the first two formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached: Option<Attached>,
}

/// The last entry, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenHead {
    pub position: u64,
    pub seal: String,
    pub recorded_at: Timestamp,
}

/// A wrapped key, as it is written: hexadecimal digits.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenKey {
    pub nonce: String,
    pub wrapped: String,
}

/// A part of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    pub fn about(&self) -> About {
        About {
            ledger: self.ledger,
            organisation: self.organisation,
            example: self.example,
        }
    }

    /// The last entry; `None` where it is not of the form that is written.
    pub fn head(&self) -> Option<Head> {
        Some(Head {
            position: self.head.position,
            seal: self.head.seal.parse().ok()?,
            recorded_at: self.head.recorded_at,
        })
    }

    /// What is moved.
    pub fn moved(&self, head: Head) -> Moved {
        Moved {
            ledger: self.ledger,
            organisation: self.organisation,
            example: self.example,
            entries: self.entries,
            files: self.files,
            without_key: self.without_key,
            looks: self.looks.as_ref().map_or(0, |looks| looks.rows),
            documents: self
                .attached
                .as_ref()
                .map_or(0, |attached| attached.documents.rows),
            head,
            book: self.practice_book.clone(),
        }
    }
}

impl From<Head> for WrittenHead {
    fn from(head: Head) -> Self {
        Self {
            position: head.position,
            seal: head.seal.to_string(),
            recorded_at: head.recorded_at,
        }
    }
}

impl From<&Wrapped> for WrittenKey {
    fn from(key: &Wrapped) -> Self {
        Self {
            nonce: hex(&key.nonce),
            wrapped: hex(&key.hidden),
        }
    }
}

impl WrittenKey {
    /// The wrapped key; `None` where it is not of the form that is written.
    pub fn wrapped(&self) -> Option<Wrapped> {
        Some(Wrapped {
            nonce: unhex(&self.nonce)?,
            hidden: unhex_any(&self.wrapped)?,
        })
    }
}

/// By which it is known whether a transfer key is the one that an export was made with.
/// It tells nothing of the key.
pub(super) fn check(transfer: &Secret) -> String {
    let mut block = zeroize::Zeroizing::new([0; 64]);
    block
        .iter_mut()
        .zip(transfer.as_array())
        .for_each(|(to, from)| *to = *from);
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    mac.update(b"sightline transfer key 1");
    hex(&<[u8; 32]>::from(mac.finalize().into_bytes()))
}
