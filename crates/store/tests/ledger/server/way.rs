//! The way to the server: encrypted, and to the one that was named.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use server_for_tests::{Options, Server};
use store::{Store, StoreError};
use tempfile::TempDir;

use super::{new_ledger_at, server};
use crate::on_postgresql::common::{Ledger, write_file};

/// Somebody who signs certificates.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(params, key),
            certificate,
        }
    }

    /// A certificate for a server of this name, and its key.
    fn sign(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        (certificate.pem(), key.serialize_pem())
    }

    /// Its own certificate, in a file.
    fn file(&self, dir: &TempDir) -> String {
        let path = dir.path().join("authority.pem");
        std::fs::write(&path, &self.certificate).unwrap();
        path.display().to_string()
    }
}

/// A server whose certificate says this name.
fn server_named(authority: &Authority, name: &str) -> Server {
    server(&Options {
        certificate: Some(authority.sign(name)),
    })
}

/// Its address over the network, with these parameters.
fn over_the_network(server: &Server, more: &str) -> String {
    let port = server.port();
    format!("postgres://postgres@127.0.0.1:{port}/postgres?schema=wexcombe&{more}")
}

fn open(ledger: &Ledger, address: &str) -> Result<bool, StoreError> {
    let store = Store::named(address)
        .unwrap()
        .with_key_file(ledger.key_file());
    let mut reader = store.open_reader()?;
    assert_eq!(reader.head().unwrap().position, 5);
    Ok(reader.server().unwrap().unwrap().encrypted)
}

#[test]
fn the_way_to_a_server_that_proves_who_it_is_is_encrypted() {
    let (dir, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    let server = server_named(&authority, "127.0.0.1");
    let roots = authority.file(&dir);
    let verified = format!("sslmode=verify-full&sslrootcert={roots}");

    let ledger = new_ledger_at(over_the_network(&server, &verified));
    write_file(&ledger.writer(), 1, 4).unwrap();

    assert_eq!(open(&ledger, &ledger.name), Ok(true));
    for (more, encrypted) in [
        ("sslmode=require", true),
        ("sslmode=prefer", true),
        ("", true),
        ("sslmode=disable", false),
    ] {
        let opened = open(&ledger, &over_the_network(&server, more));
        assert_eq!(opened, Ok(encrypted), "{more:?}");
    }
}

#[test]
fn a_server_whose_certificate_is_anothers_is_refused() {
    let (dir, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    let server = server_named(&authority, "127.0.0.1");
    let stranger = Authority::new().file(&dir);

    for mode in ["verify-full", "require"] {
        let address = over_the_network(&server, &format!("sslmode={mode}&sslrootcert={stranger}"));
        let refused = Store::named(&address).unwrap().exists().unwrap_err();

        assert!(
            matches!(refused, StoreError::Encryption { .. }),
            "{refused:?}"
        );
        assert!(refused.to_string().contains("sslrootcert"), "{refused}");
    }
    let of_the_machine = over_the_network(&server, "sslmode=verify-full");
    let refused = Store::named(&of_the_machine).unwrap().exists();
    assert!(
        matches!(refused, Err(StoreError::Encryption { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_server_of_another_name_is_refused() {
    let (dir, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    let server = server_named(&authority, "db.elsewhere.example");
    let verified = format!("sslmode=verify-full&sslrootcert={}", authority.file(&dir));

    let address = over_the_network(&server, &verified);
    let refused = Store::named(&address).unwrap().exists().unwrap_err();

    assert!(
        matches!(refused, StoreError::Encryption { .. }),
        "{refused:?}"
    );
}

#[test]
fn a_server_that_cannot_encrypt_is_refused_where_that_is_asked_for() {
    let socket = server_for_tests::shared();
    let address = server_for_tests::address(socket, &server_for_tests::fresh_schema());
    // Over its socket, where nobody listens in, it is not asked to.
    assert_eq!(Store::named(&address).unwrap().exists(), Ok(false));

    let refused = Store::named(&format!("{address}&sslmode=require"))
        .unwrap()
        .exists();

    assert!(
        matches!(refused, Err(StoreError::Encryption { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_file_that_holds_no_certificate_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().join("empty.pem");
    std::fs::write(&empty, "").unwrap();
    for file in [empty, dir.path().join("missing.pem")] {
        let file = file.display();
        let address = format!("postgres://a@127.0.0.1:1/b?sslmode=verify-full&sslrootcert={file}");
        let refused = Store::named(&address).unwrap().exists().unwrap_err();

        assert!(
            matches!(refused, StoreError::Encryption { .. }),
            "{refused:?}"
        );
        assert!(refused.to_string().contains(&file.to_string()), "{refused}");
    }
}
