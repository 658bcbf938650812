//! What was asked for: the address, the cookie, and what was sent with a form.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts as _, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use practice::Id;
use tokio::sync::OwnedSemaphorePermit;

use crate::answers::Answers;
use crate::app::App;
use crate::edge::headers::COOKIE;
#[cfg(feature = "oidc")]
use crate::edge::headers::WAY;
use crate::edge::held::{self, Held};
use crate::edge::multipart::{self, Upload};
use crate::edge::slow::TooSlow;
use crate::edge::{Reference, Whose, hidden, wrong};
use crate::reply::Stop;

/// In how much time a form with files has to come.
const TAKEN_IN_WITHIN: Duration = Duration::from_mins(3);

/// In how much time a return has to come.
const HELD_WITHIN: Duration = Duration::from_mins(15);

/// Who asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    /// Somebody.
    Person,
    /// A script, for somebody: it wants a few words and no page.
    Script,
    /// A script, by itself, to watch what others do: that is no use of the session.
    Watch,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The parts of the address that differ, by name.
    pub path: BTreeMap<String, String>,
    /// The address, with its question, to come back to.
    pub address: String,
    /// What stands in the address after the question mark.
    pub query: Answers,
    /// What was sent with a form.
    pub answers: Answers,
    /// The files that were sent with it.
    pub files: Vec<Upload>,
    /// The files that were sent with it, where they are too large for memory.
    pub held: Option<Arc<Held>>,
    /// The turn in which they were taken in: others wait until it is over.
    pub turn: Option<Arc<OwnedSemaphorePermit>>,
    /// Whether something was sent.
    pub is_sent: bool,
    /// The session's token, as the browser kept it.
    pub token: Option<String>,
    /// What the browser keeps while somebody is on their way to an identity provider.
    #[cfg(feature = "oidc")]
    pub way: Option<String>,
    /// Who asks.
    pub by: Asker,
    /// The address of these pages, as the browser reached them, without a stroke at its end.
    pub site: String,
    /// From which address it came; where that is not known, one that nobody has.
    pub from: IpAddr,
    /// What it is known by in the log.
    pub reference: Reference,
    /// Whether it comes from a page of this site, as far as the browser says.
    pub same_site: bool,
}

impl Asked {
    /// What an address asks for, for a test.
    #[cfg(test)]
    pub fn for_tests(query: Answers) -> Self {
        Self {
            path: BTreeMap::new(),
            address: String::new(),
            query,
            answers: Answers::default(),
            files: Vec::new(),
            held: None,
            turn: None,
            is_sent: false,
            token: None,
            #[cfg(feature = "oidc")]
            way: None,
            by: Asker::Person,
            site: "http://sightline.example".to_owned(),
            from: IpAddr::V4(Ipv4Addr::LOCALHOST),
            reference: Reference::default(),
            same_site: true,
        }
    }

    /// The identifier in the address under this name.
    pub fn id(&self, name: &str) -> Result<Id, Stop> {
        let text = self.path.get(name).ok_or(Stop::NotFound)?;
        text.parse().map_err(|_| Stop::NotFound)
    }

    /// A word in the address under this name.
    pub fn word(&self, name: &str) -> Result<&str, Stop> {
        self.path
            .get(name)
            .map(String::as_str)
            .ok_or(Stop::NotFound)
    }
}

impl FromRequest<Arc<App>> for Asked {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let mut asked = Self::begun(&mut parts, app).await?;
        if asked.is_sent {
            if let Some(boundary) = boundary(&parts) {
                asked.take_files(app, body, &boundary).await?;
                return Ok(asked);
            }
            let request = Request::from_parts(parts, body);
            let body = Bytes::from_request(request, app).await.map_err(|why| {
                let too_slow = TooSlow::is_why(&why);
                wrong::unread(if too_slow {
                    StatusCode::REQUEST_TIMEOUT
                } else {
                    why.status()
                })
            })?;
            asked.answers = Answers::read(&body);
        }
        Ok(asked)
    }
}

/// What was asked for, with files that were held on the disk and in no memory.
pub(crate) struct WithHeldFiles(pub Asked);

