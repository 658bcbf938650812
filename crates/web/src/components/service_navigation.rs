//! What the service is called, and where in it one can go.

use maud::{Markup, html};

use super::attributes::classes;
use super::navigation::{Here, Place};

/// What the service is called, and where in it one can go.
#[derive(Clone, Debug, Default)]
pub struct ServiceNavigation<'s> {
    /// What it is called.
    pub name: Option<&'s str>,
    /// Where the name leads.
    pub href: Option<&'s str>,
    /// Where one can go.
    pub places: Vec<Place<'s>>,
    /// Whether the places fold into a menu where there is little room: they do, unless it is
    /// given, where there are several.
    pub folds: Option<bool>,
    /// What the menu's button says: "Menu", unless it is given.
    pub menu: Option<&'s str>,
    /// What a screen reader says for the menu's button, where that is something else.
    pub menu_label: Option<&'s str>,
    /// What a screen reader calls the places: what the menu's button says, unless it is given.
    pub places_label: Option<&'s str>,
    /// What a screen reader calls the whole: "Service information", unless it is given.
    pub label: Option<&'s str>,
    /// The id of the list of places: `navigation`, unless it is given.
    pub id: Option<&'s str>,
    /// What stands at the end: a form to sign out, say.
    pub end: Option<Markup>,
    /// Whether the end stands on the same line.
    pub end_inline: bool,
    /// A further class of the list of places.
    pub places_class: &'s str,
    /// A further class: `govuk-service-navigation--inverse`, say.
    pub class: &'s str,
}

impl ServiceNavigation<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let class = classes(["govuk-service-navigation", self.class]);
        html! {
            // With a name it is a region of its own; else the list of places is enough.
            @if self.name.is_some() || self.end.is_some() {
                section aria-label=(self.label.unwrap_or("Service information")) class=(class)
                    data-module="govuk-service-navigation" { (self.inside()) }
            } @else {
                div class=(class) data-module="govuk-service-navigation" { (self.inside()) }
            }
        }
    }

    fn inside(&self) -> Markup {
        let inline = if self.end_inline {
            "govuk-service-navigation__inlining-container"
        } else {
            ""
        };
        html! {
            div class=(classes(["govuk-width-container", inline])) {
                div class="govuk-service-navigation__container" {
                    @if let Some(name) = self.name {
                        span class="govuk-service-navigation__service-name" {
                            @if let Some(href) = self.href {
                                a href=(href) class="govuk-service-navigation__link" { (name) }
                            } @else {
                                span class="govuk-service-navigation__text" { (name) }
                            }
                        }
                    }
                    @if !self.places.is_empty() { (self.list()) }
                }
                @if let Some(end) = &self.end { (end) }
            }
        }
    }

    fn list(&self) -> Markup {
        let menu = self.menu.unwrap_or("Menu");
        let id = self.id.unwrap_or("navigation");
        let button_label = self.menu_label.filter(|label| *label != menu);
        html! {
            nav aria-label=(self.places_label.unwrap_or(menu))
                class=(classes(["govuk-service-navigation__wrapper", self.places_class])) {
                @if self.folds.unwrap_or(self.places.len() > 1) {
                    button type="button" aria-controls=(id) aria-label=[button_label] hidden aria-hidden="true"
                        class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" {
                        (menu)
                    }
                }
                ul class="govuk-service-navigation__list" id=(id) {
                    @for place in &self.places { (one(place)) }
                }
            }
        }
    }
}

fn one(place: &Place<'_>) -> Markup {
    let active = place.here != Here::No;
    let class = if active {
        "govuk-service-navigation__item--active"
    } else {
        ""
    };
    let name = html! {
        // Those who choose their own colours still see which it is.
        @if active {
            strong class="govuk-service-navigation__active-fallback" { (place.name) }
        } @else {
            (place.name)
        }
    };
    html! {
        li class=(classes(["govuk-service-navigation__item", class])) {
            @if let Some(href) = &place.href {
                a class="govuk-service-navigation__link" href=(href) aria-current=[place.here.current()] { (name) }
            } @else {
                span class="govuk-service-navigation__text" aria-current=[place.here.current()] { (name) }
            }
        }
    }
}
