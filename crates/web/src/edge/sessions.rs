//! Which session a request belongs to, and whether it still lasts.

use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use store::{Note, Reader};
use subtle::ConstantTimeEq as _;

use crate::app::App;
use crate::edge::{Asked, Asker};
use crate::people;
use crate::reply::Stop;
use crate::sealed::{bytes, figures};
use crate::telling;
use crate::visit::Visit;

/// After how long the use of a session is written down again: not at every page.
const NOTED_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// The one page of an account that is not set up yet.
const SET_UP: &str = "/account/set-up";
/// What they can do instead.
const SIGN_OUT: &str = "/sign-out";

/// How a session's token is kept.
pub(crate) fn hidden(token: &str) -> Option<[u8; 32]> {
    let token = bytes(token).filter(|token| token.len() == 32)?;
    Some(Sha256::digest(token).into())
}

/// The visit that a request begins, by its session.
pub(super) fn visit<'v>(
    app: &'v App,
    reader: &'v mut Reader,
    asked: &Asked,
) -> Result<Visit<'v>, Stop> {
    let again = || Stop::SignIn {
        then: (!asked.is_sent).then(|| asked.address.clone()),
    };
    let token = asked.token.as_deref().and_then(hidden).ok_or_else(again)?;
    // A page that is looked at is of one moment. What a form sends is decided on what stands there
    // when it is asked.
    if !asked.is_sent {
        reader.steady()?;
    }
    let session = reader.session(&token)?.ok_or_else(again)?;
    let now = app.now();
    let idle = now.duration_since(session.used_at);
    let believed = app.settings.still_believes(&session, now);
    if now >= session.ends_at || idle >= app.settings.idle || !believed {
        app.writer.note(vec![Note::EndSession { token }])?;
        return Err(again());
    }
    if asked.is_sent {
        let sent = asked.answers.one("form");
        let ours = figures(&session.form_key);
        let is_ours = bool::from(sent.as_bytes().ct_eq(ours.as_bytes()));
        if !(asked.same_site && is_ours) {
            return Err(Stop::Stale);
        }
    }
    if idle >= NOTED_AFTER && asked.by != Asker::Watch {
        app.writer.note(vec![Note::UseSession { token, at: now }])?;
    }
    let worker = session.worker;
    let account = reader.account_of(worker)?;
    let account = account.filter(store::Account::is_open);
    let (upto, workforce) = telling::catch_up(app, reader, now)?;
    let who = people::who(app, reader, workforce, (worker, now))?;
    let (Some(account), Some(who)) = (account, who) else {
        // Whoever has left is signed out everywhere.
        app.writer.note(vec![Note::EndSessionsOf { worker }])?;
        return Err(again());
    };
    if asked.by != Asker::Watch {
        app.watch.seen.page(token, now);
    }
    // Whoever comes through a provider has no password to change.
    let must_change = account.must_change && session.vouched.is_none();
    if must_change && ![SET_UP, SIGN_OUT].contains(&asked.address.as_str()) {
        return Err(Stop::SetUp);
    }
    let mut visit = Visit {
        app,
        reader,
        now,
        path: asked
            .address
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned(),
        session,
        account,
        who,
        bell: telling::Bell::default(),
        upto,
        workforce,
    };
    visit.bell = telling::rung(&mut visit)?;
    Ok(visit)
}
