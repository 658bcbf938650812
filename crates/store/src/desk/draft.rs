//! Drafts: what somebody is in the midst of writing.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use practice::Id;

use super::bound::{Bound, Hidden, kept};
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::{Cipher, Keyring, Wrapped};
use crate::outside::Randomness;

const TABLE: &str = "draft";

/// What a worker has typed for a file, and not recorded yet. What it is shown as for finding
/// faults leaves out what was typed.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Which draft it is.
    pub id: Id,
    /// Whose it is.
    pub worker: Id,
    /// The file that it is for; there may be none yet.
    pub owner: Id,
    /// The record type.
    pub kind: String,
    /// The entry that it would correct.
    pub corrects: Option<Id>,
    /// The version of the file that was seen when it was begun.
    pub based_on: u64,
    /// The fields, as they were typed.
    pub fields: BTreeMap<String, Vec<String>>,
    /// When it was kept.
    pub kept_at: Timestamp,
    /// Counted up by one each time that it is kept; 1 is the first.
    pub version: u64,
}

impl fmt::Debug for KeptDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptDraft")
            .field("id", &self.id)
            .field("worker", &self.worker)
            .field("owner", &self.owner)
            .field("kind", &self.kind)
            .field("corrects", &self.corrects)
            .field("based_on", &self.based_on)
            .field("kept_at", &self.kept_at)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl KeptDraft {
    /// As it is kept.
    pub(super) fn kept(&self) -> Self {
        Self {
            kept_at: kept(self.kept_at),
            ..self.clone()
        }
    }

    fn bound(&self) -> Bound {
        Bound::to(TABLE)
            .id(&self.id)
            .id(&self.worker)
            .id(&self.owner)
            .bytes(self.kind.as_bytes())
            .bytes(self.corrects.as_ref().map_or(&[], |id| id.bytes()))
            .number(self.based_on)
            .time(self.kept_at)
            .number(self.version)
    }

    /// Hides what was typed.
    pub(super) fn hide(
        &self,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<Hidden, StoreError> {
        Hidden::of(&self.fields, cipher, &self.bound(), randomness)
    }

    /// The columns, in their order. `key_of` is whose key it is kept under.
    pub(super) fn cells<'a>(&'a self, key_of: &'a Id, fields: &'a Hidden) -> [Cell<'a>; 11] {
        [
            Cell::from(&self.id),
            Cell::from(&self.worker),
            Cell::from(&self.owner),
            Cell::from(&self.kind),
            Cell::from(self.corrects.as_ref()),
            Cell::from(self.based_on),
            Cell::from(self.kept_at),
            Cell::from(self.version),
            Cell::from(key_of),
            Cell::Bytes(&fields.nonce),
            Cell::Bytes(&fields.bytes),
        ]
    }

    /// Reads a row with the key that it is kept under, and opens what was typed.
    pub(super) fn read(row: &dyn Row, keys: &Keyring) -> Result<Self, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let mut draft = Self {
            id: columns.id("id")?,
            worker: columns.id("worker")?,
            owner: columns.id("owner")?,
            kind: columns.text("kind")?.to_owned(),
            corrects: columns.optional_id("corrects")?,
            based_on: columns.count("based_on")?,
            fields: BTreeMap::new(),
            kept_at: columns.time("kept_at")?,
            version: columns.count("version")?,
        };
        let key_of = columns.id("key_of")?;
        let hidden = Hidden::read(&mut columns, "fields")?;
        let key = key(&mut columns)?.ok_or(StoreError::KeyDestroyed { owner: key_of })?;
        draft.fields = keys
            .unwrap(&key_of, key)
            .and_then(|key| hidden.open(&key.cipher(), &draft.bound()))
            .ok_or(StoreError::Unreadable {
                table: TABLE,
                column: "fields",
            })?;
        Ok(draft)
    }
}

/// A wrapped key, of the next two columns, where there is one.
pub(crate) fn key(columns: &mut Columns<'_>) -> Result<Option<Wrapped>, StoreError> {
    let nonce = columns.optional_array("nonce")?;
    let hidden = columns.optional_bytes("wrapped")?;
    Ok(nonce.zip(hidden).map(|(nonce, hidden)| Wrapped {
        nonce,
        hidden: hidden.to_vec(),
    }))
}
