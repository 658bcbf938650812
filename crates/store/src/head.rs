//! The head: the last entry of the ledger, by which all before it is known.
//!
//! A *signed head* is kept outside the database. It is a small text (JSON) that anybody
//! can read and check with the public key that stands in it. What is signed (Ed25519)
//! are these six lines, each ended by a line feed:
//!
//! ```text
//! sightline head 1
//! ledger 0123…            32 hexadecimal digits
//! position 227            the number of entries
//! seal 0123…              64 hexadecimal digits
//! recorded 2026-06-01T09:00:00Z
//! signed 2026-06-01T17:00:00Z
//! ```

use jiff::Timestamp;
use practice::Id;
use serde::{Deserialize, Serialize};

use crate::keys::{Signer, signed_by};
use crate::seal::Seal;

/// The last entry of the ledger. Kept outside, it shows later whether the end was
/// cut or the whole chain made afresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its position: the number of entries.
    pub position: u64,
    /// Its seal.
    pub seal: Seal,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

impl Head {
    /// The head of a ledger without an entry.
    pub(crate) const NONE: Self = Self {
        position: 0,
        seal: Seal::NONE,
        recorded_at: Timestamp::MIN,
    };
}

/// A head, signed by its ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    /// The ledger.
    pub ledger: Id,
    /// Its head then.
    pub head: Head,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// The public half of the key that signed it.
    pub public: [u8; 32],
    signature: [u8; 64],
}

/// A text is no signed head, or not as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASignedHead {
    /// It is not of that form.
    #[error("it is not a signed head as `head sign` writes it: {0}")]
    Form(String),
    /// The signature is of something else.
    #[error("its signature does not fit what it says: it was changed after it was signed")]
    Signature,
}

/// A signed head as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    what: String,
    ledger: Id,
    position: u64,
    seal: String,
    recorded_at: Timestamp,
    signed_at: Timestamp,
    public_key: String,
    signature: String,
}

const WHAT: &str = "sightline head 1";

impl SignedHead {
    /// Signs a head.
    pub(crate) fn sign(ledger: Id, head: Head, signed_at: Timestamp, key: &Signer) -> Self {
        let mut signed = Self {
            ledger,
            head,
            signed_at,
            public: key.public(),
            signature: [0; 64],
        };
        signed.signature = key.sign(signed.signed_text().as_bytes());
        signed
    }

    fn signed_text(&self) -> String {
        let Head {
            position,
            seal,
            recorded_at,
        } = self.head;
        format!(
            "{WHAT}\nledger {}\nposition {position}\nseal {seal}\nrecorded {recorded_at}\nsigned {}\n",
            self.ledger, self.signed_at
        )
    }

    /// The text that is kept.
    pub fn to_text(&self) -> String {
        let written = Written {
            what: WHAT.to_owned(),
            ledger: self.ledger,
            position: self.head.position,
            seal: self.head.seal.to_string(),
            recorded_at: self.head.recorded_at,
            signed_at: self.signed_at,
            public_key: hex(&self.public),
            signature: hex(&self.signature),
        };
        // A struct of texts and numbers is always written.
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads what was kept, and checks its signature.
    ///
    /// # Errors
    ///
    /// Where it is not of that form, or was changed.
    pub fn read(text: &str) -> Result<Self, NotASignedHead> {
        let written: Written =
            serde_json::from_str(text).map_err(|error| NotASignedHead::Form(error.to_string()))?;
        let form = |what: &str| NotASignedHead::Form(format!("its {what} cannot be read"));
        if written.what != WHAT {
            return Err(form("kind (\"what\")"));
        }
        let signed = Self {
            ledger: written.ledger,
            head: Head {
                position: written.position,
                seal: written.seal.parse().map_err(|_| form("seal"))?,
                recorded_at: written.recorded_at,
            },
            signed_at: written.signed_at,
            public: unhex(&written.public_key).ok_or_else(|| form("public key"))?,
            signature: unhex(&written.signature).ok_or_else(|| form("signature"))?,
        };
        let text = signed.signed_text();
        if signed_by(&signed.public, text.as_bytes(), &signed.signature) {
            Ok(signed)
        } else {
            Err(NotASignedHead::Signature)
        }
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(half), 16));
        }
    }
    text
}

/// So many bytes of hexadecimal digits.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    unhex_any(text)?.try_into().ok()
}

/// Any number of bytes of hexadecimal digits, two for each.
pub(crate) fn unhex_any(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let half = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    digits
        .chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => Some((half(*high)? << 4) | half(*low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Secret;

    fn signed() -> SignedHead {
        let signer = Signer::new(&Secret::from_slice(&[7; 32]).unwrap());
        let head = Head {
            position: 227,
            seal: Seal::from_bytes([0xab; 32]),
            recorded_at: "2026-06-01T09:00:00Z".parse().unwrap(),
        };
        let at = "2026-06-01T17:00:00Z".parse().unwrap();
        SignedHead::sign(Id::from_bytes([9; 16]), head, at, &signer)
    }

    #[test]
    fn what_was_signed_is_read_again() {
        assert_eq!(SignedHead::read(&signed().to_text()), Ok(signed()));
    }

    #[test]
    fn re_2_no_part_of_a_signed_head_can_be_changed() {
        let text = signed().to_text();
        for (from, to) in [
            ("227", "228"),
            ("0909", "0908"),
            ("abab", "abac"),
            ("T09:00", "T09:01"),
            ("T17:00", "T17:01"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);

            assert_eq!(SignedHead::read(&changed), Err(NotASignedHead::Signature));
        }
        let mut other = signed();
        other.public = Signer::new(&Secret::from_slice(&[8; 32]).unwrap()).public();
        assert_eq!(
            SignedHead::read(&other.to_text()),
            Err(NotASignedHead::Signature)
        );
    }

    proptest::proptest! {
        #[test]
        fn re_2_no_text_breaks_the_reader_and_none_passes_unsigned(at in 0_usize..600, byte: u8) {
            let text = signed().to_text();
            let mut changed = text.clone().into_bytes();
            let at = at % changed.len();
            changed[at] = byte;
            let changed = String::from_utf8_lossy(&changed);

            if let Ok(read) = SignedHead::read(&changed) {
                proptest::prop_assert_eq!(read, signed());
            }
        }
    }

    #[test]
    fn what_is_no_signed_head_is_told() {
        for text in [
            "",
            "{}",
            "[1]",
            &signed().to_text().replace("head 1", "head 2"),
        ] {
            assert!(matches!(
                SignedHead::read(text),
                Err(NotASignedHead::Form(_))
            ));
        }
    }
}
