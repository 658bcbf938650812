//! The keys that are kept in the database, wrapped under the master key.
//!
//! A wrapped key is bound to its place: the seal key to the ledger's own row, an
//! owner's key to that owner and wrapping. Moved to another row, it does not open.

use practice::Id;
use record::Body;

use super::{Cipher, MasterKey, Nonce, Secret};
use crate::error::StoreError;
use crate::outside::{NoRandomness, Randomness};
use crate::seal::Sealer;

/// The version of the master key. Rotation, when it comes, counts it up.
pub(crate) const MASTER_VERSION: i64 = 1;

/// The wrapping under the master key, as it stands in `owner_key.wrapped_by`.
/// Another stands beside it where a recovery key is kept.
pub(crate) const BY_MASTER: &str = "master";

/// A key as it rests in the database.
#[derive(Clone, Debug)]
pub(crate) struct Wrapped {
    /// The number used once.
    pub nonce: Nonce,
    /// The encrypted key.
    pub hidden: Vec<u8>,
}

/// What is needed to open and to seal everything in one ledger.
pub(crate) struct Keyring {
    master: Cipher,
    /// Seals the chain.
    pub sealer: Sealer,
}

impl Keyring {
    /// New, for a new ledger; with its seal key wrapped.
    pub fn create(
        master: &MasterKey,
        place: &[u8],
        randomness: &mut dyn Randomness,
    ) -> Result<(Self, Wrapped), StoreError> {
        let cipher = Cipher::new(&master.secret);
        let secret = Secret::new(randomness)?;
        let nonce = super::nonce(randomness)?;
        let wrapped = wrap(&cipher, &secret, nonce, place)?;
        let ring = Self {
            master: cipher,
            sealer: Sealer::new(&secret),
        };
        Ok((ring, wrapped))
    }

    /// Of a ledger that is there. `place` is the ledger's own row.
    pub fn open(master: &MasterKey, place: &[u8], seal: Wrapped) -> Result<Self, StoreError> {
        let cipher = Cipher::new(&master.secret);
        let secret = unwrap(&cipher, seal, place).ok_or_else(|| StoreError::WrongMasterKey {
            key_file: master.file.clone(),
        })?;
        Ok(Self {
            master: cipher,
            sealer: Sealer::new(&secret),
        })
    }

    /// Wraps an owner's key.
    pub fn wrap(&self, owner: &Id, key: &OwnerKey, nonce: Nonce) -> Result<Wrapped, StoreError> {
        wrap(&self.master, &key.0, nonce, &owner_place(owner))
    }

    /// Opens an owner's key; `None` where it was not wrapped for this owner under
    /// this master key.
    pub fn unwrap(&self, owner: &Id, wrapped: Wrapped) -> Option<OwnerKey> {
        unwrap(&self.master, wrapped, &owner_place(owner)).map(OwnerKey)
    }
}

/// The key of one owner's file.
pub(crate) struct OwnerKey(Secret);

impl OwnerKey {
    /// New, by chance.
    pub fn new(randomness: &mut dyn Randomness) -> Result<Self, NoRandomness> {
        Secret::new(randomness).map(Self)
    }

    /// Ready for use.
    pub fn cipher(&self) -> Cipher {
        Cipher::new(&self.0)
    }
}

impl Cipher {
    /// Encrypts a body: its JSON, bound to its header.
    pub fn hide_body(
        &self,
        nonce: &Nonce,
        header: &[u8],
        body: &Body,
    ) -> Result<Vec<u8>, StoreError> {
        let text = serde_json::to_vec(body).map_err(|error| StoreError::Refused {
            why: error.to_string(),
        })?;
        self.hide(nonce, header, text)
    }

    /// Opens a body; `None` where it is not what this key hid for this header.
    pub fn open_body(&self, nonce: &Nonce, header: &[u8], hidden: Vec<u8>) -> Option<Body> {
        let text = self.open(nonce, header, hidden).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

fn wrap(
    cipher: &Cipher,
    secret: &Secret,
    nonce: Nonce,
    place: &[u8],
) -> Result<Wrapped, StoreError> {
    // Room for the tag from the start, so that no copy of the key is left behind.
    let mut text = Vec::with_capacity(48);
    text.extend_from_slice(secret.as_array());
    let hidden = cipher.hide(&nonce, place, text)?;
    Ok(Wrapped { nonce, hidden })
}

fn unwrap(cipher: &Cipher, wrapped: Wrapped, place: &[u8]) -> Option<Secret> {
    let bytes = cipher.open(&wrapped.nonce, place, wrapped.hidden).ok()?;
    Secret::from_slice(&zeroize::Zeroizing::new(bytes))
}

/// Where an owner's key belongs.
fn owner_place(owner: &Id) -> Vec<u8> {
    [
        b"owner-key:".as_slice(),
        BY_MASTER.as_bytes(),
        b":",
        &MASTER_VERSION.to_be_bytes(),
        owner.bytes(),
    ]
    .concat()
}
