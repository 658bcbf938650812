//! How many things wait, beside the name of where they wait.

use maud::{Markup, html};

use crate::components::attributes::classes;

/// From how many on the number itself is not told.
const MANY: usize = 99;

/// How many things wait, beside the name of where they wait; nothing, where none do.
#[derive(Clone, Copy, Debug, Default)]
pub struct NotificationBadge<'n> {
    /// How many.
    pub count: usize,
    /// What they are: a screen reader tells it.
    pub what: Option<&'n str>,
    /// A further class.
    pub class: &'n str,
}

impl NotificationBadge<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let (shown, told) = if self.count >= MANY {
            (format!("{MANY}+"), format!("{MANY} or more"))
        } else {
            (self.count.to_string(), self.count.to_string())
        };
        html! {
            @if self.count > 0 {
                span class=(classes(["moj-notification-badge", self.class])) {
                    span aria-hidden="true" { (shown) }
                    span class="govuk-visually-hidden" {
                        "(" (told) @if let Some(what) = self.what { " " (what) } ")"
                    }
                }
            }
        }
    }
}
