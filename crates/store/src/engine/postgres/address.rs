//! Where a ledger on a PostgreSQL server is:
//! `postgres://user@host:port/database?schema=NAME`.
//!
//! | parameter | what it says | where it is left out |
//! |---|---|---|
//! | `schema` | the schema of the authority | `sightline` |
//! | `host` | a folder with the server's socket, `/run/postgresql` | the host before the database |
//! | `sslmode` | `disable`, `prefer`, `require` or `verify-full` | `disable` for a socket, `prefer` for this machine, `verify-full` for any other |
//! | `sslrootcert` | a file with the certificates that the server's must come from (PEM); given with `require`, that is `verify-full` | those that this machine trusts |
//! | `password_file` | a file whose first line is the password | the password before the host, or none |
//!
//! Any other is one of the PostgreSQL driver's own. A password is never shown.

use std::fmt::{self, Display};
use std::path::PathBuf;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use super::parameters::{Own, password, refuse};
use crate::error::StoreError;

/// The schema, where none is named.
const SCHEMA: &str = "sightline";
/// How long to wait until a server answers.
const PATIENCE: Duration = Duration::from_secs(10);
/// When to ask whether the other end is still there, and how often.
const KEEPALIVE: (Duration, Duration, u32) = (Duration::from_secs(30), Duration::from_secs(10), 3);

/// Whether the way to the server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encrypt {
    /// It is not.
    Never,
    /// Where the server can; whoever it is.
    IfItCan,
    /// Always; whoever it is.
    Always,
    /// Always, and the server proves by a certificate that it is the one named.
    AndVerify,
}

/// Where a ledger is on a server.
#[derive(Clone)]
pub(crate) struct Address {
    pub(super) config: Config,
    /// The schema: lower case letters, digits and underscores alone.
    pub(super) schema: String,
    pub(super) encrypt: Encrypt,
    /// The certificates that the server's must come from, where not the machine's.
    pub(super) roots: Option<PathBuf>,
    name: String,
}

impl Address {
    /// Whether this is meant to be the address of a server.
    pub fn is_meant(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }

    /// Reads an address.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut own = Own::default();
        let mut drivers = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !own.take(key, value)? {
                drivers.push(pair);
            }
        }
        // The driver's own words could hold the password.
        let mut config: Config = format!("{base}?{}", drivers.join("&"))
            .parse()
            .map_err(|_| refuse("it cannot be read as one"))?;
        if config.get_hosts().is_empty() {
            return Err(refuse("it names no host"));
        }
        if let Some(file) = &own.password_file {
            config.password(password(file)?);
        }
        let encrypt = own.encrypt.unwrap_or_else(|| usual(&config));
        let encrypt = match (encrypt, &own.roots) {
            (Encrypt::Always, Some(_)) => Encrypt::AndVerify,
            (encrypt, _) => encrypt,
        };
        config.ssl_mode(match encrypt {
            Encrypt::Never => SslMode::Disable,
            Encrypt::IfItCan => SslMode::Prefer,
            Encrypt::Always | Encrypt::AndVerify => SslMode::Require,
        });
        let (idle, interval, retries) = KEEPALIVE;
        config
            .connect_timeout(PATIENCE)
            .keepalives_idle(idle)
            .keepalives_interval(interval)
            .keepalives_retries(retries)
            .tcp_user_timeout(Duration::from_mins(1));
        let schema = own.schema.unwrap_or_else(|| SCHEMA.to_owned());
        Ok(Self {
            name: name(&config, &schema),
            config,
            schema,
            encrypt,
            roots: own.roots,
        })
    }

    /// The schema, as it is named in a statement.
    pub(super) fn quoted_schema(&self) -> String {
        format!("\"{}\"", self.schema)
    }
}

/// It is shown, and named in messages, without its password.
impl Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Address").field(&self.name).finish()
    }
}

/// How the way is encrypted where it is not said.
fn usual(config: &Config) -> Encrypt {
    let mut usual = Encrypt::Never;
    for host in config.get_hosts() {
        match host {
            Host::Tcp(name) if ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()) => {
                usual = Encrypt::IfItCan;
            }
            Host::Tcp(_) => return Encrypt::AndVerify,
            Host::Unix(_) => {}
        }
    }
    usual
}

