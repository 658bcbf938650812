//! Choosing what to take away, and for what; that it was taken is an entry of the file.

use maud::{Markup, html};
use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Fact, Fields, Id, Value, When};
use record::may::Action;
use record::{Body, Draft, kinds};
use store::Command;

use super::copy::{SUBJECT_ACCESS, account_for, allowed, names};
use super::laid::layouts;
use crate::answers::Answers;
use crate::child::{File, open};
use crate::components::{Checkboxes, Choice, ErrorSummary, Label, Legend, Radios, TextInput};
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Something wrong with what was sent: the question, and what is wrong.
type Wrong = (&'static str, &'static str);

/// Everything of a file.
const EVERYTHING: [&str; 2] = ["records", "duties"];

/// What leads from a file to a copy of it.
pub(crate) fn start(visit: &Visit<'_>, file: &File) -> Markup {
    html! {
        @if visit.may(Action::TakeAway, &file.target, None).allowed {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/take" } { "Take a copy away" }
            }
        }
    }
}

/// What leads from one entry to a copy of it; from one that says that a copy was taken, to
/// that copy.
pub(crate) fn one(visit: &Visit<'_>, file: &File, fact: &Fact) -> Markup {
    let child = file.child.subject;
    html! {
        @if visit.may(Action::TakeAway, &file.target, None).allowed {
            p class="govuk-body sightline-not-printed" {
                @if fact.kind == kinds::TAKEN_AWAY {
                    a class="govuk-link" href={ "/child/" (child) "/taken/" (fact.id) } { "See that copy" }
                } @else {
                    a class="govuk-link" href={ "/child/" (child) "/take?entry=" (fact.id) } { "Take a copy of this" }
                }
            }
        }
    }
}

/// Shows the form.
pub(crate) fn choose(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let record = allowed(visit, &file)?;
    let answers = Answers(
        [("parts".to_owned(), vec!["records".to_owned()])]
            .into_iter()
            .collect(),
    );
    let only = entry(visit, &file, asked.query.one("entry"));
    Ok(Reply::Page(form(
        visit,
        &file,
        &record,
        only,
        &answers,
        &[],
    )))
}

/// Records that a copy is taken and shows it, or says what is wrong.
pub(crate) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let record = allowed(visit, &file)?;
    let answers = &asked.answers;
    let only = entry(visit, &file, answers.one("entry"));
    let purpose = answers.one("purpose");
    let known = |field: &str, code: &str| {
        let codes = codes(visit, &record, field);
        codes.iter().any(|(known, _)| known == code)
    };
    let mut parts: Vec<String> = (answers.all("parts").iter())
        .filter(|part| known("parts", part))
        .cloned()
        .collect();
    if only.is_some() {
        parts = vec!["records".to_owned()];
    } else if purpose == SUBJECT_ACCESS {
        // Who asks for what is recorded of them is given all of it.
        parts = EVERYTHING.map(str::to_owned).to_vec();
    }
    let layout = only.and_then(|only| laid_out(visit, &file, only, answers.one("layout")));
    let request = answers.one("request");
    let mut wrong: Vec<Wrong> = Vec::new();
    if !known("purpose", purpose) {
        wrong.push(("purpose", "Select for what you take a copy away"));
    }
    if parts.is_empty() {
        wrong.push(("parts", "Select what you take away"));
    }
    if purpose == SUBJECT_ACCESS && request.is_empty() {
        wrong.push(("request", "Enter who asked, and when"));
    }
    if !wrong.is_empty() {
        let page = form(visit, &file, &record, only, answers, &wrong);
        return Ok(Reply::Invalid(page));
    }
    let names = names(visit, &file)?;
    let account = account_for(visit, &file, &file.casefile, purpose, only, &names);
    let withheld = i64::try_from(account.withheld.len()).unwrap_or(i64::MAX);
    let mut fields = Fields::from([
        (record.occurred.clone(), Value::text(visit.now)),
        ("worker".to_owned(), Value::text(visit.who.worker)),
        ("parts".to_owned(), Value::Codes(parts)),
        ("purpose".to_owned(), Value::text(purpose)),
        ("withheld".to_owned(), Value::Number(withheld)),
    ]);
    if let Some(only) = only {
        fields.insert("entry".to_owned(), Value::text(only));
    }
    if let Some(layout) = layout {
        fields.insert("layout".to_owned(), Value::text(layout));
    }
    if !request.is_empty() {
        fields.insert("request".to_owned(), Value::text(request));
    }
    let id = write(visit, &file, &record, fields)?;
    Ok(Reply::Go(format!(
        "/child/{}/taken/{id}",
        file.child.subject
    )))
}

/// The one entry that is to be taken, where the file has it and this person may read it.
fn entry(visit: &Visit<'_>, file: &File, text: &str) -> Option<Id> {
    let fact = file.casefile.fact(text.parse().ok()?)?;
    let may = crate::people::may_read_kind(visit, file, &fact.kind).allowed;
    may.then_some(fact.id)
}

/// The layout of this name, where the record can be laid out so.
fn laid_out(visit: &Visit<'_>, file: &File, only: Id, chosen: &str) -> Option<String> {
    let fact = file.casefile.fact(only)?;
    let layouts = layouts(&visit.app.book, &fact.kind);
    let found = layouts.iter().find(|layout| layout.id == chosen)?;
    Some(found.id.clone())
}

