//! Passwords: kept as Argon2id makes them (RFC 9106; 19 MiB, two passes), and refused
//! where they are easily guessed, as the National Cyber Security Centre advises: length
//! counts, and no rule about figures and signs.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

/// How short a password may be.
pub const SHORTEST: usize = 12;
/// How long: each byte is worked on.
const LONGEST: usize = 256;
/// Words that are long enough and yet the first to be guessed.
const GUESSED: &[&str] = &[
    "password",
    "qwertyuiop",
    "letmein",
    "welcome",
    "sightline",
    "socialwork",
    "1234567890",
];

/// How a password is kept: a text that names the way, its cost and the salt.
///
/// # Errors
///
/// Where it cannot be worked out, which is nobody's fault who typed it.
pub fn keep(password: &str, salt: &[u8; 16]) -> Result<String, String> {
    let kept: PasswordHash = hasher()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|error| error.to_string())?;
    Ok(kept.to_string())
}

/// Whether it is the password that is kept so. Where nothing is kept it takes as long.
pub(crate) fn is(password: &str, kept: Option<&str>) -> bool {
    let known = kept.and_then(|kept| PasswordHash::new(kept).ok());
    let is = match &known {
        Some(known) => hasher().verify_password(password.as_bytes(), known),
        None => hasher()
            .hash_password_with_salt(password.as_bytes(), &[0; 16])
            .map(|_: PasswordHash| ()),
    };
    known.is_some() && is.is_ok()
}

/// Why a new password is refused.
pub(crate) fn refused(password: &str, name: &str) -> Option<String> {
    let plain: String = password
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let of_one_letter = |plain: &str| {
        let mut letters = plain.chars();
        let first = letters.next();
        letters.all(|letter| Some(letter) == first)
    };
    if password.chars().count() < SHORTEST {
        return Some(format!(
            "Password must be {SHORTEST} characters or more: three random words, say"
        ));
    }
    if password.len() > LONGEST {
        return Some(format!("Password must be {LONGEST} characters or fewer"));
    }
    let left = |word: &str| plain.replace(word, "").chars().count() < SHORTEST / 2;
    let name = name.to_lowercase();
    let is_name = !name.is_empty() && plain.contains(&name);
    if of_one_letter(&plain)
        || is_name
        || GUESSED
            .iter()
            .any(|word| plain.contains(*word) && left(word))
    {
        return Some("Password must not be easy to guess: use three random words".to_owned());
    }
    None
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let kept = keep("correct horse battery", &[3; 16]).expect("kept");

        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(is("correct horse battery", Some(&kept)));
        assert!(!is("correct horse batterz", Some(&kept)));
        assert!(!is("correct horse battery", None));
        assert!(!is("correct horse battery", Some("not kept so")));
    }

    #[test]
    fn what_is_easily_guessed_is_refused() {
        for password in [
            "short",
            "aaaaaaaaaaaaaaa",
            "password12345",
            "Sight line 1234",
            "ada.example 12",
        ] {
            assert!(refused(password, "ada.example").is_some(), "{password}");
        }
        assert_eq!(refused("kettle orbit fern", "ada.example"), None);
    }
}
