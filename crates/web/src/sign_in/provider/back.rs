//! The way back: the provider has seen who somebody is, and gives a code for which it says
//! so to these pages.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use jiff::Timestamp;
use openidconnect::{
    AuthorizationCode, Nonce, OAuth2TokenResponse as _, PkceCodeVerifier, RequestTokenError,
    TokenResponse as _,
};
use store::Vouched;
use subtle::ConstantTimeEq as _;

use super::Unable;
use super::known::Provider;
use super::said::Said;
use super::there::{SEALED_FOR, Way};
use crate::app::App;
use crate::edge::{Asked, answer, forget_way};
use crate::people;
use crate::reply::{Reply, Stop};
use crate::sign_in::begin::{Begun, begin};

/// Signs somebody in, or says why not.
pub(super) async fn back(State(app): State<Arc<App>>, asked: Asked) -> Response {
    let mut reply = match come_back(&app, &asked).await {
        Ok(reply) => answer(&app, reply),
        Err(unable) => unable.page(&app, &asked.reference),
    };
    // It is used once, whatever became of it; the session's cookie stands beside it.
    if let Some(forgotten) = forget_way(&app).remove(header::SET_COOKIE) {
        reply.headers_mut().append(header::SET_COOKIE, forgotten);
    }
    reply
}

async fn come_back(app: &Arc<App>, asked: &Asked) -> Result<Reply, Unable> {
    let provider = app.provider.as_ref().ok_or(Unable::NoProvider)?;
    let now = app.now();
    (app.watch.limits.address(asked.from, now)).map_err(Unable::TooOften)?;
    let way = way(app, asked, now).ok_or(Unable::NotBegunHere)?;
    let refused = asked.query.one("error");
    if !refused.is_empty() {
        // A word of the standard; whoever follows a link may have typed another.
        let plain = |letter: &char| letter.is_ascii_lowercase() || *letter == '_';
        let word: String = refused.chars().filter(plain).take(40).collect();
        return Err(Unable::Refused(word));
    }
    let (said, refresh, tells) = asked_who(provider, asked, &way, now).await?;
    let app = Arc::clone(app);
    let signed_in = tokio::task::spawn_blocking(move || {
        let until = if refresh.is_some() || tells {
            None
        } else {
            let unchecked = app.settings.provider.as_ref();
            unchecked.map(|provider| provider.unchecked_for)
        };
        let vouched = Vouched {
            subject: said.subject.clone(),
            session: said.session.clone(),
            refresh,
            checked_at: now,
        };
        sign_in(&app, &said.name, vouched, until, &way.then)
    });
    signed_in
        .await
        .map_err(|_| Stop::Broken("signing in came to an end that it should not have".to_owned()))?
}

/// What this browser kept on its way there, where it is what comes back.
fn way(app: &App, asked: &Asked, now: Timestamp) -> Option<Way> {
    let sealed = asked.way.as_deref()?;
    let text = app.sealer.open(SEALED_FOR, sealed)?;
    let way: Way = serde_json::from_str(&text).ok()?;
    let state = asked.query.one("state").as_bytes();
    let is_same = bool::from(way.state.as_bytes().ct_eq(state));
    (is_same && now < way.until).then_some(way)
}

/// Who it is, as the provider says for the code; with what to ask again, and whether it tells
/// when they are to be signed out.
async fn asked_who(
    provider: &Provider,
    asked: &Asked,
    way: &Way,
    now: Timestamp,
) -> Result<(Said, Option<String>, bool), Unable> {
    let known = provider.known(now).await?;
    let more = known.metadata.additional_metadata();
    let from = asked.query.one("iss");
    let says_from = more.authorization_response_iss_parameter_supported || !from.is_empty();
    if says_from && from != known.metadata.issuer().as_str() {
        return Err(Unable::NotBelieved("another provider answered".to_owned()));
    }
    let code = AuthorizationCode::new(asked.query.one("code").to_owned());
    let answer = (known.asks.exchange_code(code))
        .map_err(|error| Unable::Unreachable(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(way.verifier.clone()))
        .request_async(&provider.client)
        .await
        .map_err(|error| match error {
            RequestTokenError::ServerResponse(said) => Unable::Refused(said.error().to_string()),
            RequestTokenError::Request(error) => Unable::Unreachable(error.to_string()),
            _ => Unable::Unreachable("the answer to a code cannot be read".to_owned()),
        })?;
    let token = answer.id_token();
    let token = token.ok_or_else(|| Unable::NotBelieved("it did not say who".to_owned()))?;
    let nonce = Nonce::new(way.nonce.clone());
    let matches = |said: Option<&Nonce>| openidconnect::NonceVerifier::verify(&nonce, said);
    let said = provider.believed(&known, token, matches, now).await?;
    let refresh = answer.refresh_token().map(|token| token.secret().clone());
    Ok((said, refresh, known.tells()))
}

/// Begins a session of whoever has an account by this name. None is made for anybody.
fn sign_in(
    app: &App,
    name: &str,
    vouched: Vouched,
    until: Option<jiff::SignedDuration>,
    then: &str,
) -> Result<Reply, Unable> {
    let now = app.now();
    let account = app.read(|reader| {
        let account = reader.account_named(name)?;
        let Some(account) = account.filter(store::Account::is_open) else {
            return Ok(None);
        };
        Ok(people::who(app, reader, None, (account.worker, now))?.map(|who| who.worker))
    })?;
    let worker = account.ok_or_else(|| Unable::NoAccount {
        name: name.to_owned(),
    })?;
    Ok(begin(
        app,
        Begun {
            worker,
            lasts: until,
            vouched: Some(vouched),
            then,
        },
    )?)
}
