//! What is kept at people's desks, and is no part of the record: who may sign in, who is
//! signed in, what somebody is in the midst of writing, who has looked at what, and what they
//! have been told.
//!
//! | kept | what is hidden of it | under which key |
//! |---|---|---|
//! | [`Account`] | password, code secret, recovery codes | the ledger's own for desks |
//! | [`Session`] | the key of its forms, what an identity provider said | the same |
//! | [`KeptDraft`] | what was typed | the file's, or the organisation's while there is no file |
//! | [`Look`] | the reason, where one was given | the same |
//! | [`Told`]: how far somebody has looked, and their digests | nothing | |
//! | documents ([`crate::attached`]) | all of them | the file's |
//!
//! What is hidden is bound to the rest of its row, so that a row that was changed, or made,
//! by somebody without the keys does not open. Nothing here is sealed into the chain.
//!
//! It is written by the one writer, with its commands ([`Note`]): in the same groups, in the
//! same transaction, with the same flush. All times are kept to the microsecond.

mod account;
mod bound;
mod draft;
mod keep;
mod look;
mod note;
mod read;
mod session;
mod set;
mod told;

pub use account::Account;
pub(crate) use bound::{Bound, Hidden, kept};
pub use draft::KeptDraft;
pub(crate) use draft::key;
pub(crate) use keep::Desk;
pub use look::Look;
pub use note::Note;
pub use session::{Session, Vouched};
pub(crate) use set::NoteSet;
pub use set::NoteTicket;
pub use told::{Digest, Seen, Told};
