//! The page of a worker's account: how it stands, what can be done, and what was done to it.

use maud::{Markup, html};
use practice::Id;
use record::{Casefile, kinds};
use store::Account;

use super::account::{Todo, Whose};
use super::start::state;
use crate::administering::last_signed_in;
use crate::components::{
    Button, Choice, ErrorSummary, Label, Legend, Radios, TextInput, WarningText,
};
use crate::page::Content;
use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// What was answered, and what is wrong with it.
#[derive(Default)]
pub(super) struct Shown<'s> {
    /// Whether this person may change it.
    pub changes: bool,
    /// What is to be done.
    pub chosen: Option<Todo>,
    /// Why.
    pub why: &'s str,
    /// Nothing was chosen.
    pub no_choice: bool,
    /// No reason was given.
    pub no_reason: bool,
    /// The name to sign in with, of a new account.
    pub sign_in: &'s str,
    /// What is wrong with it.
    pub sign_in_wrong: Option<&'s str>,
}

/// What each thing is called on the page, and what it does.
const fn says(todo: Todo) -> (&'static str, &'static str) {
    match todo {
        Todo::Anew => (
            "Reset the password and the second factor",
            "You hand on a password for a start. At the first sign-in they choose their own and add their telephone again",
        ),
        Todo::Lock => (
            "Lock it",
            "They are signed out everywhere, and cannot sign in until somebody unlocks it",
        ),
        Todo::Unlock => ("Unlock it", "They can sign in again as before"),
        Todo::SignOut => (
            "Sign them out everywhere",
            "On every machine. They can sign in again",
        ),
        Todo::Close => (
            "Close it",
            "They are signed out everywhere, and cannot sign in any more",
        ),
    }
}

/// The page.
pub(super) fn page(
    visit: &mut Visit<'_>,
    whose: &Whose,
    account: Option<&Account>,
    shown: &Shown<'_>,
) -> Result<Markup, Stop> {
    let done = done(visit, whose.worker)?;
    let last = match account {
        Some(account) => {
            let sessions = visit.reader.sessions_of(whose.worker)?;
            let last = last_signed_in(account, &sessions);
            Some((last, sessions.len()))
        }
        None => None,
    };
    let mut errors = Vec::new();
    if let Some(wrong) = shown.sign_in_wrong {
        errors.push((wrong, Some("#sign-in")));
    }
    if shown.no_choice {
        errors.push((NO_CHOICE, Some("#do")));
    }
    if shown.no_reason {
        errors.push((NO_REASON, Some("#why")));
    }
    let has_errors = !errors.is_empty();
    let left = whose.has_left(visit);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (ErrorSummary { errors }.markup())
                span class="govuk-caption-l" { (whose.name()) }
                h1 class="govuk-heading-l" { "Account" }
                @if whose.row.is_none() {
                    (WarningText { content: "No worker of this record has this account. Close it".into(), ..WarningText::default() }.markup())
                }
                @if let (Some(account), Some((last, sessions))) = (account, last) {
                    (stands(visit, account, last, sessions))
                } @else {
                    p class="govuk-body" { "They have no account." }
                }
                @if shown.changes {
                    @match account {
                        Some(account) => { (to_do(visit, whose, account, shown)?) }
                        None if left => {}
                        None => { (new(visit, whose.worker, shown)?) }
                    }
                } @else if whose.worker == visit.who.worker {
                    p class="govuk-body" {
                        "Nobody keeps their own account: somebody else who keeps accounts does. "
                        a class="govuk-link" href="/account" { "Your password and where you are signed in" }
                    }
                }
                @if !done.is_empty() {
                    h2 class="govuk-heading-m" { "What was done to it" }
                    ul class="govuk-list govuk-list--bullet" {
                        @for (when, who, what) in &done { li { (when) ", " (who) ": " (what) } }
                    }
                }
                p class="govuk-body" {
                    @if whose.row.is_some() {
                        a class="govuk-link" href={ "/workers/" (whose.worker) } { "The worker’s page" }
                    }
                    @if crate::administering::may_see(visit) {
                        @if whose.row.is_some() { ", " }
                        a class="govuk-link" href="/administer/users" { "all users" }
                    }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Account",
        main,
        has_errors,
        ..Content::default()
    }))
}

const NO_CHOICE: &str = "Select what is to be done";
const NO_REASON: &str = "Enter why";

