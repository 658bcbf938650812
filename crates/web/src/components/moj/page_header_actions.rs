//! A page's heading, and beside it what can be done.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::button::Button;
use crate::components::heading::Level;
use crate::components::text::Content;

/// A page's heading, and beside it what can be done.
#[derive(Clone, Debug)]
pub struct PageHeaderActions<'p> {
    /// The heading.
    pub heading: Content<'p>,
    /// How deep it stands on the page.
    pub level: Level,
    /// How large it is: `govuk-heading-xl`, unless it is given.
    pub size: &'p str,
    /// What can be done.
    pub actions: Vec<Button<'p>>,
    /// A further class.
    pub class: &'p str,
}

impl Default for PageHeaderActions<'_> {
    fn default() -> Self {
        Self {
            heading: Content::default(),
            level: Level::One,
            size: "govuk-heading-xl",
            actions: Vec::new(),
            class: "",
        }
    }
}

impl PageHeaderActions<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["moj-page-header-actions", self.class])) {
                div class="moj-page-header-actions__title" {
                    (self.level.heading(self.size, None, &self.heading))
                }
                @if !self.actions.is_empty() {
                    div class="moj-page-header-actions__actions" {
                        div class="moj-button-group moj-button-group--inline" {
                            @for action in &self.actions { (action.markup()) }
                        }
                    }
                }
            }
        }
    }
}
