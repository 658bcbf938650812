//! Brothers and sisters who have the same social worker as a child who is allocated to another: they
//! go along, unless somebody chooses otherwise.

use std::sync::Arc;

use maud::{Markup, html};
use practice::Id;
use record::WorkerRow;
use record::may::Whom;

use crate::child::File;
use crate::components::{Checkboxes, Choice, Legend};
use crate::edge::Asked;
use crate::recording::kin_of;
use crate::reply::Stop;
use crate::staff::involved::{ALLOCATED, running};
use crate::staff::known::named;
use crate::staff::write::record_type;
use crate::visit::Visit;

/// The brothers and sisters who were ticked to go along.
pub(super) fn along<'a>(asked: &'a Asked, siblings: &'a [Id]) -> impl Iterator<Item = Id> + 'a {
    let ticked = asked.answers.all("along");
    let siblings = siblings.iter().copied();
    siblings.filter(|child| ticked.contains(&child.to_string()))
}

/// The social worker whom a child has.
pub(super) fn had(visit: &mut Visit<'_>, child: Id) -> Result<Option<WorkerRow>, Stop> {
    let mut rows = running(visit, child)?;
    rows.retain(|row| row.relation == "allocated");
    for row in rows {
        if let Whom::Worker(name) = &row.whom {
            return named(visit, name);
        }
    }
    Ok(None)
}

/// The brothers and sisters who have the same social worker, to go along unless somebody chooses
/// otherwise.
pub(super) fn kin(
    visit: &mut Visit<'_>,
    file: &File,
    before: &WorkerRow,
    asked: &Asked,
) -> Result<(Vec<Id>, Markup), Stop> {
    let book = Arc::clone(&visit.app.book);
    let mut theirs = Vec::new();
    for one in kin_of(visit, file, record_type(&book, ALLOCATED)?)? {
        let has = had(visit, one.subject)?;
        if has.is_some_and(|has| has.subject == before.subject) {
            let entry = visit.app.new_id()?;
            theirs.push((one.subject, one.name, entry));
        }
    }
    let siblings: Vec<Id> = theirs.iter().map(|(subject, _, _)| *subject).collect();
    if theirs.is_empty() {
        return Ok((siblings, Markup::default()));
    }
    let all: Vec<String> = siblings.iter().map(Id::to_string).collect();
    let ticked: Vec<&str> = if asked.is_sent {
        let sent = asked.answers.all("along").iter();
        sent.map(String::as_str).collect()
    } else {
        all.iter().map(String::as_str).collect()
    };
    let items = theirs.iter();
    let items = items.map(|(subject, name, _)| Choice::new(subject.to_string(), name.clone()));
    let markup = html! {
        @for (subject, _, entry) in &theirs { input type="hidden" name={ "entry-" (subject) } value=(entry); }
        (Checkboxes {
            legend: Some(Legend { text: "Who of the family goes along to the same worker?", size: "govuk-fieldset__legend--s", ..Legend::default() }),
            id: Some("along"), name: "along", class: "govuk-checkboxes--small",
            items: items.collect(),
            values: ticked,
            ..Checkboxes::default()
        }.markup())
    };
    Ok((siblings, markup))
}
