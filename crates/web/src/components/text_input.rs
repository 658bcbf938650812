//! A question answered in one line.

use maud::{Markup, html};

use super::attributes::classes;
use super::field::Label;
use super::question::Question;

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
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'t str>,
    /// What stands before the answer: "£", say. It is not sent.
    pub prefix: Option<&'t str>,
    /// What stands after the answer: "kg", say. It is not sent.
    pub suffix: Option<&'t str>,
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
    /// Which letters a telephone makes capitals: `none`, say.
    pub capitals: Option<&'t str>,
    /// The id of a list of answers that are offered, of which others may be typed.
    pub list: Option<&'t str>,
    /// `text`, unless it is `password` or another type.
    pub kind: Option<&'t str>,
}

impl TextInput<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let question = Question {
            id: self.id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        let class = classes([
            "govuk-input",
            self.width,
            question.if_wrong("govuk-input--error"),
        ]);
        question.group(&html! {
            (self.label.markup())
            (question.help())
            (self.wrapped(&html! { input class=(class) id=(self.id) name=(self.name) type=(self.kind.unwrap_or("text"))
                spellcheck=[self.spelling] value=[self.value] aria-describedby=[question.described()]
                autocomplete=[self.autocomplete] inputmode=[self.keyboard] autocapitalize=[self.capitals] list=[self.list]; }))
        })
    }

    /// The answer with what stands before and after it.
    fn wrapped(&self, input: &Markup) -> Markup {
        html! {
            @if self.prefix.is_some() || self.suffix.is_some() {
                div class="govuk-input__wrapper" {
                    @if let Some(words) = self.prefix {
                        div class="govuk-input__prefix" aria-hidden="true" { (words) }
                    }
                    (input)
                    @if let Some(words) = self.suffix {
                        div class="govuk-input__suffix" aria-hidden="true" { (words) }
                    }
                }
            } @else {
                (input)
            }
        }
    }
}
