//! Texts that stand in an address without being readable there: what was searched for,
//! say. Nobody but this server, while it runs, can read one or make one.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

const NONCE: usize = 24;

/// Seals and opens such texts.
pub(crate) struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// With this key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// The text, sealed for one use (`find`) and one reader.
    pub fn seal(&self, nonce: [u8; NONCE], reader: &str, text: &str) -> Option<String> {
        let payload = Payload {
            msg: text.as_bytes(),
            aad: reader.as_bytes(),
        };
        let hidden = self.0.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some(figures(nonce.iter().chain(&hidden)))
    }

    /// The text again; `None` where it was sealed for another, or by another run.
    pub fn open(&self, reader: &str, sealed: &str) -> Option<String> {
        let bytes = bytes(sealed)?;
        let (nonce, hidden) = bytes.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: hidden,
            aad: reader.as_bytes(),
        };
        let text = self.0.decrypt(&XNonce::from(*nonce), payload).ok()?;
        String::from_utf8(text).ok()
    }
}

/// Bytes in hexadecimal figures.
pub(crate) fn figures<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> String {
    let halves = bytes.into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}

/// The bytes of hexadecimal figures.
pub(crate) fn bytes(figures: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = figures.as_bytes().as_chunks::<2>();
    let half = |figure: u8| char::from(figure).to_digit(16);
    let byte = |[high, low]: &[u8; 2]| u8::try_from(half(*high)? * 16 + half(*low)?).ok();
    rest.is_empty().then_some(())?;
    pairs.iter().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_an_address_is_read_by_whom_it_was_made_for_alone() {
        let sealer = Sealer::new(&[7; 32]);
        let address = sealer
            .seal([1; 24], "find a", "Ada Example")
            .expect("sealed");

        assert!(!address.contains("Ada"));
        assert_eq!(
            sealer.open("find a", &address).as_deref(),
            Some("Ada Example")
        );
        assert_eq!(sealer.open("find b", &address), None);
        assert_eq!(Sealer::new(&[8; 32]).open("find a", &address), None);
        assert_eq!(sealer.open("find a", &address[2..]), None);
        assert_eq!(sealer.open("find a", "zz"), None);
    }
}
