//! The lists from outside that some rules need.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use returns::check::ssda903::lists::{Postcodes, Providers};

/// The lists that were given.
#[derive(Default)]
pub struct Lists {
    pub postcodes: Option<Postcodes>,
    pub providers: Option<Providers>,
}

impl Lists {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, or is no such list.
    pub fn read(postcodes: Option<&Path>, providers: &[PathBuf]) -> anyhow::Result<Self> {
        let mut lists = Self::default();
        if let Some(path) = postcodes {
            let directory = Postcodes::read_csv(open(path)?);
            lists.postcodes = Some(directory.with_context(|| path.display().to_string())?);
        }
        for path in providers {
            let list = Providers::read_xlsx(std::io::BufReader::new(open(path)?));
            let list = list.with_context(|| path.display().to_string())?;
            lists.providers.get_or_insert_default().join(list);
        }
        Ok(lists)
    }
}

fn open(path: &Path) -> anyhow::Result<File> {
    File::open(path).with_context(|| format!("{} cannot be read", path.display()))
}
