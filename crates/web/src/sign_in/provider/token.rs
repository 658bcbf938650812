//! A signed token (JSON Web Signature, RFC 7515): its parts, and whether the provider signed
//! it. Tokens that say who somebody is are checked by the library; this is for those that say
//! who is to be signed out, which it does not know.

use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey as _, JsonWebKeySet};
use serde::Deserialize;
use serde_json::Value;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 64 * 1024;

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<String>,
}

/// A token's parts.
pub(super) struct Token<'t> {
    header: Header,
    signed: &'t str,
    signature: Vec<u8>,
    /// What it says.
    pub claims: Value,
}

impl<'t> Token<'t> {
    /// Its parts; `None` where it is none.
    pub fn read(text: &'t str) -> Option<Self> {
        let text = Some(text).filter(|text| text.len() <= LONGEST)?;
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self {
            header: serde_json::from_slice(&bytes(header)?).ok()?,
            claims: serde_json::from_slice(&bytes(claims)?).ok()?,
            signature: bytes(signature)?,
            signed,
        })
    }

    /// Whether one of these keys signed it. A secret that two share signs nothing here.
    pub fn is_signed_by(&self, keys: &JsonWebKeySet<CoreJsonWebKey>) -> bool {
        use CoreJwsSigningAlgorithm::{HmacSha256, HmacSha384, HmacSha512, None};
        let alg = &self.header.alg;
        if [HmacSha256, HmacSha384, HmacSha512, None].contains(alg) {
            return false;
        }
        let may = |key: &&CoreJsonWebKey| {
            let named = self.header.kid.as_ref();
            let is_named =
                named.is_none_or(|kid| key.key_id().is_some_and(|id| id.as_str() == kid));
            let signs = key
                .key_use()
                .is_none_or(|to| *to == CoreJsonWebKeyUse::Signature);
            is_named && signs
        };
        (keys.keys().iter().filter(may)).any(|key| {
            let signed = key.verify_signature(alg, self.signed.as_bytes(), &self.signature);
            signed.is_ok()
        })
    }

    /// A claim that is a text.
    pub fn text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim)?.as_str()
    }
}

/// The bytes of base 64 with `-` and `_` and nothing at its end (RFC 4648, section 5).
fn bytes(text: &str) -> Option<Vec<u8>> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    };
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in four {
            bits = bits << 6 | u32::from(value(*letter)?);
        }
        let [_, all @ ..] = (bits << (6 * (4 - four.len()))).to_be_bytes();
        let whole = four.len().checked_sub(1).filter(|whole| *whole > 0)?;
        bytes.extend(all.iter().take(whole));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10, without what stands at the end.
    #[test]
    fn base_64_is_read() {
        for (text, read) in [
            ("", &b""[..]),
            ("Zg", b"f"),
            ("Zm8", b"fo"),
            ("Zm9v", b"foo"),
            ("Zm9vYg", b"foob"),
            ("Zm9vYmE", b"fooba"),
            ("Zm9vYmFy", b"foobar"),
            ("-_8", &[0xfb, 0xff]),
        ] {
            assert_eq!(bytes(text).as_deref(), Some(read), "{text}");
        }
        for wrong in ["Zg==", "Z", "Zm9vY", "Z g", "+/8"] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_token_is_none() {
        for wrong in ["", ".", "..", "e30.e30", "e30.e30.e30", "£.£.£"] {
            assert!(Token::read(wrong).is_none(), "{wrong}");
        }
    }
}
