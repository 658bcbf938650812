//! What is to be served, and how: what was typed, over what the configuration file says,
//! over what is so without either.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use web::{Documents, IdentityProvider, Mail, Returns, Settings, Tls};

use super::certificate::Files;
use super::config::{self, Config, time};
use crate::cli::{Global, Serve};
use crate::data::Data;

/// Where the pages are, where nothing else was said.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// What is to be served, and how.
#[derive(Debug)]
pub struct Wanted {
    pub listen: SocketAddr,
    pub certificate: Option<Files>,
    pub redirect_from: Option<SocketAddr>,
    pub operations: Option<SocketAddr>,
    /// How many writes and looks may wait to be kept.
    pub waiting: usize,
    /// The file of the secret between the pages and the identity provider.
    pub client_secret: Option<PathBuf>,
    /// The file of the password with which the pages are let in at the mail server.
    pub mail_password: Option<PathBuf>,
    pub settings: Settings,
}

/// The configuration file, where one was named.
pub fn config(file: Option<&Path>) -> anyhow::Result<Config> {
    file.map_or_else(|| Ok(Config::default()), Config::read)
}

/// Which record, with which key and book.
pub fn global(typed: &Global, config: &Config) -> Global {
    let data = config.data.as_ref().map(Data::named);
    let no_key = typed.master_key.is_none() && typed.master_key_command.is_none();
    Global {
        data: match data {
            Some(data) if !typed.data_was_named => data,
            _ => typed.data.clone(),
        },
        master_key: typed
            .master_key
            .clone()
            .or_else(|| config.master_key.clone().filter(|_| no_key)),
        master_key_command: typed
            .master_key_command
            .clone()
            .or_else(|| config.master_key_command.clone().filter(|_| no_key)),
        practice: typed.practice.clone().or_else(|| config.practice.clone()),
        overlay: typed.overlay.clone().or_else(|| config.overlay.clone()),
        ..typed.clone()
    }
}

impl Wanted {
    /// As it was typed and configured.
    pub fn of(typed: &Serve, config: &Config) -> anyhow::Result<Self> {
        let address = |typed: Option<SocketAddr>, set: Option<super::values::Address>| {
            typed.or(set.map(|address| address.0))
        };
        let certificate = typed.certificate.as_ref().or(config.certificate.as_ref());
        let key = typed.key.as_ref().or(config.key.as_ref());
        let certificate = match (certificate, key) {
            (Some(certificate), Some(key)) => Some(Files {
                certificate: certificate.clone(),
                key: key.clone(),
            }),
            (None, None) => None,
            _ => bail!("a certificate and its key are named together: give both, or neither"),
        };
        let behind = typed.behind_https || config.behind_https.unwrap_or(false);
        let wanted = Self {
            listen: address(typed.listen, config.listen).unwrap_or(LISTEN),
            redirect_from: address(typed.redirect_from, config.redirect_from),
            operations: address(typed.operations, config.operations),
            waiting: count(config.connections.waiting_to_be_kept, store::WAITING),
            client_secret: (config.identity_provider.as_ref())
                .and_then(|provider| provider.client_secret.clone()),
            mail_password: (config.mail.as_ref()).and_then(|mail| mail.password_file.clone()),
            settings: settings(typed, config, behind, certificate.is_some())?,
            certificate,
        };
        wanted.refuse_what_is_unsafe(behind)?;
        Ok(wanted)
    }

    fn refuse_what_is_unsafe(&self, behind: bool) -> anyhow::Result<()> {
        if behind && self.certificate.is_some() {
            bail!(
                "either a proxy has the certificate (--behind-https) or the pages do (--certificate): leave one of them out"
            );
        }
        if self.redirect_from.is_some() && self.certificate.is_none() {
            bail!(
                "there is nowhere to lead browsers to from {} (--redirect-from): give --certificate and --key, or leave it to the proxy",
                self.redirect_from.unwrap_or(LISTEN)
            );
        }
        if !self.settings.https && !self.listen.ip().is_loopback() {
            bail!(
                "{} can be reached from other machines, and what goes over the network would not be encrypted: give --certificate and --key, or listen on 127.0.0.1, or put a proxy with HTTPS before it and say --behind-https",
                self.listen
            );
        }
        Ok(())
    }
}

