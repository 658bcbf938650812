//! Wrapping: one key encrypted under another, bound to its place.
//!
//! A wrapped key that is moved to another row, ledger or version of the wrapping key
//! does not open.

use hmac::{Hmac, KeyInit, Mac};
use practice::Id;
use sha2::Sha256;

use super::{Cipher, Nonce, Secret};
use crate::error::StoreError;
use crate::reader::About;

/// A key as it rests: encrypted under another.
#[derive(Clone, Debug)]
pub(crate) struct Wrapped {
    /// The number used once.
    pub nonce: Nonce,
    /// The encrypted key.
    pub hidden: Vec<u8>,
}

/// Where a wrapped key belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'p> {
    /// The seal key of this ledger, of this organisation, an example or not. A change
    /// to any of them shows when the ledger is opened.
    Seal(&'p About),
    /// The signing key of this ledger, with its public half.
    Signing(&'p About, &'p [u8; 32]),
    /// The master key of this ledger, for recovery.
    Recovery(&'p About),
    /// The key for the secrets of this ledger's desks.
    Desk(&'p About),
    /// The key of this owner's file.
    Owner(&'p Id),
}

/// Wraps and unwraps with one version of one key.
pub(crate) struct Wrapping {
    cipher: Cipher,
    version: i64,
}

impl Wrapping {
    /// With this version of this key.
    pub fn new(key: &Secret, version: i64) -> Self {
        Self {
            cipher: Cipher::new(key),
            version,
        }
    }

    /// The version of the wrapping key.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Wraps a key.
    pub fn wrap(
        &self,
        place: Place<'_>,
        secret: &Secret,
        nonce: Nonce,
    ) -> Result<Wrapped, StoreError> {
        // Room for the tag from the start, so that no copy of the key is left behind.
        let mut text = Vec::with_capacity(48);
        text.extend_from_slice(secret.as_array());
        let hidden = self.cipher.hide(&nonce, &self.bytes(place), text)?;
        Ok(Wrapped { nonce, hidden })
    }

    /// Opens a wrapped key; `None` where it was not wrapped with this key for this
    /// place.
    pub fn unwrap(&self, place: Place<'_>, wrapped: Wrapped) -> Option<Secret> {
        let place = self.bytes(place);
        let bytes = self.cipher.open(&wrapped.nonce, &place, wrapped.hidden);
        Secret::from_slice(&zeroize::Zeroizing::new(bytes.ok()?))
    }

    /// Wraps a key so that the same key is wrapped the same each time: the nonce is
    /// worked out (HMAC-SHA-256 with `by`, over the place and the key itself), so that
    /// no two keys ever share one.
    pub fn wrap_again(
        &self,
        place: Place<'_>,
        secret: &Secret,
        by: &Secret,
    ) -> Result<Wrapped, StoreError> {
        let mut key = zeroize::Zeroizing::new([0; 64]);
        key.iter_mut()
            .zip(by.as_array())
            .for_each(|(to, from)| *to = *from);
        let mut mac = <Hmac<Sha256> as KeyInit>::new((&*key).into());
        mac.update(b"nonce:");
        mac.update(&self.bytes(place));
        mac.update(secret.as_array());
        let mut nonce = Nonce::default();
        nonce
            .iter_mut()
            .zip(mac.finalize().into_bytes())
            .for_each(|(to, from)| *to = from);
        self.wrap(place, secret, nonce)
    }

    /// The place as it is bound. The words for the seal key and an owner's key are
    /// those of the first format, and stay.
    fn bytes(&self, place: Place<'_>) -> Vec<u8> {
        let version = self.version.to_be_bytes();
        let of = |words: &[u8], about: &About| {
            let example = [u8::from(about.example)];
            [
                words,
                &version,
                about.ledger.bytes(),
                about.organisation.bytes(),
                &example,
            ]
            .concat()
        };
        match place {
            Place::Seal(about) => of(b"seal-key:", about),
            Place::Signing(about, public) => [&of(b"signing-key:", about), &public[..]].concat(),
            Place::Recovery(about) => of(b"recovery:", about),
            Place::Desk(about) => of(b"desk-key:", about),
            Place::Owner(owner) => [b"owner-key:master:", &version[..], owner.bytes()].concat(),
        }
    }
}
