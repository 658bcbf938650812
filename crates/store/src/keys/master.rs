//! The master key: a file of 64 hexadecimal digits outside the database.
//!
//! Whoever holds it and the database can read everything; whoever has lost it
//! can read nothing. It is kept, and backed up, apart from the database.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use zeroize::Zeroizing;

use super::{Secret, from_hex};
use crate::error::StoreError;
use crate::outside::Randomness;

/// The master key, and the name of the file it was read from.
pub(crate) struct MasterKey {
    /// The key.
    pub secret: Secret,
    /// The file, for messages.
    pub file: String,
}

impl MasterKey {
    /// Reads it from the file.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let file = path.display().to_string();
        let refuse = |why: String| StoreError::KeyFile {
            key_file: file.clone(),
            why,
        };
        let text = match fs::read(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(refuse(
                    "there is no such file; name the file that holds the key, or restore it".into(),
                ));
            }
            Err(error) => return Err(refuse(error.to_string())),
        };
        let bytes = from_hex(text.trim_ascii())
            .map(Zeroizing::new)
            .ok_or_else(|| refuse("64 hexadecimal digits are expected, and nothing else".into()))?;
        let secret =
            Secret::from_slice(bytes.as_ref()).ok_or_else(|| refuse("it is too short".into()))?;
        Ok(Self { secret, file })
    }
}

/// Reads the master key for a new ledger where one is provided, and otherwise
/// makes one that none but this user can read.
pub(crate) fn read_or_make(
    path: &Path,
    randomness: &mut dyn Randomness,
) -> Result<MasterKey, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);

    let failed = |error: io::Error| StoreError::File {
        path: path.display().to_string(),
        done: "written",
        why: error.to_string(),
    };
    if path.exists() {
        return MasterKey::read(path);
    }
    let secret = Secret::new(randomness)?;
    let mut file = options.open(path).map_err(failed)?;
    let mut text = secret.to_hex();
    text.push('\n');
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    MasterKey::read(path)
}
