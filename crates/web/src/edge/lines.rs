//! One line in the log for every request, and one more in the counts: which page, by the
//! pattern of its address, and who asked, by their identifier. Never the address itself, nor
//! what was typed.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use practice::Id;

use crate::app::App;
use crate::sealed::figures;
use crate::watch;

/// What a request is known by, in the log and on a page that says that something is wrong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reference(pub Arc<str>);

/// Who asked, for the log.
#[derive(Clone, Copy, Debug)]
pub(super) struct By(pub Id);

/// Writes the line.
pub(crate) async fn logged(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let began = app.now();
    let method = method(request.method());
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(|| "none".to_owned(), |route| route.as_str().to_owned());
    let reference = app
        .random::<4>()
        .map_or_else(|_| "00000000".to_owned(), |bytes| figures(&bytes));
    request
        .extensions_mut()
        .insert(Reference(reference.as_str().into()));
    let answer = next.run(request).await;
    let took = app.now().duration_since(began);
    let status = answer.status().as_u16();
    let worker = answer.extensions().get::<By>().map(|by| by.0.to_string());
    tracing::info!(
        method,
        route,
        status,
        milliseconds = took.as_millis_f64(),
        worker,
        reference,
        "answered"
    );
    let request = watch::Request {
        method,
        route,
        status,
    };
    app.watch.metrics.answered(&request, took);
    answer
}

/// The method, of those that there are: whoever asks may make up another.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
