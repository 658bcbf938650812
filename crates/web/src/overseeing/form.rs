//! A form of a manager on a child: questions of one record type, and directions below them,
//! written together or not at all.

use maud::{Markup, html};
use practice::Id;
use practice::book::RecordType;
use record::Casefile;
use record::may::Action;

use super::directions::{Directions, choices};
use crate::answers::Answers;
use crate::child::File;
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::{Form, Wrong, occurred, question_id, read_planned};
use crate::reply::{Reply, Stop};
use crate::staff::questions::{fill_today, summary};
use crate::staff::write::{Told, append, record_type};
use crate::visit::Visit;

/// What a form asks, beside directions.
pub(super) struct Asking<'a> {
    /// The record type.
    pub kind: &'static str,
    /// What the page is called.
    pub title: &'static str,
    /// Its address, below the child's.
    pub page: &'static str,
    /// The fields that are asked.
    pub asks: &'a [&'static str],
    /// What is said without being asked: field and value.
    pub fixed: Vec<(&'static str, String)>,
    /// The field of a direction that says of what it is part.
    pub part: Option<&'static str>,
    /// What stands above the questions.
    pub before: Markup,
}

/// Stops unless this person decides for others in this file.
pub(super) fn only_managers(visit: &Visit<'_>, file: &File) -> Result<(), Stop> {
    let may = visit.may(Action::Authorise, &file.target, None);
    if may.allowed {
        return Ok(());
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

/// Links to these forms from a child's page, for whom they are.
pub(crate) fn links(visit: &Visit<'_>, file: &File) -> Markup {
    html! {
        @if visit.may(Action::Authorise, &file.target, None).allowed {
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link govuk-!-margin-right-4" href={ "/child/" (file.child.subject) "/decision" } { "Record a management decision" }
                " "
                a class="govuk-link" href={ "/child/" (file.child.subject) "/supervision" } { "Supervise the case" }
            }
        }
    }
}

/// Shows it with what is known filled in.
pub(super) fn show(
    visit: &mut Visit<'_>,
    file: &File,
    asking: &Asking<'_>,
    known: Answers,
) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, asking.kind)?;
    let mut answers = known;
    fill_today(&mut answers, &record.occurred, visit.now);
    let time = visit.now.to_zoned(practice::when::london());
    let id = question_id(&record.occurred);
    answers.0.insert(
        format!("{id}-time"),
        vec![time.strftime("%H:%M").to_string()],
    );
    let entry = visit.app.new_id()?;
    let page = page(visit, file, asking, (&answers, &[]), entry)?;
    Ok(Reply::Page(page))
}

/// Writes it with its directions, or says what is wrong.
pub(super) fn take(
    visit: &mut Visit<'_>,
    asked: &Asked,
    file: &File,
    asking: &Asking<'_>,
) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, asking.kind)?;
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let (mut fields, mut wrong) = read_planned(&book, record, &asked.answers);
    for (field, value) in &asking.fixed {
        fields.insert((*field).to_owned(), practice::Value::text(value));
        wrong.retain(|wrong| wrong.field != *field);
    }
    if let Some(when) = occurred(record, &fields)
        && when.start() > visit.now
    {
        let id = format!("{}-day", question_id(&record.occurred));
        wrong.push(Wrong {
            field: record.occurred.clone(),
            id,
            says: "The day must be today or in the past".to_owned(),
        });
    }
    let to = choices(visit, file)?;
    let directions = Directions::read(visit, &asked.answers, &to)?;
    wrong.extend(directions.wrong.iter().cloned());
    let (Some(when), true) = (occurred(record, &fields), wrong.is_empty()) else {
        let page = page(visit, file, asking, (&asked.answers, &wrong), entry)?;
        return Ok(Reply::Invalid(page));
    };
    let mut told = vec![Told::of(record, when, fields)];
    let part = asking.part.map(|field| (field, entry));
    told.extend(directions.told(visit, part)?);
    append(visit, file.child.subject, entry, told)?;
    Ok(Reply::Go(format!(
        "/child/{}/entry/{entry}",
        file.child.subject
    )))
}

fn page(
    visit: &mut Visit<'_>,
    file: &File,
    asking: &Asking<'_>,
    (answers, wrong): (&Answers, &[Wrong]),
    entry: Id,
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record: &RecordType = record_type(&book, asking.kind)?;
    let to = choices(visit, file)?;
    let directions = Directions::markup(visit, answers, wrong, &to)?;
    let casefile = Casefile::fold(&[]);
    let form = Form {
        book: &book,
        casefile: &casefile,
        answers,
        wrong,
        prefix: "",
        marks: false,
        quick: false,
    };
    let action = format!("/child/{}/{}", file.child.subject, asking.page);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (summary(wrong))
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { (asking.title) }
                (asking.before)
                form method="post" action=(action) novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    @for name in asking.asks {
                        @if let Some(field) = record.fields.get(*name) { (form.question(name, field)) }
                    }
                    (directions)
                    div class="govuk-button-group" {
                        button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Record" }
                        a class="govuk-link" href={ "/child/" (file.child.subject) } { "Leave" }
                    }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: asking.title,
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
