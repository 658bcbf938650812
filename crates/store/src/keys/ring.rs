//! What opens and seals everything in one ledger.

use practice::Id;
use record::Body;

use super::{Cipher, MasterKey, Nonce, Place, Secret, Wrapped, Wrapping};
use crate::error::StoreError;
use crate::outside::{NoRandomness, Randomness};
use crate::reader::About;
use crate::seal::Sealer;

/// What is needed to open and to seal everything in one ledger.
pub(crate) struct Keyring {
    /// The master key, ready to wrap and unwrap.
    pub wrapping: Wrapping,
    /// Seals the chain.
    pub sealer: Sealer,
}

impl Keyring {
    /// Of a ledger whose seal key is this.
    pub fn new(wrapping: Wrapping, seal: &Secret) -> Self {
        Self {
            wrapping,
            sealer: Sealer::new(seal),
        }
    }

    /// Of a ledger that is there.
    pub fn open(
        master: &MasterKey,
        version: i64,
        about: &About,
        seal: Wrapped,
    ) -> Result<Self, StoreError> {
        let wrapping = Wrapping::new(&master.secret, version);
        let seal = wrapping.unwrap(Place::Seal(about), seal).ok_or_else(|| {
            StoreError::WrongMasterKey {
                key_file: master.from.clone(),
            }
        })?;
        Ok(Self::new(wrapping, &seal))
    }

    /// Wraps an owner's key.
    pub fn wrap(&self, owner: &Id, key: &OwnerKey, nonce: Nonce) -> Result<Wrapped, StoreError> {
        self.wrapping.wrap(Place::Owner(owner), &key.0, nonce)
    }

    /// Opens an owner's key; `None` where it was not wrapped for this owner under
    /// this master key.
    pub fn unwrap(&self, owner: &Id, wrapped: Wrapped) -> Option<OwnerKey> {
        self.wrapping
            .unwrap(Place::Owner(owner), wrapped)
            .map(OwnerKey)
    }
}

/// The key of one owner's file.
pub(crate) struct OwnerKey(Secret);

impl OwnerKey {
    /// New, by chance.
    pub fn new(randomness: &mut dyn Randomness) -> Result<Self, NoRandomness> {
        Secret::new(randomness).map(Self)
    }

    /// This one.
    pub const fn of(secret: Secret) -> Self {
        Self(secret)
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
