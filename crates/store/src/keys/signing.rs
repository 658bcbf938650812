//! Signing the head: Ed25519. Whoever has the public half can check a signature; only
//! the ledger, with its master key, can make one.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::Secret;

/// Signs with the ledger's signing key.
pub(crate) struct Signer {
    key: SigningKey,
}

impl Signer {
    /// With this key.
    pub fn new(secret: &Secret) -> Self {
        let bytes: &[u8; 32] = secret.as_array().as_ref();
        Self {
            key: SigningKey::from_bytes(bytes),
        }
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// The signature of a text.
    pub fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.key.sign(text).to_bytes()
    }
}

/// Whether the owner of this public key signed the text.
pub(crate) fn signed_by(public: &[u8; 32], text: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public)
        .and_then(|key| key.verify_strict(text, &Signature::from_bytes(signature)))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second test of RFC 8032, section 7.1.
    #[test]
    fn a_signature_is_that_of_the_standard() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
                .collect()
        };
        let secret = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

        let signer = Signer::new(&Secret::from_slice(&secret).unwrap());
        let signature_made = signer.sign(&[0x72]);

        assert_eq!(signer.public().to_vec(), hex(public));
        assert_eq!(signature_made.to_vec(), hex(signature));
        assert!(signed_by(&signer.public(), &[0x72], &signature_made));
        assert!(!signed_by(&signer.public(), &[0x73], &signature_made));
    }
}
