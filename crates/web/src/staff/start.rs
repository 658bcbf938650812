//! The password for a start, with which an account is made or begun anew.
//!
//! An administrator never learns anybody's password: they hand on one for a start, which is
//! shown once, holds for a week, and is replaced at the first sign-in.

use jiff::Timestamp;
use maud::{Markup, html};
use practice::Id;
use store::Account;

pub(super) use super::account::close;
use crate::app::App;
use crate::components::Button;
use crate::page::Content;
use crate::reply::Stop;
use crate::sign_in::password;
use crate::visit::Visit;
use crate::words;

/// The letters of a password for a start: none that is taken for another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// How an account stands, in words.
pub(crate) fn state(account: &Account, now: Timestamp) -> String {
    let sign_in = &account.sign_in;
    if let Some(closed) = account.closed_at {
        return format!("{sign_in}: closed {}", words::moment(closed));
    }
    if account.is_locked_by_hand() {
        return format!("{sign_in}: locked");
    }
    if let Some(until) = account.locked_until.filter(|until| now < *until) {
        return format!(
            "{sign_in}: locked until {}, after wrong tries",
            words::moment(until)
        );
    }
    if account.must_change {
        return format!("{sign_in}: not set up yet");
    }
    format!("{sign_in}: in use")
}

/// A new account with a password for a start, which is given back to be shown once.
pub(super) fn new(
    app: &App,
    worker: Id,
    sign_in: &str,
    now: Timestamp,
) -> Result<(Account, String), Stop> {
    let start = start(app.random::<20>()?);
    let kept = password::keep(&start, &app.random()?).map_err(Stop::Broken)?;
    let account = Account {
        worker,
        sign_in: sign_in.to_owned(),
        password: kept,
        code_secret: app.random::<20>()?.to_vec(),
        last_code: 0,
        recovery: Vec::new(),
        failures: 0,
        locked_until: None,
        must_change: true,
        made_at: now,
        closed_at: None,
        version: 1,
    };
    Ok((account, start))
}

/// Four groups of five letters, some hundred bits.
fn start(bytes: [u8; 20]) -> String {
    let letters = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)));
    let letters: Vec<char> = letters.map(|letter| char::from(*letter)).collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// Why nobody can sign in by this name; nothing where it is free and of plain signs.
pub(super) fn sign_in_wrong(
    visit: &mut Visit<'_>,
    sign_in: &str,
) -> Result<Option<&'static str>, Stop> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-@".contains(letter);
    if sign_in.is_empty() {
        return Ok(Some("Enter a name to sign in with"));
    }
    if !sign_in.chars().all(plain) {
        return Ok(Some(
            "Name to sign in with must only include letters a to z, numbers, full stops, hyphens, underscores and @",
        ));
    }
    if visit.reader.account_named(sign_in)?.is_some() {
        return Ok(Some(
            "Somebody signs in with that name already: enter another",
        ));
    }
    Ok(None)
}

/// The page that shows a password for a start, once.
pub(super) fn handed(
    visit: &Visit<'_>,
    name: &str,
    worker: Id,
    sign_in: &str,
    start: &str,
) -> Markup {
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h1 class="govuk-heading-l" { "Hand on the password for a start" }
                p class="govuk-body" { (name) " can sign in with it within a week. It is shown this once: at the first sign-in it is replaced by their own, and they add their telephone." }
                dl class="govuk-summary-list" {
                    div class="govuk-summary-list__row" {
                        dt class="govuk-summary-list__key" { "Name to sign in with" }
                        dd class="govuk-summary-list__value" { (sign_in) }
                    }
                    div class="govuk-summary-list__row" {
                        dt class="govuk-summary-list__key" { "Password for a start" }
                        dd class="govuk-summary-list__value" { strong class="sightline-secret" id="start" { (start) } }
                    }
                }
                (Button { text: "Go on", href: Some(&format!("/workers/{worker}")), ..Button::default() }.markup())
            }
        }
    };
    visit.page(&Content {
        title: "Hand on the password for a start",
        main,
        ..Content::default()
    })
}
