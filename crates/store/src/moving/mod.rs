//! The whole record as files. Moving house: the whole record, written to files that another organisation's program
//! can take, and taken from them. `docs/ledger-export.md` describes the files.
//!
//! The same record exported under the same transfer key gives the same bytes, so that a
//! record that was exported, taken in elsewhere and exported from there can be compared
//! file by file.
//!
//! A backup ([`backup`]) is of the same form, under the master key as it is, and taken while
//! somebody writes.

mod backup;
mod carried;
mod export;
mod line;
mod manifest;
mod reading;
mod receive;

pub use backup::{Backup, recover_from_backup};
#[cfg(fuzzing)]
pub(crate) use line::read_lines;
pub use manifest::BookNamed;

use practice::Id;

use crate::head::Head;

/// The file that says what an export is.
const MANIFEST: &str = "manifest.json";
/// The file with the signature of the manifest.
const SIGNATURE: &str = "manifest.signature";
/// The file of the entries, in their order.
const ENTRIES: &str = "entries.jsonl";
/// The file of the owners' keys, in the order of their owners.
const KEYS: &str = "keys.jsonl";

/// What was moved, to be compared on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The ledger.
    pub ledger: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// Whether it is an example.
    pub example: bool,
    /// How many entries.
    pub entries: u64,
    /// How many files they stand in.
    pub files: u64,
    /// How many of these have no key: they were disposed of.
    pub without_key: u64,
    /// How many looks are in the access log.
    pub looks: u64,
    /// How many documents are attached to entries.
    pub documents: u64,
    /// The last entry.
    pub head: Head,
    /// The practice book by which the exporting side worked.
    pub book: BookNamed,
}
