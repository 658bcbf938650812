//! The parameters of an address that are Sightline's own.

use std::path::PathBuf;

use super::address::Encrypt;
use crate::error::StoreError;

/// The parameters that are not the driver's.
#[derive(Default)]
pub(super) struct Own {
    /// The schema.
    pub schema: Option<String>,
    /// Whether the way is encrypted.
    pub encrypt: Option<Encrypt>,
    /// The file of the certificates that are trusted.
    pub roots: Option<PathBuf>,
    /// The file whose first line is the password.
    pub password_file: Option<PathBuf>,
}

impl Own {
    /// Takes a parameter; whether it is one of these.
    pub fn take(&mut self, key: &str, value: &str) -> Result<bool, StoreError> {
        match key {
            "schema" => {
                if !is_name(value) {
                    return Err(refuse(
                        "its schema is not a name of lower case letters, digits and underscores",
                    ));
                }
                self.schema = Some(value.to_owned());
            }
            "sslmode" => {
                self.encrypt = Some(match value {
                    "disable" => Encrypt::Never,
                    "prefer" => Encrypt::IfItCan,
                    "require" => Encrypt::Always,
                    "verify-full" => Encrypt::AndVerify,
                    _ => {
                        return Err(refuse(
                            "its sslmode is none of disable, prefer, require and verify-full",
                        ));
                    }
                });
            }
            "sslrootcert" => self.roots = Some(file(value)?),
            "password_file" => self.password_file = Some(file(value)?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// A name that needs no quoting, and is not the server's own.
fn is_name(text: &str) -> bool {
    let first = text.bytes().next();
    first.is_some_and(|first| first.is_ascii_lowercase() || first == b'_')
        && text.len() <= 63
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !text.starts_with("pg_")
        && text != "information_schema"
}

/// The file that a parameter names, in which `%20` stands for a space and so on.
fn file(value: &str) -> Result<PathBuf, StoreError> {
    percent_encoding::percent_decode_str(value)
        .decode_utf8()
        .map(|path| PathBuf::from(path.as_ref()))
        .map_err(|_| refuse("it names a file that cannot be read"))
}

/// The first line of a file.
pub(super) fn password(file: &PathBuf) -> Result<String, StoreError> {
    let text = std::fs::read_to_string(file).map_err(|error| StoreError::File {
        path: file.display().to_string(),
        done: "read",
        why: error.to_string(),
    })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// Why an address is none.
pub(super) fn refuse(why: &str) -> StoreError {
    StoreError::Address {
        why: why.to_owned(),
    }
}
