//! Leading browsers that ask by HTTP to the same address by HTTPS. Nothing else is answered:
//! what would be sent here goes over the network unencrypted.

use axum::Router;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

/// Whatever is asked for is to be asked for at this port, by HTTPS.
pub(super) fn to_https(port: u16) -> Router {
    Router::new().fallback(async move |method: Method, uri: Uri, headers: HeaderMap| {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        answer(&method, &uri, host, port)
    })
}

fn answer(method: &Method, uri: &Uri, host: Option<&str>, port: u16) -> Response {
    let to = host.and_then(|host| there(uri, host, port));
    match to {
        Some(to) if [Method::GET, Method::HEAD].contains(method) => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        _ => (StatusCode::BAD_REQUEST, "Ask by HTTPS.\n").into_response(),
    }
}

fn there(uri: &Uri, host: &str, port: u16) -> Option<String> {
    let host: Authority = host.parse().ok()?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
    let name = Some(host.host()).filter(|name| !name.is_empty() && name.chars().all(plain))?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    Some(if port == 443 {
        format!("https://{name}{path}")
    } else {
        format!("https://{name}:{port}{path}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(method: &Method, path: &str, host: Option<&str>, port: u16) -> Option<String> {
        let uri = path.parse().expect("an address");
        let answer = answer(method, &uri, host, port);
        let to = answer.headers().get(header::LOCATION)?;
        Some(to.to_str().expect("text").to_owned())
    }

    #[test]
    fn a_browser_is_led_to_the_same_page_by_https() {
        let get = |path, host, port| to(&Method::GET, path, host, port);

        assert_eq!(
            get("/find?q=1", Some("a.example"), 443).as_deref(),
            Some("https://a.example/find?q=1")
        );
        assert_eq!(
            get("/", Some("a.example:80"), 8443).as_deref(),
            Some("https://a.example:8443/")
        );
        assert_eq!(
            get("/", Some("[::1]:80"), 443).as_deref(),
            Some("https://[::1]/")
        );
    }

    #[test]
    fn what_is_sent_unencrypted_is_not_passed_on() {
        assert_eq!(to(&Method::POST, "/sign-in", Some("a.example"), 443), None);
        assert_eq!(to(&Method::GET, "/", None, 443), None);
        assert_eq!(to(&Method::GET, "/", Some("a b"), 443), None);
        assert_eq!(to(&Method::GET, "/", Some("me@"), 443), None);
    }
}
