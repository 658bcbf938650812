//! Several things that can be done, behind one button; without scripts, side by side.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::button::Button;
use crate::components::link::Link;

/// Several things that can be done, behind one button; without scripts, side by side.
///
/// They are links: the script keeps a button within the menu from sending its form.
#[derive(Clone, Debug, Default)]
pub struct ButtonMenu<'m> {
    /// What the button says: "Menu", unless it is given.
    pub text: Option<&'m str>,
    /// A class of the button: `govuk-button--secondary`, say.
    pub button_class: Option<&'m str>,
    /// Whether the menu opens below the button's right end.
    pub right: bool,
    /// What can be done.
    pub items: Vec<Link<'m>>,
    /// A further class.
    pub class: &'m str,
}

impl ButtonMenu<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["moj-button-menu", self.class])) data-module="moj-button-menu"
                data-button-text=[self.text] data-button-classes=[self.button_class]
                data-align-menu=[self.right.then_some("right")] {
                @for item in &self.items {
                    (Button {
                        text: &item.text,
                        href: Some(&item.href),
                        class: "moj-button-menu__item govuk-button--secondary",
                        ..Button::default()
                    }.markup())
                }
            }
        }
    }
}
