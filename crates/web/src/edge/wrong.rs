//! What is answered where there is no page.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::{Reference, headers};
use crate::app::App;
use crate::page::{self, problem};
use crate::reply::Stop;
use crate::watch::Wait;

/// Says why there is no page; what is wrong inside is said to the log alone, under a
/// reference that the page gives.
pub(super) fn stopped(reference: &Reference, stop: &Stop) -> Response {
    match stop {
        Stop::SignIn { then } => headers::go(&crate::sign_in::address(then.as_deref())),
        Stop::SetUp => headers::go("/account/set-up"),
        Stop::Moved(to) => headers::go(to),
        Stop::NotFound => headers::html(StatusCode::NOT_FOUND, problem::not_found()),
        Stop::NotAllowed { because, glass } => {
            headers::html(StatusCode::FORBIDDEN, problem::not_allowed(because, *glass))
        }
        Stop::Stale => headers::html(StatusCode::FORBIDDEN, problem::stale()),
        Stop::Store(_) | Stop::Randomness(_) | Stop::Broken(_) => {
            broken(reference, &stop.to_string())
        }
    }
}

/// Something is wrong inside.
pub(super) fn broken(reference: &Reference, what: &str) -> Response {
    let reference = &*reference.0;
    tracing::error!(reference, error = what, "a page could not be made");
    headers::html(
        StatusCode::INTERNAL_SERVER_ERROR,
        problem::broken(reference),
    )
}

/// What was sent could not be read.
pub(super) fn unread(status: StatusCode) -> Response {
    match status {
        StatusCode::NOT_FOUND => headers::html(status, problem::not_found()),
        StatusCode::PAYLOAD_TOO_LARGE => headers::html(status, problem::too_large()),
        _ => headers::html(status, problem::unread()),
    }
}

/// Somebody asks more often than they may.
pub(super) fn too_often(app: &App, wait: Wait) -> Response {
    app.watch.metrics.too_often.inc();
    let seconds = wait.0.as_secs() + 1;
    let after = [(header::RETRY_AFTER, seconds.to_string())];
    let page = problem::too_often(seconds);
    (after, headers::html(StatusCode::TOO_MANY_REQUESTS, page)).into_response()
}

/// What is answered where no page has the address.
pub(crate) async fn nothing_here() -> Response {
    headers::html(StatusCode::NOT_FOUND, page::problem::not_found())
}
