//! What is known of the provider: where its pages are, and its keys (OpenID Connect
//! Discovery 1.0). It is asked when somebody first signs in, each hour, and where something
//! is signed with a key that is not known.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, ProviderMetadata, RedirectUrl,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::client::Client;
use super::{RETURN, Unable};
use crate::settings::{IdentityProvider, Settings};

/// How long what is known is taken to be so.
const FOR: SignedDuration = SignedDuration::from_hours(1);
/// How long it is not asked again, though somebody wants to know better.
const NOT_BEFORE: SignedDuration = SignedDuration::from_mins(1);

/// What a provider says of itself beside what the library knows.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct More {
    /// Whether it says when somebody is to be signed out.
    #[serde(default)]
    pub backchannel_logout_supported: bool,
    /// Whether it says on the way back who it is (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for More {}

type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Asks = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the provider said of itself.
pub(super) struct Known {
    pub metadata: Metadata,
    pub asks: Asks,
    at: Timestamp,
}

impl Known {
    /// Whether the provider says when somebody is to be signed out.
    pub fn tells(&self) -> bool {
        self.metadata
            .additional_metadata()
            .backchannel_logout_supported
    }
}

/// The provider.
pub(crate) struct Provider {
    pub(super) set: IdentityProvider,
    pub(super) client: Client,
    known: Mutex<Option<Arc<Known>>>,
}

impl Provider {
    /// The one that is set, if any.
    pub fn of(settings: &Settings) -> Option<Self> {
        let set = settings.provider.clone()?;
        Some(Self {
            client: Client::new(set.trusted.as_deref()),
            known: Mutex::new(None),
            set,
        })
    }

    /// What is known of it.
    pub(super) async fn known(&self, now: Timestamp) -> Result<Arc<Known>, Unable> {
        self.known_since(now, FOR).await
    }

    /// What is known of it, asked again unless it was just now.
    pub(super) async fn known_better(&self, now: Timestamp) -> Result<Arc<Known>, Unable> {
        self.known_since(now, NOT_BEFORE).await
    }

    async fn known_since(
        &self,
        now: Timestamp,
        long: SignedDuration,
    ) -> Result<Arc<Known>, Unable> {
        let mut known = self.known.lock().await;
        let fresh = known
            .as_ref()
            .filter(|known| now.duration_since(known.at) < long);
        if let Some(known) = fresh {
            return Ok(Arc::clone(known));
        }
        match self.ask(now).await {
            Ok(asked) => Ok(Arc::clone(known.insert(Arc::new(asked)))),
            // What it said before is better than nothing; its keys are checked all the same.
            Err(unable) => known.clone().ok_or(unable),
        }
    }

    async fn ask(&self, now: Timestamp) -> Result<Known, Unable> {
        let wrong = |what: &str, error: &dyn std::fmt::Display| {
            Unable::Unreachable(format!("{what}: {error}"))
        };
        let issuer = IssuerUrl::new(self.set.issuer.clone())
            .map_err(|error| wrong("its address is not one", &error))?;
        let metadata = Metadata::discover_async(issuer, &self.client)
            .await
            .map_err(|error| {
                let why = std::error::Error::source(&error).map(ToString::to_string);
                wrong("where it is", &why.unwrap_or_else(|| error.to_string()))
            })?;
        if metadata.token_endpoint().is_none() {
            return Err(wrong("where it is", &"it names no token endpoint"));
        }
        let back = RedirectUrl::new(format!("{}{RETURN}", self.set.pages))
            .map_err(|error| wrong("the address of the pages is not one", &error))?;
        let secret = self.set.client_secret.clone().map(ClientSecret::new);
        let client = ClientId::new(self.set.client_id.clone());
        let mut asks = CoreClient::from_provider_metadata(metadata.clone(), client, secret)
            .set_redirect_uri(back);
        let ways = metadata.token_endpoint_auth_methods_supported();
        if ways.is_some_and(|ways| !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)) {
            asks = asks.set_auth_type(AuthType::RequestBody);
        }
        Ok(Known {
            metadata,
            asks,
            at: now,
        })
    }
}