fn stands(
    visit: &Visit<'_>,
    account: &Account,
    last: Option<jiff::Timestamp>,
    sessions: usize,
) -> Markup {
    let row = |key: &str, value: &str| {
        html! {
            div class="govuk-summary-list__row" {
                dt class="govuk-summary-list__key" { (key) }
                dd class="govuk-summary-list__value" { (value) }
            }
        }
    };
    let has_password = visit.app.settings.takes_password_of(&account.sign_in);
    let factor = if account.must_change {
        "Not set up".to_owned()
    } else {
        let left = i64::try_from(account.recovery.len()).unwrap_or(i64::MAX);
        let left = words::count(left, "recovery code", "recovery codes");
        format!("Set up, {left} left")
    };
    let signed_in = match sessions {
        0 => "Nowhere".to_owned(),
        1 => "In 1 place".to_owned(),
        more => format!("In {more} places"),
    };
    html! {
        dl class="govuk-summary-list" {
            (row("How it stands", &state(account, visit.now)))
            (row("Last signed in", &last.map_or_else(|| "Not known".to_owned(), words::moment)))
            (row("Signed in now", &signed_in))
            @if has_password { (row("Second factor", &factor)) }
            (row("Made", &words::moment(account.made_at)))
        }
    }
}

/// The form of what can be done.
fn to_do(
    visit: &Visit<'_>,
    whose: &Whose,
    account: &Account,
    shown: &Shown<'_>,
) -> Result<Markup, Stop> {
    let left = whose.has_left(visit);
    let possible = Todo::ALL
        .into_iter()
        .filter(|todo| todo.is_possible(account, left, visit.now));
    let items: Vec<Choice<'_>> = possible
        .map(|todo| {
            let (text, hint) = says(todo);
            Choice {
                hint: Some(hint.into()),
                ..Choice::new(todo.code(), text)
            }
        })
        .collect();
    if items.is_empty() {
        return Ok(Markup::default());
    }
    let entry: Id = visit.app.new_id()?;
    Ok(html! {
        form method="post" action={ "/workers/" (whose.worker) "/account" } novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            input type="hidden" name="entry" value=(entry);
            (Radios {
                legend: Some(Legend { text: "What is to be done?", size: "govuk-fieldset__legend--m", ..Legend::default() }),
                name: "do",
                error: shown.no_choice.then_some(NO_CHOICE),
                items,
                value: shown.chosen.map(Todo::code),
                ..Radios::default()
            }.markup())
            (TextInput {
                label: Label { text: "Why?", of: "why", ..Label::default() },
                hint: Some("It is recorded with your name. For example, they lost their telephone"),
                id: "why", name: "why",
                value: Some(shown.why).filter(|why| !why.is_empty()),
                error: shown.no_reason.then_some(NO_REASON),
                ..TextInput::default()
            }.markup())
            (Button { text: "Do it", once: true, ..Button::default() }.markup())
        }
    })
}

/// The form of a new account.
fn new(visit: &Visit<'_>, worker: Id, shown: &Shown<'_>) -> Result<Markup, Stop> {
    let entry: Id = visit.app.new_id()?;
    Ok(html! {
        form method="post" action={ "/workers/" (worker) "/account" } novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            input type="hidden" name="entry" value=(entry);
            (TextInput {
                label: Label { text: "Name to sign in with", of: "sign-in", ..Label::default() },
                hint: Some("For example, sam.okafor"),
                id: "sign-in", name: "sign-in",
                value: Some(shown.sign_in).filter(|typed| !typed.is_empty()),
                error: shown.sign_in_wrong, spelling: Some(false), capitals: Some("none"),
                width: "govuk-input--width-20",
                ..TextInput::default()
            }.markup())
            (Button { text: "Make an account", once: true, ..Button::default() }.markup())
        }
    })
}

/// What was done to it, the newest first: when, by whom, what and why.
fn done(visit: &mut Visit<'_>, worker: Id) -> Result<Vec<(String, String, String)>, Stop> {
    let entries = visit.reader.file(worker)?;
    let file = Casefile::fold(&entries);
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut facts: Vec<_> = file.of_kind(kinds::ACCOUNT_CHANGED).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.occurred.start()));
    let mut done = Vec::with_capacity(facts.len());
    for fact in facts {
        let entry = entries.iter().find(|entry| entry.header.id == fact.id);
        let who = match entry {
            Some(entry) => people::worker_named(visit, &entry.header.recorded_by.to_string())?,
            None => String::new(),
        };
        let who =
            if entry.is_some_and(|entry| entry.header.recorded_by == entry.header.organisation) {
                "whoever keeps the program".to_owned()
            } else {
                who
            };
        let mut what = book.say_field(fact, "what");
        if let Some(why) = fact.text("why") {
            what = format!("{what}. {why}");
        }
        done.push((words::when(fact.occurred), who, what));
    }
    Ok(done)
}
