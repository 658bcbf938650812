//! What stands at the top of every page: whose pages they are. Without the crown, which is
//! licensed to GOV.UK alone.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::{Content, Text};

/// What stands at the top of every page.
#[derive(Clone, Debug, Default)]
pub struct Header<'h> {
    /// Whose pages they are: a name, or a picture with its name.
    pub owner: Content<'h>,
    /// Where it leads: `/`, unless it is given.
    pub href: Option<Text<'h>>,
    /// The class of the container, where it is not as wide as the page's:
    /// `govuk-generic-header__container--full-width`.
    pub container: Option<&'h str>,
    /// A further class.
    pub class: &'h str,
}

impl Header<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let container = self.container.unwrap_or("govuk-width-container");
        html! {
            div class=(classes(["govuk-generic-header", self.class])) {
                div class={ "govuk-generic-header__container " (container) } {
                    div class="govuk-generic-header__logo" {
                        a href=(self.href.as_deref().unwrap_or("/"))
                            class="govuk-generic-header__homepage-link" {
                            (self.owner)
                        }
                    }
                }
            }
        }
    }
}
