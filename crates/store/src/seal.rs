//! The seal: what makes a change behind the program's back evident.
//!
//! Each entry's seal is HMAC-SHA-256, with the ledger's seal key, over
//!
//! 1. the seal of the entry before it (32 bytes; zeros before the first),
//! 2. its position (8 bytes, big-endian),
//! 3. its canonical header (4 bytes of length, big-endian, then the bytes; see
//!    `stored::header_bytes`),
//! 4. its nonce (24 bytes),
//! 5. its ciphertext, to the end.
//!
//! No key of any owner is needed to verify it, so that the chain holds for ever
//! over entries whose key has lawfully been destroyed.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::keys::{Nonce, Secret};

/// The seal of one entry. Written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seal([u8; 32]);

impl Seal {
    /// What stands before the first entry.
    pub const NONE: Self = Self([0; 32]);

    /// The seal made of these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The thirty-two bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a seal: 64 hexadecimal digits are expected")]
pub struct NotASeal(pub String);

impl FromStr for Seal {
    type Err = NotASeal;

    fn from_str(text: &str) -> Result<Self, NotASeal> {
        crate::keys::from_hex(text.as_bytes())
            .map(Self)
            .ok_or_else(|| NotASeal(text.to_owned()))
    }
}

/// Seals entries with the ledger's key.
#[derive(Clone)]
pub(crate) struct Sealer {
    /// Keyed once, copied for each entry.
    mac: Hmac<Sha256>,
}

impl Sealer {
    /// With this seal key.
    pub fn new(key: &Secret) -> Self {
        // HMAC fills a shorter key with zeros up to the hash's block.
        let mut block = Zeroizing::new([0; 64]);
        block
            .iter_mut()
            .zip(key.as_array())
            .for_each(|(to, from)| *to = *from);
        Self {
            mac: <Hmac<Sha256> as KeyInit>::new((&*block).into()),
        }
    }

    /// The seal of an entry.
    pub fn seal(
        &self,
        previous: Seal,
        position: u64,
        header: &[u8],
        nonce: &Nonce,
        ciphertext: &[u8],
    ) -> Seal {
        let length = u32::try_from(header.len()).unwrap_or(u32::MAX);
        let mut mac = self.mac.clone();
        mac.update(previous.bytes());
        mac.update(&position.to_be_bytes());
        mac.update(&length.to_be_bytes());
        mac.update(header);
        mac.update(nonce);
        mac.update(ciphertext);
        Seal(mac.finalize().into_bytes().into())
    }
}
