//! An entry: one thing that happened, written once and never changed.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::{Fields, Id, When};
use serde::{Deserialize, Serialize};

/// What can be known of an entry without its owner's key. Nothing in it is
/// personal: random identifiers, kinds and times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// This entry.
    pub id: Id,
    /// Whose file it stands in: a child, a worker, a home, an organisation.
    pub owner: Id,
    /// Its place in the owner's file, counted from 1 without gaps.
    pub owner_version: u64,
    /// Other subjects that it concerns, in whose files it is shown as well.
    pub refers_to: Vec<Id>,
    /// The record type, by its name in the practice book.
    pub kind: String,
    /// The version of that record type under which it was written.
    pub kind_version: u32,
    /// When it happened.
    pub occurred: When,
    /// When it was recorded, by the ledger's own clock. Never earlier than that
    /// of the entry before it.
    pub recorded_at: Timestamp,
    /// The worker, or the import, that recorded it.
    pub recorded_by: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// The entry that this one corrects, if it does.
    pub corrects: Option<Id>,
    /// The entries written together with it, in one command.
    pub group: Id,
}

/// Where an entry came from, when it was not typed here.
///
/// It stands in the encrypted body, because a file's name can be personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The kind of source, by its name in the practice book (`cin-census`).
    pub source: String,
    /// The file, as it was named on the command line or in the folder.
    pub file: String,
    /// The line in it, counted from 1.
    pub line: u64,
    /// When the source itself says it was recorded, where it says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recorded: Option<When>,
    /// The last day of which the source tells: of two that differ, the later is
    /// right.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tells_to: Option<Date>,
}

/// An entry as it is read from the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its position in the ledger, counted from 1 without gaps.
    pub position: u64,
    /// What needs no key to be read.
    pub header: Header,
    /// What was recorded; `None` when the owner's key has been destroyed.
    pub body: Option<Body>,
}

/// What was recorded. Encrypted with the owner's key wherever it rests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The values, by field.
    pub fields: Fields,
    /// Where it came from, when it was not typed here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Box<Provenance>>,
    /// In a correction: why what it corrects is withdrawn altogether.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawn: Option<String>,
}

/// An entry that is about to be written. The ledger adds its position, the
/// owner's version and the time of recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its identifier, made before it is written so that a retry is harmless.
    pub id: Id,
    /// Whose file it stands in.
    pub owner: Id,
    /// Other subjects that it concerns.
    pub refers_to: Vec<Id>,
    /// The record type.
    pub kind: String,
    /// The version of that record type.
    pub kind_version: u32,
    /// When it happened.
    pub occurred: When,
    /// The worker, or the import, that records it.
    pub recorded_by: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// The entry that this one corrects.
    pub corrects: Option<Id>,
    /// The entries written together with it.
    pub group: Id,
    /// What is recorded.
    pub body: Body,
}
