//! What the provider said of somebody, once it is believed.

use jiff::Timestamp;
use openidconnect::core::CoreIdToken;
use openidconnect::{ClaimsVerificationError, NonceVerifier};

use super::Unable;
use super::known::{Known, Provider};
use super::token::Token;

/// What the provider said of somebody.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Who they are there.
    pub subject: String,
    /// Their session there.
    pub session: Option<String>,
    /// The name by which they have an account here, in lower case.
    pub name: String,
}

impl Provider {
    /// What a token says, where it is believed: signed by the provider, for these pages, not
    /// over, and in answer to what was asked. Where its key is not known, the provider is
    /// asked for its keys again.
    pub(super) async fn believed(
        &self,
        known: &Known,
        token: &CoreIdToken,
        nonce: impl NonceVerifier + Clone,
        now: Timestamp,
    ) -> Result<Said, Unable> {
        match said(known, token, nonce.clone(), now) {
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let known = self.known_better(now).await?;
                said(&known, token, nonce, now)
            }
            said => said,
        }
        .map_err(|error| Unable::NotBelieved(error.to_string()))?
        .named(self)
    }
}

fn said(
    known: &Known,
    token: &CoreIdToken,
    nonce: impl NonceVerifier,
    now: Timestamp,
) -> Result<Believed, ClaimsVerificationError> {
    let time = std::time::SystemTime::from(now);
    let verifier = known
        .asks
        .id_token_verifier()
        .set_time_fn(move || time.into());
    let claims = token.claims(&verifier, nonce)?;
    Ok(Believed {
        subject: claims.subject().to_string(),
        text: token.to_string(),
    })
}

/// A token that is believed.
struct Believed {
    subject: String,
    text: String,
}

impl Believed {
    /// With the name by which somebody has an account here.
    fn named(self, provider: &Provider) -> Result<Said, Unable> {
        let claim = &provider.set.claim;
        let token = Token::read(&self.text)
            .ok_or_else(|| Unable::NotBelieved("its claims cannot be read".to_owned()))?;
        let unverified = token.claims.get("email_verified") == Some(&false.into());
        if claim == "email" && unverified {
            let says = "the address is not one that was verified";
            return Err(Unable::NotBelieved(says.to_owned()));
        }
        let name = token.text(claim).map(|name| name.trim().to_lowercase());
        let name = name.filter(|name| !name.is_empty());
        let session = token.text("sid").map(ToOwned::to_owned);
        Ok(Said {
            name: name.ok_or_else(|| Unable::NoName {
                claim: claim.clone(),
            })?,
            session,
            subject: self.subject,
        })
    }
}
