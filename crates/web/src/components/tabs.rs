//! Parts of a page of which one is shown at a time; without scripts, all of them.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::{Content, Text};

/// A part that is shown by itself.
#[derive(Clone, Debug, Default)]
pub struct Tab<'t> {
    /// Its id, which stands in the address when it is chosen.
    pub id: Text<'t>,
    /// What it is called.
    pub label: Text<'t>,
    /// What is in it: it should begin with a heading, for those who see all parts one below
    /// the other. Words by themselves are a paragraph.
    pub content: Content<'t>,
}

/// Parts of a page of which one is shown at a time; without scripts, all of them.
#[derive(Clone, Debug, Default)]
pub struct Tabs<'t> {
    /// Its id.
    pub id: Option<&'t str>,
    /// What it is called where all are shown: "Contents", unless it is given.
    pub title: Option<&'t str>,
    /// The parts.
    pub items: Vec<Tab<'t>>,
    /// A further class.
    pub class: &'t str,
}

impl Tabs<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div id=[self.id] class=(classes(["govuk-tabs", self.class])) data-module="govuk-tabs" {
                h2 class="govuk-tabs__title" { (self.title.unwrap_or("Contents")) }
                @if !self.items.is_empty() {
                    ul class="govuk-tabs__list" {
                        @for (index, tab) in self.items.iter().enumerate() {
                            @let chosen = if index == 0 { "govuk-tabs__list-item--selected" } else { "" };
                            li class=(classes(["govuk-tabs__list-item", chosen])) {
                                a class="govuk-tabs__tab" href={ "#" (tab.id) } { (tab.label) }
                            }
                        }
                    }
                    @for (index, tab) in self.items.iter().enumerate() {
                        @let hidden = if index == 0 { "" } else { "govuk-tabs__panel--hidden" };
                        div class=(classes(["govuk-tabs__panel", hidden])) id=(tab.id) {
                            (tab.content.as_paragraph())
                        }
                    }
                }
            }
        }
    }
}
