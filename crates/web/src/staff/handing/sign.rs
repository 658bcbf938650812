//! A handover signed by the worker to whom it is made out, or who covers for them: that they read
//! it, and what they still need to know.

use std::sync::Arc;

use maud::{Markup, html};
use practice::{Fact, When};
use record::Casefile;

use super::read::{last, page, reading};
use super::{READ, WORDS, made_out};
use crate::child::{File, open};
use crate::edge::Asked;
use crate::people;
use crate::recording::{Form, Wrong, question_id};
use crate::reply::{Reply, Stop};
use crate::staff::known::{may_write, only_if};
use crate::staff::write::{Told, append, record_type};
use crate::visit::Visit;
use crate::words;

/// Signs it.
pub(in crate::staff) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "handover")?;
    let book = Arc::clone(&visit.app.book);
    let handover = last(&file).ok_or(Stop::NotFound)?;
    // It was made anew since the page was shown, or read.
    if asked.answers.one("handover") != handover.id.to_string() {
        return Err(Stop::Stale);
    }
    let back = format!("/child/{}/handover", file.child.subject);
    if reading(&file, handover).is_some() {
        return Ok(Reply::Go(back));
    }
    if asked.answers.has(made_out::MAKES_OUT) {
        return made_out::take(visit, asked, (&file, handover));
    }
    only_if(may_write(visit, &file.target, READ)?)?;
    if !is_theirs(visit, handover) {
        return Err(Stop::NotAllowed {
            because: vec![
                "A handover is signed by the worker to whom it is made out, or who covers for them."
                    .to_owned(),
            ],
            glass: None,
        });
    }
    if asked.answers.one("read") != "yes" {
        let wrong = [Wrong {
            field: "read".to_owned(),
            id: "read".to_owned(),
            says: "Tick that you have read it".to_owned(),
        }];
        let form = form(visit, &file, asked, &wrong)?;
        return Ok(Reply::Invalid(page(visit, &file, &form, &wrong)?));
    }
    let first = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let today = When::Day(When::Instant(visit.now).day());
    let told = Told::new(record_type(&book, READ)?, today)
        .with("handover", handover.id)
        .with("by", visit.who.worker)
        .with("asks", asked.answers.one(&question_id("asks")));
    append(visit, file.child.subject, first, vec![told])?;
    Ok(Reply::Go(back))
}

/// Whether the person takes over, or covers for whoever does: by identifier or number, since somebody
/// else can have the same name.
fn is_theirs(visit: &Visit<'_>, handover: &Fact) -> bool {
    let Some(to) = handover.text("to") else {
        return false;
    };
    visit.who.actor.workers().any(|name| name == to)
}

/// The form to sign it; for whom it is not to sign, whether it was read.
pub(super) fn form(
    visit: &mut Visit<'_>,
    file: &File,
    asked: &Asked,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let Some(handover) = last(file) else {
        return Ok(Markup::default());
    };
    if let Some(read) = reading(file, handover) {
        let read = file.as_shown(read);
        let book = &visit.app.book;
        return Ok(html! {
            h2 class="govuk-heading-m" { "Read and signed" }
            p class="govuk-body" { "By " (book.say_field(read, "by")) " on " (words::when(read.occurred)) "." }
            @if read.field("asks").is_some() {
                p class="govuk-body" { "Still to be known: " (crate::recording::marked(&book.say_field(read, "asks"))) }
            }
        });
    }
    if !made_out::is_made_out(visit, handover)? {
        return made_out::ask(visit, (file, handover), asked, wrong);
    }
    let may = may_write(visit, &file.target, READ)?.allowed && file.as_at(visit) == visit.now;
    if !(may && is_theirs(visit, handover)) {
        return Ok(waits(visit, file, handover));
    }
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, READ)?;
    let casefile = Casefile::fold(&[]);
    let drawn = Form {
        book: &book,
        casefile: &casefile,
        answers: &asked.answers,
        wrong,
        prefix: "",
        marks: false,
        quick: false,
    };
    let entry = visit.app.new_id()?;
    let error = wrong.iter().find(|wrong| wrong.field == "read");
    Ok(html! {
        form method="post" action={ "/child/" (file.child.subject) "/handover" } novalidate class="sightline-not-printed" {
            h2 class="govuk-heading-m" { "Read and sign" }
            input type="hidden" name="form" value=(visit.form_key());
            input type="hidden" name="entry" value=(entry);
            input type="hidden" name="handover" value=(handover.id);
            @if let Some(field) = record.fields.get("asks") { (drawn.question("asks", field)) }
            (crate::components::Checkboxes {
                id: Some("read"), name: "read", class: "govuk-checkboxes--small",
                error: error.map(|wrong| wrong.says.as_str()),
                items: vec![crate::components::Choice::new("yes", "I have read this handover")],
                ..crate::components::Checkboxes::default()
            }.markup())
            button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Sign it" }
        }
    })
}

/// For whom it is not to sign: that it waits, and where the last worker says what they want said.
fn waits(visit: &Visit<'_>, file: &File, handover: &Fact) -> Markup {
    let from = handover.text("from");
    let mine = from.is_some_and(|from| visit.who.actor.workers().any(|name| name == from));
    let may = (visit.app.book.record(WORDS))
        .is_some_and(|record| people::may_record(visit, file, record).allowed);
    html! {
        p class="govuk-body" { strong class="govuk-tag govuk-tag--yellow" { "Not yet read" } " It waits for whoever takes over." }
        @if mine && may {
            p class="govuk-body sightline-not-printed" {
                a class="govuk-link" href={ "/child/" (file.child.subject) "/record/" (WORDS) } { "Say what the next worker should know" }
            }
        }
    }
}

/// What stands on a child's page while a handover is not read; nothing otherwise.
pub(crate) fn notice(visit: &Visit<'_>, file: &File) -> Markup {
    let Some(handover) = last(file).filter(|fact| reading(file, fact).is_none()) else {
        return Markup::default();
    };
    if !people::may_read_kind(visit, file, super::HANDOVER).allowed {
        return Markup::default();
    }
    let to = visit.app.book.say_field(file.as_shown(handover), "to");
    html! {
        div class="govuk-inset-text" {
            @if is_theirs(visit, handover) { strong { "New to you: handover not read. " } }
            @else { "The handover to " (to) " is not yet read. " }
            a class="govuk-link" href=(file.address("handover")) { "Read the handover" }
        }
    }
}
