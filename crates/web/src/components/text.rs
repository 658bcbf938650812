//! What can stand in a component: words, or markup.

use std::borrow::Cow;

use maud::{Markup, Render, html};

/// Words that are lent, or made on the spot. They are escaped where they are shown.
pub type Text<'t> = Cow<'t, str>;

/// Words, or markup made elsewhere.
#[derive(Clone, Debug)]
pub enum Content<'c> {
    /// Words: they are escaped.
    Text(Text<'c>),
    /// Markup, as it is.
    Rich(Markup),
}

impl Default for Content<'_> {
    fn default() -> Self {
        Self::Text(Text::default())
    }
}

impl Content<'_> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Rich(markup) => markup.0.is_empty(),
        }
    }

    /// The same, with words by themselves as a paragraph.
    pub(crate) fn as_paragraph(&self) -> Markup {
        html! {
            @match self {
                Self::Text(text) if text.is_empty() => {}
                Self::Text(text) => { p class="govuk-body" { (text) } }
                Self::Rich(markup) => { (markup) }
            }
        }
    }
}

impl Render for Content<'_> {
    fn render(&self) -> Markup {
        match self {
            Self::Text(text) => html! { (text) },
            Self::Rich(markup) => markup.clone(),
        }
    }
}

impl<'c> From<&'c str> for Content<'c> {
    fn from(text: &'c str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Content<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'c> From<Text<'c>> for Content<'c> {
    fn from(text: Text<'c>) -> Self {
        Self::Text(text)
    }
}

impl From<Markup> for Content<'_> {
    fn from(markup: Markup) -> Self {
        Self::Rich(markup)
    }
}
