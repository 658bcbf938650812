//! The pages: whether they can be served as they are configured.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use super::serve::{self, Wanted};
use super::{Check, check, files};
use crate::cli::{Global, Serve};
use crate::{edge, show};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// How much of an answer is looked at.
const LOOKED_AT: u64 = 16 * 1024;
/// How many days before its end a certificate is to be renewed.
const RENEW: i64 = 14;

/// What the configuration file says: which record, and what is served. The check says what is
/// wrong with it.
pub fn configured(typed: &Global, file: &Path) -> (Global, Option<Wanted>, Check) {
    let what = "configuration";
    let named = file.display();
    match serve::config(Some(file)) {
        Err(error) => (
            typed.clone(),
            None,
            check(what, false, format!("{error:#}")),
        ),
        Ok(config) => {
            let global = serve::global(typed, &config);
            match Wanted::of(&Serve::default(), &config) {
                Err(error) => {
                    let says = format!("{named}: {error:#}");
                    (global, None, check(what, false, says))
                }
                Ok(wanted) => {
                    let says = format!("{named} can be used");
                    (global, Some(wanted), check(what, true, says))
                }
            }
        }
    }
}

/// What there is to say of it.
pub fn checks(wanted: &Wanted) -> Vec<Check> {
    let mut checks = vec![address(wanted)];
    if let Some(own) = &wanted.certificate {
        checks.push(certificate(own));
        checks.push(files::secret("key of the certificate", &own.key));
    }
    if let Some(secret) = &wanted.client_secret {
        checks.push(files::secret("secret of the identity provider", secret));
    }
    checks.extend(provider(wanted));
    checks
}

/// Whether the address can be listened on, or is being served by these pages already.
fn address(wanted: &Wanted) -> Check {
    let what = "address";
    let at = wanted.listen;
    let (in_order, says) = match TcpListener::bind(at) {
        Ok(_) => (true, format!("{at} is free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => match is_ours(wanted) {
            Some(true) => (true, format!("the pages are served on {at}")),
            Some(false) => (
                false,
                format!(
                    "another program listens on {at}: end it, or set another address with listen"
                ),
            ),
            None => (
                true,
                format!(
                    "something listens on {at}: whether it is the pages can be told when operations is set"
                ),
            ),
        },
        Err(error) if error.kind() == ErrorKind::PermissionDenied => (
            false,
            format!(
                "this user may not listen on {at}: give the service the right to ports below 1024 (docs/serving.md), or set another"
            ),
        ),
        Err(error) => (
            false,
            format!(
                "{at} cannot be listened on ({error}): set an address of this machine with listen"
            ),
        ),
    };
    check(what, in_order, says)
}

/// Whether it is these pages that answer; `None` where that cannot be told.
fn is_ours(wanted: &Wanted) -> Option<bool> {
    match (wanted.operations, &wanted.certificate) {
        (Some(at), _) => Some(asked(at, "/live").is_some_and(|said| said.ends_with("alive\n"))),
        (None, Some(_)) => None,
        (None, None) => {
            let said = asked(wanted.listen, "/sign-in");
            Some(said.is_some_and(|said| said.contains("– Sightline</title>")))
        }
    }
}

fn asked(at: SocketAddr, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect_timeout(&at, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let asked = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).ok()?;
    let mut said = Vec::new();
    // What came before it broke off is looked at all the same.
    let _ = stream.take(LOOKED_AT).read_to_end(&mut said);
    Some(String::from_utf8_lossy(&said).into_owned())
}

fn certificate(files: &serve::Files) -> Check {
    let what = "certificate";
    let named = files.certificate.display();
    let certificate = match files.read() {
        Ok(certificate) => certificate,
        Err(error) => return check(what, false, format!("{error:#}")),
    };
    let Some(ends_at) = certificate.ends_at() else {
        let says = format!("{named} can be used, and does not say until when");
        return check(what, true, says);
    };
    let days = ends_at
        .duration_since(edge::now())
        .as_hours()
        .div_euclid(24);
    let says = match days {
        ..0 => format!("{named} ended at {ends_at}: renew it"),
        days => format!(
            "{named} has {} left{}",
            show::count(u64::try_from(days).unwrap_or_default(), "day", "days"),
            if days < RENEW { ": renew it" } else { "" }
        ),
    };
    check(what, days >= RENEW, says)
}

/// Whether the identity provider answers, and how leavers come to be signed out.
#[cfg(feature = "oidc")]
fn provider(wanted: &Wanted) -> Option<Check> {
    let what = "identity provider";
    let set = wanted.settings.provider.as_ref()?;
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return Some(check(what, false, error.to_string())),
    };
    let title = &set.issuer;
    Some(
        match runtime.block_on(web::ask_provider(set, edge::now())) {
            Err(why) => check(
                what,
                false,
                format!(
                    "{title} cannot be used: {why}. See that its address is right and that this machine can reach it"
                ),
            ),
            Ok(true) => check(
                what,
                true,
                format!(
                    "{title} answers, and says itself who is to be signed out, where it knows {}/sign-in/provider/sign-out",
                    set.pages
                ),
            ),
            Ok(false) => check(
                what,
                true,
                format!(
                    "{title} answers; it does not say who is to be signed out, and is asked where it gives a refresh token (often for the scope offline_access)"
                ),
            ),
        },
    )
}

#[cfg(not(feature = "oidc"))]
fn provider(_: &Wanted) -> Option<Check> {
    None
}
