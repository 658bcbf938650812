//! Beginning a session, once it is known whose.

use jiff::SignedDuration;
use practice::Id;
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
    let now = app.now();
    let token = figures(&app.random::<32>()?);
    let hidden = crate::edge::hidden(&token).ok_or_else(|| Stop::Broken("a token".to_owned()))?;
    let longest = app.settings.absolute;
    let lasts = begun.lasts.map_or(longest, |lasts| lasts.min(longest));
    let worker = begun.worker;
    let session = Session {
        token: hidden,
        worker,
        began_at: now,
        used_at: now,
        ends_at: now.checked_add(lasts).unwrap_or(now),
        form_key: app.random()?,
        vouched: begun.vouched,
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
