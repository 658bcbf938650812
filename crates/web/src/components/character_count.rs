//! A question answered in lines, of which there may be only so many.

use maud::{Markup, html};

use super::attributes::classes;
use super::textarea::Textarea;

/// How long an answer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many units of UTF-16, as browsers and many other systems count.
    Units(u32),
    /// So many characters, as a reader counts them.
    Characters(u32),
    /// So many words.
    Words(u32),
}

impl Limit {
    /// The number; what it is a number of; how the script counts, unless it is as it does
    /// by itself.
    fn parts(self) -> (u32, &'static str, Option<&'static str>) {
        match self {
            Self::Units(most) => (most, "characters", None),
            Self::Characters(most) => (most, "characters", Some("characters")),
            Self::Words(most) => (most, "words", Some("words")),
        }
    }
}

/// A question answered in lines, of which there may be only so many. The script tells how
/// many are left; nothing typed is cut off, and the server says what is too long.
#[derive(Clone, Copy, Debug)]
pub struct CharacterCount<'c> {
    /// The question.
    pub area: Textarea<'c>,
    /// How long the answer may be.
    pub limit: Limit,
    /// Per cent of the limit from which the script tells how many are left.
    pub threshold: Option<u32>,
}

impl CharacterCount<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let (most, what, counted) = self.limit.parts();
        let info = format!("{}-info", self.area.id);
        let area = Textarea {
            described_by: Some(&info),
            ..self.area
        };
        let question = area.question();
        let class = classes([
            "govuk-form-group",
            question.if_wrong("govuk-form-group--error"),
            "govuk-character-count",
        ]);
        html! {
            div class=(class) data-module="govuk-character-count" data-maxlength=(most)
                data-threshold=[self.threshold] data-count-type=[counted] {
                (area.label.markup())
                (question.help())
                (area.area("govuk-js-character-count", question.described().as_deref()))
                div id=(info) class="govuk-hint govuk-character-count__message" {
                    "You can enter up to " (most) " " (what)
                }
            }
        }
    }
}
