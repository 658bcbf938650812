//! The program's own certificate: TLS 1.2 and 1.3, and another certificate in its place
//! while it runs, so that a renewal needs no stop.

use std::fmt;
use std::io;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{InconsistentKeys, ServerConfig};

use super::validity;

/// Why a certificate and its key cannot be used, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// There is no certificate in the file.
    #[error(
        "it holds no certificate that can be read ({why}): give a file of PEM with the certificate first, and then those that signed it"
    )]
    NoCertificate {
        /// What was found instead.
        why: String,
    },
    /// There is no private key in the file.
    #[error(
        "its key cannot be read ({why}): give a file of PEM with the private key, without a password"
    )]
    NoKey {
        /// What was found instead.
        why: String,
    },
    /// The key is that of another certificate.
    #[error(
        "the key is not this certificate's: give the two that belong together (where one of them was just renewed, the other follows)"
    )]
    AnotherKey,
}

/// A certificate with its key, for as long as the next takes its place.
pub struct Certificate {
    provider: Arc<CryptoProvider>,
    current: RwLock<Arc<CertifiedKey>>,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("ends_at", &self.ends_at())
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Of two texts of PEM: the certificate with those that signed it, and its private key.
    ///
    /// # Errors
    ///
    /// Where one of them cannot be read, or they do not belong together.
    pub fn of(chain: &[u8], key: &[u8]) -> Result<Self, CertificateError> {
        let provider = Arc::new(ring::default_provider());
        let current = RwLock::new(Arc::new(pair(&provider, chain, key)?));
        Ok(Self { provider, current })
    }

    /// Puts another in its place, for connections from now on; whether it is another. Where
    /// it cannot be used, the one before goes on.
    ///
    /// # Errors
    ///
    /// Where one of them cannot be read, or they do not belong together.
    pub fn renew(&self, chain: &[u8], key: &[u8]) -> Result<bool, CertificateError> {
        let next = pair(&self.provider, chain, key)?;
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.cert == next.cert {
            return Ok(false);
        }
        *current = Arc::new(next);
        Ok(true)
    }

    /// Until when it is valid, where it says so in a way that is understood.
    pub fn ends_at(&self) -> Option<Timestamp> {
        validity::ends_at(self.now().end_entity_cert().ok()?)
    }

    fn now(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.now())
    }
}

/// What makes connections encrypted with this certificate.
pub(super) fn acceptor(certificate: Arc<Certificate>) -> io::Result<TlsAcceptor> {
    let mut config = ServerConfig::builder_with_provider(Arc::clone(&certificate.provider))
        .with_protocol_versions(&[&TLS13, &TLS12])
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_cert_resolver(certificate);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn pair(
    provider: &CryptoProvider,
    chain: &[u8],
    key: &[u8],
) -> Result<CertifiedKey, CertificateError> {
    use tokio_rustls::rustls::Error;
    let no_certificate = |why: String| CertificateError::NoCertificate { why };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|error| no_certificate(error.to_string()))?;
    if chain.is_empty() {
        return Err(no_certificate("none stands in it".to_owned()));
    }
    let no_key = |why: String| CertificateError::NoKey { why };
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| no_key(error.to_string()))?;
    CertifiedKey::from_der(chain, key, provider).map_err(|error| match error {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => CertificateError::AnotherKey,
        Error::InvalidCertificate(why) => no_certificate(why.to_string()),
        other => no_key(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate that ends with the year 2035, and its key.
    fn made() -> (String, String) {
        let key = rcgen::KeyPair::generate().expect("a key");
        let mut asked = rcgen::CertificateParams::new(vec!["a.example".to_owned()]).expect("one");
        asked.not_after = rcgen::date_time_ymd(2035, 12, 31);
        let certificate = asked.self_signed(&key).expect("signed");
        (certificate.pem(), key.serialize_pem())
    }

    #[test]
    fn it_says_until_when_it_is_valid() {
        let (chain, key) = made();

        let certificate = Certificate::of(chain.as_bytes(), key.as_bytes()).expect("usable");

        let ends_at = certificate.ends_at().expect("an end");
        assert_eq!(ends_at.to_string(), "2035-12-31T00:00:00Z");
    }

    #[test]
    fn what_cannot_be_used_is_refused_and_the_one_before_goes_on() {
        let ((chain, key), (other, other_key)) = (made(), made());
        let certificate = Certificate::of(chain.as_bytes(), key.as_bytes()).expect("usable");
        let renew = |chain: &str, key: &str| certificate.renew(chain.as_bytes(), key.as_bytes());

        assert_eq!(renew(&chain, &key), Ok(false), "it is the same");
        assert_eq!(renew(&other, &key), Err(CertificateError::AnotherKey));
        assert!(matches!(
            renew("", &key),
            Err(CertificateError::NoCertificate { .. })
        ));
        assert!(matches!(
            renew(&chain, &chain),
            Err(CertificateError::NoKey { .. })
        ));
        assert_eq!(renew(&other, &other_key), Ok(true));
    }
}
