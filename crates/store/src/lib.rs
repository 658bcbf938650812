//! The ledger: entries that are only ever added to, sealed into one chain, each
//! body encrypted with its owner's own key; and the read models that are folded
//! from it and kept in step in the same transaction.
//!
//! A ledger lives in one directory, or in one schema of a PostgreSQL server
//! ([`Store::named`]). [`Store::create`] makes it,
//! [`Store::open_writer`] adds to it (one writer at a time, which commits in
//! groups), and [`Store::open_reader`] reads it, always, also while it is written.
//!
//! Nothing here asks what time it is or makes chance of its own: both are given
//! ([`Outside`]), and so is the fold that makes the read models.

#![warn(missing_docs)]

mod attached;
mod create;
mod custody;
mod desk;
mod directory;
mod dispose;
mod durable;
mod engine;
mod error;
mod finding;
mod flaw;
#[cfg(fuzzing)]
pub mod fuzzing;
mod head;
mod joined;
mod keys;
mod ledger;
mod models;
mod moving;
mod outside;
mod parallel;
mod place;
mod reader;
mod reader_lists;
mod reader_people;
mod reader_standing;
mod rebuild;
mod seal;
mod sql;
mod store;
mod stored;
mod tables;
mod verify;

pub use attached::{Attachment, PIECE, Piece};
pub use create::Setup;
pub use custody::{KeysShown, Rotated};
pub use desk::{Account, Digest, KeptDraft, Look, Note, NoteTicket, Seen, Session, Told, Vouched};
pub use dispose::{Closing, Disposed};
pub use durable::{NewFile, Readable, write_new};
pub use engine::ServerFacts;
pub use error::StoreError;
pub use finding::Candidates;
pub use flaw::Flaw;
pub use head::{Head, NotASignedHead, SignedHead};
pub use keys::{KeySource, NotARecoveryKey, RecoveryKey};
pub use ledger::{Appended, Command, Ticket, Writer};
pub use moving::{Backup, BookNamed, Moved, recover_from_backup};
pub use outside::{Clock, NoRandomness, Outside, Randomness};
pub use reader::{About, Counts, DutyFilter, Mark, Reader};
pub use reader_lists::{Heading, OwedFilter};
pub use reader_standing::{HeldAt, Late};
pub use rebuild::Rebuilt;
pub use seal::{NotASeal, Seal};
pub use store::{Store, WAITING};
pub use tables::{Numbered, TableError, TableFile};
pub use verify::Verified;
