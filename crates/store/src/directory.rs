//! The directory of one ledger, and what lies in it.
//!
//! | file | what it is |
//! |---|---|
//! | `sightline.sqlite` | the database (with `-wal` and `-shm` beside it while in use) |
//! | `master.key` | the master key, unless it is kept elsewhere (and it should be) |
//! | `writer.lock` | held by the process that writes, whose id stands in it |

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// The directory of one ledger.
#[derive(Clone, Debug)]
pub(crate) struct Directory {
    path: PathBuf,
}

/// The right to write, for as long as it is kept.
pub(crate) struct WriterLock {
    /// Locked; the operating system lets go of it when the process ends, however
    /// it ends.
    _file: File,
}

impl Directory {
    /// At this path.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Its name, for messages.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.path.join("sightline.sqlite")
    }

    /// The master key, where it is not kept elsewhere.
    pub fn master_key(&self) -> PathBuf {
        self.path.join("master.key")
    }

    /// Makes it, for this user alone, where it is not there.
    pub fn make(&self) -> Result<(), StoreError> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.path)
            .map_err(|error| failed(&self.path, "made", &error))
    }

    /// Makes an empty database, for this user alone, where none is there.
    pub fn make_database(&self) -> Result<(), StoreError> {
        let path = self.database();
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&path)
            .map(drop)
            .map_err(|error| failed(&path, "made", &error))
    }

    /// Takes the right to write; refused, with the holder's process id, while
    /// another process has it.
    pub fn lock(&self) -> Result<WriterLock, StoreError> {
        let path = self.path.join("writer.lock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options
            .open(&path)
            .map_err(|error| failed(&path, "written", &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut pid = String::new();
                // The message is still true without the number.
                let _ = file.read_to_string(&mut pid);
                let pid = match pid.trim() {
                    "" => "(unknown)".to_owned(),
                    pid => pid.to_owned(),
                };
                return Err(StoreError::WriterHeld {
                    dir: self.name(),
                    pid,
                });
            }
            Err(TryLockError::Error(error)) => return Err(failed(&path, "locked", &error)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()))
            .map_err(|error| failed(&path, "written", &error))?;
        Ok(WriterLock { _file: file })
    }
}

fn failed(path: &Path, done: &'static str, error: &io::Error) -> StoreError {
    StoreError::File {
        path: path.display().to_string(),
        done,
        why: error.to_string(),
    }
}
