//! A button, or a link that looks like one.

use maud::{Markup, html};

use super::attributes::classes;

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do on this page.
    #[default]
    Main,
    /// Something else that can be done.
    Secondary,
    /// Something that cannot be taken back.
    Warning,
}

/// A button.
#[derive(Clone, Copy, Debug, Default)]
pub struct Button<'b> {
    /// What it says.
    pub text: &'b str,
    /// How it looks.
    pub look: Look,
    /// A further class: `govuk-!-margin-bottom-0`, say.
    pub class: &'b str,
    /// Its id.
    pub id: Option<&'b str>,
    /// Where it leads: then it is a link.
    pub href: Option<&'b str>,
    /// The name under which `value` is sent with the form.
    pub name: Option<&'b str>,
    /// What is sent.
    pub value: Option<&'b str>,
    /// Whether a second press soon after the first is passed over, so that nothing is
    /// recorded twice by somebody in a hurry.
    pub once: bool,
}

impl Button<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let look = match self.look {
            Look::Main => "",
            Look::Secondary => "govuk-button--secondary",
            Look::Warning => "govuk-button--warning",
        };
        let class = classes(["govuk-button", look, self.class]);
        html! {
            @if let Some(href) = self.href {
                a href=(href) role="button" draggable="false" class=(class) id=[self.id] data-module="govuk-button" {
                    (self.text)
                }
            } @else {
                button value=[self.value] type="submit" name=[self.name] class=(class) id=[self.id]
                    data-module="govuk-button" data-prevent-double-click=[self.once.then_some("true")] {
                    (self.text)
                }
            }
        }
    }
}
