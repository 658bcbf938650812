//! The state that something is in, in a word or two.

use maud::{Markup, html};

use super::attributes::classes;

/// What colour a tag has. No meaning hangs on the colour alone: the words say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// The one that most tags have.
    #[default]
    Blue,
    /// Over, or of no weight.
    Grey,
    /// Done.
    Green,
    /// Another state.
    Teal,
    /// Another state.
    Purple,
    /// Another state.
    Magenta,
    /// Overdue, or a danger.
    Red,
    /// Soon.
    Orange,
    /// Waiting.
    Yellow,
}

impl Colour {
    /// What a class of this colour ends in; nothing for the one that most have.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Blue => None,
            Self::Grey => Some("grey"),
            Self::Green => Some("green"),
            Self::Teal => Some("teal"),
            Self::Purple => Some("purple"),
            Self::Magenta => Some("magenta"),
            Self::Red => Some("red"),
            Self::Orange => Some("orange"),
            Self::Yellow => Some("yellow"),
        }
    }
}

/// The state that something is in, in a word or two.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tag<'t> {
    /// The words.
    pub text: &'t str,
    /// The colour.
    pub colour: Colour,
}

impl Tag<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let colour = self.colour.name().map(|name| format!("govuk-tag--{name}"));
        let class = classes(["govuk-tag", colour.as_deref().unwrap_or_default()]);
        html! { strong class=(class) { (self.text) } }
    }
}
