//! A question answered in as many lines as it takes.

use maud::{Markup, html};

use super::attributes::classes;
use super::field::Label;
use super::question::Question;

/// A question answered in as many lines as it takes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Textarea<'t> {
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
    /// The answer so far.
    pub value: Option<&'t str>,
    /// How many lines are shown; five, unless it is given.
    pub rows: Option<u32>,
    /// A further class.
    pub class: &'t str,
    /// What a browser may fill in by itself: `street-address`, say.
    pub autocomplete: Option<&'t str>,
    /// Whether the spelling is checked, if the browser should not decide that.
    pub spelling: Option<bool>,
    /// Whether it cannot be answered.
    pub disabled: bool,
}

impl Textarea<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let question = self.question();
        question.group(&html! {
            (self.label.markup())
            (question.help())
            (self.area("", question.described().as_deref()))
        })
    }

    /// The question without its answer.
    pub(crate) fn question(&self) -> Question<'_> {
        Question {
            id: self.id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        }
    }

    /// What is typed into. The line break at its beginning is one that browsers pass over,
    /// so that an answer which begins with one keeps it.
    pub(crate) fn area(&self, further_class: &str, described: Option<&str>) -> Markup {
        let class = classes([
            "govuk-textarea",
            self.question().if_wrong("govuk-textarea--error"),
            further_class,
            self.class,
        ]);
        html! {
            textarea class=(class) id=(self.id) name=(self.name) rows=(self.rows.unwrap_or(5))
                spellcheck=[self.spelling] disabled[self.disabled] aria-describedby=[described]
                autocomplete=[self.autocomplete] {
                "\n" (self.value.unwrap_or_default())
            }
        }
    }
}
