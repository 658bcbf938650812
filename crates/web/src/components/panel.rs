//! That something was done, or what must be thought of before it is, as the main thing of
//! a page.

use maud::{Markup, html};

use super::attributes::classes;
use super::heading::Level;
use super::text::Content;

/// That something was done, or what must be thought of before it is, as the main thing of a
/// page.
#[derive(Clone, Debug)]
pub struct Panel<'p> {
    /// What was done.
    pub title: Content<'p>,
    /// What else there is to tell: a reference, say.
    pub content: Content<'p>,
    /// How deep the title stands on the page.
    pub level: Level,
    /// Whether it interrupts: what is asked for has not been done.
    pub interrupts: bool,
    /// A further class.
    pub class: &'p str,
}

impl Default for Panel<'_> {
    fn default() -> Self {
        Self {
            title: Content::default(),
            content: Content::default(),
            level: Level::One,
            interrupts: false,
            class: "",
        }
    }
}

impl Panel<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let kind = if self.interrupts {
            "govuk-panel--interruption"
        } else {
            "govuk-panel--confirmation"
        };
        html! {
            div class=(classes(["govuk-panel", kind, self.class])) {
                (self.level.heading("govuk-panel__title", None, &self.title))
                @if !self.content.is_empty() {
                    div class="govuk-panel__body" { (self.content) }
                }
            }
        }
    }
}
