//! The program's own certificate.

use std::sync::Arc;

use jiff::SignedDuration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use tokio_rustls::rustls::{
    ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion, version,
};
use web::Settings;
use web::serve::certificate::Certificate;

use crate::served::Served;
use crate::site::Site;

/// A certificate for one name, and its key, as PEM.
struct Made {
    chain: String,
    key: String,
}

impl Made {
    fn new() -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["pages.example".to_owned()]);
        let made = made.expect("a certificate");
        Self {
            chain: made.cert.pem(),
            key: made.signing_key.serialize_pem(),
        }
    }

    fn certificate(&self) -> Arc<Certificate> {
        let certificate = Certificate::of(self.chain.as_bytes(), self.key.as_bytes());
        Arc::new(certificate.expect("usable"))
    }
}

/// What is answered to somebody who trusts this certificate alone, and by which version of
/// TLS.
async fn asked(
    served: &Served,
    trusted: &Made,
    versions: &[&'static SupportedProtocolVersion],
    path: &str,
) -> Result<(String, ProtocolVersion), std::io::Error> {
    let mut roots = RootCertStore::empty();
    let root = CertificateDer::from_pem_slice(trusted.chain.as_bytes()).expect("one");
    roots.add(root).expect("trusted");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(versions)
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(served.address).await?;
    let name = ServerName::try_from("pages.example").expect("a name");
    let mut stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await?;
    let version = stream.get_ref().1.protocol_version().expect("a version");
    let asked = format!("GET {path} HTTP/1.1\r\nHost: pages.example\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok((String::from_utf8(answer).expect("text"), version))
}

fn https() -> Settings {
    Settings {
        https: true,
        ..Settings::default()
    }
}

#[tokio::test]
async fn pages_are_served_with_ones_own_certificate_and_browsers_told_to_ask_for_nothing_else() {
    let site = Site::with(https());
    let made = Made::new();
    let served = Served::with(&site, made.certificate()).await;

    for (version, is) in [
        (&version::TLS12, ProtocolVersion::TLSv1_2),
        (&version::TLS13, ProtocolVersion::TLSv1_3),
    ] {
        let (answer, by) = asked(&served, &made, &[version], "/sign-in")
            .await
            .expect("answered");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(
            answer.contains("strict-transport-security: max-age="),
            "{answer}"
        );
        assert_eq!(by, is);
    }
}

#[tokio::test]
async fn another_certificate_takes_its_place_without_a_stop() {
    let site = Site::with(https());
    let (old, new) = (Made::new(), Made::new());
    let certificate = old.certificate();
    let served = Served::with(&site, Arc::clone(&certificate)).await;
    let both = [&version::TLS12, &version::TLS13];
    assert!(asked(&served, &old, &both, "/sign-in").await.is_ok());
    assert!(asked(&served, &new, &both, "/sign-in").await.is_err());

    let is_another = certificate.renew(new.chain.as_bytes(), new.key.as_bytes());

    assert_eq!(is_another, Ok(true));
    assert!(asked(&served, &new, &both, "/sign-in").await.is_ok());
    assert!(asked(&served, &old, &both, "/sign-in").await.is_err());
}

#[tokio::test]
async fn whoever_speaks_without_encryption_is_not_answered_there() {
    let site = Site::with(Settings {
        head_within: SignedDuration::from_millis(200),
        ..https()
    });
    let made = Made::new();
    let served = Served::with(&site, made.certificate()).await;

    for says in ["GET /sign-in HTTP/1.1\r\nHost: pages.example\r\n\r\n", ""] {
        let mut stream = TcpStream::connect(served.address).await.expect("connected");
        stream.write_all(says.as_bytes()).await.expect("sent");
        let mut answer = Vec::new();
        // It may be closed with what was sent still unread.
        let _ = stream.read_to_end(&mut answer).await;
        assert!(!String::from_utf8_lossy(&answer).contains("HTTP/1.1"));
    }
}

#[tokio::test]
async fn a_browser_that_asks_by_http_is_led_to_https() {
    let site = Site::with(https());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let pages = "127.0.0.1:8443".parse().expect("an address");
    let never = std::future::pending();
    let served = tokio::spawn(web::serve_redirect(site.app(), listener, pages, never));
    let mut stream = TcpStream::connect(address).await.expect("connected");

    let asked = "GET /find?q=1 HTTP/1.1\r\nHost: pages.example\r\nConnection: close\r\n\r\n";
    stream.write_all(asked.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");

    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    assert!(
        answer.contains("location: https://pages.example:8443/find?q=1"),
        "{answer}"
    );
    served.abort();
}
