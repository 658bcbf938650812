//! Encryption with one key: XChaCha20-Poly1305.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use super::{Nonce, Secret};
use crate::error::StoreError;

/// How many bytes longer a ciphertext is than what it hides.
const TAG: usize = 16;

/// One key, ready for use.
pub(crate) struct Cipher(XChaCha20Poly1305);

/// What was to be opened was not made with this key, for this place.
#[derive(Debug)]
pub(crate) struct DoesNotOpen;

impl Cipher {
    /// With this key.
    pub fn new(key: &Secret) -> Self {
        Self(XChaCha20Poly1305::new(key.as_array()))
    }

    /// Encrypts in place, so that what is hidden is not left in memory. `place`
    /// is not hidden, and must be given again to open it.
    pub fn hide(
        &self,
        nonce: &Nonce,
        place: &[u8],
        mut text: Vec<u8>,
    ) -> Result<Vec<u8>, StoreError> {
        text.reserve_exact(TAG);
        self.0
            .encrypt_in_place(&XNonce::from(*nonce), place, &mut text)
            .map(|()| text)
            .map_err(|_| StoreError::Refused {
                why: "it is too long to be encrypted".to_owned(),
            })
    }

    /// Opens what was encrypted with this key for this place.
    pub fn open(
        &self,
        nonce: &Nonce,
        place: &[u8],
        mut hidden: Vec<u8>,
    ) -> Result<Vec<u8>, DoesNotOpen> {
        self.0
            .decrypt_in_place(&XNonce::from(*nonce), place, &mut hidden)
            .map(|()| hidden)
            .map_err(|_| DoesNotOpen)
    }
}
