//! A question with several answers, of which one is right.

use maud::Markup;

use super::choice::{Choice, Choices};
use super::fieldset::Legend;
use super::question::Question;

/// A question with several answers, of which one is right.
#[derive(Clone, Debug, Default)]
pub struct Radios<'r> {
    /// The question.
    pub legend: Option<Legend<'r>>,
    /// What the ids begin with, and the first answer's id: the name, unless it is given.
    pub id: Option<&'r str>,
    /// The name under which the answer is sent.
    pub name: &'r str,
    /// What helps to answer.
    pub hint: Option<&'r str>,
    /// What is wrong with the answer.
    pub error: Option<&'r str>,
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'r str>,
    /// A further class: `govuk-radios--inline` or `govuk-radios--small`.
    pub class: &'r str,
    /// The answers.
    pub items: Vec<Choice<'r>>,
    /// The value of the answer so far.
    pub value: Option<&'r str>,
}

impl Radios<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let id = self.id.unwrap_or(self.name);
        let question = Question {
            id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        let answers = Choices {
            kind: "radio",
            block: "govuk-radios",
            class: self.class,
            id,
            name: self.name,
            described_by: None,
            chosen: self.value.as_slice(),
        };
        question.several(self.legend, None, &answers.markup(&self.items))
    }
}
