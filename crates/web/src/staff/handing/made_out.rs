//! To whom a handover is made out: a worker, by identifier or number. One that says in words alone
//! who takes over is signed by nobody, because two can have the same name, until whoever allocates
//! the child makes it out to a worker.

use std::sync::Arc;

use maud::{Markup, html};
use practice::{Fact, Id, Value};
use record::may::Action;

use super::HANDOVER;
use super::choose::{Whom, with_children};
use super::read::{named_in_words, page};
use crate::child::File;
use crate::edge::Asked;
use crate::recording::{Wrong, question_id};
use crate::reply::{Reply, Stop};
use crate::staff::known::{named, only_if};
use crate::staff::questions::{choose, wrong_about};
use crate::staff::write::{correct, record_type};
use crate::visit::Visit;

/// The field that says to whom, and the question of the form that mends it.
const TO: &str = "to";
/// What says that a form makes one out, and does not sign it.
pub(super) const MAKES_OUT: &str = "makes-out";

/// Whether it says which worker takes over, so that nobody else can be meant.
pub(super) fn is_made_out(visit: &mut Visit<'_>, handover: &Fact) -> Result<bool, Stop> {
    match handover.text(TO) {
        None => Ok(false),
        Some(to) => Ok(named(visit, to)?.is_some()),
    }
}

/// That it is made out to nobody, and how that is mended.
pub(super) fn ask(
    visit: &mut Visit<'_>,
    (file, handover): (&File, &Fact),
    asked: &Asked,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let may =
        visit.may(Action::Allocate, &file.target, None).allowed && file.as_at(visit) == visit.now;
    let choices = if may {
        with_children(visit, Whom::Anybody)?
    } else {
        Vec::new()
    };
    let entry = visit.app.new_id()?;
    Ok(html! {
        p class="govuk-body" { strong class="govuk-tag govuk-tag--yellow" { "Not yet read" } " " (named_in_words(file, handover)) }
        @if may {
            form method="post" action={ "/child/" (file.child.subject) "/handover" } novalidate class="sightline-not-printed" {
                input type="hidden" name="form" value=(visit.form_key());
                input type="hidden" name="entry" value=(entry);
                input type="hidden" name="handover" value=(handover.id);
                input type="hidden" name=(MAKES_OUT) value="yes";
                (choose(TO, "Which worker takes over?", true, &choices, &asked.answers, wrong))
                button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Make it out to them" }
            }
        } @else {
            p class="govuk-body" { "A manager who may allocate the child makes it out to the worker on this page." }
        }
    })
}

/// Makes it out to the worker who was chosen: a correction, beside which stands what it said.
pub(super) fn take(
    visit: &mut Visit<'_>,
    asked: &Asked,
    (file, handover): (&File, &Fact),
) -> Result<Reply, Stop> {
    only_if(visit.may(Action::Allocate, &file.target, None))?;
    let back = format!("/child/{}/handover", file.child.subject);
    if is_made_out(visit, handover)? {
        return Ok(Reply::Go(back));
    }
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, HANDOVER)?;
    let given = asked.answers.one(&question_id(TO));
    let choices = with_children(visit, Whom::Anybody)?;
    if !choices.iter().any(|(value, _)| value == given) {
        let wrong = [wrong_about(record, TO, "Select the worker who takes over")];
        let form = ask(visit, (file, handover), asked, &wrong)?;
        return Ok(Reply::Invalid(page(visit, file, &form, &wrong)?));
    }
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let mut fields = handover.fields.clone();
    fields.insert(TO.to_owned(), Value::text(given));
    correct(visit, file, (handover, record), (entry, fields))?;
    Ok(Reply::Go(back))
}
