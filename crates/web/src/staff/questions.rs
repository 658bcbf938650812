//! Questions of a record type of the book, of which some are answered from a list of people
//! or teams.

use maud::{Markup, html};
use practice::When;
use practice::book::RecordType;
use record::Casefile;

use crate::answers::Answers;
use crate::components::{ErrorSummary, Label, Select, SelectItem};
use crate::recording::{Form, Wrong, first_id, organisations, question_id};
use crate::visit::Visit;

/// What a question can be answered with: what is sent, and what it says.
pub(crate) type Choices = Vec<(String, String)>;
/// Fills in today, as it would be typed.
pub(crate) fn fill_today(answers: &mut Answers, field: &str, now: jiff::Timestamp) {
    let today = When::Instant(now).day();
    let id = question_id(field);
    for (part, value) in [
        ("day", today.day().to_string()),
        ("month", today.month().to_string()),
        ("year", today.year().to_string()),
    ] {
        answers.0.insert(format!("{id}-{part}"), vec![value]);
    }
}
/// Something that is wrong with an answer.
pub(crate) fn wrong_about(record: &RecordType, field: &str, says: &str) -> Wrong {
    let id = record
        .fields
        .get(field)
        .map_or_else(|| question_id(field), |kind| first_id(field, kind));
    Wrong {
        field: field.to_owned(),
        id,
        says: says.to_owned(),
    }
}

/// What is wrong, at the top of a page.
pub(crate) fn summary(wrong: &[Wrong]) -> Markup {
    let places: Vec<String> = wrong.iter().map(|wrong| format!("#{}", wrong.id)).collect();
    ErrorSummary {
        errors: (wrong.iter().zip(&places))
            .map(|(wrong, place)| (wrong.says.as_str(), Some(place.as_str())))
            .collect(),
    }
    .markup()
}

/// The questions of a record type.
pub(crate) fn questions(
    visit: &Visit<'_>,
    record: &RecordType,
    asks: &[&str],
    choices: &[(&'static str, Choices)],
    answers: &Answers,
    wrong: &[Wrong],
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
    html! {
        @for name in asks {
            @if let Some(field) = record.fields.get(*name) {
                @match choices.iter().find(|(of, _)| of == name) {
                    Some((_, choices)) => { (choose(name, &field.ask, field.required, choices, answers, wrong)) }
                    None => { (form.question(name, field)) }
                }
            }
        }
        (organisations(visit, asks.iter().filter_map(|name| record.fields.get(*name))))
    }
}

/// A question answered from a list of people or teams.
pub(crate) fn choose(
    name: &str,
    ask: &str,
    required: bool,
    choices: &Choices,
    answers: &Answers,
    wrong: &[Wrong],
) -> Markup {
    let id = question_id(name);
    // The book's question tells who types an identifier what to type: here one chooses.
    let ask = ask.split_once(['?', ':']).map_or(ask, |(ask, _)| ask);
    let ask = format!("{ask}?{}", if required { "" } else { " (optional)" });
    let none = SelectItem::new("", if required { "Select an answer" } else { "None" });
    let items = choices
        .iter()
        .map(|(value, says)| SelectItem::new(value.as_str(), says.as_str()));
    let given = answers.one(&id);
    Select {
        label: Label {
            text: &ask,
            of: &id,
            ..Label::default()
        },
        id: &id,
        name: &id,
        error: wrong
            .iter()
            .find(|wrong| wrong.field == name)
            .map(|wrong| wrong.says.as_str()),
        items: [none].into_iter().chain(items).collect(),
        value: Some(given).filter(|given| !given.is_empty()),
        ..Select::default()
    }
    .markup()
}
