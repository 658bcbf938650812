//! Accounts: who may sign in, and how they show who they are.

use std::fmt;

use jiff::Timestamp;
use practice::Id;
use serde::{Deserialize, Serialize};

use super::bound::{Bound, Hidden, kept};
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;
use crate::keys::Cipher;
use crate::outside::Randomness;

const TABLE: &str = "account";

/// One worker's account. What it is shown as for finding faults (`Debug`) leaves its secrets
/// out.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose it is. A worker has one at most.
    pub worker: Id,
    /// The name to sign in with. It is kept in lower case, and no two have the same.
    pub sign_in: String,
    /// What the password is checked against: the PHC string of Argon2id.
    pub password: String,
    /// The secret of the one-time codes.
    pub code_secret: Vec<u8>,
    /// The time step of the last code that was used, so that none is used twice.
    pub last_code: u64,
    /// The SHA-256 of each recovery code that was not used yet.
    pub recovery: Vec<[u8; 32]>,
    /// How often it was tried in vain since it was last signed in with.
    pub failures: u32,
    /// Until when nobody may sign in with it, after too many failures.
    pub locked_until: Option<Timestamp>,
    /// Whether a new password has to be chosen before anything else.
    pub must_change: bool,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was closed, for good.
    pub closed_at: Option<Timestamp>,
    /// Counted up by one with each change; 1 is the first.
    pub version: u64,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("worker", &self.worker)
            .field("last_code", &self.last_code)
            .field("failures", &self.failures)
            .field("locked_until", &self.locked_until)
            .field("must_change", &self.must_change)
            .field("made_at", &self.made_at)
            .field("closed_at", &self.closed_at)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// What is hidden of an account, as it is read.
#[derive(Deserialize)]
struct Secrets {
    password: String,
    code_secret: Vec<u8>,
    recovery: Vec<[u8; 32]>,
}

/// The same, as it is written.
#[derive(Serialize)]
struct SecretsOf<'a> {
    password: &'a str,
    code_secret: &'a [u8],
    recovery: &'a [[u8; 32]],
}

/// Until when an account is locked that somebody locked: until somebody unlocks it.
const BY_HAND: Timestamp = Timestamp::constant(253_370_764_800, 0);

impl Account {
    /// Locked by somebody: nobody signs in with it, nor goes on, until it is unlocked.
    #[must_use]
    pub fn locked_by_hand(self) -> Self {
        Self {
            locked_until: Some(BY_HAND),
            ..self
        }
    }

    /// Whether somebody locked it.
    pub fn is_locked_by_hand(&self) -> bool {
        self.locked_until.is_some_and(|until| until >= BY_HAND)
    }

    /// Whether somebody can go on who has signed in with it.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none() && !self.is_locked_by_hand()
    }

    /// As it is kept.
    pub(super) fn kept(&self) -> Self {
        Self {
            sign_in: sign_in(&self.sign_in),
            locked_until: self.locked_until.map(kept),
            made_at: kept(self.made_at),
            closed_at: self.closed_at.map(kept),
            ..self.clone()
        }
    }

    fn bound(&self) -> Bound {
        Bound::to(TABLE)
            .id(&self.worker)
            .bytes(self.sign_in.as_bytes())
            .number(self.last_code)
            .number(u64::from(self.failures))
            .optional_time(self.locked_until)
            .number(u64::from(self.must_change))
            .time(self.made_at)
            .optional_time(self.closed_at)
            .number(self.version)
    }

    /// Hides its secrets.
    pub(super) fn hide(
        &self,
        cipher: &Cipher,
        randomness: &mut dyn Randomness,
    ) -> Result<Hidden, StoreError> {
        let secrets = SecretsOf {
            password: &self.password,
            code_secret: &self.code_secret,
            recovery: &self.recovery,
        };
        Hidden::of(&secrets, cipher, &self.bound(), randomness)
    }

    /// The columns, in their order.
    pub(super) fn cells<'a>(&'a self, secrets: &'a Hidden) -> [Cell<'a>; 11] {
        [
            Cell::from(&self.worker),
            Cell::from(&self.sign_in),
            Cell::from(self.last_code),
            Cell::from(self.failures),
            Cell::from(self.locked_until),
            Cell::from(self.must_change),
            Cell::from(self.made_at),
            Cell::from(self.closed_at),
            Cell::from(self.version),
            Cell::Bytes(&secrets.nonce),
            Cell::Bytes(&secrets.bytes),
        ]
    }

    /// Reads a row, and opens its secrets.
    pub(super) fn read(row: &dyn Row, cipher: &Cipher) -> Result<Self, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let mut account = Self {
            worker: columns.id("worker")?,
            sign_in: columns.text("sign_in")?.to_owned(),
            password: String::new(),
            code_secret: Vec::new(),
            last_code: columns.count("last_code")?,
            recovery: Vec::new(),
            failures: columns.small("failures")?,
            locked_until: columns.optional_time("locked_until")?,
            must_change: columns.flag("must_change")?,
            made_at: columns.time("made_at")?,
            closed_at: columns.optional_time("closed_at")?,
            version: columns.count("version")?,
        };
        let hidden = Hidden::read(&mut columns, "secrets")?;
        let Secrets {
            password,
            code_secret,
            recovery,
        } = hidden
            .open(cipher, &account.bound())
            .ok_or(StoreError::Unreadable {
                table: TABLE,
                column: "secrets",
            })?;
        account.password = password;
        account.code_secret = code_secret;
        account.recovery = recovery;
        Ok(account)
    }
}

/// A sign-in name as it is kept and looked for.
pub(super) fn sign_in(name: &str) -> String {
    name.to_lowercase()
}
