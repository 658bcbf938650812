//! What a list is narrowed by. It stands within a form, which is sent to ask for less.

use maud::{Markup, html};

use crate::components::button::Button;
use crate::components::link::Link;
use crate::components::text::{Content, Text};

/// What is chosen of one kind.
#[derive(Clone, Debug, Default)]
pub struct Chosen<'c> {
    /// What kind it is.
    pub heading: Text<'c>,
    /// What is chosen, and the address of the list without it.
    pub items: Vec<Link<'c>>,
}

/// What is chosen so far.
#[derive(Clone, Debug, Default)]
pub struct ChosenFilters<'c> {
    /// What it is called: "Selected filters", unless it is given.
    pub heading: Option<&'c str>,
    /// What takes all of it back.
    pub clear: Link<'c>,
    /// What is chosen, kind by kind.
    pub kinds: Vec<Chosen<'c>>,
}

/// What a list is narrowed by. It stands within a form, which is sent to ask for less.
#[derive(Clone, Debug, Default)]
pub struct Filter<'f> {
    /// What it is called.
    pub heading: Content<'f>,
    /// What is chosen so far.
    pub chosen: Option<ChosenFilters<'f>>,
    /// What the button says: "Apply filters", unless it is given.
    pub button: Option<&'f str>,
    /// The questions.
    pub options: Markup,
}

impl Filter<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let button = Button {
            text: self.button.unwrap_or("Apply filters"),
            ..Button::default()
        };
        html! {
            div class="moj-filter" data-module="moj-filter" {
                div class="moj-filter__header" {
                    div class="moj-filter__header-title" {
                        h2 class="govuk-heading-m" { (self.heading) }
                    }
                    div class="moj-filter__header-action" {}
                }
                div class="moj-filter__content" {
                    @if let Some(chosen) = &self.chosen { (chosen.markup()) }
                    div class="moj-filter__options" { (button.markup()) (self.options) }
                }
            }
        }
    }
}

impl ChosenFilters<'_> {
    fn markup(&self) -> Markup {
        html! {
            div class="moj-filter__selected" {
                div class="moj-filter__selected-heading" {
                    div class="moj-filter__heading-title" {
                        h2 class="govuk-heading-m" { (self.heading.unwrap_or("Selected filters")) }
                    }
                    div class="moj-filter__heading-action" {
                        p {
                            a class="govuk-link govuk-link--no-visited-state" href=(self.clear.href) {
                                (self.clear.text)
                            }
                        }
                    }
                }
                @for kind in &self.kinds {
                    h3 class="govuk-heading-s govuk-!-margin-bottom-0" { (kind.heading) }
                    ul class="moj-filter-tags" {
                        @for item in &kind.items {
                            li {
                                a class="moj-filter__tag" href=(item.href) {
                                    span class="govuk-visually-hidden" { "Remove this filter" }
                                    " "
                                    (item.text)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
