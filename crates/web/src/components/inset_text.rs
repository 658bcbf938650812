//! Something set apart from the text around it: a quotation, say, or a child's own words.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::Content;

/// Something set apart from the text around it: a quotation, say, or a child's own words.
#[derive(Clone, Debug, Default)]
pub struct InsetText<'i> {
    /// What it is.
    pub content: Content<'i>,
    /// Its id.
    pub id: Option<&'i str>,
    /// A further class.
    pub class: &'i str,
}

impl InsetText<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div id=[self.id] class=(classes(["govuk-inset-text", self.class])) { (self.content) }
        }
    }
}
