//! Whose file is open, at the top of each of its pages, and what can be done about it.

use maud::{Markup, html};

use super::button_menu::ButtonMenu;
use crate::components::attributes::classes;
use crate::components::text::Content;

/// Whose file is open, at the top of each of its pages, and what can be done about it.
#[derive(Clone, Debug, Default)]
pub struct IdentityBar<'i> {
    /// Whose file it is.
    pub title: Content<'i>,
    /// What can be done.
    pub menus: Vec<ButtonMenu<'i>>,
    /// A further class.
    pub class: &'i str,
}

impl IdentityBar<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["moj-identity-bar", self.class])) {
                div class="moj-identity-bar__container" {
                    div class="moj-identity-bar__details" {
                        @if !self.title.is_empty() {
                            span class="moj-identity-bar__title" { (self.title) }
                        }
                    }
                    @if !self.menus.is_empty() {
                        div class="moj-identity-bar__actions" {
                            @for menu in &self.menus {
                                div class="moj-identity-bar__menu" { (menu.markup()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
