//! What stands beside every question: its label, and its hint.

use maud::{Markup, html};

use super::attributes::classes;

/// The question, in words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Label<'l> {
    /// The words.
    pub text: &'l str,
    /// The question's id.
    pub of: &'l str,
    /// A class that makes it larger: `govuk-label--m`, say.
    pub size: &'l str,
    /// Whether it is the page's heading as well.
    pub is_heading: bool,
}

impl Label<'_> {
    /// The markup; nothing where there are no words.
    pub fn markup(&self) -> Markup {
        let label = html! {
            label class=(classes(["govuk-label", self.size])) for=(self.of) { (self.text) }
        };
        html! {
            @if !self.text.is_empty() {
                @if self.is_heading {
                    h1 class="govuk-label-wrapper" { (label) }
                } @else {
                    (label)
                }
            }
        }
    }
}

/// What helps to answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'h> {
    /// The words.
    pub text: &'h str,
    /// The question's id.
    pub of: &'h str,
}

impl Hint<'_> {
    /// Its own id.
    pub fn id(&self) -> String {
        format!("{}-hint", self.of)
    }

    /// The markup.
    pub fn markup(&self) -> Markup {
        html! { div id=(self.id()) class="govuk-hint" { (self.text) } }
    }
}
