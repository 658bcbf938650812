//! A place to go that stands in a list of places, on every page.

use super::text::{Content, Text};

/// Whether the page is this place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Here {
    /// It is not.
    #[default]
    No,
    /// It is within this place.
    Within,
    /// It is this place.
    Yes,
}

impl Here {
    /// What `aria-current` says.
    pub(crate) fn current(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Within => Some("true"),
            Self::Yes => Some("page"),
        }
    }
}

/// A place to go.
#[derive(Clone, Debug, Default)]
pub struct Place<'p> {
    /// What it is called.
    pub name: Content<'p>,
    /// Its address; none where it is only named.
    pub href: Option<Text<'p>>,
    /// Whether the page is this place.
    pub here: Here,
}

impl<'p> Place<'p> {
    /// A place, and whether the page is it.
    pub fn new(name: impl Into<Content<'p>>, href: impl Into<Text<'p>>, here: Here) -> Self {
        Self {
            name: name.into(),
            href: Some(href.into()),
            here,
        }
    }
}
