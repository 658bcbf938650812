//! What stands around the pages of somebody who is signed in: the parts of the service at the top,
//! and below them the pages of the part where one is.

use maud::{Markup, html};

use super::places::{Together, here as is_here, parts};
use crate::components::{Here, Place, SubNavigation};
use crate::telling::Bell;
use crate::visit::Visit;

/// Where one can go from a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Navigation {
    /// The parts, what is new, one's account, and the way out.
    pub top: Markup,
    /// The pages of the part where one is; empty where it is one page, or one is below them.
    pub beside: Markup,
}

impl Visit<'_> {
    /// Where this person can go from the page that is being made.
    pub(super) fn navigation(&self) -> Navigation {
        let parts = parts(self);
        Navigation {
            top: self.top(&parts, &self.path),
            beside: beside(&parts, &self.path),
        }
    }

    fn top(&self, parts: &[Together], path: &str) -> Markup {
        html! {
            nav class="sightline-nav" aria-label="Pages" {
                ul class="sightline-nav__list" {
                    @for part in parts {
                        @if let Some(first) = part.places.first() {
                            li { (link(first.address, part.here(path), &html! { (part.says) })) }
                        }
                    }
                    @if self.bell.is_told { li { (ring(self.bell, path)) } }
                    li class="sightline-nav__end" {
                        (link("/account", is_here("/account", path), &html! { (self.who.name) }))
                    }
                    li {
                        form method="post" action="/sign-out" {
                            input type="hidden" name="form" value=(self.form_key());
                            button class="sightline-nav__button" { "Sign out" }
                        }
                    }
                }
            }
        }
    }
}

fn link(address: &str, here: Here, says: &Markup) -> Markup {
    html! {
        a class="sightline-nav__link" href=(address) aria-current=[here.current()] { (says) }
    }
}

/// The way to what is new, with how much it is.
fn ring(bell: Bell, path: &str) -> Markup {
    let says = html! {
        "What is new "
        span class="sightline-bell" data-bell=(bell.many) {
            @if bell.many > 0 {
                (bell.many) span class="govuk-visually-hidden" { " since you last looked" }
            }
        }
    };
    html! {
        (link("/news", is_here("/news", path), &says))
        span class="govuk-visually-hidden" role="status" data-bell-said {}
    }
}

/// The pages of the part where one is, on each of them.
fn beside(parts: &[Together], path: &str) -> Markup {
    let on = |part: &&Together| {
        part.places
            .iter()
            .any(|place| place.here(path) == Here::Yes)
    };
    let Some(part) = parts.iter().find(on).filter(|part| part.places.len() > 1) else {
        return Markup::default();
    };
    let places = part.places.iter().map(|place| {
        let here = match place.here(path) {
            Here::Yes => Here::Yes,
            _ => Here::No,
        };
        Place::new(place.says.as_str(), place.address, here)
    });
    SubNavigation {
        label: Some(&part.says),
        places: places.collect(),
        class: "sightline-places",
    }
    .markup()
}
