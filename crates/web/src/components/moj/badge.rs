//! A word of warning beside a name.

use maud::{Markup, html};

use crate::components::attributes::classes;

/// The colour of a badge: those in which it can be read by everybody. The words say what it
/// means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeColour {
    /// That of the text around it.
    #[default]
    Plain,
    /// Purple.
    Purple,
    /// Bright purple.
    BrightPurple,
    /// Red.
    Red,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Black.
    Black,
    /// Grey.
    Grey,
}

impl BadgeColour {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Purple => "moj-badge--purple",
            Self::BrightPurple => "moj-badge--bright-purple",
            Self::Red => "moj-badge--red",
            Self::Green => "moj-badge--green",
            Self::Blue => "moj-badge--blue",
            Self::Black => "moj-badge--black",
            Self::Grey => "moj-badge--grey",
        }
    }
}

/// A word of warning beside a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Badge<'b> {
    /// The word.
    pub text: &'b str,
    /// The colour.
    pub colour: BadgeColour,
    /// Whether it is large.
    pub large: bool,
}

impl Badge<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let large = if self.large { "moj-badge--large" } else { "" };
        html! { span class=(classes(["moj-badge", self.colour.class(), large])) { (self.text) } }
    }
}
