//! A note: one thing that is to be kept, changed or forgotten at a desk.

use jiff::Timestamp;
use practice::Id;

use super::{Account, Digest, KeptDraft, Look, Seen, Session};
use crate::attached::{Attachment, Piece};

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
    /// A draft is no longer wanted. One that is not there is none already. What was attached to
    /// it goes with it, but for what an entry attaches.
    DropDraft {
        /// The draft.
        id: Id,
    },
    /// A document is begun, of a file that is there. Refused where another has its identifier.
    Attach(Attachment),
    /// A piece of a document that was begun. Refused unless it is as long as that piece is.
    Piece(Piece),
    /// Every piece of a document is kept. Refused where one is not.
    Attached {
        /// The document.
        document: Id,
    },
    /// A document is no longer wanted. One that an entry attaches stays; one that is not there
    /// is none already.
    Detach {
        /// The document.
        document: Id,
    },
    /// Somebody looked at something.
    Looked(Look),
    /// Somebody looked at what others recorded. What was seen before is not unseen by it.
    Seen {
        /// Who.
        worker: Id,
        /// How far.
        seen: Seen,
    },
    /// How often somebody wishes to have a digest; `None` as the authority has it.
    Often {
        /// Who.
        worker: Id,
        /// How often.
        often: Option<String>,
    },
    /// How somebody's last digest fared.
    Digest {
        /// Whose it is.
        worker: Id,
        /// It.
        digest: Digest,
    },
}

impl Note {
    /// The account, draft or document whose version it depends on, or changes.
    pub(super) fn about(&self) -> Option<Id> {
        match self {
            Self::NewAccount(account) | Self::Account(account) => Some(account.worker),
            Self::Draft(draft) => Some(draft.id),
            Self::DropDraft { id } => Some(*id),
            Self::Attach(attachment) => Some(attachment.id),
            Self::Piece(piece) => Some(piece.of),
            Self::Attached { document } | Self::Detach { document } => Some(*document),
            _ => None,
        }
    }
}
