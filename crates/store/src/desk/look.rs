//! Looks: who has looked at what, and why they might.

use std::fmt;

use jiff::Timestamp;
use practice::Id;

use super::bound::{Bound, Hidden, kept};
use super::draft::key;
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::{Cipher, Keyring};
use crate::outside::Randomness;

const TABLE: &str = "look";

/// One look. What it is shown as for finding faults leaves the reason out.
#[derive(Clone, PartialEq, Eq)]
pub struct Look {
    /// Which look it is.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// Who looked.
    pub worker: Id,
    /// At whose file, or at what else.
    pub subject: Id,
    /// What was looked at: `file`, `timeline`, `find`. Never anything personal: it is not
    /// encrypted.
    pub what: String,
    /// The policy by which it was allowed.
    pub because: String,
    /// The reason that was given, where one had to be. It is not told any more where the
    /// file was disposed of.
    pub reason: Option<String>,
}

impl fmt::Debug for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Look")
            .field("id", &self.id)
            .field("at", &self.at)
            .field("worker", &self.worker)
            .field("subject", &self.subject)
            .field("what", &self.what)
            .field("because", &self.because)
            .field("has_reason", &self.reason.is_some())
            .finish()
    }
}

impl Look {
    /// As it is kept.
    pub(super) fn kept(&self) -> Self {
        Self {
            at: kept(self.at),
            ..self.clone()
        }
    }

    fn bound(&self) -> Bound {
        Bound::to(TABLE)
            .id(&self.subject)
            .time(self.at)
            .id(&self.id)
            .id(&self.worker)
            .bytes(self.what.as_bytes())
            .bytes(self.because.as_bytes())
    }

    /// Hides the reason.
    pub(super) fn hide(
        &self,
        reason: &str,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<Hidden, StoreError> {
        Hidden::of(&reason, cipher, &self.bound(), randomness)
    }

    /// The columns, in their order, with the reason as it was hidden, and under whose key.
    pub(super) fn cells<'a>(&'a self, reason: Option<(&'a Id, &'a Hidden)>) -> [Cell<'a>; 9] {
        let [key_of, nonce, reason] = match reason {
            Some((key_of, hidden)) => [
                Cell::from(key_of),
                Cell::Bytes(&hidden.nonce),
                Cell::Bytes(&hidden.bytes),
            ],
            None => [Cell::Null; 3],
        };
        [
            Cell::from(&self.subject),
            Cell::from(self.at),
            Cell::from(&self.id),
            Cell::from(&self.worker),
            Cell::from(&self.what),
            Cell::from(&self.because),
            key_of,
            nonce,
            reason,
        ]
    }

    /// Reads a row with the key that its reason is kept under, and opens the reason.
    pub(super) fn read(row: &dyn Row, keys: &Keyring) -> Result<Self, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let mut look = Self {
            subject: columns.id("subject")?,
            at: columns.time("looked_at")?,
            id: columns.id("id")?,
            worker: columns.id("worker")?,
            what: columns.text("what")?.to_owned(),
            because: columns.text("because")?.to_owned(),
            reason: None,
        };
        let key_of = columns.optional_id("key_of")?;
        let nonce = columns.optional_array("nonce")?;
        let bytes = columns.optional_bytes("reason")?.map(<[u8]>::to_vec);
        let wrapped = key(&mut columns)?;
        let hidden = nonce.zip(bytes);
        let hidden = hidden.map(|(nonce, bytes)| Hidden { nonce, bytes });
        if let (Some(key_of), Some(hidden), Some(wrapped)) = (key_of, hidden, wrapped) {
            let reason = keys
                .unwrap(&key_of, wrapped)
                .and_then(|key| hidden.open(&key.cipher(), &look.bound()));
            look.reason = Some(reason.ok_or(StoreError::Unreadable {
                table: TABLE,
                column: "reason",
            })?);
        }
        Ok(look)
    }
}
