//! A heading of the level that its place on the page asks for.

use maud::{Markup, Render, html};

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// The page's own.
    One,
    /// A part of the page.
    #[default]
    Two,
    /// A part of a part.
    Three,
    /// A part of that.
    Four,
}

impl Level {
    /// The heading, with its classes and its id.
    pub(crate) fn heading(self, class: &str, id: Option<&str>, content: &impl Render) -> Markup {
        html! {
            @match self {
                Self::One => { h1 class=(class) id=[id] { (content) } }
                Self::Two => { h2 class=(class) id=[id] { (content) } }
                Self::Three => { h3 class=(class) id=[id] { (content) } }
                Self::Four => { h4 class=(class) id=[id] { (content) } }
            }
        }
    }
}
