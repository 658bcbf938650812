//! One entry written with one form: the questions of a record type of the book, of which
//! some are answered by where the form stands, and some by choosing a worker or a team.

use maud::{Markup, html};
use practice::book::RecordType;
use practice::expr::FieldType;
use practice::{Fields, Id, When};

use super::questions::{Choices, fill_today, questions, summary, wrong_about};
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::{Wrong, occurred, question_id, read_planned};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// One entry that a form writes.
pub(super) struct Act {
    /// In whose file.
    pub owner: Id,
    /// The record type.
    pub kind: &'static str,
    /// What the page is called.
    pub title: String,
    /// Whom it is about.
    pub about: String,
    /// What stands above the questions.
    pub before: Markup,
    /// What else is asked, below them.
    pub after: Markup,
    /// The fields that are asked, in this order.
    pub asks: Vec<&'static str>,
    /// The fields that are chosen from a list.
    pub choices: Vec<(&'static str, Choices)>,
    /// The fields that are known from where the form stands.
    pub fixed: Vec<(&'static str, String)>,
    /// A day that is no earlier than when something began.
    pub not_before: Option<(&'static str, jiff::Timestamp)>,
    /// What is filled in.
    pub known: Answers,
    /// What the button says.
    pub button: &'static str,
    /// Where it is sent.
    pub action: String,
    /// Where one comes from, and goes to.
    pub back: String,
}

impl Act {
    /// Of a record type, in somebody's file, with nothing asked yet.
    pub fn new(owner: Id, kind: &'static str, title: impl Into<String>) -> Self {
        Self {
            owner,
            kind,
            title: title.into(),
            about: String::new(),
            before: Markup::default(),
            after: Markup::default(),
            asks: Vec::new(),
            choices: Vec::new(),
            fixed: Vec::new(),
            not_before: None,
            known: Answers::default(),
            button: "Record",
            action: String::new(),
            back: String::new(),
        }
    }
}

/// Shows the form. Where a day is asked when it happens, today is filled in.
pub(super) fn show(visit: &Visit<'_>, act: &Act) -> Result<Reply, Stop> {
    let record = record_type(&visit.app.book, act.kind)?;
    let mut answers = act.known.clone();
    if act.asks.contains(&record.occurred.as_str()) {
        fill_today(&mut answers, &record.occurred, visit.now);
    }
    let page = page(visit, act, record, &answers, &[], visit.app.new_id()?);
    Ok(Reply::Page(page))
}

/// Shows the form again, with what is wrong.
pub(super) fn again(visit: &Visit<'_>, act: &Act, wrong: &[Wrong]) -> Result<Reply, Stop> {
    let record = record_type(&visit.app.book, act.kind)?;
    let page = page(visit, act, record, &act.known, wrong, visit.app.new_id()?);
    Ok(Reply::Invalid(page))
}

/// Writes the entry, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked, act: &Act) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, act.kind)?;
    let entry = entry(asked)?;
    match read(visit, act, record, &asked.answers) {
        Ok((fields, occurred)) => {
            append(
                visit,
                act.owner,
                entry,
                vec![Told::of(record, occurred, fields)],
            )?;
            Ok(Reply::Go(act.back.clone()))
        }
        Err(wrong) => Ok(Reply::Invalid(page(
            visit,
            act,
            record,
            &asked.answers,
            &wrong,
            entry,
        ))),
    }
}

/// The identifier that a form gives the entry which it writes.
pub(super) fn entry(asked: &Asked) -> Result<Id, Stop> {
    asked.answers.one("entry").parse().map_err(|_| Stop::Stale)
}

/// The answers to what is asked, with what is known, and when it happens.
pub(super) fn read(
    visit: &Visit<'_>,
    act: &Act,
    record: &RecordType,
    sent: &Answers,
) -> Result<(Fields, When), Vec<Wrong>> {
    let mut answers = Answers::default();
    for asked in &act.asks {
        let id = question_id(asked);
        for part in ["", "-day", "-month", "-year", "-time"] {
            let name = format!("{id}{part}");
            if let Some(given) = sent.0.get(&name) {
                answers.0.insert(name, given.clone());
            }
        }
    }
    let fixed_times = act.fixed.iter().filter(|(field, _)| {
        let kind = record.fields.get(*field).map(|field| &field.kind);
        !matches!(kind, Some(FieldType::Date | FieldType::Instant))
    });
    for (field, value) in fixed_times {
        answers.0.insert(question_id(field), vec![value.clone()]);
    }
    let (mut fields, mut wrong) = read_planned(&visit.app.book, record, &answers);
    for (field, value) in &act.fixed {
        fields.insert((*field).to_owned(), practice::Value::text(value));
        wrong.retain(|wrong| wrong.field != *field);
    }
    for (field, choices) in &act.choices {
        let Some(practice::Value::Text(given)) = fields.get(field) else {
            continue;
        };
        if !choices.iter().any(|(value, _)| value == given) {
            wrong.push(wrong_about(record, field, "Select one of the answers"));
        }
    }
    let day = |name: &str| match fields.get(name) {
        Some(practice::Value::Text(text)) => text.parse::<When>().ok(),
        _ => None,
    };
    if let (Some(from), Some(until)) = (day(&record.occurred), day("until"))
        && until.day() < from.day()
    {
        wrong.push(wrong_about(
            record,
            "until",
            "The last day must be the first day or a later one",
        ));
    }
    if let Some((field, began)) = act.not_before
        && let Some(last) = day(field)
        && last.end() < began
    {
        let says = format!("The last day must be {} or later", crate::words::day(began));
        wrong.push(wrong_about(record, field, &says));
    }
    match occurred(record, &fields) {
        Some(occurred) if wrong.is_empty() => Ok((fields, occurred)),
        _ => Err(wrong),
    }
}

fn page(
    visit: &Visit<'_>,
    act: &Act,
    record: &RecordType,
    answers: &Answers,
    wrong: &[Wrong],
    entry: Id,
) -> Markup {
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (summary(wrong))
                @if !act.about.is_empty() { span class="govuk-caption-l" { (act.about) } }
                h1 class="govuk-heading-l" { (act.title) }
                (act.before)
                form method="post" action=(act.action) novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    (questions(visit, record, &act.asks, &act.choices, answers, wrong))
                    (act.after)
                    div class="govuk-button-group" {
                        button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { (act.button) }
                        a class="govuk-link" href=(act.back) { "Leave" }
                    }
                }
            }
        }
    };
    visit.page(&Content {
        title: &act.title,
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    })
}
