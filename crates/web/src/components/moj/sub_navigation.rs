//! The pages that belong together: those of one file, say.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::navigation::{Here, Place};

/// The pages that belong together: those of one file, say.
#[derive(Clone, Debug, Default)]
pub struct SubNavigation<'s> {
    /// What a screen reader calls them: "Secondary navigation region", unless it is given.
    pub label: Option<&'s str>,
    /// The pages.
    pub places: Vec<Place<'s>>,
    /// A further class.
    pub class: &'s str,
}

impl SubNavigation<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            nav class=(classes(["moj-sub-navigation", self.class]))
                aria-label=(self.label.unwrap_or("Secondary navigation region")) {
                ul class="moj-sub-navigation__list" {
                    @for place in &self.places {
                        li class="moj-sub-navigation__item" {
                            a class="moj-sub-navigation__link" href=[place.href.as_deref()]
                                aria-current=[(place.here != Here::No).then_some("page")] {
                                (place.name)
                            }
                        }
                    }
                }
            }
        }
    }
}
