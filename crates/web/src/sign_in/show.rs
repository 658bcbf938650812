//! The page to sign in at.

use maud::{Markup, html};
use store::Reader;

use crate::app::App;
use crate::components::{Button, Details, ErrorSummary, Label, TextInput};
use crate::edge::Asked;
use crate::page::{Content, open};
use crate::reply::{Reply, Stop};
use crate::settings::IdentityProvider;
use crate::sign_in::CodeSecret;

/// The password of every account that `sightline worker examples` makes.
pub const EXAMPLE_PASSWORD: &str = "example record only";

/// Shows the page.
pub(crate) fn show(app: &App, asked: &Asked) -> Result<Reply, Stop> {
    Ok(Reply::Page(sign_in(app, asked, "", None)?))
}

/// The page, with the name that was typed and what is wrong.
pub(super) fn sign_in(
    app: &App,
    asked: &Asked,
    name: &str,
    wrong: Option<&str>,
) -> Result<Markup, Stop> {
    let then = if asked.is_sent {
        asked.answers.one("then")
    } else {
        asked.query.one("then")
    };
    let (example, accounts) = app.read(|reader| {
        let example = reader.about().example;
        let accounts = if example {
            examples(app, reader)?
        } else {
            Vec::new()
        };
        Ok((example, accounts))
    })?;
    let errors = ErrorSummary {
        errors: wrong
            .map(|wrong| (wrong, Some("#name")))
            .into_iter()
            .collect(),
    };
    let provider = app.settings.provider.as_ref();
    let form = by_password(name, then, wrong);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                h1 class="govuk-heading-l" { "Sign in" }
                @if let Some(provider) = provider {
                    (through(provider, then))
                    @if provider.passwords {
                        h2 class="govuk-heading-m" { "Or with a password of your own" }
                        (form)
                    } @else if !provider.emergency.is_empty() {
                        (Details {
                            summary: "Sign in with an emergency account".into(),
                            content: form.into(), open: wrong.is_some(), ..Details::default()
                        }.markup())
                    }
                } @else {
                    (form)
                }
                @if example { (example_accounts(&accounts)) }
            }
        }
    };
    let content = Content {
        title: "Sign in",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    };
    Ok(open(&content, example))
}

/// The way through the identity provider.
fn through(provider: &IdentityProvider, then: &str) -> Markup {
    let words = format!("Sign in with {}", provider.title);
    let to = super::address(Some(then)).replacen("/sign-in", "/sign-in/provider", 1);
    html! {
        (Button { text: &words, href: Some(&to), ..Button::default() }.markup())
        p class="govuk-body" {
            "If it does not let you in, ask those who look after your work account. If it does, and this service does not know you, ask your administrator."
        }
    }
}

/// The form for a password and a code.
fn by_password(name: &str, then: &str, wrong: Option<&str>) -> Markup {
    html! {
        form method="post" action="/sign-in" novalidate {
            input type="hidden" name="then" value=(then);
            (TextInput {
                label: Label { text: "Your name here", of: "name", ..Label::default() },
                id: "name", name: "name", value: Some(name), error: wrong,
                autocomplete: Some("username"), spelling: Some(false),
                width: "govuk-input--width-20", ..TextInput::default()
            }.markup())
            (TextInput {
                label: Label { text: "Password", of: "password", ..Label::default() },
                id: "password", name: "password", kind: Some("password"),
                autocomplete: Some("current-password"), spelling: Some(false),
                width: "govuk-input--width-20", ..TextInput::default()
            }.markup())
            (TextInput {
                label: Label { text: "Code", of: "code", ..Label::default() },
                hint: Some("The 6 figures that your authenticator shows, or one of your recovery codes. Leave it empty the first time."),
                id: "code", name: "code", keyboard: Some("numeric"),
                autocomplete: Some("one-time-code"), spelling: Some(false),
                width: "govuk-input--width-10", ..TextInput::default()
            }.markup())
            (Button { text: "Sign in", once: true, ..Button::default() }.markup())
        }
        p class="govuk-body" {
            "If you have forgotten your password or lost your telephone and your recovery codes, ask your administrator for a new start."
        }
    }
}

/// The accounts of an example record: name, person, and the code at present.
fn examples(app: &App, reader: &mut Reader) -> Result<Vec<[String; 3]>, Stop> {
    let mut examples = Vec::new();
    for account in reader.accounts()? {
        if account.must_change || account.closed_at.is_some() {
            continue;
        }
        let person = reader.worker(account.worker)?;
        let person = person.map_or_else(String::new, |worker| worker.name);
        let code = CodeSecret::new(account.code_secret).code(app.now());
        examples.push([account.sign_in, person, code]);
    }
    Ok(examples)
}

fn example_accounts(accounts: &[[String; 3]]) -> Markup {
    html! {
        @if !accounts.is_empty() {
            h2 class="govuk-heading-m" { "People of this example" }
            p class="govuk-body" { "The password of each is " strong { (EXAMPLE_PASSWORD) } "." }
            table class="govuk-table sightline-stacked" {
                caption class="govuk-table__caption govuk-visually-hidden" { "People of this example, and their codes at present" }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        th scope="col" class="govuk-table__header" { "Name here" }
                        th scope="col" class="govuk-table__header" { "Person" }
                        th scope="col" class="govuk-table__header" { "Code now" }
                    }
                }
                tbody class="govuk-table__body" {
                    @for [name, person, code] in accounts {
                        tr class="govuk-table__row" {
                            th scope="row" class="govuk-table__header" { (name) }
                            td class="govuk-table__cell" data-label="Person" { (person) }
                            td class="govuk-table__cell" data-label="Code now" { (code) }
                        }
                    }
                }
            }
        }
    }
}
