//! The lines of an export: one for each entry and one for each key, in JSON; and the
//! files that they stand in, hashed as they are written and read.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use practice::Id;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::manifest::Part;
use crate::error::StoreError;
use crate::head::{hex, unhex, unhex_any};
use crate::seal::Seal;
use crate::stored::Stored;

/// How long a line may be: whatever a file holds, no more than this is kept in memory.
const LONGEST: u64 = 256 << 20;

/// An entry, its columns in the order of the table; bytes as hexadecimal digits.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryLine {
    position: i64,
    id: Id,
    owner: Id,
    owner_version: u64,
    refers_to: String,
    kind: String,
    kind_version: u32,
    occurred: String,
    recorded_at: i64,
    recorded_by: Id,
    organisation: Id,
    corrects: Option<Id>,
    command: Id,
    nonce: String,
    body: String,
    seal: String,
}

/// An owner's key, wrapped under the transfer key.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyLine {
    pub owner: Id,
    pub nonce: String,
    pub wrapped: String,
}

impl From<&Stored> for EntryLine {
    fn from(entry: &Stored) -> Self {
        Self {
            position: entry.position,
            id: entry.id,
            owner: entry.owner,
            owner_version: entry.owner_version,
            refers_to: hex(&entry.refers_to),
            kind: entry.kind.clone(),
            kind_version: entry.kind_version,
            occurred: entry.occurred.clone(),
            recorded_at: entry.recorded_at,
            recorded_by: entry.recorded_by,
            organisation: entry.organisation,
            corrects: entry.corrects,
            command: entry.command,
            nonce: hex(&entry.nonce),
            body: hex(&entry.body),
            seal: entry.seal.to_string(),
        }
    }
}

impl EntryLine {
    /// The entry; otherwise the column that is not of the form that is written.
    pub fn stored(self) -> Result<Stored, &'static str> {
        let refers_to = unhex_any(&self.refers_to).filter(|ids| ids.len().is_multiple_of(16));
        let seal = self.seal.parse::<Seal>();
        Ok(Stored {
            position: self.position,
            id: self.id,
            owner: self.owner,
            owner_version: self.owner_version,
            refers_to: refers_to.ok_or("refers_to")?,
            kind: self.kind,
            kind_version: self.kind_version,
            occurred: self.occurred,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            organisation: self.organisation,
            corrects: self.corrects,
            command: self.command,
            nonce: unhex(&self.nonce).ok_or("nonce")?,
            body: unhex_any(&self.body).ok_or("body")?,
            seal: seal.map_err(|_| "seal")?,
        })
    }
}

/// A part that is being written.
pub(super) struct LinesOut {
    path: PathBuf,
    out: BufWriter<File>,
    bytes: u64,
    hash: Sha256,
    line: Vec<u8>,
}

impl LinesOut {
    /// A new file, for this user alone.
    pub fn create(path: PathBuf) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(&path)
            .map_err(|error| written(&path, &error))?;
        Ok(Self {
            path,
            out: BufWriter::with_capacity(1 << 20, file),
            bytes: 0,
            hash: Sha256::new(),
            line: Vec::new(),
        })
    }

    /// Writes one line.
    pub fn write(&mut self, line: &impl Serialize) -> Result<(), StoreError> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line)
            .map_err(|error| written(&self.path, &error.into()))?;
        self.line.push(b'\n');
        if self.line.len() as u64 > LONGEST {
            let error = io::Error::other("an entry is too long to be taken in again");
            return Err(written(&self.path, &error));
        }
        self.bytes += self.line.len() as u64;
        self.hash.update(&self.line);
        self.out
            .write_all(&self.line)
            .map_err(|error| written(&self.path, &error))
    }

    /// Ends it, durably.
    pub fn finish(mut self) -> Result<Part, StoreError> {
        self.out
            .flush()
            .and_then(|()| self.out.get_ref().sync_all())
            .map_err(|error| written(&self.path, &error))?;
        Ok(Part {
            bytes: self.bytes,
            sha256: hex(&<[u8; 32]>::from(self.hash.finalize())),
        })
    }
}

