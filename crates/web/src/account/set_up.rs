//! Setting an account up at the first sign-in: a password of one's own, an authenticator,
//! and codes for recovery, shown once.

use maud::{Markup, html};
use store::{Account, Note};

use super::picture::picture;
use crate::components::{Button, ErrorSummary, Label, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::sign_in::{CodeSecret, code, password};
use crate::visit::Visit;

/// Shows the page.
#[expect(clippy::unnecessary_wraps, reason = "a page, like the others")]
pub(crate) fn set_up(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    if is_done(visit) {
        return Ok(Reply::Go("/account".to_owned()));
    }
    Ok(Reply::Page(form(visit, &[])))
}

/// Sets the account up, or says what is wrong.
pub(crate) fn take_set_up(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    if is_done(visit) {
        return Ok(Reply::Go("/account".to_owned()));
    }
    let account = &visit.account;
    let chosen = asked.answers.whole("password");
    let mut wrong = Vec::new();
    if let Some(refused) = password::refused(chosen, &account.sign_in) {
        wrong.push((refused, "password"));
    } else if password::is(chosen, Some(&account.password)) {
        wrong.push((
            "Password must not be the one that you were given".to_owned(),
            "password",
        ));
    } else if asked.answers.whole("again") != chosen {
        wrong.push(("Passwords must be the same".to_owned(), "again"));
    }
    let secret = CodeSecret::new(account.code_secret.clone());
    let step = secret.check(asked.answers.one("code"), visit.now, account.last_code);
    if step.is_none() {
        let says = "Code must be the 6 figures that your authenticator shows now";
        wrong.push((says.to_owned(), "code"));
    }
    let (Some(step), true) = (step, wrong.is_empty()) else {
        return Ok(Reply::Invalid(form(visit, &wrong)));
    };
    let random = visit.app.random::<80>()?;
    let mut bytes = [[0; 10]; 8];
    for (one, from) in bytes.iter_mut().zip(random.chunks_exact(10)) {
        one.copy_from_slice(from);
    }
    let (codes, recovery) = code::recovery(&bytes);
    let kept = password::keep(chosen, &visit.app.random()?).map_err(Stop::Broken)?;
    visit.app.writer.note(vec![Note::Account(Account {
        password: kept,
        last_code: step,
        recovery,
        must_change: false,
        version: account.version + 1,
        ..account.clone()
    })])?;
    visit.account.must_change = false;
    Ok(Reply::Page(kept_codes(visit, &codes)))
}

/// Whether there is nothing to set up: it was, or this person came through an identity
/// provider, which is no reason to give them a password.
fn is_done(visit: &Visit<'_>) -> bool {
    !visit.account.must_change || visit.session.vouched.is_some()
}

fn form(visit: &Visit<'_>, wrong: &[(String, &str)]) -> Markup {
    let secret = CodeSecret::new(visit.account.code_secret.clone());
    let address = secret.address(&visit.app.settings.service, &visit.account.sign_in);
    let at = |question: &str| {
        let found = wrong.iter().find(|(_, place)| *place == question);
        found.map(|(says, _)| says.as_str())
    };
    let places: Vec<String> = wrong.iter().map(|(_, place)| format!("#{place}")).collect();
    let errors = ErrorSummary {
        errors: (wrong.iter().zip(&places))
            .map(|((says, _), place)| (says.as_str(), Some(place.as_str())))
            .collect(),
    };
    let question = |text, id, hint| TextInput {
        label: Label {
            text,
            of: id,
            ..Label::default()
        },
        id,
        name: id,
        hint,
        error: at(id),
        kind: Some("password"),
        autocomplete: Some("new-password"),
        spelling: Some(false),
        width: "govuk-input--width-20",
        ..TextInput::default()
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                h1 class="govuk-heading-l" { "Set up your account" }
                form method="post" action="/account/set-up" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    h2 class="govuk-heading-m" { "A password of your own" }
                    (question("New password", "password", Some("12 characters or more. Three random words are easy to keep and hard to guess.")).markup())
                    (question("The same again", "again", None).markup())
                    h2 class="govuk-heading-m" { "Your authenticator" }
                    p class="govuk-body" {
                        "In an authenticator app on your telephone, add an account by scanning this picture."
                    }
                    (picture(&address))
                    p class="govuk-body" {
                        "Or type this secret into it: "
                        strong class="sightline-secret" { (secret.typed()) }
                    }
                    (TextInput {
                        kind: None, keyboard: Some("numeric"), autocomplete: Some("one-time-code"),
                        width: "govuk-input--width-10",
                        ..question("Code", "code", Some("The 6 figures that it shows."))
                    }.markup())
                    (Button { text: "Set up account", once: true, ..Button::default() }.markup())
                }
            }
        }
    };
    visit.page(&Content {
        title: "Set up your account",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    })
}

fn kept_codes(visit: &Visit<'_>, codes: &[String]) -> Markup {
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                h1 class="govuk-heading-l" { "Keep your recovery codes" }
                p class="govuk-body" {
                    "If you lose your telephone, each of these signs you in once in place of a code. They are not shown again: write them down, or print this page, and keep them where only you can find them."
                }
                ul class="govuk-list sightline-secret" {
                    @for code in codes { li { (code) } }
                }
                (Button { text: "Go on", href: Some("/"), ..Button::default() }.markup())
            }
        }
    };
    visit.page(&Content {
        title: "Keep your recovery codes",
        main,
        ..Content::default()
    })
}
