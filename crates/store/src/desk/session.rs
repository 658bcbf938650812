//! Sessions: who is signed in.

use std::fmt;

use jiff::Timestamp;
use practice::Id;

use super::bound::{Bound, Hidden, kept};
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::Cipher;
use crate::outside::Randomness;

const TABLE: &str = "session";

/// One session. Whether it is still good is for whoever knows the time to say; here it stays
/// until it is ended. What it is shown as for finding faults leaves its secrets out.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The SHA-256 of its cookie.
    pub token: [u8; 32],
    /// Who is signed in.
    pub worker: Id,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was last used.
    pub used_at: Timestamp,
    /// When it ends, however much it is used.
    pub ends_at: Timestamp,
    /// The key by which its forms are known to be its own.
    pub form_key: [u8; 32],
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("worker", &self.worker)
            .field("began_at", &self.began_at)
            .field("used_at", &self.used_at)
            .field("ends_at", &self.ends_at)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// As it is kept.
    pub(super) fn kept(&self) -> Self {
        Self {
            began_at: kept(self.began_at),
            used_at: kept(self.used_at),
            ends_at: kept(self.ends_at),
            ..self.clone()
        }
    }

    /// When it was last used changes often, and alone.
    fn bound(&self) -> Bound {
        Bound::to(TABLE)
            .bytes(&self.token)
            .id(&self.worker)
            .time(self.began_at)
            .time(self.ends_at)
    }

    /// Hides the key of its forms.
    pub(super) fn hide(
        &self,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<Hidden, StoreError> {
        Hidden::of(&self.form_key, cipher, &self.bound(), randomness)
    }

    /// The columns, in their order.
    pub(super) fn cells<'a>(&'a self, form_key: &'a Hidden) -> [Cell<'a>; 7] {
        [
            Cell::Bytes(&self.token),
            Cell::from(&self.worker),
            Cell::from(self.began_at),
            Cell::from(self.used_at),
            Cell::from(self.ends_at),
            Cell::Bytes(&form_key.nonce),
            Cell::Bytes(&form_key.bytes),
        ]
    }

    /// Reads a row, and opens the key of its forms.
    pub(super) fn read(row: &dyn Row, cipher: &Cipher) -> Result<Self, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let mut session = Self {
            token: columns.array("token")?,
            worker: columns.id("worker")?,
            began_at: columns.time("began_at")?,
            used_at: columns.time("used_at")?,
            ends_at: columns.time("ends_at")?,
            form_key: [0; 32],
        };
        let hidden = Hidden::read(&mut columns, "form_key")?;
        session.form_key = hidden
            .open(cipher, &session.bound())
            .ok_or(StoreError::Unreadable {
                table: TABLE,
                column: "form_key",
            })?;
        Ok(session)
    }
}
