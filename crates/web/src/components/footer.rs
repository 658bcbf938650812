//! What stands at the foot of every page. Without the crown, the crest and the licence's
//! sign: the pages are not the Crown's.

use maud::{Markup, html};

use super::attributes::classes;
use super::link::Link;
use super::text::Content;

/// What stands at the foot of every page.
#[derive(Clone, Debug, Default)]
pub struct Footer<'f> {
    /// Where one can go: help, accessibility, privacy.
    pub links: Vec<Link<'f>>,
    /// What a screen reader calls the links: "Support links", unless it is given.
    pub label: Option<&'f str>,
    /// What else there is to tell: the version, say.
    pub content: Content<'f>,
    /// A class of the container.
    pub container: &'f str,
    /// A further class.
    pub class: &'f str,
}

impl Footer<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["govuk-footer", self.class])) {
                div class=(classes(["govuk-width-container", self.container])) {
                    div class="govuk-footer__meta" {
                        div class="govuk-footer__meta-item govuk-footer__meta-item--grow" {
                            @if !self.links.is_empty() || !self.content.is_empty() {
                                h2 class="govuk-visually-hidden" { (self.label.unwrap_or("Support links")) }
                            }
                            @if !self.links.is_empty() {
                                ul class="govuk-footer__inline-list" {
                                    @for link in &self.links {
                                        li class="govuk-footer__inline-list-item" {
                                            a class="govuk-footer__link" href=(link.href) { (link.text) }
                                        }
                                    }
                                }
                            }
                            @if !self.content.is_empty() {
                                div class="govuk-footer__meta-custom" { (self.content) }
                            }
                        }
                    }
                }
            }
        }
    }
}