/// The address without its password.
fn name(config: &Config, schema: &str) -> String {
    let user = config.get_user().map(|user| format!("{user}@"));
    let ports = config.get_ports();
    let mut hosts = Vec::new();
    let mut socket = String::new();
    for (place, host) in config.get_hosts().iter().enumerate() {
        let port = ports.get(place).or(ports.first());
        match (host, port) {
            (Host::Tcp(host), Some(port)) => hosts.push(format!("{host}:{port}")),
            (Host::Tcp(host), None) => hosts.push(host.clone()),
            (Host::Unix(path), Some(port)) => {
                socket = format!("host={}&port={port}&", path.display());
            }
            (Host::Unix(path), None) => socket = format!("host={}&", path.display()),
        }
    }
    format!(
        "postgres://{}{}/{}?{socket}schema={schema}",
        user.unwrap_or_default(),
        hosts.join(","),
        config.get_dbname().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn an_address_is_named_without_its_password() {
        for text in [
            "postgres://ann:s3cret@db.example.org:5433/records?schema=wexcombe",
            "postgres://db.example.org:5433/records?user=ann&password=s3cret&schema=wexcombe",
        ] {
            let address = address(text);

            let named = "postgres://ann@db.example.org:5433/records?schema=wexcombe";
            assert_eq!(address.to_string(), named);
            assert!(!format!("{address:?}").contains("s3cret"));
            assert_eq!(address.config.get_password(), Some(b"s3cret".as_slice()));
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused_without_its_password() {
        for text in [
            "postgres://ann:s3cret@host:port/db",
            "postgres://ann:s3cret@host/db?schema=Robert'); drop table entry; --",
            "postgres://ann:s3cret@host/db?schema=pg_catalog",
            "postgres://ann:s3cret@host/db?schema=",
            "postgres://ann:s3cret@host/db?sslmode=perhaps",
            "postgres://ann:s3cret@host/db?sesame=s3cret",
            "postgres://?password=s3cret",
        ] {
            let refused = Address::parse(text).unwrap_err();

            assert!(matches!(refused, StoreError::Address { .. }), "{text}");
            assert!(!refused.to_string().contains("s3cret"), "{refused}");
        }
    }

    #[test]
    fn a_server_elsewhere_has_to_prove_that_it_is_the_one_named_unless_told_otherwise() {
        for (text, encrypt) in [
            ("postgres://ann@/db?host=/run/postgresql", Encrypt::Never),
            ("postgres://ann@localhost/db", Encrypt::IfItCan),
            ("postgres://ann@10.0.0.5/db", Encrypt::AndVerify),
            (
                "postgres://ann@10.0.0.5/db?sslmode=require",
                Encrypt::Always,
            ),
            (
                "postgres://ann@localhost/db?sslmode=require&sslrootcert=/etc/our%20ca.pem",
                Encrypt::AndVerify,
            ),
        ] {
            assert_eq!(address(text).encrypt, encrypt, "{text}");
        }
        let given = address("postgres://a@b/c?sslrootcert=/etc/our%20ca.pem");
        assert_eq!(given.roots, Some(PathBuf::from("/etc/our ca.pem")));
    }

    #[test]
    fn a_schema_and_a_socket_may_be_named() {
        let named = address("postgres://ann@/records?host=/run/postgresql&schema=hart_2");

        assert_eq!(named.schema, "hart_2");
        assert_eq!(
            named.to_string(),
            "postgres://ann@/records?host=/run/postgresql&schema=hart_2"
        );
        let port = address("postgres://ann@/records?host=/run/postgresql&port=5433");
        assert_eq!(
            port.to_string(),
            "postgres://ann@/records?host=/run/postgresql&port=5433&schema=sightline"
        );
    }

    #[test]
    fn a_password_may_be_kept_in_a_file() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "s3cret\nand more\n").unwrap();
        let text = format!("postgres://a@b/c?password_file={}", file.path().display());

        let password = address(&text).config.get_password().map(<[u8]>::to_vec);

        assert_eq!(password, Some(b"s3cret".to_vec()));
    }
}
