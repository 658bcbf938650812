//! A worker's account: made, begun anew where the password or the telephone is lost, closed.
//!
//! An administrator never learns anybody's password: they hand on one for a start, which is
//! shown once, holds for a week, and is replaced at the first sign-in.

use jiff::Timestamp;
use maud::{Markup, html};
use practice::Id;
use record::WorkerRow;
use record::may::{Action, Decision};
use store::{Account, Note, StoreError};

use super::known::{only_if, worker};
use crate::app::App;
use crate::components::{Button, ErrorSummary, Label, Look, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::sign_in::password;
use crate::visit::Visit;
use crate::words;

/// The letters of a password for a start: none that is taken for another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// How an account stands, in words.
pub(super) fn state(account: &Account, now: Timestamp) -> String {
    let sign_in = &account.sign_in;
    if let Some(closed) = account.closed_at {
        return format!("{sign_in}: closed {}", words::moment(closed));
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

/// Shows how the account stands, and what can be done.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = managed(visit, asked)?;
    let account = visit.reader.account_of(row.subject)?;
    Ok(Reply::Page(page(visit, &row, account.as_ref(), "", None)))
}

/// Makes, begins anew or closes the account.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, may) = managed(visit, asked)?;
    let worker = row.subject;
    let held = visit.reader.account_of(worker)?;
    let todo = asked.answers.one("do");
    // Who can have a password for another’s account leaves a trace of it.
    visit.looked(worker, "account", &may)?;
    if todo == "close" {
        close(visit, worker)?;
        return Ok(Reply::Go(format!("/workers/{worker}/account")));
    }
    if row.has_left(visit.now) {
        return Err(Stop::NotFound);
    }
    let (note, start, sign_in) = match held {
        None => {
            let sign_in = asked.answers.one("sign-in").to_lowercase();
            if let Some(wrong) = sign_in_wrong(visit, &sign_in)? {
                return Ok(Reply::Invalid(page(
                    visit,
                    &row,
                    None,
                    &sign_in,
                    Some(wrong),
                )));
            }
            let (account, start) = new(visit.app, worker, &sign_in, visit.now)?;
            (Note::NewAccount(account), start, sign_in)
        }
        Some(held) if todo == "anew" => {
            let (fresh, start) = new(visit.app, worker, &held.sign_in, visit.now)?;
            let version = held.version + 1;
            (
                Note::Account(Account { version, ..fresh }),
                start,
                held.sign_in,
            )
        }
        Some(_) => return Err(Stop::NotFound),
    };
    visit
        .app
        .writer
        .note(vec![note, Note::EndSessionsOf { worker }])?;
    Ok(Reply::Page(handed(
        visit, &row.name, worker, &sign_in, &start,
    )))
}

/// Closes a worker's account, where they have one, and ends all their sessions.
pub(super) fn close(visit: &mut Visit<'_>, worker: Id) -> Result<(), Stop> {
    let Some(held) = visit.reader.account_of(worker)? else {
        return Ok(());
    };
    if held.closed_at.is_some() {
        return Ok(());
    }
    let closed = Account {
        closed_at: Some(visit.now),
        version: held.version + 1,
        ..held
    };
    let noted = visit
        .app
        .writer
        .note(vec![Note::Account(closed), Note::EndSessionsOf { worker }]);
    match noted {
        // They signed in at the same moment: once more, on what stands now.
        Err(StoreError::AccountMovedOn { .. }) => close(visit, worker),
        other => Ok(other?),
    }
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

fn managed(visit: &mut Visit<'_>, asked: &Asked) -> Result<(WorkerRow, Decision), Stop> {
    let (row, target) = worker(visit, asked)?;
    let may = visit.may(Action::ManageWorkers, &target, None);
    only_if(may.clone())?;
    Ok((row, may))
}

fn page(
    visit: &Visit<'_>,
    row: &WorkerRow,
    account: Option<&Account>,
    typed: &str,
    wrong: Option<&str>,
) -> Markup {
    let errors = ErrorSummary {
        errors: wrong
            .map(|wrong| (wrong, Some("#sign-in")))
            .into_iter()
            .collect(),
    };
    let left = row.has_left(visit.now);
    let action = format!("/workers/{}/account", row.subject);
    let button = |todo: &str, text: &str, look: Look| {
        html! {
            form method="post" action=(action) {
                input type="hidden" name="form" value=(visit.form_key());
                input type="hidden" name="do" value=(todo);
                (Button { text, look, once: true, ..Button::default() }.markup())
            }
        }
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                span class="govuk-caption-l" { (row.name) }
                h1 class="govuk-heading-l" { "Account" }
                @match account {
                    Some(account) => {
                        p class="govuk-body" { (state(account, visit.now)) }
                        @if !left {
                            h2 class="govuk-heading-m" { "If they lost their password or their telephone" }
                            p class="govuk-body" { "They begin anew with a password for a start. Everywhere they are signed in, they are signed out." }
                            (button("anew", "Give a new start", Look::Main))
                        }
                        @if account.closed_at.is_none() {
                            h2 class="govuk-heading-m" { "If they must not sign in any more" }
                            (button("close", "Close the account", Look::Warning))
                        }
                    }
                    None if left => { p class="govuk-body" { "They have left, and have no account." } }
                    None => {
                        form method="post" action=(action) novalidate {
                            input type="hidden" name="form" value=(visit.form_key());
                            (TextInput {
                                label: Label { text: "Name to sign in with", of: "sign-in", ..Label::default() },
                                id: "sign-in", name: "sign-in", value: Some(typed).filter(|typed| !typed.is_empty()),
                                error: wrong, spelling: Some(false), capitals: Some("none"), width: "govuk-input--width-20",
                                ..TextInput::default()
                            }.markup())
                            (Button { text: "Make an account", once: true, ..Button::default() }.markup())
                        }
                    }
                }
                p class="govuk-body" { a class="govuk-link" href={ "/workers/" (row.subject) } { "Back to the worker" } }
            }
        }
    };
    visit.page(&Content {
        title: "Account",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}
