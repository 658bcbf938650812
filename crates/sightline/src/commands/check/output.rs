//! Where the answer goes: the screen or a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::args::Both;
use crate::cli::{Format, Global};

/// How to answer, and where.
#[derive(Clone, Copy)]
pub struct Output<'a> {
    pub format: Format,
    to: Option<&'a Path>,
}

impl<'a> Output<'a> {
    /// As it was typed.
    ///
    /// # Errors
    ///
    /// Where a workbook is asked for on the screen, or one of the files that are read
    /// would be written over.
    pub fn of(global: &Global, both: &'a Both, read: &[PathBuf]) -> anyhow::Result<Self> {
        let output = Self {
            format: global.format,
            to: both.out.as_deref(),
        };
        match output.to {
            None if output.format == Format::Xlsx => {
                bail!("a workbook is not for the screen: say with --out FILE where to write it")
            }
            Some(to) if is_one_of(to, read) => bail!(
                "{} is read, and will not be written over: name another file with --out",
                to.display()
            ),
            _ => Ok(output),
        }
    }

    /// Writes the answer.
    pub fn write(
        self,
        answer: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let Some(to) = self.to else {
            let mut out = BufWriter::new(io::stdout().lock());
            answer(&mut out)?;
            return Ok(out.flush()?);
        };
        let unwritable = || format!("{} cannot be written", to.display());
        let mut out = BufWriter::new(File::create(to).with_context(unwritable)?);
        answer(&mut out)
            .and_then(|()| Ok(out.flush()?))
            .with_context(unwritable)
    }

    /// Says something beside the answer: with it for people, on the error stream for
    /// programs.
    pub fn beside(self, notes: &[String]) {
        if self.format == Format::Table {
            return;
        }
        for note in notes {
            eprintln!("{}", crate::show::printable(note, true));
        }
    }
}

/// Whether a path is the same file or folder as one of others.
pub fn is_one_of(to: &Path, read: &[PathBuf]) -> bool {
    let Ok(to) = fs::canonicalize(to) else {
        return false;
    };
    let mut read = read.iter();
    read.any(|path| fs::canonicalize(path).is_ok_and(|path| path == to))
}
