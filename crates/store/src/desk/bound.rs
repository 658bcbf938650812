//! Hiding a value, bound to the row that it stands in.

use jiff::Timestamp;
use practice::Id;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::engine::Columns;
use crate::error::StoreError;
use crate::keys::{self, Cipher, Nonce};
use crate::outside::Randomness;

/// What a hidden value is bound to: the name of its table and the columns in clear, each as
/// 4 bytes of length (big-endian) and its bytes.
pub(crate) struct Bound(Vec<u8>);

impl Bound {
    /// To a row of this table.
    pub fn to(table: &str) -> Self {
        Self(Vec::with_capacity(160)).bytes(table.as_bytes())
    }

    /// With these bytes.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    /// With this identifier.
    pub fn id(self, id: &Id) -> Self {
        self.bytes(id.bytes())
    }

    /// With this number.
    pub fn number(self, number: u64) -> Self {
        self.bytes(&number.to_be_bytes())
    }

    /// All of it.
    pub fn all(&self) -> &[u8] {
        &self.0
    }

    /// With this time.
    pub fn time(self, time: Timestamp) -> Self {
        self.bytes(&time.as_microsecond().to_be_bytes())
    }

    /// With this time, or with none.
    pub fn optional_time(self, time: Option<Timestamp>) -> Self {
        match time {
            Some(time) => self.time(time),
            None => self.bytes(&[]),
        }
    }
}

/// A value as it rests: its JSON, encrypted.
pub(crate) struct Hidden {
    pub nonce: Nonce,
    pub bytes: Vec<u8>,
}

impl Hidden {
    /// Hides a value.
    pub fn of(
        value: &impl Serialize,
        cipher: &Cipher,
        bound: &Bound,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, StoreError> {
        let text = serde_json::to_vec(value).map_err(|error| StoreError::Refused {
            why: error.to_string(),
        })?;
        let nonce = keys::nonce(randomness)?;
        let bytes = cipher.hide(&nonce, &bound.0, text)?;
        Ok(Self { nonce, bytes })
    }

    /// Of the next two columns: the nonce, and one of this name.
    pub fn read(columns: &mut Columns<'_>, column: &'static str) -> Result<Self, StoreError> {
        Ok(Self {
            nonce: columns.array("nonce")?,
            bytes: columns.bytes(column)?.to_vec(),
        })
    }

    /// The value; `None` where it was not hidden with this key in this row.
    pub fn open<T: DeserializeOwned>(self, cipher: &Cipher, bound: &Bound) -> Option<T> {
        let text = cipher.open(&self.nonce, &bound.0, self.bytes).ok()?;
        serde_json::from_slice(&Zeroizing::new(text)).ok()
    }
}

/// A time as it is kept.
pub(crate) fn kept(time: Timestamp) -> Timestamp {
    // Every whole microsecond of a time that exists is one that exists.
    Timestamp::from_microsecond(time.as_microsecond()).unwrap_or(Timestamp::MIN)
}
