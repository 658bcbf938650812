//! The way back to the page before, and past what stands on every page.

use maud::{Markup, html};

use super::attributes::classes;

/// The way back to the page before.
#[derive(Clone, Copy, Debug, Default)]
pub struct BackLink<'b> {
    /// Where it leads.
    pub href: &'b str,
    /// What it says: "Back", unless it is given.
    pub text: Option<&'b str>,
    /// A further class.
    pub class: &'b str,
}

impl BackLink<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            a href=(self.href) class=(classes(["govuk-back-link", self.class])) {
                (self.text.unwrap_or("Back"))
            }
        }
    }
}

/// The way past what stands on every page, for those who go by keyboard.
#[derive(Clone, Copy, Debug, Default)]
pub struct SkipLink<'s> {
    /// The address of the main content: `#main`, say.
    pub href: &'s str,
    /// What it says: "Skip to main content", unless it is given.
    pub text: Option<&'s str>,
    /// A further class.
    pub class: &'s str,
}

impl SkipLink<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            a href=(self.href) class=(classes(["govuk-skip-link", self.class]))
                data-module="govuk-skip-link" {
                (self.text.unwrap_or("Skip to main content"))
            }
        }
    }
}