/// A part that is being read.
pub(super) struct LinesIn<R = BufReader<File>> {
    path: PathBuf,
    read: R,
    bytes: u64,
    hash: Sha256,
    line: Vec<u8>,
    number: u64,
}

impl LinesIn {
    pub fn open(path: PathBuf) -> Result<Self, StoreError> {
        let file = File::open(&path).map_err(|error| StoreError::Export {
            path: path.display().to_string(),
            why: error.to_string(),
        })?;
        Ok(Self::of(path, BufReader::with_capacity(1 << 20, file)))
    }
}

impl<R: BufRead> LinesIn<R> {
    /// Of what is read from there, a file of this name.
    fn of(path: PathBuf, read: R) -> Self {
        Self {
            path,
            read,
            bytes: 0,
            hash: Sha256::new(),
            line: Vec::new(),
            number: 0,
        }
    }

    /// The next line; `None` at the end.
    pub fn next<T: for<'l> Deserialize<'l>>(&mut self) -> Result<Option<T>, StoreError> {
        self.line.clear();
        self.number += 1;
        let read = (&mut self.read)
            .take(LONGEST)
            .read_until(b'\n', &mut self.line)
            .map_err(|error| self.wrong(&error.to_string()))?;
        if read == 0 {
            return Ok(None);
        }
        if self.line.last() != Some(&b'\n') {
            return Err(self.wrong("the line does not end"));
        }
        self.bytes += read as u64;
        self.hash.update(&self.line);
        match serde_json::from_slice(&self.line) {
            Ok(line) => Ok(Some(line)),
            Err(error) => {
                Err(self.wrong(&format!("it is not of the form that is written ({error})")))
            }
        }
    }

    /// That what stands in this line is wrong.
    pub fn wrong(&self, why: &str) -> StoreError {
        StoreError::Export {
            path: format!("{}:{}", self.path.display(), self.number),
            why: why.to_owned(),
        }
    }

    /// Whether the whole of it is what the manifest says.
    pub fn finish(self, part: &Part) -> Result<(), StoreError> {
        let found = Part {
            bytes: self.bytes,
            sha256: hex(&<[u8; 32]>::from(self.hash.finalize())),
        };
        if found == *part {
            return Ok(());
        }
        Err(StoreError::Export {
            path: self.path.display().to_string(),
            why: "it is not the file that was written: its length or hash is another".to_owned(),
        })
    }
}

/// Reads any bytes as the lines of both files; what can be read is written the same.
#[cfg(fuzzing)]
pub(crate) fn read_lines(data: &[u8]) {
    let mut lines = LinesIn::of(PathBuf::from("entries.jsonl"), data);
    while let Ok(Some(line)) = lines.next::<EntryLine>() {
        let Ok(stored) = line.stored() else { continue };
        let text = serde_json::to_vec(&EntryLine::from(&stored)).expect("it can be written");
        let again: EntryLine = serde_json::from_slice(&text).expect("it can be read");
        let again = again.stored().expect("it is of the form that is written");
        assert_eq!(again.header_bytes(), stored.header_bytes());
        assert_eq!((again.position, again.seal), (stored.position, stored.seal));
        assert_eq!((again.nonce, &again.body), (stored.nonce, &stored.body));
    }
    let mut lines = LinesIn::of(PathBuf::from("keys.jsonl"), data);
    while let Ok(Some(line)) = lines.next::<KeyLine>() {
        let KeyLine {
            owner: _,
            nonce,
            wrapped,
        } = line;
        let _wrapped = super::manifest::WrittenKey { nonce, wrapped }.wrapped();
    }
}

fn written(path: &Path, error: &io::Error) -> StoreError {
    StoreError::File {
        path: path.display().to_string(),
        done: "written",
        why: error.to_string(),
    }
}
