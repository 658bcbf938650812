//! Something that can be done about what stands beside it, or a place to go.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::{Content, Text};

/// A place to go: its words, and its address.
#[derive(Clone, Debug, Default)]
pub struct Link<'l> {
    /// The words.
    pub text: Text<'l>,
    /// The address.
    pub href: Text<'l>,
    /// What a screen reader tells further, where many links say the same: "Change *date of
    /// birth*".
    pub of_what: Option<Text<'l>>,
    /// A further class: `govuk-link--no-visited-state`.
    pub class: &'l str,
}

impl<'l> Link<'l> {
    /// A link.
    pub fn new(text: impl Into<Text<'l>>, href: impl Into<Text<'l>>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            ..Self::default()
        }
    }

    /// The same, with what a screen reader tells further.
    #[must_use]
    pub fn of(mut self, what: impl Into<Text<'l>>) -> Self {
        self.of_what = Some(what.into());
        self
    }

    /// The markup.
    pub fn markup(&self) -> Markup {
        self.within(None)
    }

    /// The markup, within a card: its title is told as well.
    pub(crate) fn within(&self, card: Option<&Content<'_>>) -> Markup {
        html! {
            a class=(classes(["govuk-link", self.class])) href=(self.href) {
                (self.text)
                @if self.of_what.is_some() || card.is_some() {
                    span class="govuk-visually-hidden" {
                        @if let Some(what) = &self.of_what { " " (what) }
                        @if let Some(card) = card { " (" (card) ")" }
                    }
                }
            }
        }
    }
}
