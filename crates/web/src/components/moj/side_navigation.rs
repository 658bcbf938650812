//! The parts of a long page or file, at its side.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::heading::Level;
use crate::components::navigation::{Here, Place};
use crate::components::text::Content;

/// Places that belong together.
#[derive(Clone, Debug)]
pub struct SidePart<'s> {
    /// What they are about; nothing where there is one part only.
    pub heading: Content<'s>,
    /// How deep the heading stands on the page.
    pub level: Level,
    /// The places.
    pub places: Vec<Place<'s>>,
}

impl Default for SidePart<'_> {
    fn default() -> Self {
        Self {
            heading: Content::default(),
            level: Level::Four,
            places: Vec::new(),
        }
    }
}

/// The parts of a long page or file, at its side.
#[derive(Clone, Debug, Default)]
pub struct SideNavigation<'s> {
    /// What a screen reader calls it.
    pub label: &'s str,
    /// The parts.
    pub parts: Vec<SidePart<'s>>,
    /// A further class.
    pub class: &'s str,
}

impl SideNavigation<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            nav class=(classes(["moj-side-navigation", self.class])) aria-label=(self.label) {
                @for part in &self.parts {
                    @if !part.heading.is_empty() {
                        (part.level.heading("moj-side-navigation__title", None, &part.heading))
                    }
                    ul class="moj-side-navigation__list" {
                        @for place in &part.places { (one(place)) }
                    }
                }
            }
        }
    }
}

fn one(place: &Place<'_>) -> Markup {
    let here = place.here != Here::No;
    let active = if here {
        "moj-side-navigation__item--active"
    } else {
        ""
    };
    html! {
        li class=(classes(["moj-side-navigation__item", active])) {
            a href=[place.href.as_deref()] aria-current=[here.then_some("location")] { (place.name) }
        }
    }
}
