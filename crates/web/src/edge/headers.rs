//! What goes out with every answer, so that a browser keeps it safe.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::unfold;
use maud::Markup;
use store::Attachment;

use crate::app::App;

/// The names of a cookie.
#[derive(Clone, Copy)]
pub(super) struct Names {
    plain: &'static str,
    of_https: &'static str,
}

impl Names {
    /// The one by which it is known: where pages are reached by HTTPS, one that browsers
    /// refuse from another host or over an unsafe connection.
    pub fn name(self, https: bool) -> &'static str {
        if https { self.of_https } else { self.plain }
    }
}

/// The session's cookie.
pub(super) const COOKIE: Names = Names {
    plain: "sightline",
    of_https: "__Host-sightline",
};
/// The cookie of somebody on their way to an identity provider and back.
#[cfg(feature = "oidc")]
pub(super) const WAY: Names = Names {
    plain: "sightline-way",
    of_https: "__Host-sightline-way",
};

/// Only this site's own styles, scripts and pictures, and no script in the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer carries.
const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// Guards every answer. Nothing is kept by a browser or a proxy unless it says so itself.
pub(crate) async fn guard(https: bool, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in ALWAYS {
        // What is given out to be kept says more than pages do.
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    answer
}

/// A page.
pub(crate) fn html(status: StatusCode, page: Markup) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, kind, page.into_string()).into_response()
}

/// A file to keep.
pub(super) fn file(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let kept_as = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, kept_as),
    ];
    (headers, content).into_response()
}

/// In what is given out nothing is run, nothing is asked for and nothing is shown in a page,
/// even by a browser that opens it.
const SHUT: &str = "default-src 'none'; sandbox";

/// A document that somebody attached, to be kept: piece by piece, each opened when it is sent.
pub(super) fn document(app: &Arc<App>, attachment: Attachment) -> Response {
    let (kind, name) = crate::documents::media(&attachment.told.format, &attachment.told.name);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, attachment.told.bytes.to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{}", in_header(&name)),
        ),
        (header::CONTENT_SECURITY_POLICY, SHUT.to_owned()),
    ];
    let begun = (Arc::clone(app), Arc::new(attachment), 0);
    let pieces = unfold(begun, |(app, of, place)| async move {
        if place >= of.pieces() {
            return None;
        }
        let (reading, which) = (Arc::clone(&app), Arc::clone(&of));
        let piece = tokio::task::spawn_blocking(move || {
            reading.read(|reader| Ok(reader.piece(&which, place)?))
        });
        let piece = match piece.await {
            Ok(Ok(piece)) => Ok(piece),
            Ok(Err(stop)) => Err(stop.to_string()),
            Err(_) => Err("a page came to an end that it should not have".to_owned()),
        };
        // What does not open ends it: the browser sees that it did not come whole.
        let next = if let Err(error) = &piece {
            tracing::error!(error, "a document could not be given out");
            u64::MAX
        } else {
            place + 1
        };
        Some((piece, (app, of, next)))
    });
    (headers, Body::from_stream(pieces)).into_response()
}

/// A name as a header has it: RFC 8187.
fn in_header(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // A text takes whatever is written to it.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The browser asks for another page.
pub(crate) fn go(to: &str) -> Response {
    // Addresses are made here, of letters, figures and what goes between them.
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// The browser keeps this session.
pub(super) fn keep(app: &App, token: &str) -> HeaderMap {
    cookie(app, COOKIE, token, "")
}

/// The browser forgets its session.
pub(super) fn forget(app: &App) -> HeaderMap {
    cookie(app, COOKIE, "", "; Max-Age=0")
}

/// The browser keeps this while somebody is on their way to an identity provider and back.
#[cfg(feature = "oidc")]
pub(crate) fn keep_way(app: &App, sealed: &str) -> HeaderMap {
    cookie(app, WAY, sealed, "; Max-Age=600")
}

/// The browser forgets it.
#[cfg(feature = "oidc")]
pub(crate) fn forget_way(app: &App) -> HeaderMap {
    cookie(app, WAY, "", "; Max-Age=0")
}

fn cookie(app: &App, names: Names, value: &str, more: &str) -> HeaderMap {
    let https = app.settings.https;
    let (name, safe) = (names.name(https), if https { "; Secure" } else { "" });
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{safe}{more}");
    let mut headers = HeaderMap::new();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    headers
}
