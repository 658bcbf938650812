//! A note: one thing that is to be kept, changed or forgotten at a desk.

use jiff::Timestamp;
use practice::Id;

use super::{Account, KeptDraft, Look, Session};

/// One thing to be kept, changed or forgotten. Notes are given in sets, of which all are
/// done or none.
///
/// Each may be given again, in the same words, by somebody who does not know whether it was
/// done: it is not done twice. A set speaks of one account or draft once at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A new account. Refused where the worker has one, and where the sign-in name is taken.
    NewAccount(Account),
    /// An account as it is from now on, whole. Refused unless the one that is kept has the
    /// version before this one's, and where the sign-in name is another's.
    Account(Account),
    /// A new session.
    BeginSession(Session),
    /// What a provider said of a session, and when it was asked, anew. One that has ended is
    /// not begun again.
    KeepSession(Session),
    /// A session was used. One that has ended is not begun again.
    UseSession {
        /// The SHA-256 of its cookie.
        token: [u8; 32],
        /// When.
        at: Timestamp,
    },
    /// A session has ended.
    EndSession {
        /// The SHA-256 of its cookie.
        token: [u8; 32],
    },
    /// Every session of a worker has ended.
    EndSessionsOf {
        /// The worker.
        worker: Id,
    },
    /// Every session has ended whose absolute end ([`Session::ends_at`]) is then or before.
    EndSessionsBefore {
        /// When.
        at: Timestamp,
    },
    /// A new draft, of version 1, or the next version of one. Refused where the one that is
    /// kept has not the version before this one's, and where the file was disposed of.
    Draft(KeptDraft),
    /// A draft is no longer wanted. One that is not there is none already.
    DropDraft {
        /// The draft.
        id: Id,
    },
    /// Somebody looked at something.
    Looked(Look),
}

impl Note {
    /// The account or draft whose version it depends on, or changes.
    pub(super) fn about(&self) -> Option<Id> {
        match self {
            Self::NewAccount(account) | Self::Account(account) => Some(account.worker),
            Self::Draft(draft) => Some(draft.id),
            Self::DropDraft { id } => Some(*id),
            _ => None,
        }
    }
}
