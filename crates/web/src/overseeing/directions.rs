//! Directions: who is to do what by when. Each stands in the list of whoever is to do it, and in
//! that of whoever gave it, until somebody says what became of it.

use std::collections::BTreeSet;

use maud::{Markup, html};
use practice::book::Effect;
use practice::{Id, Value, When};
use record::Casefile;
use record::may::Whom;

use crate::answers::Answers;
use crate::child::File;
use crate::components::{Label, Select, SelectItem};
use crate::recording::{Form, Wrong, question_id, read_planned};
use crate::reply::Stop;
use crate::staff::questions::Choices;
use crate::staff::write::{Told, record_type};
use crate::visit::Visit;

/// The record type.
const DIRECTION: &str = "case-direction";
/// How many can be given at once.
const MOST: usize = 3;
/// What is asked of each, beside who is to do it.
const ASKS: [&str; 2] = ["what", "by"];

/// The directions of a form.
pub(super) struct Directions {
    all: Vec<practice::Fields>,
    /// What is wrong with them.
    pub wrong: Vec<Wrong>,
}

/// To whom something can be directed: who works with the child, their teams, and oneself.
pub(super) fn choices(visit: &mut Visit<'_>, file: &File) -> Result<Choices, Stop> {
    let now = visit.now;
    let mut names: BTreeSet<String> = BTreeSet::new();
    let teams = visit.reader.teams()?;
    let mut choices = Choices::new();
    let mut known: BTreeSet<Id> = BTreeSet::new();
    let mut workers = Vec::new();
    let scope = visit.reader.scope_of(file.child.subject)?;
    let rows = scope.iter();
    for row in rows.filter(|row| row.effect == Effect::Concerns && row.holds(now)) {
        match &row.whom {
            Whom::Worker(name) => {
                names.insert(name.clone());
            }
            Whom::Team(name) => {
                if let Some(team) = teams.iter().find(|team| team.names().contains(name)) {
                    workers.extend(visit.reader.workers_of_team(team, now)?);
                }
            }
            Whom::Everybody => {}
        }
    }
    let mut first = Vec::new();
    for name in names {
        match name.parse::<Id>() {
            Ok(subject) => first.extend(visit.reader.worker(subject)?),
            Err(_) => first.extend(visit.reader.workers_with_number(&name)?),
        }
    }
    workers.sort_by(|one, other| one.name.cmp(&other.name));
    let me = visit.reader.worker(visit.who.worker)?;
    for row in first.into_iter().chain(me).chain(workers) {
        if !row.has_left(now) && known.insert(row.subject) {
            choices.push((row.subject.to_string(), row.name));
        }
    }
    Ok(choices)
}

fn prefix(place: usize) -> String {
    format!("d{place}-")
}

/// What was answered of one of them.
fn answers_of(answers: &Answers, place: usize) -> Answers {
    let prefix = prefix(place);
    let theirs = answers.0.iter();
    let theirs = theirs
        .filter_map(|(name, all)| Some((name.strip_prefix(&prefix)?.to_owned(), all.clone())));
    Answers(theirs.collect())
}

