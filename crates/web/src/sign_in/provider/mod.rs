//! Signing in through an identity provider (OpenID Connect Core 1.0, authorisation code with
//! PKCE). It says who somebody is; what they may do stands in the record, and nobody is given
//! an account by signing in there.
//!
//! | what you look for | where it is |
//! |---|---|
//! | the way there, bound to the browser by a cookie | `there` |
//! | the way back: what it said, and whether it is believed | `back`, `said` |
//! | whether somebody still is who they were, asked again and again | `check` |
//! | the provider says that somebody is to be signed out (back-channel logout) | `told` |
//! | where it is, its keys, and asking it | `known`, `client`, `token` |

mod back;
mod check;
mod client;
mod known;
mod said;
mod there;
mod token;
mod told;

use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use maud::html;

pub(crate) use self::check::check_sessions;
pub(crate) use self::known::Provider;

use crate::app::App;
use crate::edge::{Reference, Whose, page_of};
use crate::page::{Around, problem};
use crate::reply::Stop;
use crate::routes::Listed;

/// Where people come back to, below the address of the pages.
const RETURN: &str = "/sign-in/provider/return";

/// The addresses of this way to sign in.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/sign-in/provider", get(there::begin))
        .route(RETURN, get(back::back))
        .route("/sign-in/provider/sign-out", post(told::sign_out))
}

/// Why somebody could not be signed in. What it is shown as goes to the log, and names nobody.
#[derive(Debug, thiserror::Error)]
enum Unable {
    /// There is no provider.
    #[error("there is no identity provider")]
    NoProvider,
    /// Somebody asks too often.
    #[error("it was asked for too often")]
    TooOften(crate::watch::Wait),
    /// The provider does not answer, or not as it should.
    #[error("the identity provider does not answer as it should: {0}")]
    Unreachable(String),
    /// It was not begun in this browser, or too long ago.
    #[error("the way back belongs to no sign-in that was begun in this browser")]
    NotBegunHere,
    /// The provider did not let them in.
    #[error("the identity provider refused: {0}")]
    Refused(String),
    /// What it said cannot be believed.
    #[error("what the identity provider said cannot be believed: {0}")]
    NotBelieved(String),
    /// It did not say the name by which somebody has an account here.
    #[error("the identity provider said no {claim}, by which people are known here")]
    NoName {
        /// The claim that was looked for.
        claim: String,
    },
    /// Nobody has an account by that name.
    #[error("nobody can sign in here by the name that the identity provider said")]
    NoAccount {
        /// The name.
        name: String,
    },
    /// The record could not be read or written.
    #[error(transparent)]
    Stop(#[from] Stop),
}

impl Unable {
    /// The page that says so.
    fn page(&self, app: &App, reference: &Reference) -> Response {
        match self {
            Self::NoProvider => return page_of(reference, &Stop::NotFound, &Whose::default()),
            Self::Stop(stop) => return page_of(reference, stop, &Whose::default()),
            Self::TooOften(wait) => return crate::edge::too_often(app, *wait, &Around::default()),
            _ => {}
        }
        app.watch.metrics.sign_ins_refused.inc();
        let reference = &*reference.0;
        tracing::warn!(reference, why = %self, "nobody was signed in");
        let provider = app.settings.provider.as_ref();
        let title = provider.map_or("", |provider| &provider.title);
        let (status, says) = match self {
            Self::Unreachable(_) => (
                StatusCode::BAD_GATEWAY,
                format!(
                    "{title} cannot be asked who you are at the moment. Try again in a few minutes."
                ),
            ),
            Self::NotBegunHere => (
                StatusCode::FORBIDDEN,
                "You began to sign in another window, or longer than ten minutes ago. Begin again."
                    .to_owned(),
            ),
            Self::NoAccount { name } => (
                StatusCode::FORBIDDEN,
                format!(
                    "{title} knows you as {name}, and nobody can sign in here by that name. Ask your administrator for an account. None was made."
                ),
            ),
            Self::NoName { .. } => (
                StatusCode::FORBIDDEN,
                format!(
                    "{title} did not say by which name you are known here. Ask your administrator."
                ),
            ),
            _ => (
                StatusCode::FORBIDDEN,
                format!(
                    "{title} did not let you in, or what it said could not be believed. Try again."
                ),
            ),
        };
        let page = problem::said(
            &Around::default(),
            "You are not signed in",
            &html! {
                p class="govuk-body" { (says) }
                p class="govuk-body" { a class="govuk-link" href="/sign-in" { "Sign in" } }
                p class="govuk-body" { "If it goes on, tell your help desk this reference: " strong { (reference) } "." }
            },
        );
        crate::edge::html(status, page)
    }
}
