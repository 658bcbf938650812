//! The one form in which children are given to others: all go to one worker, or each to another.

use std::collections::BTreeSet;
use std::sync::Arc;

use maud::{Markup, html};
use record::workforce::Gives;
use record::{Casefile, WorkerRow};

use super::allocate::returns_ask;
use super::asked;
use super::lines::Line;
use super::page::Page;
use crate::answers::Answers;
use crate::components::{Checkboxes, Choice, Label, Legend, Select, SelectItem};
use crate::recording::Form;
use crate::reply::Stop;
use crate::staff::caseload::address;
use crate::staff::involved::INVOLVED;
use crate::staff::questions::{Choices, choose};
use crate::staff::waiting::Whose;
use crate::staff::write::record_type;
use crate::visit::Visit;

/// The form, which is sent to this address: all of whom may be chosen for all children together, or
/// those who are near for each child.
pub(super) fn form(
    visit: &mut Visit<'_>,
    (whose, action): (&Whose, &str),
    (lines, choices, each): (&[Line], &Choices, bool),
    shown: &Page<'_>,
) -> Result<Markup, Stop> {
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, INVOLVED)?;
    let Page {
        answers,
        wrong,
        against,
    } = *shown;
    let casefile = Casefile::fold(&[]);
    let drawn = Form {
        book: &book,
        casefile: &casefile,
        answers,
        wrong,
        prefix: "",
        marks: false,
        quick: false,
    };
    let may_any = lines.iter().any(|line| line.may);
    let together = lines.iter().any(|line| line.has_kin);
    let near = if may_any && each {
        Some(near(visit, whose, choices)?)
    } else {
        None
    };
    let choices = near.as_ref().unwrap_or(choices);
    let everybody = may_any && lines.len() > 1;
    let everybody = everybody.then(|| Choice::new("all", "All the children on this page"));
    let children = lines.iter().map(|line| {
        let mut item = Choice::new(line.subject.to_string(), line.name.clone());
        item.hint = line.hint.clone().map(Into::into);
        item.disabled = !line.may;
        item
    });
    let items = everybody.into_iter().chain(children);
    let error = wrong.iter().find(|wrong| wrong.field == "child");
    let takes_from = matches!(whose, Whose::Worker(_));
    let button = if takes_from {
        "Hand them over"
    } else {
        "Give them to the worker"
    };
    Ok(html! {
        form method="post" action=(action) novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            @for line in lines.iter().filter(|line| line.may) { input type="hidden" name={ "entry-" (line.subject) } value=(line.entry); }
            (Checkboxes {
                legend: Some(Legend { text: "Which children?", size: "govuk-fieldset__legend--m", ..Legend::default() }),
                hint: may_any.then_some("Tick those who go to the same worker."),
                id: Some("child"), name: "child", error: error.map(|wrong| wrong.says.as_str()), class: "govuk-checkboxes--small",
                items: items.collect(),
                values: answers.all("child").iter().map(String::as_str).collect(),
                ..Checkboxes::default()
            }.markup())
            @if may_any {
                (choose("worker", "To whom are they given?", true, choices, answers, wrong))
                @if let Some(near) = &near {
                    (one_by_one(lines, near, answers))
                    p class="govuk-body" { a class="govuk-link" href=(address(whose)) { "Choose from all workers, for all children together" } }
                } @else if lines.len() > 1 {
                    p class="govuk-body" { a class="govuk-link" href={ (address(whose)) "?choose=each" } { "Choose for each child alone" } }
                }
                @if together {
                    (Checkboxes {
                        id: Some("together"), name: "together", class: "govuk-checkboxes--small",
                        items: vec![Choice::new("yes", "Brothers and sisters go together, to the same worker")],
                        values: answers.all("together").iter().map(String::as_str).collect(),
                        ..Checkboxes::default()
                    }.markup())
                }
                @if let Some(field) = record.fields.get("started_on") { (drawn.question("started_on", field)) }
                (asked::questions(visit, record, answers, wrong, against))
                @if takes_from { (returns_ask(visit, answers, wrong)?) }
                button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { (button) }
            }
        }
    })
}

/// For each child alone: to whom, of those who are near. How many children each of them has stands
/// above.
fn one_by_one(lines: &[Line], near: &Choices, answers: &Answers) -> Markup {
    let name = |says: &str| says.split(',').next().unwrap_or_default().to_owned();
    let named: Vec<(&str, String)> = (near.iter())
        .map(|(value, says)| (value.as_str(), name(says)))
        .collect();
    html! {
        fieldset class="govuk-fieldset" {
            legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { "For each child alone" }
            @for line in lines.iter().filter(|line| line.may) {
                @let id = format!("to-{}", line.subject);
                (Select {
                    label: Label { text: &line.name, of: &id, ..Label::default() },
                    id: &id, name: &id,
                    items: std::iter::once(SelectItem::new("", "As above"))
                        .chain(named.iter().map(|(value, name)| SelectItem::new(*value, name.as_str())))
                        .collect(),
                    value: Some(answers.one(&id)).filter(|given| !given.is_empty()),
                    ..Select::default()
                }.markup())
            }
        }
    }
}

/// Those of these workers who are of the teams in which the work is, and oneself.
fn near(visit: &mut Visit<'_>, whose: &Whose, choices: &Choices) -> Result<Choices, Stop> {
    let all = visit.reader.teams()?;
    let of = match whose {
        Whose::Team(team) => team.names(),
        Whose::Worker(row) => {
            let offices = visit.reader.offices_of(row.subject)?.into_iter();
            let roles = offices.filter(|office| office.gives == Gives::Role);
            roles.filter_map(|office| office.whom).collect()
        }
    };
    let mut near: BTreeSet<String> = BTreeSet::from([visit.who.worker.to_string()]);
    for team in all
        .iter()
        .filter(|team| team.names().iter().any(|name| of.contains(name)))
    {
        let members: Vec<WorkerRow> = visit.reader.workers_of_team(team, visit.now)?;
        near.extend(members.iter().map(|row| row.subject.to_string()));
    }
    let found: Choices = (choices.iter())
        .filter(|(value, _)| near.contains(value))
        .cloned()
        .collect();
    Ok(if found.is_empty() {
        choices.clone()
    } else {
        found
    })
}
