//! Why a child is given to this worker and why now; and, where something speaks against it, why all
//! the same. Asked in one way wherever children are given to workers.

use maud::{Markup, html};
use practice::Value;
use practice::book::{Field, RecordType};
use record::Casefile;

use super::against::Against;
use crate::answers::Answers;
use crate::recording::{Form, Wrong, question_id};
use crate::staff::questions::wrong_about;
use crate::staff::write::Told;
use crate::visit::Visit;

/// What is always asked: the field, and what is said where it is not answered.
const ALWAYS: [(&str, &str); 2] = [
    ("why_worker", "Say why it is this worker"),
    ("why_now", "Say why it is now"),
];
/// What is asked where something speaks against it.
const DESPITE: &str = "despite";

/// What was answered.
#[derive(Clone, Debug, Default)]
pub(in crate::staff) struct Why(Vec<(&'static str, String)>);

impl Why {
    /// Reads it, and what is wrong with it. What cannot be done all the same is wrong whatever is
    /// said of it.
    pub fn read(
        record: &RecordType,
        answers: &Answers,
        against: &[Against],
        required: bool,
    ) -> (Self, Vec<Wrong>) {
        let mut why = Vec::new();
        let mut wrong = Vec::new();
        for one in against.iter().filter(|one| one.refuses) {
            wrong.push(wrong_about(record, "worker", &one.says));
        }
        let warned = against.iter().any(|one| !one.refuses);
        let asks = ALWAYS.into_iter();
        let asks = asks.chain(warned.then_some((DESPITE, "Say why all the same")));
        for (field, missing) in asks {
            let given = answers.one(&question_id(field)).trim();
            if given.is_empty() && !required {
                continue;
            }
            if given.is_empty() {
                wrong.push(wrong_about(record, field, missing));
            } else {
                why.push((field, given.to_owned()));
            }
        }
        let said: Vec<&str> = (against.iter())
            .filter(|one| !one.refuses)
            .map(|one| one.says.as_str())
            .collect();
        if let Some((_, despite)) = why.iter_mut().find(|(field, _)| *field == DESPITE) {
            *despite = format!("{}. {despite}", said.join(". "));
        }
        (Self(why), wrong)
    }

    /// An entry with it, where its record type asks for it.
    pub fn into(&self, record: &RecordType, mut told: Told) -> Told {
        for (field, words) in &self.0 {
            if record.fields.contains_key(*field) {
                told = told.with(field, words);
            }
        }
        told
    }

    /// The fields, as they are written.
    pub fn fields(&self) -> impl Iterator<Item = (String, Value)> {
        let fields = self.0.iter();
        fields.map(|(field, words)| ((*field).to_owned(), Value::text(words)))
    }
}

/// The questions, and what speaks against it where that is known.
pub(in crate::staff) fn questions(
    visit: &Visit<'_>,
    record: &RecordType,
    answers: &Answers,
    wrong: &[Wrong],
    against: &[Against],
) -> Markup {
    let casefile = Casefile::fold(&[]);
    let form = Form {
        book: &visit.app.book,
        casefile: &casefile,
        answers,
        wrong,
        prefix: "",
        marks: false,
        quick: false,
    };
    let warned: Vec<&Against> = against.iter().filter(|one| !one.refuses).collect();
    let ask = |name: &str| {
        let field = record.fields.get(name).cloned();
        field.map(|field| {
            let field = Field {
                required: true,
                ..field
            };
            form.question(name, &field)
        })
    };
    html! {
        @for (name, _) in ALWAYS { (ask(name).unwrap_or_default()) }
        @if !warned.is_empty() {
            div class="govuk-warning-text" {
                span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
                strong class="govuk-warning-text__text" {
                    span class="govuk-visually-hidden" { "Warning" }
                    @for one in &warned { (one.says) ". " }
                }
            }
            (ask(DESPITE).unwrap_or_default())
        }
    }
}
