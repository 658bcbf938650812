//! The configuration file of the pages: what it holds, read and refused with its place.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use serde::Deserialize;

use super::values::{
    Address, Count, HowOften, HttpsAddress, Kind, MailAddress, Often, Time, TimeOfDay, Way, Within,
};

/// What stands in a configuration file. What does not stand there is as it is without one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub data: Option<String>,
    pub master_key: Option<PathBuf>,
    pub master_key_command: Option<String>,
    pub practice: Option<PathBuf>,
    pub overlay: Option<PathBuf>,
    pub listen: Option<Address>,
    pub behind_https: Option<bool>,
    pub certificate: Option<PathBuf>,
    pub key: Option<PathBuf>,
    pub redirect_from: Option<Address>,
    pub operations: Option<Address>,
    pub stop_within: Option<Within<1, 600>>,
    pub sessions: Sessions,
    pub sign_in: SignIn,
    pub connections: Connections,
    pub memory: Memory,
    pub documents: Documents,
    pub returns: Returns,
    pub identity_provider: Option<IdentityProvider>,
    pub mail: Option<Mail>,
}

/// How long somebody stays signed in.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    pub idle: Option<Within<60, 86_400>>,
    pub absolute: Option<Within<60, 604_800>>,
    pub pages: Option<Often>,
}

/// Signing in with a password.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignIn {
    pub service: Option<String>,
    pub tries: Option<Count<1, 100>>,
    pub locked_for: Option<Within<60, 86_400>>,
    pub passwords_at_once: Option<Count<1, 64>>,
    pub to_an_account: Option<Often>,
    pub from_an_address: Option<Often>,
}

/// What is kept in memory.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Memory {
    pub entries_at_hand: Option<Count<0, 100_000_000>>,
}

/// How much is taken at once, and how long it may take.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Connections {
    pub at_once: Option<Count<10, 100_000>>,
    pub of_an_address: Option<Count<1, 100_000>>,
    pub pages_at_once: Option<Count<1, 1_000>>,
    pub waiting_to_be_kept: Option<Count<1, 100_000>>,
    pub head_within: Option<Within<1, 600>>,
    pub body_within: Option<Within<1, 600>>,
    pub taken_within: Option<Within<1, 600>>,
    pub largest_form: Option<Count<16_384, 67_108_864>>,
}

/// What may be attached to what is recorded.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    pub formats: Option<Vec<Kind>>,
    pub largest: Option<Count<16_384, 268_435_456>>,
    pub at_once: Option<Count<1, 64>>,
}

/// What returns may be brought to be checked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Returns {
    pub largest: Option<Count<16_384, 2_147_483_648>>,
    pub at_once: Option<Count<1, 16>>,
    pub kept_for: Option<Within<3_600, 94_608_000>>,
}

/// Signing in through an identity provider.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityProvider {
    pub title: String,
    pub issuer: HttpsAddress,
    pub client_id: String,
    pub client_secret: Option<PathBuf>,
    pub pages: HttpsAddress,
    pub claim: Option<String>,
    pub scopes: Option<Vec<String>>,
    pub trusted: Option<PathBuf>,
    pub check_every: Option<Within<60, 3_600>>,
    pub unchecked_for: Option<Within<60, 86_400>>,
    pub passwords: Option<bool>,
    pub emergency: Option<Vec<String>>,
}

/// Digests by e-mail.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub server: String,
    pub port: Option<Count<1, 65_535>>,
    pub tls: Option<Way>,
    pub user: Option<String>,
    pub password_file: Option<PathBuf>,
    pub trusted: Option<PathBuf>,
    pub from: MailAddress,
    pub pages: HttpsAddress,
    pub at: Option<TimeOfDay>,
    pub often: Option<HowOften>,
    pub within: Option<Within<5, 300>>,
}

impl Config {
    /// Of a file. Paths in it that are not whole begin at its folder.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("the configuration file {} cannot be read", file.display()))?;
        let mut config = Self::of(&text, &file.display().to_string())?;
        let folder = file.parent().unwrap_or(Path::new(""));
        config.begin_at(folder);
        Ok(config)
    }

    /// Of a text; the name is said with what is wrong.
    pub fn of(text: &str, name: &str) -> anyhow::Result<Self> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            anyhow!(
                "{name}, line {line}: {}; the example in packaging/sightline.toml shows each key with what it may be",
                error.message().trim_end_matches('.').replace('\n', ", ")
            )
        })
    }

    fn begin_at(&mut self, folder: &Path) {
        let provider = self.identity_provider.as_mut();
        let (secret, trusted) = provider.map_or((None, None), |provider| {
            (
                Some(&mut provider.client_secret),
                Some(&mut provider.trusted),
            )
        });
        let mail = self.mail.as_mut();
        let (password, certificates) = mail.map_or((None, None), |mail| {
            (Some(&mut mail.password_file), Some(&mut mail.trusted))
        });
        let paths = [
            Some(&mut self.master_key),
            Some(&mut self.practice),
            Some(&mut self.overlay),
            Some(&mut self.certificate),
            Some(&mut self.key),
            secret,
            trusted,
            password,
            certificates,
        ];
        for path in paths.into_iter().flatten().flatten() {
            *path = folder.join(&*path);
        }
        if let Some(data) = &mut self.data
            && !data.contains("://")
        {
            *data = folder.join(&*data).to_string_lossy().into_owned();
        }
    }
}

impl From<Address> for SocketAddr {
    fn from(address: Address) -> Self {
        address.0
    }
}

/// A time that is set, or else the one that is not.
pub fn time<const LOW: u64, const HIGH: u64>(
    set: Option<&Within<LOW, HIGH>>,
    otherwise: Time,
) -> Time {
    set.map_or(otherwise, |set| set.0)
}