impl FromRequest<Arc<App>> for WithHeldFiles {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let mut asked = Asked::begun(&mut parts, app).await?;
        let boundary = boundary(&parts).ok_or_else(|| wrong::unread(StatusCode::BAD_REQUEST))?;
        asked.only_if_known(app).await?;
        let turn = Arc::clone(&app.turns.returns).acquire_owned().await;
        let turn = turn.map_err(|_| wrong::unread(StatusCode::SERVICE_UNAVAILABLE))?;
        let most = (app.settings.returns.largest).saturating_add(app.settings.largest_form);
        let came = tokio::time::timeout(HELD_WITHIN, held::take_in(body, most)).await;
        let came = came.map_err(|_| wrong::unread(StatusCode::REQUEST_TIMEOUT))?;
        let file = came.map_err(|why| wrong::unread(why.status()))?;
        let found = tokio::task::spawn_blocking(move || Held::read(file, &boundary)).await;
        let (answers, held) = match found {
            Ok(Ok(Some(found))) => found,
            Ok(Ok(None)) => return Err(wrong::unread(StatusCode::BAD_REQUEST)),
            _ => return Err(wrong::unread(StatusCode::INSUFFICIENT_STORAGE)),
        };
        asked.answers = answers;
        asked.held = Some(Arc::new(held));
        asked.turn = Some(Arc::new(turn));
        Ok(Self(asked))
    }
}

/// The boundary between the parts of a form that brings files.
fn boundary(parts: &Parts) -> Option<String> {
    let sent_as = parts.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multipart::boundary(sent_as).map(str::to_owned)
}

impl Asked {
    /// What is known before anything is read that was sent.
    async fn begun(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let path = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| wrong::unread(StatusCode::NOT_FOUND))?;
        let path = (path.iter())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let uri = &parts.uri;
        let https = app.settings.https;
        Ok(Self {
            path,
            address: uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            query: Answers::read(uri.query().unwrap_or_default().as_bytes()),
            answers: Answers::default(),
            files: Vec::new(),
            held: None,
            turn: None,
            is_sent: parts.method == axum::http::Method::POST,
            token: cookie(&parts.headers, COOKIE.name(https)),
            #[cfg(feature = "oidc")]
            way: cookie(&parts.headers, WAY.name(https)),
            by: if parts.headers.contains_key("x-by-script") {
                Asker::Script
            } else {
                Asker::Person
            },
            site: site(app, &parts.headers),
            same_site: same_site(&parts.headers),
            from: from(parts, app.settings.behind_proxy),
            reference: parts.extensions.get().cloned().unwrap_or_default(),
        })
    }
}

impl Asked {
    /// Refuses, before anything large is taken in, whoever is not signed in.
    async fn only_if_known(&self, app: &Arc<App>) -> Result<(), Response> {
        let session = self.token.as_deref().and_then(hidden);
        let is_known = match session {
            Some(token) => {
                let app = Arc::clone(app);
                let asked = tokio::task::spawn_blocking(move || {
                    app.read(|reader| Ok(reader.session(&token)?.is_some()))
                });
                matches!(asked.await, Ok(Ok(true)))
            }
            None => false,
        };
        if !is_known {
            return Err(wrong::stopped(
                &self.reference,
                &Stop::SignIn { then: None },
                &Whose::default(),
            ));
        }
        Ok(())
    }

    /// Takes in a form that has files in it. They may be large, so that only somebody who is
    /// signed in may send them, so many at once, in so much time: memory stays bounded.
    async fn take_files(
        &mut self,
        app: &Arc<App>,
        body: Body,
        boundary: &str,
    ) -> Result<(), Response> {
        self.only_if_known(app).await?;
        let turn = Arc::clone(&app.turns.files).acquire_owned().await;
        let turn = turn.map_err(|_| wrong::unread(StatusCode::SERVICE_UNAVAILABLE))?;
        let most = app
            .settings
            .documents
            .largest
            .saturating_add(app.settings.largest_form);
        let whole = tokio::time::timeout(TAKEN_IN_WITHIN, to_bytes(body, most)).await;
        let whole = whole
            .map_err(|_| wrong::unread(StatusCode::REQUEST_TIMEOUT))?
            .map_err(|why| {
                let too_slow = TooSlow::is_why(&why);
                wrong::unread(if too_slow {
                    StatusCode::REQUEST_TIMEOUT
                } else {
                    StatusCode::PAYLOAD_TOO_LARGE
                })
            })?;
        let read = multipart::read(&whole, boundary);
        let (answers, files) = read.ok_or_else(|| wrong::unread(StatusCode::BAD_REQUEST))?;
        self.answers = answers;
        self.files = files;
        self.turn = Some(Arc::new(turn));
        Ok(())
    }
}

