//! Asking the provider: by HTTPS, in bounded time and size, and led nowhere else.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::uri::Scheme;
use axum::http::{HeaderValue, Uri, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of it is read, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    /// Not in time.
    #[error("there was no answer within {} seconds", PATIENCE.as_secs())]
    TooLate,
    /// Its address is not one that can be asked.
    #[error("{0} is not an address by HTTPS")]
    Address(Uri),
    /// The connection failed.
    #[error("the connection failed: {0}")]
    Connection(#[from] io::Error),
    /// What came is not HTTP.
    #[error("the answer is not HTTP: {0}")]
    Http(#[from] hyper::Error),
    /// The answer was too long or broke off.
    #[error("the answer was not whole: {0}")]
    Body(String),
    /// There are no certificates to trust.
    #[error("{0}")]
    Trust(String),
}

/// Asks the provider.
pub(super) struct Client {
    tls: Result<TlsConnector, String>,
}

impl Client {
    /// That trusts these certificates, as PEM, or else those that the machine trusts.
    pub fn new(trusted: Option<&[u8]>) -> Self {
        Self {
            tls: connector(trusted),
        }
    }

    async fn ask(&self, mut request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let uri = request.uri().clone();
        let wrong = || NoAnswer::Address(uri.clone());
        let host = uri.host().ok_or_else(wrong)?;
        let plain = host.trim_start_matches('[').trim_end_matches(']');
        let is_https = uri.scheme() == Some(&Scheme::HTTPS);
        let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
        // What goes by HTTP stays on this machine.
        if !is_https
            && !plain
                .parse()
                .is_ok_and(|at: std::net::IpAddr| at.is_loopback())
        {
            return Err(wrong());
        }
        let named = uri.authority().map_or("", |authority| authority.as_str());
        let named = HeaderValue::from_str(named).map_err(|_| wrong())?;
        request.headers_mut().insert(header::HOST, named);
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() = path.parse().map_err(|_| wrong())?;
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let stream = TcpStream::connect((plain, port)).await?;
        if !is_https {
            return exchange(stream, request).await;
        }
        let tls = self
            .tls
            .as_ref()
            .map_err(|why| NoAnswer::Trust(why.clone()))?;
        let name = ServerName::try_from(plain.to_owned()).map_err(|_| wrong())?;
        exchange(tls.connect(name, stream).await?, request).await
    }
}

impl<'c> AsyncHttpClient<'c> for Client {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let answer = timeout(PATIENCE, self.ask(request)).await;
            answer.map_err(|_| NoAnswer::TooLate)?
        })
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: axum::http::Request<Full<Bytes>>,
) -> Result<HttpResponse, NoAnswer> {
    let (mut asks, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let answer = async {
        let (head, body) = asks.send_request(request).await?.into_parts();
        let body = Limited::new(body, LARGEST).collect().await;
        let body = body.map_err(|error| NoAnswer::Body(error.to_string()))?;
        Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
    };
    let answer = answer.await;
    connection.abort();
    answer
}

fn connector(trusted: Option<&[u8]>) -> Result<TlsConnector, String> {
    let mut roots = RootCertStore::empty();
    match trusted {
        Some(pem) => {
            for one in CertificateDer::pem_slice_iter(pem) {
                let one = one.map_err(|error| error.to_string())?;
                roots.add(one).map_err(|error| error.to_string())?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() {
        return Err(
            "there is no certificate to trust: name a file with identity_provider.trusted"
                .to_owned(),
        );
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
