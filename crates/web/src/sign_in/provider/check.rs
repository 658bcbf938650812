//! Whether whoever is signed in through the provider still is who they were: it is asked
//! again and again, with what it gave for that, and where it says no the session ends.

use std::sync::Arc;

use jiff::Timestamp;
use openidconnect::{
    Nonce, OAuth2TokenResponse as _, RefreshToken, RequestTokenError, TokenResponse as _,
};
use store::{Note, Session, Vouched};

use super::Unable;
use super::known::{Known, Provider};
use crate::app::App;
use crate::reply::Stop;

/// What became of asking.
enum Answer {
    /// They are, and this is with what to ask the next time.
    Yes(Vouched),
    /// They are not any more.
    No,
}

/// Asks about every session whose time it is.
pub(crate) async fn check_sessions(app: &Arc<App>) {
    if let Some(provider) = &app.provider
        && let Err(unable) = check(app, provider).await
    {
        tracing::warn!(why = %unable, "sessions could not be checked with the identity provider");
    }
}

async fn check(app: &Arc<App>, provider: &Provider) -> Result<(), Unable> {
    let now = app.now();
    let sessions = at_work(app, |app| due(app, app.now())).await?;
    if sessions.is_empty() {
        return Ok(());
    }
    let known = provider.known(now).await?;
    for (session, vouched) in sessions {
        // Where the provider does not answer, the next need not be tried.
        let answer = ask(app, provider, &known, &session, &vouched).await?;
        at_work(app, move |app| keep(app, &session, answer)).await?;
    }
    Ok(())
}

/// The sessions whose time it is; those that are over are ended.
fn due(app: &App, now: Timestamp) -> Result<Vec<(Session, Vouched)>, Stop> {
    let Some(set) = &app.settings.provider else {
        return Ok(Vec::new());
    };
    let mut due = Vec::new();
    for session in app.read(|reader| Ok(reader.sessions()?))? {
        let Some(vouched) = session.vouched.clone() else {
            continue;
        };
        let over =
            now >= session.ends_at || now.duration_since(session.used_at) >= app.settings.idle;
        if over {
            let token = session.token;
            app.writer.note(vec![Note::EndSession { token }])?;
        } else if vouched.refresh.is_some()
            && now.duration_since(vouched.checked_at) >= set.check_every
        {
            due.push((session, vouched));
        }
    }
    Ok(due)
}

async fn ask(
    app: &Arc<App>,
    provider: &Provider,
    known: &Known,
    session: &Session,
    vouched: &Vouched,
) -> Result<Answer, Unable> {
    let now = app.now();
    let refresh = RefreshToken::new(vouched.refresh.clone().unwrap_or_default());
    let answer = (known.asks.exchange_refresh_token(&refresh))
        .map_err(|error| Unable::Unreachable(error.to_string()))?
        .request_async(&provider.client)
        .await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(RequestTokenError::ServerResponse(_)) => return Ok(Answer::No),
        Err(RequestTokenError::Request(error)) => {
            return Err(Unable::Unreachable(error.to_string()));
        }
        Err(_) => {
            let says = "the answer cannot be read";
            return Err(Unable::Unreachable(says.to_owned()));
        }
    };
    if let Some(token) = answer.id_token() {
        // It need not repeat what was asked the first time.
        let any = |_: Option<&Nonce>| Ok(());
        let said = match provider.believed(known, token, any, now).await {
            Ok(said) => said,
            Err(unable @ (Unable::Unreachable(_) | Unable::Stop(_))) => return Err(unable),
            Err(_) => return Ok(Answer::No),
        };
        let (name, worker) = (said.name.clone(), session.worker);
        let same = at_work(app, move |app| {
            let account = app.read(|reader| Ok(reader.account_named(&name)?))?;
            Ok(account.is_some_and(|account| account.worker == worker))
        });
        if said.subject != vouched.subject || !same.await? {
            return Ok(Answer::No);
        }
    }
    // Where it gives no other, the one before goes on.
    let next = answer.refresh_token().map(|token| token.secret().clone());
    Ok(Answer::Yes(Vouched {
        refresh: next.or_else(|| vouched.refresh.clone()),
        checked_at: now,
        ..vouched.clone()
    }))
}

fn keep(app: &App, session: &Session, answer: Answer) -> Result<(), Stop> {
    let note = match answer {
        Answer::Yes(vouched) => Note::KeepSession(Session {
            vouched: Some(vouched),
            ..session.clone()
        }),
        Answer::No => {
            let worker = session.worker.to_string();
            tracing::info!(worker, "the identity provider ended a session");
            app.watch.seen.ended(session.token);
            Note::EndSession {
                token: session.token,
            }
        }
    };
    Ok(app.writer.note(vec![note])?)
}

/// Does what takes its time on a thread where it may.
pub(super) async fn at_work<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App) -> Result<T, Stop> + Send + 'static,
) -> Result<T, Unable> {
    let app = Arc::clone(app);
    let done = tokio::task::spawn_blocking(move || work(&app)).await;
    let broken = |_| Stop::Broken("it came to an end that it should not have".to_owned());
    Ok(done.map_err(broken)??)
}
