//! One-time codes, as authenticator apps make them (RFC 6238): six figures, a new one
//! every thirty seconds, one before and one after accepted.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use totp_rs::{Builder, Totp};

/// The letters and figures of base 32 (RFC 4648).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// How many codes for recovery there are.
const RECOVERY: usize = 8;

/// What the codes of one account are made of: 20 random bytes.
#[derive(Clone, Debug)]
pub struct CodeSecret(Vec<u8>);

impl CodeSecret {
    /// Of these bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The code at a time.
    pub fn code(&self, at: Timestamp) -> String {
        self.codes().generate(seconds(at)).to_string()
    }

    /// The step of time of which this is the code, where it is one at that time and no
    /// code of that step or a later one was used before.
    pub(crate) fn check(&self, code: &str, at: Timestamp, last_used: u64) -> Option<u64> {
        let code: String = code
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let is_code = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let step = is_code.then(|| self.codes().check(&code, seconds(at)))??;
        (step > last_used).then_some(step)
    }

    /// As an authenticator takes it when it is typed, in groups of four.
    pub(crate) fn typed(&self) -> String {
        let letters = base32(&self.0);
        let groups: Vec<&str> = letters
            .as_bytes()
            .chunks(4)
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join(" ")
    }

    /// As an authenticator takes it from a picture.
    pub(crate) fn address(&self, service: &str, name: &str) -> String {
        let word = |text: &str| {
            form_urlencoded::byte_serialize(text.as_bytes())
                .collect::<String>()
                .replace('+', "%20")
        };
        format!(
            "otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}",
            issuer = word(service),
            name = word(name),
            secret = base32(&self.0),
        )
    }

    fn codes(&self) -> Totp {
        Builder::new()
            .with_secret(self.0.clone())
            .build_noncompliant()
    }
}

/// Codes for recovery, of 16 random bytes each, and how they are kept.
pub(crate) fn recovery(bytes: &[[u8; 10]; RECOVERY]) -> (Vec<String>, Vec<[u8; 32]>) {
    let codes: Vec<String> = bytes.iter().map(|bytes| grouped(bytes)).collect();
    let kept = codes.iter().map(|code| recovery_kept(code)).collect();
    (codes, kept)
}

/// How a code for recovery is kept, however it was typed.
pub(crate) fn recovery_kept(code: &str) -> [u8; 32] {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    Sha256::digest(plain).into()
}

fn grouped(bytes: &[u8]) -> String {
    let letters = base32(bytes);
    let groups: Vec<&str> = letters
        .as_bytes()
        .chunks(4)
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join("-")
}

fn base32(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut left, mut bits) = (0_u32, 0);
    for byte in bytes {
        left = (left << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let letter = BASE32.get(((left >> bits) & 31) as usize);
            letters.extend(letter.map(|letter| char::from(*letter)));
        }
    }
    if bits > 0 {
        let letter = BASE32.get(((left << (5 - bits)) & 31) as usize);
        letters.extend(letter.map(|letter| char::from(*letter)));
    }
    letters
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a time")
    }

    /// RFC 6238, appendix B, of eight figures the last six.
    #[test]
    fn codes_are_those_that_authenticators_show() {
        let secret = CodeSecret::new(*b"12345678901234567890");

        assert_eq!(secret.code(at(59)), "287082");
        assert_eq!(secret.code(at(1_111_111_109)), "081804");
        assert_eq!(secret.typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn a_code_is_taken_once_and_not_long_after() {
        let secret = CodeSecret::new(*b"12345678901234567890");
        let check = |code: &str, now, last| secret.check(code, at(now), last);

        assert_eq!(check("287 082", 59, 0), Some(1));
        assert_eq!(check("287082", 89, 0), Some(1));
        assert_eq!(check("287082", 59, 1), None);
        assert_eq!(check("287082", 120, 0), None);
        assert_eq!(check("28708", 59, 0), None);
    }

    #[test]
    fn a_code_for_recovery_is_known_however_it_is_typed() {
        let (codes, kept) = recovery(&[[7; 10]; RECOVERY]);

        assert_eq!(codes[0].len(), 19);
        assert_eq!(
            recovery_kept(&codes[0].to_lowercase().replace('-', " ")),
            kept[0]
        );
    }
}
