//! Something that only some readers need: it is shown when they ask for it.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::Content;

/// Something that only some readers need: it is shown when they ask for it.
#[derive(Clone, Debug, Default)]
pub struct Details<'d> {
    /// What one asks for.
    pub summary: Content<'d>,
    /// What is shown.
    pub content: Content<'d>,
    /// Its id.
    pub id: Option<&'d str>,
    /// Whether it is shown from the first.
    pub open: bool,
    /// A further class.
    pub class: &'d str,
}

impl Details<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            details id=[self.id] class=(classes(["govuk-details", self.class])) open[self.open] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { (self.summary) }
                }
                div class="govuk-details__text" { (self.content) }
            }
        }
    }
}
