//! What is answered where there is no page.

use axum::http::StatusCode;
use axum::response::Response;

use super::headers;
use crate::app::App;
use crate::page::{self, problem};
use crate::reply::Stop;
use crate::sealed::figures;

/// Says why there is no page; what is wrong inside is said to the log alone, under a
/// reference that the page gives.
pub(super) fn stopped(app: &App, stop: &Stop) -> Response {
    match stop {
        Stop::SignIn { then } => headers::go(&crate::sign_in::address(then.as_deref())),
        Stop::SetUp => headers::go("/account/set-up"),
        Stop::NotFound => headers::html(StatusCode::NOT_FOUND, problem::not_found()),
        Stop::NotAllowed { because, glass } => {
            headers::html(StatusCode::FORBIDDEN, problem::not_allowed(because, *glass))
        }
        Stop::Stale => headers::html(StatusCode::FORBIDDEN, problem::stale()),
        Stop::Store(_) | Stop::Randomness(_) | Stop::Broken(_) => {
            let reference = app
                .random::<4>()
                .map_or_else(|_| "00000000".to_owned(), |bytes| figures(&bytes));
            tracing::error!(reference, error = %stop, "a page could not be made");
            headers::html(
                StatusCode::INTERNAL_SERVER_ERROR,
                problem::broken(Some(&reference)),
            )
        }
    }
}

/// The same where there is not even a reference.
pub(super) fn broken(what: &str) -> Response {
    tracing::error!(error = what, "a page could not be made");
    headers::html(StatusCode::INTERNAL_SERVER_ERROR, problem::broken(None))
}

/// What is answered where no page has the address.
pub(crate) async fn nothing_here() -> Response {
    headers::html(StatusCode::NOT_FOUND, page::problem::not_found())
}
