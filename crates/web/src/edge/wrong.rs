//! What is answered where there is no page.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::{Reference, headers};
use crate::app::App;
use crate::page::problem::Again;
use crate::page::{Around, problem};
use crate::reply::Stop;
use crate::watch::Wait;

/// What is known of whoever a page could not be made for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whose {
    /// What stands around their pages.
    pub around: Around,
    /// What they sent.
    pub again: Option<Again>,
}

/// Says why there is no page; what is wrong inside is said to the log alone, under a
/// reference that the page gives.
pub(crate) fn stopped(reference: &Reference, stop: &Stop, whose: &Whose) -> Response {
    let around = &whose.around;
    match stop {
        Stop::SignIn { then } => headers::go(&crate::sign_in::address(then.as_deref())),
        Stop::SetUp => headers::go("/account/set-up"),
        Stop::Moved(to) => headers::go(to),
        Stop::NotFound => headers::html(StatusCode::NOT_FOUND, problem::not_found(around)),
        Stop::NotAllowed { because, glass } => headers::html(
            StatusCode::FORBIDDEN,
            problem::not_allowed(around, because, *glass),
        ),
        Stop::Stale => headers::html(StatusCode::FORBIDDEN, problem::stale(around)),
        Stop::Met => {
            let page = problem::met(around, whose.again.as_ref());
            headers::html(StatusCode::CONFLICT, page)
        }
        Stop::Store(_) | Stop::Randomness(_) | Stop::Broken(_) => {
            broken(reference, &stop.to_string(), whose)
        }
    }
}

/// Something is wrong inside.
pub(super) fn broken(reference: &Reference, what: &str, whose: &Whose) -> Response {
    let reference = &*reference.0;
    tracing::error!(reference, error = what, "a page could not be made");
    headers::html(
        StatusCode::INTERNAL_SERVER_ERROR,
        problem::broken(&whose.around, reference),
    )
}

/// What was sent could not be read.
pub(super) fn unread(status: StatusCode) -> Response {
    match status {
        StatusCode::NOT_FOUND => headers::html(status, problem::not_found(&Around::default())),
        StatusCode::PAYLOAD_TOO_LARGE => headers::html(status, problem::too_large()),
        StatusCode::REQUEST_TIMEOUT => headers::html(status, problem::too_slow()),
        _ => headers::html(status, problem::unread()),
    }
}

/// Somebody asks more often than they may.
pub(crate) fn too_often(app: &App, wait: Wait, around: &Around) -> Response {
    app.watch.metrics.too_often.inc();
    let seconds = wait.0.as_secs() + 1;
    let after = [(header::RETRY_AFTER, seconds.to_string())];
    let page = problem::too_often(around, seconds);
    (after, headers::html(StatusCode::TOO_MANY_REQUESTS, page)).into_response()
}
