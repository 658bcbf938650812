//! The master key: 64 hexadecimal digits outside the database, in a file or printed by
//! a command.
//!
//! Whoever holds it and the database can read everything; whoever has lost it, and the
//! recovery key, can read nothing. It is kept, and backed up, apart from the database.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use super::{Secret, from_hex};
use crate::durable::{Readable, write_new};
use crate::error::StoreError;
use crate::outside::Randomness;

/// Where the master key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// A file that holds it.
    File(PathBuf),
    /// A command of the shell that prints it, and nothing else.
    Command(String),
}

impl KeySource {
    /// Its name, for messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Command(command) => format!("the output of `{command}`"),
        }
    }
}

/// The master key, and where it came from.
pub(crate) struct MasterKey {
    /// The key.
    pub secret: Secret,
    /// Where it came from, for messages.
    pub from: String,
}

impl MasterKey {
    /// Reads it.
    pub fn read(source: &KeySource) -> Result<Self, StoreError> {
        let text = match source {
            KeySource::File(path) => read_file(path).map_err(|why| unusable(source, why))?,
            KeySource::Command(command) => run(command).map_err(|why| unusable(source, why))?,
        };
        let bytes = from_hex(text.trim_ascii())
            .map(Zeroizing::new)
            .ok_or_else(|| unusable(source, not_a_key(&text)))?;
        let secret = Secret::from_slice(bytes.as_ref())
            .ok_or_else(|| unusable(source, "it is too short".into()))?;
        Ok(Self {
            secret,
            from: source.name(),
        })
    }

    /// Reads it for a new ledger where it is provided; otherwise makes a file that none
    /// but this user can read.
    pub fn read_or_make(
        source: &KeySource,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, StoreError> {
        match source {
            KeySource::File(path) if !path.exists() => {
                Secret::new(randomness)?.write_new(path)?;
            }
            _ => {}
        }
        Self::read(source)
    }
}

impl Secret {
    /// Writes it to a file that is not there and none but this user can read, durably.
    pub fn write_new(&self, path: &Path) -> Result<(), StoreError> {
        let mut text = self.to_hex();
        text.push('\n');
        write_new(path, text.as_bytes(), Readable::ByThisUser)
    }
}

/// Why what was read is no key. A file is written whole or not at all, but a copy of one may
/// have been cut short.
fn not_a_key(text: &[u8]) -> String {
    let text = text.trim_ascii();
    let expected = "64 hexadecimal digits are expected, and nothing else";
    if text.len() < 64 && text.iter().all(u8::is_ascii_hexdigit) {
        return format!(
            "{expected}, and there are {}, as when writing or copying was cut short: put the \
             whole key there again, or, if no record was ever made with it, remove the file and \
             a new one is made",
            text.len()
        );
    }
    expected.to_owned()
}

fn unusable(source: &KeySource, why: String) -> StoreError {
    StoreError::KeyFile {
        key_file: source.name(),
        why,
    }
}

fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, String> {
    match fs::read(path) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("there is no such file; name the file that holds the key, or restore it".into())
        }
        Err(error) => Err(error.to_string()),
    }
}

/// What a command prints. What it complains of goes to our own error stream.
fn run(command: &str) -> Result<Zeroizing<Vec<u8>>, String> {
    let (shell, flag) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let ran = Command::new(shell)
        .args([flag, command])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("it could not be run: {error}"))?;
    let printed = Zeroizing::new(ran.stdout);
    if ran.status.success() {
        Ok(printed)
    } else {
        Err(format!("it failed ({})", ran.status))
    }
}
