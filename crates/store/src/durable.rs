//! Small files that must be there whole or not at all: a key, a signed head, a
//! certificate.
//!
//! The text is written beside its place, flushed, and then given its name, so that a
//! machine that stops leaves either nothing of that name or all of it. A file that is
//! there is never written over.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readable {
    /// The user who made it, and nobody else.
    ByThisUser,
    /// Whoever the system lets.
    AsUsual,
}

/// A file on its way: its place is known to be free and writable, and nothing stands
/// there yet.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    part: PathBuf,
    file: File,
    placed: bool,
}

impl NewFile {
    /// Makes ready to write a file that is not there.
    ///
    /// # Errors
    ///
    /// Where it is there already, or nothing can be written there.
    pub fn prepare(path: &Path, readable: Readable) -> Result<Self, StoreError> {
        if path.symlink_metadata().is_ok() {
            return Err(there(path));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        if readable == Readable::ByThisUser {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            // What an earlier attempt left may be open to others.
            let _ = fs::remove_file(&part);
        }
        let file = options.open(&part).map_err(|error| failed(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            part,
            file,
            placed: false,
        })
    }

    /// Writes it, durably.
    ///
    /// # Errors
    ///
    /// Where that fails; nothing stands there then.
    pub fn write(mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file
            .write_all(bytes)
            .and_then(|()| self.file.sync_all())
            .map_err(|error| failed(&self.path, &error))?;
        self.place()?;
        self.placed = true;
        sync_folder_of(&self.path)
    }

    /// Gives it its name, unless another has taken that meanwhile.
    fn place(&self) -> Result<(), StoreError> {
        match fs::hard_link(&self.part, &self.path) {
            Ok(()) => {
                // Its other name is of no use any more; should it stay, no harm is done.
                let _ = fs::remove_file(&self.part);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(there(&self.path)),
            // Some file systems (of memory sticks, say) know one name for each file.
            Err(_) if self.path.symlink_metadata().is_err() => {
                fs::rename(&self.part, &self.path).map_err(|error| failed(&self.path, &error))
            }
            Err(_) => Err(there(&self.path)),
        }
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.placed {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Writes a file that is not there, durably: whole or not at all.
///
/// # Errors
///
/// Where it is there already, or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8], readable: Readable) -> Result<(), StoreError> {
    NewFile::prepare(path, readable)?.write(bytes)
}

/// Makes the name of a file durable, as far as the system can.
pub(crate) fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| failed(path, &error))?;
    }
    Ok(())
}

fn there(path: &Path) -> StoreError {
    StoreError::FileThere {
        path: path.display().to_string(),
    }
}

fn failed(path: &Path, error: &io::Error) -> StoreError {
    StoreError::File {
        path: path.display().to_string(),
        done: "written",
        why: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("head.json");
        write_new(&path, b"first", Readable::AsUsual).unwrap();

        let again = write_new(&path, b"second", Readable::AsUsual);

        assert!(matches!(again, Err(StoreError::FileThere { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();

        drop(NewFile::prepare(&folder.path().join("a"), Readable::ByThisUser).unwrap());

        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_for_this_user_alone_even_where_an_open_part_was_left() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fs::write(folder.path().join("key.part"), "left").unwrap();

        write_new(&path, b"secret", Readable::ByThisUser).unwrap();

        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
