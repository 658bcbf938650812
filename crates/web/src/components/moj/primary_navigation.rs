//! The parts of the service, and a search beside them.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::navigation::{Here, Place};

/// The parts of the service, and a search beside them.
#[derive(Clone, Debug, Default)]
pub struct PrimaryNavigation<'p> {
    /// What a screen reader calls them.
    pub label: &'p str,
    /// The parts.
    pub places: Vec<Place<'p>>,
    /// A search.
    pub search: Option<Markup>,
    /// A class of what holds all of it.
    pub container: &'p str,
    /// A further class of the list.
    pub class: &'p str,
}

impl PrimaryNavigation<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["moj-primary-navigation", self.container])) {
                div class="moj-primary-navigation__container" {
                    div class="moj-primary-navigation__nav" {
                        nav class=(classes(["moj-primary-navigation", self.class]))
                            aria-label=(self.label) {
                            ul class="moj-primary-navigation__list" {
                                @for place in &self.places { (one(place)) }
                            }
                        }
                    }
                    @if let Some(search) = &self.search {
                        div class="moj-primary-navigation__search" { (search) }
                    }
                }
            }
        }
    }
}

fn one(place: &Place<'_>) -> Markup {
    html! {
        li class="moj-primary-navigation__item" {
            a class="moj-primary-navigation__link" href=[place.href.as_deref()]
                aria-current=[(place.here != Here::No).then_some("page")] {
                (place.name)
            }
        }
    }
}
