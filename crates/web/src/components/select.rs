//! A question answered from a list that opens.

use maud::{Markup, html};

use super::attributes::classes;
use super::field::Label;
use super::question::Question;
use super::text::Text;

/// An answer of the list.
#[derive(Clone, Debug, Default)]
pub struct SelectItem<'s> {
    /// What is sent: the words, unless it is given.
    pub value: Option<Text<'s>>,
    /// What it says.
    pub text: Text<'s>,
    /// Whether it is chosen so far.
    pub chosen: bool,
    /// Whether it cannot be chosen.
    pub disabled: bool,
}

impl<'s> SelectItem<'s> {
    /// An answer.
    pub fn new(value: impl Into<Text<'s>>, text: impl Into<Text<'s>>) -> Self {
        Self {
            value: Some(value.into()),
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A question answered from a list that opens: the last resort, where there are too many
/// answers for radios.
#[derive(Clone, Debug, Default)]
pub struct Select<'s> {
    /// The question.
    pub label: Label<'s>,
    /// Its id.
    pub id: &'s str,
    /// The name under which the answer is sent.
    pub name: &'s str,
    /// What helps to answer.
    pub hint: Option<&'s str>,
    /// What is wrong with the answer.
    pub error: Option<&'s str>,
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'s str>,
    /// A further class: `govuk-!-width-full`, say.
    pub class: &'s str,
    /// The answers.
    pub items: Vec<SelectItem<'s>>,
    /// The value of the answer so far.
    pub value: Option<&'s str>,
    /// Whether it cannot be answered.
    pub disabled: bool,
}

impl Select<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let question = Question {
            id: self.id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        let class = classes([
            "govuk-select",
            self.class,
            question.if_wrong("govuk-select--error"),
        ]);
        question.group(&html! {
            (self.label.markup())
            (question.help())
            select class=(class) id=(self.id) name=(self.name) disabled[self.disabled]
                aria-describedby=[question.described()] {
                @for item in &self.items {
                    option value=[item.value.as_deref()] selected[self.is_chosen(item)] disabled[item.disabled] {
                        (item.text)
                    }
                }
            }
        })
    }

    fn is_chosen(&self, item: &SelectItem<'_>) -> bool {
        let value = item.value.as_deref().unwrap_or(&item.text);
        item.chosen || self.value == Some(value)
    }
}
