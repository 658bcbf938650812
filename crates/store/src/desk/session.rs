//! Sessions: who is signed in.

use std::fmt;

use jiff::Timestamp;
use practice::Id;
use serde::{Deserialize, Serialize};

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
    /// What an identity provider said, where it was begun through one.
    pub vouched: Option<Vouched>,
}

/// What an identity provider said of somebody when a session was begun through it. What it is
/// shown as leaves its secret out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// Who they are there.
    pub subject: String,
    /// The session there, where it said so.
    pub session: Option<String>,
    /// With what to ask again whether they still are; where it gave nothing, that cannot be
    /// asked.
    pub refresh: Option<String>,
    /// When it was last asked, and said yes.
    pub checked_at: Timestamp,
}

impl fmt::Debug for Vouched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vouched")
            .field("checked_at", &self.checked_at)
            .finish_non_exhaustive()
    }
}

/// What is hidden of a session, as it is read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Secrets {
    /// Of one that was begun with a password.
    Own([u8; 32]),
    /// Of one that was begun through a provider.
    Vouched {
        form_key: [u8; 32],
        vouched: Vouched,
    },
}

/// The same of one that was begun through a provider, as it is written.
#[derive(Serialize)]
struct VouchedOf<'a> {
    form_key: &'a [u8; 32],
    vouched: &'a Vouched,
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
            vouched: self.vouched.clone().map(|vouched| Vouched {
                checked_at: kept(vouched.checked_at),
                ..vouched
            }),
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

    /// Hides its secrets.
    pub(super) fn hide(
        &self,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<Hidden, StoreError> {
        let bound = self.bound();
        match &self.vouched {
            None => Hidden::of(&self.form_key, cipher, &bound, randomness),
            Some(vouched) => {
                let secrets = VouchedOf {
                    form_key: &self.form_key,
                    vouched,
                };
                Hidden::of(&secrets, cipher, &bound, randomness)
            }
        }
    }

    /// What of a session can change beside when it was used, and by what it is known to be
    /// the same.
    pub(super) fn changed_cells<'a>(&'a self, secrets: &'a Hidden) -> [Cell<'a>; 6] {
        [
            Cell::Bytes(&self.token),
            Cell::from(&self.worker),
            Cell::from(self.began_at),
            Cell::from(self.ends_at),
            Cell::Bytes(&secrets.nonce),
            Cell::Bytes(&secrets.bytes),
        ]
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

    /// Reads a row, and opens its secrets.
    pub(super) fn read(row: &dyn Row, cipher: &Cipher) -> Result<Self, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let mut session = Self {
            token: columns.array("token")?,
            worker: columns.id("worker")?,
            began_at: columns.time("began_at")?,
            used_at: columns.time("used_at")?,
            ends_at: columns.time("ends_at")?,
            form_key: [0; 32],
            vouched: None,
        };
        let hidden = Hidden::read(&mut columns, "form_key")?;
        let secrets = hidden
            .open(cipher, &session.bound())
            .ok_or(StoreError::Unreadable {
                table: TABLE,
                column: "form_key",
            })?;
        match secrets {
            Secrets::Own(form_key) => session.form_key = form_key,
            Secrets::Vouched { form_key, vouched } => {
                session.form_key = form_key;
                session.vouched = Some(vouched);
            }
        }
        Ok(session)
    }
}
