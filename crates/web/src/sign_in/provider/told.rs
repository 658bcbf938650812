//! The provider says that somebody is to be signed out: they have left, or signed out there
//! (OpenID Connect Back-Channel Logout 1.0). Every session of theirs here ends at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use practice::Id;
use serde_json::Value;
use store::Note;

use super::Unable;
use super::check::at_work;
use super::known::{Known, Provider};
use super::token::Token;
use crate::app::App;
use crate::edge::Asked;
use crate::reply::Stop;

/// What such a token is about.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How old one may be, in seconds, and how far its clock may go before.
const AGE: i64 = 600;

/// Who is to be signed out.
struct Whom {
    subject: Option<String>,
    session: Option<String>,
}

/// Ends every session of whom the provider names.
pub(super) async fn sign_out(State(app): State<Arc<App>>, asked: Asked) -> Response {
    let said = match ended(&app, &asked).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(Unable::NoProvider) => StatusCode::NOT_FOUND.into_response(),
        Err(unable @ (Unable::Stop(_) | Unable::Unreachable(_))) => {
            tracing::error!(why = %unable, "a back-channel logout could not be done");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(unable) => {
            tracing::warn!(why = %unable, "a back-channel logout was refused");
            let kind = [(header::CONTENT_TYPE, "application/json")];
            (
                StatusCode::BAD_REQUEST,
                kind,
                r#"{"error":"invalid_request"}"#,
            )
                .into_response()
        }
    };
    said.into_response()
}

async fn ended(app: &Arc<App>, asked: &Asked) -> Result<(), Unable> {
    let provider = app.provider.as_ref().ok_or(Unable::NoProvider)?;
    let now = app.now();
    let whom = whom(provider, asked.answers.one("logout_token"), now).await?;
    at_work(app, move |app| {
        for worker in workers(app, &whom)? {
            let named = worker.to_string();
            tracing::info!(worker = named, "the identity provider signed somebody out");
            app.writer.note(vec![Note::EndSessionsOf { worker }])?;
        }
        Ok(())
    })
    .await
}

/// Who is to be signed out, where the token that says so is believed.
async fn whom(provider: &Provider, token: &str, now: Timestamp) -> Result<Whom, Unable> {
    let not = |why: &str| Unable::NotBelieved(why.to_owned());
    let token = Token::read(token).ok_or_else(|| not("it is no token"))?;
    let mut known = provider.known(now).await?;
    if !token.is_signed_by(known.metadata.jwks()) {
        known = provider.known_better(now).await?;
        if !token.is_signed_by(known.metadata.jwks()) {
            return Err(not("the provider has not signed it"));
        }
    }
    let whom = about(&token, &known, &provider.set.client_id, now);
    whom.map_err(not)
}

/// What it says, by section 2.4 and 2.6 of the standard.
fn about(
    token: &Token<'_>,
    known: &Known,
    client: &str,
    now: Timestamp,
) -> Result<Whom, &'static str> {
    let is = |holds: bool, why| if holds { Ok(()) } else { Err(why) };
    let issuer = known.metadata.issuer().as_str();
    is(
        token.text("iss") == Some(issuer),
        "another provider said it",
    )?;
    let for_us = match token.claims.get("aud") {
        Some(Value::String(one)) => one == client,
        Some(Value::Array(all)) => all.iter().any(|one| one.as_str() == Some(client)),
        _ => false,
    };
    is(for_us, "it was said to others")?;
    let second = |claim: &str| token.claims.get(claim)?.as_f64();
    let now = i64_to_f64(now.as_second());
    let at = second("iat").ok_or("it does not say when it was said")?;
    is(
        (now - at).abs() <= i64_to_f64(AGE),
        "it was not said just now",
    )?;
    is(second("exp").is_none_or(|exp| now < exp), "it is over")?;
    let event = token
        .claims
        .get("events")
        .and_then(|events| events.get(EVENT));
    is(
        event.is_some_and(Value::is_object),
        "it is about something else",
    )?;
    is(
        token.claims.get("nonce").is_none(),
        "it says who somebody is",
    )?;
    let text = |claim| token.text(claim).map(ToOwned::to_owned);
    let whom = Whom {
        subject: text("sub"),
        session: text("sid"),
    };
    is(
        whom.subject.is_some() || whom.session.is_some(),
        "it names nobody",
    )?;
    Ok(whom)
}

/// Seconds, of which those of any date are told apart.
#[expect(
    clippy::cast_precision_loss,
    reason = "seconds of dates are far below 2^52"
)]
fn i64_to_f64(seconds: i64) -> f64 {
    seconds as f64
}

/// Whose they are.
fn workers(app: &App, whom: &Whom) -> Result<BTreeSet<Id>, Stop> {
    let sessions = app.read(|reader| Ok(reader.sessions()?))?;
    let theirs = sessions.into_iter().filter(|session| {
        session.vouched.as_ref().is_some_and(|vouched| {
            let same_subject = whom.subject.as_ref() == Some(&vouched.subject);
            let same_session = whom.session.is_some() && whom.session == vouched.session;
            match &whom.subject {
                Some(_) => same_subject,
                None => same_session,
            }
        })
    });
    Ok(theirs.map(|session| session.worker).collect())
}
