//! Documents that are attached to entries, as they stand beside the ledger.
//!
//! | table | a row is | what is hidden of it |
//! |---|---|---|
//! | `attachment` | a document | its name, what it is, how long, its hash |
//! | `attachment_chunk` | a piece of one, [`PIECE`] bytes at most | all of the piece |
//!
//! Both are under the key of the file that the document belongs to, so that a disposal destroys
//! them with the file. Each piece is bound to its document, its place and how many there are.
//! A document is kept with the draft that somebody is writing, piece by piece, so that no more
//! than one is in memory; the entry that attaches it has its identifier and says its hash. That
//! entry is in the chain, so a document that was changed, changed over or taken away is found
//! ([`Documents`]).

mod check;
mod keep;
mod read;
mod row;

pub(crate) use check::Documents;
pub(crate) use keep::drop_for;
pub use row::{Attachment, PIECE, Piece};
