//! A field of the practice book as a question of the design system.

use maud::{Markup, html};
use practice::Book;
use practice::book::Field;
use practice::expr::FieldType;
use record::Casefile;

use super::answer::{Wrong, id};
use super::known::links;
use crate::answers::Answers;
use crate::components::{
    Checkboxes, Choice, DateInput, Label, Legend, Radios, Select, SelectItem, TextInput, Textarea,
};
use crate::words;

/// Up to how many answers stand one below the other; more go into a list to open.
const FEW: usize = 8;

/// What is asked, and what was answered so far.
#[derive(Clone, Copy)]
pub(crate) struct Form<'f> {
    /// The practice book.
    pub book: &'f Book,
    /// The file, for what links may lead to.
    pub casefile: &'f Casefile,
    /// What was answered so far.
    pub answers: &'f Answers,
    /// What is wrong with it.
    pub wrong: &'f [Wrong],
    /// What stands before the name of each question: whose it is, where a form asks the same
    /// of several.
    pub prefix: &'f str,
    /// Whether passages of a long text can be marked.
    pub marks: bool,
    /// Whether it has to stand on one screen of a telephone: what is written every day.
    pub quick: bool,
}

impl Form<'_> {
    /// Whether something is answered.
    pub fn is_answered(&self, name: &str, field: &Field) -> bool {
        let id = format!("{}{}", self.prefix, super::answer::first_id(name, field));
        !self.answers.all(&id).iter().all(String::is_empty)
    }

    /// The question of a field.
    pub fn question(&self, name: &str, field: &Field) -> Markup {
        let id = format!("{}{}", self.prefix, id(name));
        let error = self.wrong.iter().find(|wrong| wrong.field == name);
        let error = error.map(|wrong| wrong.says.as_str());
        let ask = Self::asked(field);
        match &field.kind {
            FieldType::Text if !field.columns.is_empty() => {
                super::rows::question(&id, &ask, field, self.answers, error)
            }
            FieldType::Text if field.long => self.long(&id, &ask, error),
            FieldType::Text => {
                let list = field.organisation.as_ref().map(super::offered::id);
                self.text(&id, &ask, error, list.as_deref())
            }
            FieldType::Number => self.line(&id, &ask, error, Some("numeric")),
            FieldType::Date => self.date(&id, &ask, error),
            FieldType::Instant => html! {
                (self.date(&id, &ask, error))
                (self.line(&format!("{id}-time"), "At what time?", None, None))
            },
            FieldType::YesNo => {
                let both = vec![
                    ("yes".to_owned(), "Yes".to_owned()),
                    ("no".to_owned(), "No".to_owned()),
                ];
                self.choose(&id, &ask, error, &both, !field.required)
            }
            FieldType::Code(list) => {
                self.choose(&id, &ask, error, &self.codes(list, &id), !field.required)
            }
            FieldType::Codes(list) => self.tick(&id, &ask, error, &self.codes(list, &id)),
            FieldType::Link(kind) if kind == FieldType::ANY => {
                self.about(&id, &field.ask, field.required)
            }
            FieldType::Link(kind) => {
                let links = links(self.book, self.casefile, kind);
                if links.is_empty() {
                    let title = self
                        .book
                        .record(kind)
                        .map_or(kind.as_str(), |record| record.title.as_str());
                    return html! {
                        div class={ "govuk-form-group" @if error.is_some() { " govuk-form-group--error" } } id=(id) {
                            p class="govuk-label" { (ask) }
                            @if let Some(error) = error { (crate::components::error_message(&id, error)) }
                            p class="govuk-hint" { "There is none in this file yet: “" (title) "” would have to be recorded first." }
                        }
                    };
                }
                self.choose(&id, &ask, error, &links, !field.required)
            }
        }
    }

    /// What it is about, where that was chosen on the page of a record.
    fn about(&self, id: &str, ask: &str, required: bool) -> Markup {
        let chosen = self.given(id).and_then(|chosen| chosen.parse().ok());
        let fact = chosen.and_then(|chosen| self.casefile.fact(chosen));
        html! {
            @if let Some(fact) = fact {
                @let title = self.book.record(&fact.kind).map_or(fact.kind.as_str(), |record| record.title.as_str());
                div class="govuk-form-group" id=(id) {
                    p class="govuk-label govuk-label--s" { (ask) }
                    div class="govuk-inset-text" { (title) ", " (words::when(fact.occurred)) }
                    input type="hidden" name=(id) value=(fact.id);
                }
            } @else if required {
                div class="govuk-form-group" id=(id) {
                    p class="govuk-label govuk-label--s" { (ask) }
                    p class="govuk-hint" { "Begin on the page of the record that this is about, or in your diary." }
                }
            }
        }
    }

    fn asked(field: &Field) -> String {
        if field.required {
            field.ask.clone()
        } else {
            format!("{} (optional)", field.ask)
        }
    }

    /// The answers of a list, each once: where sources have different codes for the same, that
    /// which is given, or else the first.
    fn codes(&self, list: &str, id: &str) -> Vec<(String, String)> {
        let codes = self
            .book
            .codes
            .get(list)
            .into_iter()
            .flat_map(|codes| &codes.codes);
        let mut current: Vec<_> = codes.filter(|(_, code)| code.until.is_none()).collect();
        current.sort_by_key(|(_, code)| code.place);
        let given = self.answers.all(id);
        let mut shown: Vec<(String, String)> = Vec::with_capacity(current.len());
        for (code, answer) in current {
            let says = words::sentence(&answer.says);
            match shown.iter_mut().find(|(_, other)| *other == says) {
                Some((first, _)) if given.contains(code) => first.clone_from(code),
                Some(_) => {}
                None => shown.push((code.clone(), says)),
            }
        }
        shown
    }

    /// An answer in words; of which some are offered, where this list stands on the page.
    fn text(&self, id: &str, ask: &str, error: Option<&str>, list: Option<&str>) -> Markup {
        TextInput {
            label: Label {
                text: ask,
                of: id,
                size: "govuk-label--s",
                ..Label::default()
            },
            id,
            name: id,
            value: self.given(id),
            error,
            list,
            ..TextInput::default()
        }
        .markup()
    }

    fn line(&self, id: &str, ask: &str, error: Option<&str>, keyboard: Option<&str>) -> Markup {
        TextInput {
            label: Label {
                text: ask,
                of: id,
                size: "govuk-label--s",
                ..Label::default()
            },
            id,
            name: id,
            value: self.given(id),
            error,
            keyboard,
            width: if keyboard.is_some() || id.ends_with("-time") {
                "govuk-input--width-5"
            } else {
                ""
            },
            hint: id.ends_with("-time").then_some("For example, 4.30pm"),
            ..TextInput::default()
        }
        .markup()
    }

    fn long(&self, id: &str, ask: &str, error: Option<&str>) -> Markup {
        let text = Textarea {
            label: Label {
                text: ask,
                of: id,
                size: "govuk-label--s",
                ..Label::default()
            },
            id,
            name: id,
            value: self.given(id),
            error,
            rows: Some(if self.quick { 4 } else { 6 }),
            spelling: Some(true),
            ..Textarea::default()
        };
        html! {
            (text.markup())
            @if self.marks { (super::mark::below(id)) }
        }
    }

    fn date(&self, id: &str, ask: &str, error: Option<&str>) -> Markup {
        let part = |name: &str| self.given(&format!("{id}-{name}"));
        DateInput {
            legend: Some(legend(ask)),
            id,
            prefix: Some(id),
            error,
            day: part("day"),
            month: part("month"),
            year: part("year"),
            ..DateInput::default()
        }
        .markup()
    }

    /// One answer of several.
    fn choose(
        &self,
        id: &str,
        ask: &str,
        error: Option<&str>,
        all: &[(String, String)],
        may_be_empty: bool,
    ) -> Markup {
        // What must be answered is chosen at one tap; the rest takes less room in a list.
        let few = if self.quick { 2 } else { FEW };
        if all.len() > few {
            let none = SelectItem {
                value: Some("".into()),
                text: "Select an answer".into(),
                ..SelectItem::default()
            };
            let items = all.iter().map(|(value, says)| SelectItem {
                value: Some(value.as_str().into()),
                text: says.as_str().into(),
                ..SelectItem::default()
            });
            return Select {
                label: Label {
                    text: ask,
                    of: id,
                    size: "govuk-label--s",
                    ..Label::default()
                },
                id,
                name: id,
                error,
                items: [none].into_iter().chain(items).collect(),
                value: self.given(id),
                ..Select::default()
            }
            .markup();
        }
        let items = all.iter().map(|(value, says)| Choice {
            value: value.as_str().into(),
            text: says.as_str().into(),
            ..Choice::default()
        });
        // What was chosen by mistake can be taken back without a script.
        let none = may_be_empty.then(|| Choice {
            value: "".into(),
            text: "No answer".into(),
            ..Choice::default()
        });
        // Two short answers side by side: a form of many is then half as long.
        let is_short = all.len() == 2 && all.iter().all(|(_, says)| says.len() < 12);
        Radios {
            legend: Some(legend(ask)),
            id: Some(id),
            name: id,
            error,
            class: if is_short { "govuk-radios--inline" } else { "" },
            items: items.chain(none).collect(),
            value: self.given(id),
            ..Radios::default()
        }
        .markup()
    }

    /// Several answers of several.
    fn tick(&self, id: &str, ask: &str, error: Option<&str>, all: &[(String, String)]) -> Markup {
        Checkboxes {
            legend: Some(legend(ask)),
            id: Some(id),
            name: id,
            hint: Some("Select all that apply"),
            error,
            items: (all.iter())
                .map(|(value, says)| Choice {
                    value: value.as_str().into(),
                    text: says.as_str().into(),
                    ..Choice::default()
                })
                .collect(),
            values: self.answers.all(id).iter().map(String::as_str).collect(),
            ..Checkboxes::default()
        }
        .markup()
    }

    fn given(&self, id: &str) -> Option<&str> {
        let given = self.answers.whole(id);
        (!given.is_empty()).then_some(given)
    }
}

fn legend(text: &str) -> Legend<'_> {
    Legend {
        text,
        size: "govuk-fieldset__legend--s",
        ..Legend::default()
    }
}
