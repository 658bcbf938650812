//! A document and a piece of one, as they rest.

use std::fmt;

use jiff::Timestamp;
use practice::Id;
use record::document::Particulars;

use crate::desk::{Bound, Hidden, kept, key};
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::{self, Cipher, Keyring, Nonce, Wrapped};
use crate::outside::Randomness;

pub(super) const TABLE: &str = "attachment";
pub(super) const PIECES: &str = "attachment_chunk";

/// How many bytes a piece has, but for the last.
pub const PIECE: usize = 512 * 1024;

/// A document that is attached, or is about to be. What it is shown as for finding faults
/// leaves out what is told of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The document, and the entry that attaches it, once there is one.
    pub id: Id,
    /// The file that it belongs to.
    pub owner: Id,
    /// The draft with which it is kept until it is recorded.
    pub draft: Id,
    /// Who brought it.
    pub worker: Id,
    /// When.
    pub kept_at: Timestamp,
    /// What is told of it.
    pub told: Particulars,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("id", &self.id)
            .field("owner", &self.owner)
            .field("draft", &self.draft)
            .field("worker", &self.worker)
            .field("kept_at", &self.kept_at)
            .finish_non_exhaustive()
    }
}

/// A piece of a document. What it is shown as for finding faults leaves out what it holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The document.
    pub of: Id,
    /// Its place, counted from 0.
    pub place: u64,
    /// What it holds: [`PIECE`] bytes, or of the last what is left.
    pub content: Vec<u8>,
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Piece")
            .field("of", &self.of)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl Attachment {
    /// Of how many pieces it is. An empty document is of one.
    pub fn pieces(&self) -> u64 {
        self.told.bytes.div_ceil(PIECE as u64).max(1)
    }

    /// How many bytes the piece at this place has; `None` where it has no such piece.
    pub(super) fn length(&self, place: u64) -> Option<u64> {
        let before = place.checked_mul(PIECE as u64)?;
        (place < self.pieces()).then(|| (self.told.bytes - before).min(PIECE as u64))
    }

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
            .id(&self.owner)
            .id(&self.draft)
            .id(&self.worker)
            .time(self.kept_at)
    }

    /// Hides what is told of it.
    pub(super) fn hide(
        &self,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<Hidden, StoreError> {
        Hidden::of(&self.told, cipher, &self.bound(), randomness)
    }

    /// The columns, in their order, of one that is not whole yet.
    pub(super) fn cells<'a>(&'a self, told: &'a Hidden) -> [Cell<'a>; 8] {
        [
            Cell::from(&self.id),
            Cell::from(&self.owner),
            Cell::from(&self.draft),
            Cell::from(&self.worker),
            Cell::from(self.kept_at),
            Cell::from(false),
            Cell::Bytes(&told.nonce),
            Cell::Bytes(&told.bytes),
        ]
    }

    /// Reads a row with the key of its file, opens what is told, and whether it is whole.
    pub(super) fn read(row: &dyn Row, keys: &Keyring) -> Result<Found, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let (id, owner) = (columns.id("id")?, columns.id("owner")?);
        let (draft, worker) = (columns.id("draft")?, columns.id("worker")?);
        let kept_at = columns.time("kept_at")?;
        let whole = columns.flag("whole")?;
        let hidden = Hidden::read(&mut columns, "told")?;
        let key = key(&mut columns)?.ok_or(StoreError::KeyDestroyed { owner })?;
        let unreadable = StoreError::Unreadable {
            table: TABLE,
            column: "told",
        };
        let key = keys.unwrap(&owner, key).ok_or(unreadable.clone())?;
        let mut attachment = Self {
            id,
            owner,
            draft,
            worker,
            kept_at,
            told: Particulars {
                name: String::new(),
                format: String::new(),
                bytes: 0,
                sha256: String::new(),
                withheld: None,
            },
        };
        let cipher = key.cipher();
        attachment.told = hidden
            .open(&cipher, &attachment.bound())
            .ok_or(unreadable)?;
        Ok(Found {
            attachment,
            whole,
            cipher,
        })
    }

    /// Reads a row, as [`Attachment::read`] does; `None` where it is not whole, or does not open.
    pub(crate) fn whole(row: &dyn Row, keys: &Keyring) -> Result<Option<Self>, StoreError> {
        match Self::read(row, keys) {
            Ok(found) => Ok(found.whole.then_some(found.attachment)),
            Err(StoreError::Unreadable { .. } | StoreError::KeyDestroyed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What a piece of it is bound to.
    fn place(&self, place: u64) -> Bound {
        Bound::to(PIECES)
            .id(&self.id)
            .id(&self.owner)
            .number(place)
            .number(self.pieces())
    }

    /// Hides a piece of it.
    pub(super) fn hide_piece(
        &self,
        piece: &Piece,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<(Nonce, Vec<u8>), StoreError> {
        let nonce = keys::nonce(randomness)?;
        let bound = self.place(piece.place);
        let hidden = cipher.hide(&nonce, bound.all(), piece.content.clone())?;
        Ok((nonce, hidden))
    }

    /// Opens the piece at this place, of the columns `nonce` and `content`.
    pub(super) fn open_piece(
        &self,
        place: u64,
        row: &dyn Row,
        cipher: &Cipher,
    ) -> Result<Vec<u8>, StoreError> {
        let mut columns = Columns::of(PIECES, row);
        let nonce: Nonce = columns.array("nonce")?;
        let hidden = columns.bytes("content")?.to_vec();
        let bound = self.place(place);
        let content = cipher.open(&nonce, bound.all(), hidden);
        content.map_err(|_| StoreError::Unreadable {
            table: PIECES,
            column: "content",
        })
    }
}

/// A document that was found, whether all of it is kept, and what opens it.
pub(crate) struct Found {
    pub attachment: Attachment,
    pub whole: bool,
    pub cipher: Cipher,
}

/// The key of a file, from what wraps it.
pub(super) fn cipher(keys: &Keyring, owner: &Id, wrapped: Wrapped) -> Result<Cipher, StoreError> {
    let key = keys.unwrap(owner, wrapped).ok_or(StoreError::Unreadable {
        table: "owner_key",
        column: "wrapped",
    })?;
    Ok(key.cipher())
}
