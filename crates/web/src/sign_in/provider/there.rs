//! The way to the provider. What it has to answer to is kept by the browser that asked, in
//! a cookie that it cannot read.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::CoreResponseType;
use openidconnect::{
    AuthenticationFlow, CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope,
};
use serde::{Deserialize, Serialize};

use super::Unable;
use crate::app::App;
use crate::edge::{Asked, go, keep_way};
use crate::reply::Stop;
use crate::sealed::figures;
use crate::sign_in::is_ours;

/// What the cookie is sealed for.
pub(super) const SEALED_FOR: &str = "the way to the identity provider";
/// How long the way there and back may take.
const WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// What is kept of somebody on their way.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Way {
    /// What comes back with them.
    pub state: String,
    /// What stands in the token that says who they are.
    pub nonce: String,
    /// What shows that the code is asked about by whom it was given to.
    pub verifier: String,
    /// The page that they asked for.
    pub then: String,
    /// Until when they may come back.
    pub until: Timestamp,
}

/// Leads to the provider.
pub(super) async fn begin(State(app): State<Arc<App>>, asked: Asked) -> Response {
    match way(&app, &asked).await {
        Ok((to, sealed)) => (keep_way(&app, &sealed), go(&to)).into_response(),
        Err(unable) => unable.page(&app, &asked.reference),
    }
}

/// Where to, and what the browser keeps.
async fn way(app: &App, asked: &Asked) -> Result<(String, String), Unable> {
    let provider = app.provider.as_ref().ok_or(Unable::NoProvider)?;
    let now = app.now();
    (app.watch.limits.address(asked.from, now)).map_err(Unable::TooOften)?;
    let known = provider.known(now).await?;
    let random = || Ok::<_, Stop>(figures(&app.random::<32>()?));
    let then = Some(asked.query.one("then")).filter(|then| is_ours(then));
    let way = Way {
        state: random()?,
        nonce: random()?,
        verifier: random()?,
        then: then.unwrap_or("/").to_owned(),
        until: now.checked_add(WITHIN).unwrap_or(now),
    };
    let verifier = PkceCodeVerifier::new(way.verifier.clone());
    let (state, nonce) = (way.state.clone(), way.nonce.clone());
    let (to, _, _) = (known.asks)
        .authorize_url(
            AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scopes(provider.set.scopes.iter().cloned().map(Scope::new))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    let broken = || Stop::Broken("the way to the provider could not be sealed".to_owned());
    let text = serde_json::to_string(&way).map_err(|_| broken())?;
    let nonce = app.random().map_err(Stop::from)?;
    let sealed = app.sealer.seal(nonce, SEALED_FOR, &text);
    Ok((to.to_string(), sealed.ok_or_else(broken)?))
}
