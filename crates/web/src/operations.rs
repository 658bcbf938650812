//! What those who run the program ask it, on a listener of its own: whether it lives, whether
//! it is ready, and what was counted. Nothing personal stands in it, and it needs no session:
//! the listener is for this machine alone, or for a network of those who run it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use record::{ByBook, Projector as _};

use crate::app::App;
use crate::reply::Stop;
use crate::watch;

/// How long a look at whether all is well may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The addresses of the listener for those who run the program: `/live`, `/ready` and
/// `/metrics`.
pub fn operations(app: Arc<App>) -> Router {
    Router::new()
        .route("/live", get(async || "alive\n"))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(app)
}

/// Whether pages can be read and written. A proxy sends nobody here while they cannot.
async fn ready(State(app): State<Arc<App>>) -> Response {
    if app.watch.is_stopping() {
        return not_ready("it was told to stop");
    }
    // One look at a time: where one hangs, others do not wait behind it.
    let Ok(turn) = Arc::clone(&app.watch.looking).try_acquire_owned() else {
        return not_ready("it is being looked at already");
    };
    let look = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        look(&app)
    });
    match tokio::time::timeout(PATIENCE, look).await {
        Ok(Ok(Ok(()))) => "ready\n".into_response(),
        Ok(Ok(Err(why))) => not_ready(why),
        Ok(Err(_)) => not_ready("the look at it came to an end that it should not have"),
        Err(_) => not_ready("the record does not answer"),
    }
}

/// What is wrong, if anything. The log has the particulars.
fn look(app: &App) -> Result<(), &'static str> {
    let says = |error: &dyn std::fmt::Display, what| {
        tracing::warn!(error = %error, "{what}");
        what
    };
    // By a connection of its own: one that is open already may outlive what it was opened to.
    let fresh = app.readers.own().and_then(|mut reader| {
        reader.head()?;
        reader.derived_by()
    });
    let derived = fresh.map_err(|error| says(&error, "the record cannot be read"))?;
    if derived != ByBook(Arc::clone(&app.book)).mark() {
        return Err(
            "what is derived was worked out with another practice book: run `sightline rebuild`",
        );
    }
    app.writer
        .note(Vec::new())
        .map_err(|error| says(&error, "the record cannot be written"))
}

fn not_ready(why: &'static str) -> Response {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        format!("not ready: {why}\n"),
    )
        .into_response()
}

/// What was counted.
async fn metrics(State(app): State<Arc<App>>) -> Response {
    let count = move || -> Result<String, Stop> {
        let entries = app.read(|reader| Ok(reader.head()?.position))?;
        let state = watch::State {
            entries,
            sessions: app.watch.seen.count(app.now()),
        };
        let text = app.watch.metrics.text(state);
        text.map_err(|error| Stop::Broken(error.to_string()))
    };
    match tokio::task::spawn_blocking(count).await {
        Ok(Ok(text)) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Ok(Err(error)) => {
            tracing::warn!(error = %error, "the counts cannot be given");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