/// The address of these pages, as it was set; otherwise as the browser reached them.
fn site(app: &App, headers: &HeaderMap) -> String {
    if let Some(provider) = &app.settings.provider {
        return provider.pages.clone();
    }
    let way = if app.settings.https { "https" } else { "http" };
    let host = headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("{way}://{host}")
}

/// The cookie of this name, and no other: where pages are reached by HTTPS, one that anybody
/// else may have set is not taken.
fn cookie(headers: &HeaderMap, is: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).into_iter();
    let cookies = cookies.filter_map(|header| header.to_str().ok());
    let mut pairs = cookies
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == is)
        .map(|(_, value)| value.to_owned())
}

/// From which address a request came. A proxy adds to the header at its end; what stands before
/// that anybody may have written.
fn from(parts: &Parts, behind_proxy: bool) -> IpAddr {
    let forwarded = || {
        let last = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?;
        let last = last.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse().ok()
    };
    let connected = || {
        let ConnectInfo(address) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        Some(address.ip())
    };
    behind_proxy
        .then(forwarded)
        .flatten()
        .or_else(connected)
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Whether a form comes from a page of this site, as far as the browser says.
fn same_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(from) = text("sec-fetch-site") {
        return matches!(from, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = all.iter().map(|(name, value)| {
            let name = axum::http::HeaderName::from_static(name);
            (name, value.parse().expect("a header"))
        });
        pairs.collect()
    }

    #[test]
    fn a_form_of_another_site_is_known_as_such() {
        let same = |all: &[(&'static str, &str)]| same_site(&headers(all));

        assert!(same(&[("sec-fetch-site", "same-origin")]));
        assert!(!same(&[("sec-fetch-site", "cross-site")]));
        assert!(!same(&[("sec-fetch-site", "same-site")]));
        assert!(same(&[
            ("host", "a.example"),
            ("origin", "https://a.example")
        ]));
        assert!(!same(&[
            ("host", "a.example"),
            ("origin", "https://b.example")
        ]));
        assert!(!same(&[("host", "a.example"), ("origin", "null")]));
        assert!(same(&[("host", "a.example")]));
    }

    #[test]
    fn the_address_is_the_one_that_the_proxy_saw_and_no_other_that_is_written_down() {
        let parts = |all: &[&str]| {
            let mut request = Request::new(());
            for forwarded in all {
                let forwarded = forwarded.parse().expect("a header");
                request.headers_mut().append("x-forwarded-for", forwarded);
            }
            let connected = SocketAddr::from(([127, 0, 0, 1], 4000));
            request.extensions_mut().insert(ConnectInfo(connected));
            request.into_parts().0
        };
        let is = |all: &[&str], behind, address: &str| {
            assert_eq!(from(&parts(all), behind).to_string(), address, "{all:?}");
        };

        is(&["192.0.2.1"], false, "127.0.0.1");
        is(&["192.0.2.1"], true, "192.0.2.1");
        is(&["made up, 192.0.2.1"], true, "192.0.2.1");
        is(&["192.0.2.9", "2001:db8::1"], true, "2001:db8::1");
        is(&["unknown"], true, "127.0.0.1");
        is(&[], true, "127.0.0.1");
    }

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let found = |text, https| cookie(&headers(&[("cookie", text)]), COOKIE.name(https));
        let one = found("a=b; sightline-way=2c; sightline=0a1b; c=d", false);
        assert_eq!(one.as_deref(), Some("0a1b"));
        assert_eq!(found("a=b", false), None);
        // Another host of the same domain could have set it.
        assert_eq!(found("sightline=0a1b", true), None);
        let one = found("sightline=0a1b; __Host-sightline=2c3d", true);
        assert_eq!(one.as_deref(), Some("2c3d"));
    }
}
