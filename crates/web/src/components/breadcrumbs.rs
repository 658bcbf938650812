//! Where a page stands below others, and the way back up.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::{Content, Text};

/// Where a page stands below others, and the way back up.
#[derive(Clone, Debug, Default)]
pub struct Breadcrumbs<'b> {
    /// Each page, from the top: its name, and its address; without one, it is this page.
    pub items: Vec<(Content<'b>, Option<Text<'b>>)>,
    /// Whether only the first and last are shown where there is little room.
    pub collapses: bool,
    /// A further class.
    pub class: &'b str,
    /// What a screen reader calls it: "Breadcrumb", unless it is given.
    pub label: Option<&'b str>,
}

impl Breadcrumbs<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let collapses = if self.collapses {
            "govuk-breadcrumbs--collapse-on-mobile"
        } else {
            ""
        };
        let class = classes(["govuk-breadcrumbs", self.class, collapses]);
        html! {
            nav class=(class) aria-label=(self.label.unwrap_or("Breadcrumb")) {
                ol class="govuk-breadcrumbs__list" {
                    @for (name, href) in &self.items {
                        @if let Some(href) = href {
                            li class="govuk-breadcrumbs__list-item" {
                                a class="govuk-breadcrumbs__link" href=(href) { (name) }
                            }
                        } @else {
                            li class="govuk-breadcrumbs__list-item" aria-current="page" { (name) }
                        }
                    }
                }
            }
        }
    }
}
