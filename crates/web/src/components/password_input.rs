//! A password, which can be shown while it is typed.

use maud::{Markup, html};

use super::attributes::classes;
use super::field::Label;
use super::question::Question;

/// A password, which can be shown while it is typed. It is never sent back to the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct PasswordInput<'p> {
    /// The question.
    pub label: Label<'p>,
    /// Its id.
    pub id: &'p str,
    /// The name under which it is sent.
    pub name: &'p str,
    /// What helps to answer.
    pub hint: Option<&'p str>,
    /// What is wrong with it.
    pub error: Option<&'p str>,
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'p str>,
    /// Whether it is being chosen: then a browser offers a new one.
    pub new: bool,
    /// A further class: `govuk-input--width-10`, say.
    pub class: &'p str,
}

impl PasswordInput<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let question = Question {
            id: self.id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        let group = classes([
            "govuk-form-group",
            question.if_wrong("govuk-form-group--error"),
            "govuk-password-input",
        ]);
        let class = classes([
            "govuk-input govuk-password-input__input govuk-js-password-input-input",
            self.class,
            question.if_wrong("govuk-input--error"),
        ]);
        let known = if self.new {
            "new-password"
        } else {
            "current-password"
        };
        html! {
            div class=(group) data-module="govuk-password-input" {
                (self.label.markup())
                (question.help())
                div class="govuk-input__wrapper govuk-password-input__wrapper" {
                    input class=(class) id=(self.id) name=(self.name) type="password"
                        spellcheck="false" aria-describedby=[question.described()]
                        autocomplete=(known) autocapitalize="none";
                    button type="button" data-module="govuk-button" aria-controls=(self.id)
                        aria-label="Show password" hidden
                        class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle" {
                        "Show"
                    }
                }
            }
        }
    }
}
