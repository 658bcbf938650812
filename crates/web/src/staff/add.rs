//! A new worker: who they are, their first role, and the account with which they sign in.

use maud::{Markup, html};
use practice::{Id, When};
use record::kinds;
use record::may::{Action, Target};
use store::Note;

use super::account;
use super::act::{Act, entry, read};
use super::known::{may_write, only_if, roles, teams};
use super::questions::{Choices, fill_today, questions, summary, wrong_about};
use super::start;
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::components::{Button, Label, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::Wrong;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// What is asked of who they are.
const DETAILS: &[&str] = &["name", "email", "number", "organisation"];
/// What is asked of their first role.
const ROLE: &[&str] = &["role", "team", "from"];
/// The question of the name to sign in with.
const SIGN_IN: &str = "sign-in";

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let file = visit.app.new_id()?;
    allowed(visit, file)?;
    let mut answers = Answers::default();
    fill_today(&mut answers, "from", visit.now);
    let ids = (file, visit.app.new_id()?);
    Ok(Reply::Page(page(visit, &answers, &[], ids)?))
}

/// Adds the worker and the account, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file: Id = asked.answers.one("file").parse().map_err(|_| Stop::Stale)?;
    let first = entry(asked)?;
    // The same form, sent before: the password was shown then, and is not shown again.
    if visit.reader.worker(file)?.is_some() {
        return Ok(Reply::Go(format!("/workers/{file}")));
    }
    allowed(visit, file)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let [details, given] = parts(visit, file)?;
    let known = read(
        visit,
        &details,
        record_type(&book, details.kind)?,
        &asked.answers,
    );
    let role = read(
        visit,
        &given,
        record_type(&book, given.kind)?,
        &asked.answers,
    );
    let mut wrong: Vec<Wrong> = [&known, &role]
        .into_iter()
        .filter_map(|read| read.as_ref().err())
        .flatten()
        .cloned()
        .collect();
    let number = asked.answers.one("f-number");
    if !number.is_empty() && !visit.reader.workers_with_number(number)?.is_empty() {
        let says =
            "Another worker has that number, and whatever it names in children’s files is theirs";
        wrong.push(wrong_about(
            record_type(&book, details.kind)?,
            "number",
            says,
        ));
    }
    let sign_in = asked.answers.one(SIGN_IN).to_lowercase();
    if let Some(says) = start::sign_in_wrong(visit, &sign_in)? {
        wrong.push(Wrong {
            field: SIGN_IN.to_owned(),
            id: SIGN_IN.to_owned(),
            says: says.to_owned(),
        });
    }
    let (Ok((mut known, _)), Ok((role, from)), true) = (known, role, wrong.is_empty()) else {
        return Ok(Reply::Invalid(page(
            visit,
            &asked.answers,
            &wrong,
            (file, first),
        )?));
    };
    let text = |fields: &practice::Fields, name: &str| match fields.get(name) {
        Some(practice::Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let name = text(&known, "name");
    let employed = text(&known, "organisation").is_empty();
    let today = When::Day(When::Instant(visit.now).day());
    known.insert("told_on".to_owned(), practice::Value::text(today));
    let mut told = vec![Told::of(record_type(&book, details.kind)?, today, known)];
    let as_what = (book.permissions.roles.iter())
        .find(|one| one.name == text(&role, "role"))
        .and_then(|one| one.employed_as.clone());
    // Who works for somebody else is not employed here.
    if let Some(as_what) = as_what.filter(|_| employed) {
        let started = Told::new(record_type(&book, kinds::WORKER_STARTED)?, from);
        told.push(started.with("role", as_what));
    }
    told.push(Told::of(record_type(&book, kinds::ROLE_GIVEN)?, from, role));
    told.push(account::made(visit)?);
    append(visit, file, first, told)?;
    let (account, password) = start::new(visit.app, file, &sign_in, visit.now)?;
    visit.app.writer.note(vec![Note::NewAccount(account)])?;
    Ok(Reply::Page(start::handed(
        visit, &name, file, &sign_in, &password,
    )))
}

fn allowed(visit: &Visit<'_>, file: Id) -> Result<(), Stop> {
    let target = Target::new(file, "worker", visit.reader.about().organisation);
    only_if(visit.may(Action::OpenFile, &target, None))?;
    only_if(may_write(visit, &target, kinds::WORKER_DETAILS)?)?;
    only_if(may_write(visit, &target, kinds::ROLE_GIVEN)?)
}

/// The two parts of what is asked.
fn parts(visit: &mut Visit<'_>, file: Id) -> Result<[Act; 2], Stop> {
    let mut details = Act::new(file, kinds::WORKER_DETAILS, "Add a worker");
    details.asks = DETAILS.to_vec();
    let today = When::Instant(visit.now).day();
    details.fixed.push(("told_on", today.to_string()));
    let mut given = Act::new(file, kinds::ROLE_GIVEN, "Their first role");
    given.asks = ROLE.to_vec();
    given.choices = choices(visit)?;
    Ok([details, given])
}

fn choices(visit: &mut Visit<'_>) -> Result<Vec<(&'static str, Choices)>, Stop> {
    Ok(vec![
        ("role", roles(&visit.app.book)),
        ("team", teams(visit)?),
    ])
}

fn page(
    visit: &mut Visit<'_>,
    answers: &Answers,
    wrong: &[Wrong],
    (file, entry): (Id, Id),
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let choices = choices(visit)?;
    let details = record_type(&book, kinds::WORKER_DETAILS)?;
    let role = record_type(&book, kinds::ROLE_GIVEN)?;
    let sign_in = answers.one(SIGN_IN);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (summary(wrong))
                h1 class="govuk-heading-l" { "Add a worker" }
                form method="post" action="/workers/add" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="file" value=(file);
                    input type="hidden" name="entry" value=(entry);
                    h2 class="govuk-heading-m" { "Who they are" }
                    (questions(visit, details, DETAILS, &[], answers, wrong))
                    h2 class="govuk-heading-m" { "Their first role" }
                    (questions(visit, role, ROLE, &choices, answers, wrong))
                    h2 class="govuk-heading-m" { "Their account" }
                    (TextInput {
                        label: Label { text: "Name to sign in with", of: SIGN_IN, ..Label::default() },
                        hint: Some("For example, sam.okafor"),
                        id: SIGN_IN, name: SIGN_IN, value: Some(sign_in).filter(|typed| !typed.is_empty()),
                        error: wrong.iter().find(|wrong| wrong.field == SIGN_IN).map(|wrong| wrong.says.as_str()),
                        spelling: Some(false), capitals: Some("none"), width: "govuk-input--width-20",
                        ..TextInput::default()
                    }.markup())
                    (Button { text: "Add the worker", once: true, ..Button::default() }.markup())
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Add a worker",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
