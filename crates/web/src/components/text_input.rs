//! A question answered in one line.

use maud::{Markup, html};

use super::attributes::{classes, described_by};
use super::error::error_message;
use super::field::{Hint, Label};

/// A question answered in one line.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextInput<'t> {
    /// The question.
    pub label: Label<'t>,
    /// Its id.
    pub id: &'t str,
    /// The name under which the answer is sent.
    pub name: &'t str,
    /// What helps to answer.
    pub hint: Option<&'t str>,
    /// What is wrong with the answer.
    pub error: Option<&'t str>,
    /// The answer so far.
    pub value: Option<&'t str>,
    /// A class for its width: `govuk-input--width-10`, say.
    pub width: &'t str,
    /// What a browser may fill in by itself: `username`, say.
    pub autocomplete: Option<&'t str>,
    /// What keyboard a telephone shows: `numeric`, say.
    pub keyboard: Option<&'t str>,
    /// Whether the spelling is checked: `Some(false)` for names and numbers.
    pub spelling: Option<bool>,
    /// `text`, unless it is `password` or another type.
    pub kind: Option<&'t str>,
}

impl TextInput<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let group = classes([
            "govuk-form-group",
            if self.error.is_some() {
                "govuk-form-group--error"
            } else {
                ""
            },
        ]);
        let class = classes([
            "govuk-input",
            self.width,
            if self.error.is_some() {
                "govuk-input--error"
            } else {
                ""
            },
        ]);
        let hint = self.hint.map(|text| Hint { text, of: self.id });
        let hint_id = hint.map(|hint| hint.id());
        let error_id = self.error.map(|_| format!("{}-error", self.id));
        let described = described_by([hint_id.as_deref(), error_id.as_deref()]);
        html! {
            div class=(group) {
                (self.label.markup())
                @if let Some(hint) = hint { (hint.markup()) }
                @if let Some(error) = self.error { (error_message(self.id, error)) }
                input class=(class) id=(self.id) name=(self.name) type=(self.kind.unwrap_or("text"))
                    spellcheck=[self.spelling] value=[self.value] aria-describedby=[described]
                    autocomplete=[self.autocomplete] inputmode=[self.keyboard];
            }
        }
    }
}
