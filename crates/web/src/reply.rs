//! What a page answers with, and why there is none.

use maud::Markup;
use practice::Id;
use store::{Attachment, NoRandomness, StoreError};

/// An answer.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// A whole page.
    Page(Markup),
    /// A page that says what is wrong with what was sent.
    Invalid(Markup),
    /// Another page is to be asked for.
    Go(String),
    /// Another page is to be asked for, and the browser keeps this session from now on.
    Begin {
        /// The page.
        to: String,
        /// What the browser keeps.
        token: String,
        /// Whose it is.
        worker: Id,
    },
    /// Another page is to be asked for, and the browser forgets its session.
    End(String),
    /// A file to keep.
    File {
        /// What browsers call such a file.
        kind: &'static str,
        /// The name under which it is kept: nothing personal.
        name: &'static str,
        /// Its bytes.
        content: Vec<u8>,
    },
    /// A document that somebody attached, to be kept.
    Document(Box<Attachment>),
    /// A few words for a script.
    Said(String),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignIn {
        /// The page that was asked for.
        then: Option<String>,
    },
    /// The account is to be set up first.
    #[error("the account is not set up")]
    SetUp,
    /// There is no such page, or nothing that this person may know of.
    #[error("there is no such page")]
    NotFound,
    /// It is not allowed, and why; with a file that could be opened in an emergency.
    #[error("not allowed")]
    NotAllowed {
        /// The sentences of the policies.
        because: Vec<String>,
        /// A file whose glass may be broken.
        glass: Option<Id>,
    },
    /// The form did not come from a page of this session.
    #[error("the form did not come from a page of this session")]
    Stale,
    /// Somebody else wrote what this was to change, at the same moment.
    #[error("somebody else wrote at the same moment")]
    Met,
    /// The record could not be read or written.
    #[error(transparent)]
    Store(StoreError),
    /// There was no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// A password could not be worked out, or the like.
    #[error("{0}")]
    Broken(String),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::VersionConflict { .. }
            | StoreError::AccountMovedOn { .. }
            | StoreError::DraftMovedOn { .. }
            | StoreError::Conflicted { .. } => Self::Met,
            error => Self::Store(error),
        }
    }
}
