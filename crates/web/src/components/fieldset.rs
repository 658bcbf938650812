//! Questions that belong together.

use maud::{Markup, html};

use super::attributes::classes;

/// What a group of questions is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Legend<'l> {
    /// The words.
    pub text: &'l str,
    /// A class that makes it larger: `govuk-fieldset__legend--m`, say.
    pub size: &'l str,
    /// Whether it is the page's heading as well.
    pub is_heading: bool,
}

impl Legend<'_> {
    /// The markup; nothing where there are no words.
    pub fn markup(&self) -> Markup {
        html! {
            @if !self.text.is_empty() {
                legend class=(classes(["govuk-fieldset__legend", self.size])) {
                    @if self.is_heading {
                        h1 class="govuk-fieldset__heading" { (self.text) }
                    } @else {
                        (self.text)
                    }
                }
            }
        }
    }
}

/// Questions that belong together.
#[derive(Clone, Debug, Default)]
pub struct Fieldset<'f> {
    /// What they are about.
    pub legend: Legend<'f>,
    /// The ids of what describes them.
    pub described_by: Option<&'f str>,
    /// `group`, where its parts are typed into: a screen reader tells the description then.
    pub role: Option<&'f str>,
    /// A further class.
    pub class: &'f str,
    /// The questions.
    pub content: Markup,
}

impl Fieldset<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let class = classes(["govuk-fieldset", self.class]);
        html! {
            fieldset class=(class) role=[self.role] aria-describedby=[self.described_by] {
                (self.legend.markup())
                (self.content)
            }
        }
    }
}
