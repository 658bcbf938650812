//! Beginning a session, once it is known whose.

use jiff::{SignedDuration, Timestamp};
use practice::Id;
use sha2::{Digest as _, Sha256};
use store::{Note, Session, Vouched};

use super::is_ours;
use crate::app::App;
use crate::reply::{Reply, Stop};
use crate::sealed::figures;

/// A session that is to begin.
pub(super) struct Begun<'b> {
    /// Whose.
    pub worker: Id,
    /// How long it lasts, where that is less than sessions do.
    pub lasts: Option<SignedDuration>,
    /// What an identity provider said.
    pub vouched: Option<Vouched>,
    /// The page that was asked for.
    pub then: &'b str,
}

/// Begins it.
pub(super) fn begin(app: &App, begun: Begun<'_>) -> Result<Reply, Stop> {
    let longest = app.settings.absolute;
    let worker = begun.worker;
    let fresh = Fresh {
        worker,
        at: app.now(),
        lasts: begun.lasts.map_or(longest, |lasts| lasts.min(longest)),
        token: app.random()?,
        form_key: app.random()?,
    };
    let Ticket { token, form: _ } = fresh.ticket();
    let session = Session {
        vouched: begun.vouched,
        ..fresh.session()
    };
    app.writer.note(vec![Note::BeginSession(session)])?;
    app.watch.metrics.signed_in.inc();
    let to = if is_ours(begun.then) { begun.then } else { "/" };
    Ok(Reply::Begin {
        to: to.to_owned(),
        token,
        worker,
    })
}

/// What a session is made of.
#[derive(Clone, Copy)]
pub struct Fresh {
    /// Whose it is.
    pub worker: Id,
    /// When it begins.
    pub at: Timestamp,
    /// How long it lasts at most.
    pub lasts: SignedDuration,
    /// Random bytes for its cookie.
    pub token: [u8; 32],
    /// Random bytes by which its forms are known.
    pub form_key: [u8; 32],
}

/// What a browser has of a session.
pub struct Ticket {
    /// What the cookie holds.
    pub token: String,
    /// What each form sends along.
    pub form: String,
}

impl Fresh {
    /// As it is kept: the cookie as its hash.
    pub fn session(&self) -> Session {
        Session {
            token: Sha256::digest(self.token).into(),
            worker: self.worker,
            began_at: self.at,
            used_at: self.at,
            ends_at: self.at.checked_add(self.lasts).unwrap_or(self.at),
            form_key: self.form_key,
            vouched: None,
        }
    }

    /// As a browser has it.
    pub fn ticket(&self) -> Ticket {
        Ticket {
            token: figures(&self.token),
            form: figures(&self.form_key),
        }
    }
}