impl Directions {
    /// Reads those that were given; one of which nothing was answered is none.
    pub fn read(visit: &Visit<'_>, answers: &Answers, to: &Choices) -> Result<Self, Stop> {
        let book = std::sync::Arc::clone(&visit.app.book);
        let record = record_type(&book, DIRECTION)?;
        let today = When::Instant(visit.now).day();
        let (mut all, mut wrong) = (Vec::new(), Vec::new());
        for place in 1..=MOST {
            let prefix = prefix(place);
            let answers = answers_of(answers, place);
            if answers
                .0
                .values()
                .flatten()
                .all(|given| given.trim().is_empty())
            {
                continue;
            }
            let (mut fields, mut found) = read_planned(&book, record, &answers);
            found.retain(|wrong| ASKS.contains(&wrong.field.as_str()) || wrong.field == "who");
            let who = answers.one(&question_id("who"));
            if !to.iter().any(|(value, _)| value == who) {
                found.retain(|wrong| wrong.field != "who");
                found.push(Wrong {
                    field: "who".to_owned(),
                    id: question_id("who"),
                    says: "Select who is to do it".to_owned(),
                });
            }
            let by = fields.get("by").and_then(|by| match by {
                Value::Text(text) => text.parse::<When>().ok(),
                _ => None,
            });
            if by.is_some_and(|by| by.day() < today) {
                found.push(Wrong {
                    field: "by".to_owned(),
                    id: format!("{}-day", question_id("by")),
                    says: "The day by which it is to be done must be today or later".to_owned(),
                });
            }
            wrong.extend(found.into_iter().map(|wrong| Wrong {
                field: format!("{prefix}{}", wrong.field),
                id: format!("{prefix}{}", wrong.id),
                says: format!("Direction {place}: {}", wrong.says),
            }));
            fields.insert(record.occurred.clone(), Value::text(today));
            fields.insert("given_by".to_owned(), Value::text(visit.who.worker));
            all.push(fields);
        }
        Ok(Self { all, wrong })
    }

    /// The entries, as a part of another, where they are.
    pub fn told(
        self,
        visit: &Visit<'_>,
        part: Option<(&'static str, Id)>,
    ) -> Result<Vec<Told>, Stop> {
        let book = std::sync::Arc::clone(&visit.app.book);
        let record = record_type(&book, DIRECTION)?;
        let today = When::Day(When::Instant(visit.now).day());
        let all = self.all.into_iter().map(|mut fields| {
            if let Some((field, entry)) = part {
                fields.insert(field.to_owned(), Value::text(entry));
            }
            Told::of(record, today, fields)
        });
        Ok(all.collect())
    }

    /// The questions.
    pub fn markup(
        visit: &Visit<'_>,
        answers: &Answers,
        wrong: &[Wrong],
        to: &Choices,
    ) -> Result<Markup, Stop> {
        let book = std::sync::Arc::clone(&visit.app.book);
        let record = record_type(&book, DIRECTION)?;
        let casefile = Casefile::fold(&[]);
        let mut made = Vec::new();
        for place in 1..=MOST {
            let prefix = prefix(place);
            let theirs: Vec<Wrong> = (wrong.iter())
                .filter_map(|wrong| {
                    Some(Wrong {
                        field: wrong.field.strip_prefix(&prefix)?.to_owned(),
                        ..wrong.clone()
                    })
                })
                .collect();
            let form = Form {
                book: &book,
                casefile: &casefile,
                answers,
                wrong: &theirs,
                prefix: &prefix,
                marks: false,
                quick: false,
            };
            made.push(html! {
                fieldset class="govuk-fieldset sightline-each" {
                    legend class="govuk-fieldset__legend govuk-fieldset__legend--m" { "Direction " (place) " (optional)" }
                    @for name in ASKS {
                        @if let Some(field) = record.fields.get(name) { (form.question(name, field)) }
                    }
                    (choose_who(&prefix, to, answers, &theirs))
                }
            });
        }
        Ok(html! { @for one in &made { (one) } })
    }
}

/// Who is to do it.
fn choose_who(prefix: &str, to: &Choices, answers: &Answers, wrong: &[Wrong]) -> Markup {
    let id = format!("{prefix}{}", question_id("who"));
    let none = SelectItem::new("", "Select who is to do it");
    let items = to
        .iter()
        .map(|(value, says)| SelectItem::new(value.as_str(), says.as_str()));
    let given = answers.one(&id);
    let error = wrong.iter().find(|wrong| wrong.field == "who");
    Select {
        label: Label {
            text: "Who is to do it?",
            of: &id,
            ..Label::default()
        },
        id: &id,
        name: &id,
        error: error.map(|wrong| wrong.says.as_str()),
        items: std::iter::once(none).chain(items).collect(),
        value: Some(given).filter(|given| !given.is_empty()),
        ..Select::default()
    }
    .markup()
}
