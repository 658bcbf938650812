//! Something with consequences, which must not be passed over.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::Content;

/// Something with consequences, which must not be passed over.
#[derive(Clone, Debug, Default)]
pub struct WarningText<'w> {
    /// What it is.
    pub content: Content<'w>,
    /// What a screen reader says for the sign: "Warning", unless it is given.
    pub sign: Option<&'w str>,
    /// A further class.
    pub class: &'w str,
}

impl WarningText<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["govuk-warning-text", self.class])) {
                span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
                strong class="govuk-warning-text__text" {
                    span class="govuk-visually-hidden" { (self.sign.unwrap_or("Warning")) }
                    " "
                    (self.content)
                }
            }
        }
    }
}
