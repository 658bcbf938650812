//! A question with several answers, of which any may be right.

use maud::Markup;

use super::choice::{Choice, Choices};
use super::fieldset::Legend;
use super::question::Question;

/// A question with several answers, of which any may be right.
#[derive(Clone, Debug, Default)]
pub struct Checkboxes<'c> {
    /// The question.
    pub legend: Option<Legend<'c>>,
    /// What the ids begin with, and the first answer's id: the name, unless it is given.
    pub id: Option<&'c str>,
    /// The name under which the answers are sent.
    pub name: &'c str,
    /// What helps to answer.
    pub hint: Option<&'c str>,
    /// What is wrong with the answers.
    pub error: Option<&'c str>,
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'c str>,
    /// A further class: `govuk-checkboxes--small`.
    pub class: &'c str,
    /// The answers.
    pub items: Vec<Choice<'c>>,
    /// The values of the answers so far.
    pub values: Vec<&'c str>,
}

impl Checkboxes<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let id = self.id.unwrap_or(self.name);
        let question = Question {
            id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        // Without a legend's group there is nothing but the answers to describe.
        let described = match self.legend {
            None => question.described(),
            Some(_) => None,
        };
        let answers = Choices {
            kind: "checkbox",
            block: "govuk-checkboxes",
            class: self.class,
            id,
            name: self.name,
            described_by: described.as_deref(),
            chosen: &self.values,
        };
        question.several(self.legend, None, &answers.markup(&self.items))
    }
}