fn write(visit: &Visit<'_>, file: &File, record: &RecordType, fields: Fields) -> Result<Id, Stop> {
    let id = visit.app.new_id()?;
    visit.app.writer.append(Command {
        owner: file.child.subject,
        expected_version: file.entries.len() as u64,
        known: None,
        drafts: vec![Draft {
            id,
            owner: file.child.subject,
            refers_to: Vec::new(),
            kind: record.name.clone(),
            kind_version: record.version,
            occurred: When::Instant(visit.now),
            recorded_by: visit.who.worker,
            organisation: file.child.organisation,
            corrects: None,
            group: id,
            body: Body {
                fields,
                ..Body::default()
            },
        }],
    })?;
    Ok(id)
}

/// The codes of a question, with their words.
fn codes(visit: &Visit<'_>, record: &RecordType, field: &str) -> Vec<(String, String)> {
    let kind = record.fields.get(field).map(|field| &field.kind);
    let Some(FieldType::Code(list) | FieldType::Codes(list)) = kind else {
        return Vec::new();
    };
    let list = visit.app.book.codes.get(list);
    let codes = list.into_iter().flat_map(|list| &list.codes);
    codes
        .map(|(code, words)| (code.clone(), crate::words::sentence(&words.says)))
        .collect()
}

fn form(
    visit: &Visit<'_>,
    file: &File,
    record: &RecordType,
    only: Option<Id>,
    answers: &Answers,
    wrong: &[Wrong],
) -> Markup {
    let links: Vec<String> = wrong.iter().map(|(name, _)| format!("#{name}")).collect();
    let errors = ErrorSummary {
        errors: (wrong.iter().zip(&links))
            .map(|((_, says), link)| (*says, Some(link.as_str())))
            .collect(),
    };
    let error = |name: &str| {
        let found = wrong.iter().find(|(other, _)| *other == name);
        found.map(|(_, says)| *says)
    };
    let alone = only.and_then(|only| file.casefile.fact(only));
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Take a copy away" }
                p class="govuk-body" { "That you take it, and for what, is recorded in the file." }
                p class="govuk-body" { "In a copy for the child or the family, and in one that answers a subject access request, passages that were marked as about somebody else are left out, and listed with the reason." }
                @if let Some(fact) = alone {
                    div class="govuk-inset-text" { "This record alone: " (record::exempt::plain(&visit.app.book.say(file.as_shown(fact)))) }
                }
                form method="post" action={ "/child/" (file.child.subject) "/take" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    @if let Some(only) = only { input type="hidden" name="entry" value=(only); }
                    (questions(visit, record, only.is_some(), answers, &error))
                    @if let Some(fact) = alone { (how(visit, fact, answers)) }
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Make the copy" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Take a copy away",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    })
}

/// How one record looks, where the book has a layout for it.
fn how(visit: &Visit<'_>, fact: &Fact, answers: &Answers) -> Markup {
    let layouts = layouts(&visit.app.book, &fact.kind);
    let Some(first) = layouts.first() else {
        return Markup::default();
    };
    let chosen = if answers.has("layout") {
        answers.one("layout")
    } else {
        &first.id
    };
    let laid = layouts.iter();
    let laid = laid.map(|layout| Choice::new(layout.id.clone(), layout.says.clone()));
    let asked = Choice::new("questions", "Each question with its answer");
    Radios {
        legend: Some(Legend {
            text: "How should it look?",
            ..Legend::default()
        }),
        id: Some("layout"),
        name: "layout",
        items: laid.chain([asked]).collect(),
        value: Some(chosen),
        ..Radios::default()
    }
    .markup()
}

fn questions(
    visit: &Visit<'_>,
    record: &RecordType,
    alone: bool,
    answers: &Answers,
    error: &dyn Fn(&str) -> Option<&'static str>,
) -> Markup {
    let given = |name: &str| Some(answers.whole(name)).filter(|text| !text.is_empty());
    let (parts, purposes) = (
        codes(visit, record, "parts"),
        codes(visit, record, "purpose"),
    );
    let items = |codes: &[(String, String)]| -> Vec<Choice<'static>> {
        (codes.iter())
            .map(|(code, says)| Choice::new(code.clone(), says.clone()))
            .collect()
    };
    html! {
        (Radios {
            legend: Some(Legend { text: "For what do you take it?", ..Legend::default() }),
            id: Some("purpose"),
            name: "purpose",
            error: error("purpose"),
            items: items(&purposes),
            value: given("purpose"),
            ..Radios::default()
        }.markup())
        @if !alone {
            (Checkboxes {
                legend: Some(Legend { text: "What do you take?", ..Legend::default() }),
                id: Some("parts"),
                name: "parts",
                hint: Some("To answer a subject access request, everything is taken"),
                error: error("parts"),
                items: items(&parts),
                values: answers.all("parts").iter().map(String::as_str).collect(),
                ..Checkboxes::default()
            }.markup())
        }
        (TextInput {
            label: Label { text: "If somebody asked for it: who, and when?", of: "request", ..Label::default() },
            id: "request",
            name: "request",
            value: given("request"),
            error: error("request"),
            ..TextInput::default()
        }.markup())
    }
}
