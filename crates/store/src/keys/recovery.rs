//! The recovery key: printed once, kept on paper, and good for one thing: to have the
//! master key again when its file is lost.
//!
//! It is 160 bits of chance, written as eight groups of five characters: four of the
//! key in base 32 (without I, L, O and U, which are mistaken for others) and one that
//! checks the group, so that a slip of the pen is found, and where.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Secret;
use crate::outside::{NoRandomness, Randomness};

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many groups.
const GROUPS: usize = 8;
/// How many characters of the key in each.
const IN_GROUP: usize = 4;

/// A recovery key.
#[derive(Clone)]
pub struct RecoveryKey(Zeroizing<[u8; 20]>);

impl RecoveryKey {
    /// New, by chance.
    pub fn new(randomness: &mut dyn Randomness) -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0; 20]);
        randomness.fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }

    /// The key that it wraps with.
    pub(crate) fn secret(&self) -> Option<Secret> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_ref()).ok()?;
        mac.update(b"sightline recovery key 1");
        Secret::from_slice(&Zeroizing::new(<[u8; 32]>::from(mac.finalize().into_bytes()))[..])
    }

    /// Its 32 digits, each 0 to 31.
    fn digits(&self) -> Zeroizing<Vec<u8>> {
        let mut digits = Zeroizing::new(Vec::with_capacity(GROUPS * IN_GROUP));
        for five in self.0.chunks(5) {
            let bits = five
                .iter()
                .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
            for place in (0..8).rev() {
                digits.push(u8::try_from((bits >> (5 * place)) & 31).unwrap_or(0));
            }
        }
        digits
    }
}

/// The digit that checks a group: odd weights, so that one wrong digit always shows,
/// and the group's own number, so that two groups that change places show.
fn check(group: usize, digits: &[u8]) -> u8 {
    let sum: usize = [1, 3, 5, 7]
        .iter()
        .zip(digits)
        .map(|(weight, digit)| weight * usize::from(*digit))
        .sum();
    u8::try_from((sum + 11 * (group + 1)) % 32).unwrap_or(0)
}

fn letter(digit: u8) -> char {
    DIGITS
        .get(usize::from(digit))
        .map_or('?', |byte| char::from(*byte))
}

impl fmt::Display for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, digits) in self.digits().chunks(IN_GROUP).enumerate() {
            if group > 0 {
                f.write_str("-")?;
            }
            for digit in digits.iter().chain([&check(group, digits)]) {
                write!(f, "{}", letter(*digit))?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

/// What was typed is no recovery key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARecoveryKey {
    /// It has too few or too many characters.
    #[error(
        "a recovery key is eight groups of five letters and digits, and this has {0} characters"
    )]
    Length(usize),
    /// A character that stands in none.
    #[error("{0:?} stands in no recovery key")]
    Letter(char),
    /// A group that does not check.
    #[error("there is a slip in group {0} of the recovery key: compare it with the paper")]
    Group(usize),
}

impl FromStr for RecoveryKey {
    type Err = NotARecoveryKey;

    /// Reads it as it was printed: small letters will do, the groups may be set apart
    /// in any way, O is read as 0, and I and L as 1.
    fn from_str(text: &str) -> Result<Self, NotARecoveryKey> {
        let mut digits = Zeroizing::new(Vec::with_capacity(GROUPS * (IN_GROUP + 1)));
        for typed in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let read = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let digit = DIGITS.iter().position(|digit| char::from(*digit) == read);
            let digit = digit.ok_or(NotARecoveryKey::Letter(typed))?;
            digits.push(u8::try_from(digit).unwrap_or(0));
        }
        if digits.len() != GROUPS * (IN_GROUP + 1) {
            return Err(NotARecoveryKey::Length(digits.len()));
        }
        let mut bytes = Zeroizing::new([0; 20]);
        for (group, five) in digits.chunks(IN_GROUP + 1).enumerate() {
            let (four, checked) = five.split_at(IN_GROUP);
            if checked != [check(group, four)] {
                return Err(NotARecoveryKey::Group(group + 1));
            }
        }
        let of_key = digits
            .chunks(IN_GROUP + 1)
            .flat_map(|five| five.iter().take(IN_GROUP));
        let of_key = Zeroizing::new(of_key.copied().collect::<Vec<u8>>());
        for (to, eight) in bytes.chunks_mut(5).zip(of_key.chunks(8)) {
            let bits = eight
                .iter()
                .fold(0_u64, |bits, digit| (bits << 5) | u64::from(*digit));
            for (byte, from) in to.iter_mut().zip(bits.to_be_bytes().iter().skip(3)) {
                *byte = *from;
            }
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(bytes: [u8; 20]) -> RecoveryKey {
        RecoveryKey(Zeroizing::new(bytes))
    }

    proptest! {
        #[test]
        fn what_was_printed_is_read_again(bytes: [u8; 20]) {
            let printed = key(bytes).to_string();

            let read: RecoveryKey = printed.parse().unwrap();

            prop_assert_eq!(*read.0, bytes);
            prop_assert_eq!(printed.len(), 8 * 5 + 7);
            let as_typed = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(*as_typed.parse::<RecoveryKey>().unwrap().0, bytes);
        }

        #[test]
        fn one_slip_is_found_with_its_group(bytes: [u8; 20], at in 0_usize..40, other in 1_u8..32) {
            let printed = key(bytes).to_string().replace('-', "");
            let mut slipped = printed.into_bytes();
            let was = DIGITS.iter().position(|digit| *digit == slipped[at]).unwrap();
            slipped[at] = DIGITS[(was + usize::from(other)) % 32];

            let read = String::from_utf8(slipped).unwrap().parse::<RecoveryKey>();

            prop_assert_eq!(read.err(), Some(NotARecoveryKey::Group(at / 5 + 1)));
        }

        #[test]
        fn nothing_that_can_be_typed_breaks_it(text: String) {
            let _ = text.parse::<RecoveryKey>();
        }
    }

    #[test]
    fn what_is_no_recovery_key_is_told() {
        let read = |text: &str| text.parse::<RecoveryKey>().unwrap_err();

        assert_eq!(read("ABCD"), NotARecoveryKey::Length(4));
        assert_eq!(read("ABCU"), NotARecoveryKey::Letter('U'));
    }
}
