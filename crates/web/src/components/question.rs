//! What stands around every question: its group, its hint, and what is wrong.

use maud::{Markup, html};

use super::attributes::{classes, described_by};
use super::error::error_message;
use super::field::Hint;
use super::fieldset::{Fieldset, Legend};

/// A question without its answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Question<'q> {
    /// Its id.
    pub id: &'q str,
    /// What helps to answer.
    pub hint: Option<&'q str>,
    /// What is wrong with the answer.
    pub error: Option<&'q str>,
    /// The id of something else that describes it.
    pub described_by: Option<&'q str>,
}

impl Question<'_> {
    /// The ids of all that describes it.
    pub fn described(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        described_by([self.described_by, hint.as_deref(), error.as_deref()])
    }

    /// A class, where something is wrong.
    pub fn if_wrong<'c>(&self, class: &'c str) -> &'c str {
        if self.error.is_some() { class } else { "" }
    }

    /// The hint, and what is wrong.
    pub fn help(&self) -> Markup {
        html! {
            @if let Some(text) = self.hint { (Hint { text, of: self.id }.markup()) }
            @if let Some(error) = self.error { (error_message(self.id, error)) }
        }
    }

    /// The group, with all that is in it.
    pub fn group(&self, inside: &Markup) -> Markup {
        let class = classes(["govuk-form-group", self.if_wrong("govuk-form-group--error")]);
        html! { div class=(class) { (inside) } }
    }

    /// The group of several answers, which have a legend in common if there is one.
    pub fn several(
        &self,
        legend: Option<Legend<'_>>,
        role: Option<&str>,
        answers: &Markup,
    ) -> Markup {
        let described = self.described();
        let inside = html! { (self.help()) (answers) };
        self.group(&match legend {
            None => inside,
            Some(legend) => Fieldset {
                legend,
                described_by: described.as_deref(),
                role,
                class: "",
                content: inside,
            }
            .markup(),
        })
    }
}