fn settings(
    typed: &Serve,
    config: &Config,
    behind_proxy: bool,
    own: bool,
) -> anyhow::Result<Settings> {
    let usual = Settings::default();
    let (sessions, sign_in, connections) = (&config.sessions, &config.sign_in, &config.connections);
    let idle = time(sessions.idle.as_ref(), usual.idle);
    let absolute = time(sessions.absolute.as_ref(), usual.absolute);
    if idle > absolute {
        bail!(
            "a session cannot be idle for longer than it may last: make sessions.idle shorter than sessions.absolute"
        );
    }
    let stop_within = time(config.stop_within.as_ref(), usual.stop_within);
    let typed_stop = typed
        .stop_within
        .map(|seconds| super::values::Time::from_secs(seconds.into()));
    let often = |set: &Option<super::values::Often>, usual| {
        set.as_ref().map_or(usual, super::values::Often::allowance)
    };
    Ok(Settings {
        service: sign_in.service.clone().unwrap_or(usual.service),
        idle,
        absolute,
        tries: sign_in.tries.map_or(usual.tries, |set| set.0),
        locked_for: time(sign_in.locked_for.as_ref(), usual.locked_for),
        https: behind_proxy || own,
        behind_proxy,
        sign_ins_of_an_address: often(&sign_in.from_an_address, usual.sign_ins_of_an_address),
        sign_ins_of_an_account: often(&sign_in.to_an_account, usual.sign_ins_of_an_account),
        pages_of_a_session: often(&sessions.pages, usual.pages_of_a_session),
        connections: count(connections.at_once, usual.connections),
        connections_of_an_address: count(
            connections.of_an_address,
            usual.connections_of_an_address,
        ),
        head_within: time(connections.head_within.as_ref(), usual.head_within),
        body_within: time(connections.body_within.as_ref(), usual.body_within),
        taken_within: time(connections.taken_within.as_ref(), usual.taken_within),
        largest_form: count(connections.largest_form, usual.largest_form),
        stop_within: typed_stop.unwrap_or(stop_within),
        passwords_at_once: count(sign_in.passwords_at_once, usual.passwords_at_once),
        pages_at_once: count(connections.pages_at_once, usual.pages_at_once),
        entries_at_hand: count(config.memory.entries_at_hand, usual.entries_at_hand),
        provider: config
            .identity_provider
            .as_ref()
            .map(provider)
            .transpose()?,
        mail: config.mail.as_ref().map(mail).transpose()?,
        documents: documents(&config.documents, usual.documents),
        returns: Returns {
            largest: count(config.returns.largest, usual.returns.largest),
            at_once: count(config.returns.at_once, usual.returns.at_once),
            kept_for: time(config.returns.kept_for.as_ref(), usual.returns.kept_for),
        },
        book_is_named: usual.book_is_named,
    })
}

fn count<const LOW: u32, const HIGH: u32>(
    set: Option<super::values::Count<LOW, HIGH>>,
    usual: usize,
) -> usize {
    set.and_then(|set| usize::try_from(set.0).ok())
        .unwrap_or(usual)
}

fn documents(set: &config::Documents, usual: Documents) -> Documents {
    let formats = set.formats.as_ref();
    Documents {
        formats: formats.map_or(usual.formats, |set| set.iter().map(|kind| kind.0).collect()),
        largest: count(set.largest, usual.largest),
        at_once: count(set.at_once, usual.at_once),
    }
}

fn provider(set: &config::IdentityProvider) -> anyhow::Result<IdentityProvider> {
    if cfg!(not(feature = "oidc")) {
        bail!(
            "this program was built without signing in through an identity provider: build it with the feature oidc, or take [identity_provider] out of the configuration"
        );
    }
    let read = |file: &Path, what: &str| {
        std::fs::read(file).with_context(|| format!("{what} {} cannot be read", file.display()))
    };
    let usual = IdentityProvider::default();
    let secret = set.client_secret.as_deref();
    let secret = secret
        .map(|file| read(file, "the client secret"))
        .transpose()?;
    let secret = secret
        .map(|bytes| String::from_utf8(bytes).context("the client secret is not a text"))
        .transpose()?;
    let trusted = set.trusted.as_deref();
    let lower = |names: &Vec<String>| names.iter().map(|name| name.to_lowercase()).collect();
    Ok(IdentityProvider {
        title: set.title.clone(),
        issuer: set.issuer.0.clone(),
        client_id: set.client_id.clone(),
        client_secret: secret.map(|secret| secret.trim().to_owned()),
        pages: set.pages.0.trim_end_matches('/').to_owned(),
        claim: set.claim.clone().unwrap_or(usual.claim),
        scopes: set.scopes.clone().unwrap_or(usual.scopes),
        trusted: trusted
            .map(|file| read(file, "the file of trusted certificates"))
            .transpose()?,
        check_every: time(set.check_every.as_ref(), usual.check_every),
        unchecked_for: time(set.unchecked_for.as_ref(), usual.unchecked_for),
        passwords: set.passwords.unwrap_or(usual.passwords),
        emergency: set.emergency.as_ref().map_or(usual.emergency, lower),
    })
}

fn mail(set: &config::Mail) -> anyhow::Result<Mail> {
    let usual = Mail::default();
    let tls = set.tls.map_or(usual.tls, |way| way.0);
    if set.user.is_some() != set.password_file.is_some() {
        bail!("mail.user and mail.password_file are set together: give both, or neither");
    }
    let read = |file: &Path, what: &str| {
        std::fs::read(file).with_context(|| format!("{what} {} cannot be read", file.display()))
    };
    let password = set.password_file.as_deref();
    let password = password
        .map(|file| read(file, "the password of the mail server"))
        .transpose()?;
    let password = password
        .map(|bytes| String::from_utf8(bytes).context("the password of the mail server is no text"))
        .transpose()?;
    let trusted = set.trusted.as_deref();
    let port = set.port.and_then(|port| u16::try_from(port.0).ok());
    let wanted = Mail {
        server: set.server.clone(),
        port: port.unwrap_or_else(|| tls.port()),
        tls,
        user: set.user.clone(),
        password: password.map(|password| password.trim_end_matches(['\r', '\n']).to_owned()),
        trusted: trusted
            .map(|file| read(file, "the file of certificates that are trusted for mail"))
            .transpose()?,
        from: set.from.0.clone(),
        pages: set.pages.0.trim_end_matches('/').to_owned(),
        at: set.at.map_or(usual.at, |at| at.0),
        often: set.often.map_or(usual.often, |often| often.0),
        within: time(set.within.as_ref(), usual.within),
    };
    if wanted.tls == Tls::None && !wanted.is_here() {
        bail!(
            "what goes to the mail server {} would not be encrypted: set mail.tls to implicit or starttls, or name a server on this machine",
            wanted.server
        );
    }
    Ok(wanted)
}
