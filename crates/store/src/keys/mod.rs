//! The keys: one master key outside the database; kept in it, wrapped under the master
//! key, one for the seal, one for signing the head, one for the desks, and one for each
//! owner.
//!
//! | key | where it rests | what it does |
//! |---|---|---|
//! | master | a file, or what a command prints | wraps the others |
//! | recovery | on paper: printed once | wraps the master key |
//! | seal | the table `ledger`, wrapped | seals the chain |
//! | signing | the table `ledger_key`, wrapped | signs the head (Ed25519) |
//! | desk | the table `ledger_key`, wrapped | encrypts the secrets of accounts and sessions |
//! | owner's | the table `owner_key`, wrapped | encrypts the bodies of one file |
//! | transfer | a file that travels apart from an export | wraps the others in an export |
//!
//! All encryption is XChaCha20-Poly1305 with nonces of 24 bytes: random, but for an
//! export's ([`Wrapping::wrap_again`]). Every key is wiped from memory when it is dropped.

mod cipher;
mod master;
mod recovery;
mod ring;
mod signing;
mod wrapping;

pub(crate) use cipher::Cipher;
pub use master::KeySource;
pub(crate) use master::MasterKey;
pub use recovery::{NotARecoveryKey, RecoveryKey};
pub(crate) use ring::{Keyring, OwnerKey};
pub(crate) use signing::{Signer, signed_by};
pub(crate) use wrapping::{Place, Wrapped, Wrapping};

use zeroize::Zeroizing;

use crate::outside::{NoRandomness, Randomness};

/// A number that is used once with a key.
pub(crate) type Nonce = [u8; 24];

/// Thirty-two secret bytes, wiped when dropped.
pub(crate) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// New, by chance.
    pub fn new(randomness: &mut dyn Randomness) -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0; 32]);
        randomness.fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }

    /// Of these bytes; `None` where there are not thirty-two.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let bytes = <[u8; 32]>::try_from(bytes).ok()?;
        Some(Self(Zeroizing::new(bytes)))
    }

    /// The bytes, as the ciphers take them.
    pub fn as_array(&self) -> &chacha20poly1305::Key {
        (&*self.0).into()
    }

    /// The bytes as hexadecimal digits.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for half in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(half), 16));
            }
        }
        text
    }
}

/// A new nonce.
pub(crate) fn nonce(randomness: &mut dyn Randomness) -> Result<Nonce, NoRandomness> {
    let mut nonce = Nonce::default();
    randomness.fill(&mut nonce)?;
    Ok(nonce)
}

/// Thirty-two bytes of 64 hexadecimal digits; `None` where they are not that.
pub(crate) fn from_hex(text: &[u8]) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.chunks(2)) {
        for digit in pair {
            let half = char::from(*digit).to_digit(16)?;
            *byte = (*byte << 4) | u8::try_from(half).ok()?;
        }
    }
    Some(bytes)
}
