//! Where the record is, as it was named: a folder, or the address of a schema on a
//! PostgreSQL server, whose password is never shown.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::{OsStringValueParser, TypedValueParser as _, ValueParserFactory};
use store::{Store, StoreError};

/// What was given as `--data`.
#[derive(Clone)]
pub struct Data(OsString);

impl Data {
    /// What a configuration file names.
    pub fn named(name: &String) -> Self {
        Self(name.into())
    }

    /// This folder.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(folder.into())
    }

    /// The record there, its master key in this file, where one is named.
    pub fn store(&self, master_key: Option<&PathBuf>) -> Result<Store, StoreError> {
        let store = match self.0.to_str() {
            Some(name) => Store::named(name)?,
            None => Store::at(&self.0),
        };
        Ok(match master_key {
            Some(file) => store.with_key_file(file),
            None => store,
        })
    }

    /// The folder, where it is one.
    pub fn folder(&self) -> Option<&Path> {
        Some(Path::new(&self.0)).filter(|path| path.is_dir())
    }

    /// Refuses the name of a file, where a folder is meant.
    pub fn refuse_a_file(&self) -> anyhow::Result<()> {
        let path = PathBuf::from(&self.0);
        if path.exists() && !path.is_dir() {
            bail!("{self} is a file: name a folder with --data DIR");
        }
        Ok(())
    }
}

/// It is named without its password; where it cannot be read as what it is meant to be, not
/// at all.
impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.store(None) {
            Ok(store) => f.write_str(&store.name()),
            Err(_) => f.write_str("the database that was named"),
        }
    }
}

impl fmt::Debug for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Data({self})")
    }
}

/// Anything can be typed; what is wrong with it is told when it is opened, since the
/// command line's own message would repeat it with its password.
impl ValueParserFactory for Data {
    type Parser = clap::builder::MapValueParser<OsStringValueParser, fn(OsString) -> Data>;

    fn value_parser() -> Self::Parser {
        OsStringValueParser::new().map(Data)
    }
}
