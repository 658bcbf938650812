//! A person's own account: what they may do, where they are signed in, their password.

use maud::{Markup, html};
use store::{Account, Note};

use crate::components::{Button, ErrorSummary, Label, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::sign_in::password;
use crate::visit::Visit;
use crate::words;

/// Shows the account.
pub(crate) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let sessions = visit.reader.sessions_of(visit.who.worker)?;
    let roles = crate::people::roles_in_words(visit);
    let has_password = has_password(visit);
    let digest = crate::telling::section(visit)?;
    let main = html! {
        h1 class="govuk-heading-l" { "Your account" }
        dl class="govuk-summary-list" {
            (row("Name", &html! { (visit.who.name) }))
            (row("Name to sign in with", &html! { (visit.account.sign_in) }))
            (row("Your roles", &html! {
                @if roles.is_empty() { "None: you can see nothing until you are given one." }
                ul class="govuk-list" { @for role in &roles { li { (role) } } }
            }))
            @if has_password {
                (row("Recovery codes left", &html! { (visit.account.recovery.len()) }))
            }
        }
        p class="govuk-body" { a class="govuk-link" href={ "/workers/" (visit.who.worker) } { "Your page as a worker: roles, cover, delegate your authorisations" } }
        p class="govuk-body" { a class="govuk-link" href={ "/workers/" (visit.who.worker) "/looks" } { "What you looked at" } }
        @if has_password {
            p class="govuk-body" { a class="govuk-link" href="/account/password" { "Change your password" } }
        }
        (digest)
        h2 class="govuk-heading-m" { "Where you are signed in" }
        ul class="govuk-list govuk-list--bullet" {
            @for session in &sessions {
                li {
                    "Since " (words::moment(session.began_at)) ", last used " (words::moment(session.used_at))
                    @if session.token == visit.session.token { " (this one)" }
                }
            }
        }
        form method="post" action="/sign-out-everywhere" {
            input type="hidden" name="form" value=(visit.form_key());
            (Button { text: "Sign out everywhere", look: crate::components::Look::Secondary, ..Button::default() }.markup())
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Your account",
        main,
        ..Content::default()
    })))
}

fn row(key: &str, value: &Markup) -> Markup {
    html! {
        div class="govuk-summary-list__row" {
            dt class="govuk-summary-list__key" { (key) }
            dd class="govuk-summary-list__value" { (value) }
        }
    }
}

/// Whether this person signs in with a password at all.
fn has_password(visit: &Visit<'_>) -> bool {
    (visit.app.settings).takes_password_of(&visit.account.sign_in)
}

/// Shows the form for another password.
pub(crate) fn change_password(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    if !has_password(visit) {
        return Err(Stop::NotFound);
    }
    Ok(Reply::Page(password_form(visit, None)))
}

/// Sets another password, and ends all other sessions.
pub(crate) fn take_password(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    if !has_password(visit) {
        return Err(Stop::NotFound);
    }
    let chosen = asked.answers.whole("password");
    let account = &visit.account;
    let wrong = if !password::is(asked.answers.whole("present"), Some(&account.password)) {
        Some(("present", "Your password at present is not that".to_owned()))
    } else if let Some(refused) = password::refused(chosen, &account.sign_in) {
        Some(("password", refused))
    } else if chosen != asked.answers.whole("again") {
        Some(("again", "Passwords must be the same".to_owned()))
    } else {
        None
    };
    if let Some((question, says)) = wrong {
        return Ok(Reply::Invalid(password_form(
            visit,
            Some((question, &says)),
        )));
    }
    let kept = password::keep(chosen, &visit.app.random()?).map_err(Stop::Broken)?;
    let changed = Account {
        password: kept,
        version: account.version + 1,
        ..account.clone()
    };
    let worker = visit.who.worker;
    visit.app.writer.note(vec![
        Note::Account(changed),
        Note::EndSessionsOf { worker },
        Note::BeginSession(visit.session.clone()),
    ])?;
    Ok(Reply::Go("/account".to_owned()))
}

fn password_form(visit: &Visit<'_>, wrong: Option<(&str, &str)>) -> Markup {
    let place = wrong.map(|(question, _)| format!("#{question}"));
    let errors = ErrorSummary {
        errors: wrong
            .map(|(_, says)| (says, place.as_deref()))
            .into_iter()
            .collect(),
    };
    let question = |text, id, known| TextInput {
        label: Label {
            text,
            of: id,
            ..Label::default()
        },
        id,
        name: id,
        error: wrong.filter(|(at, _)| *at == id).map(|(_, says)| says),
        kind: Some("password"),
        autocomplete: Some(known),
        spelling: Some(false),
        width: "govuk-input--width-20",
        ..TextInput::default()
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                h1 class="govuk-heading-l" { "Change your password" }
                p class="govuk-body" { "You are then signed out everywhere but here." }
                form method="post" action="/account/password" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    (question("Password at present", "present", "current-password").markup())
                    (question("New password", "password", "new-password").markup())
                    (question("The same again", "again", "new-password").markup())
                    (Button { text: "Change password", once: true, ..Button::default() }.markup())
                }
            }
        }
    };
    visit.page(&Content {
        title: "Change your password",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}
