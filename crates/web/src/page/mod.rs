//! The page around every page's own content.

mod navigation;
mod places;
pub(crate) mod problem;

use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::visit::Visit;
use navigation::Navigation;

pub(crate) use places::{Part, Place};

/// A page's own content, and what stands around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content<'c> {
    /// What the page is, never whom it is about: it stands in the browser's history.
    pub title: &'c str,
    /// The content, from its heading on.
    pub main: Markup,
    /// Whether something on it is to be put right: the title says so first.
    pub has_errors: bool,
    /// Whether it uses the whole width.
    pub wide: bool,
}

/// What stands around every page of somebody: the places where they may go. Of nobody's,
/// nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    example: bool,
    navigation: Navigation,
}

impl Around {
    /// A page within it.
    pub fn page(&self, content: &Content<'_>) -> Markup {
        frame(content, self.example, &self.navigation)
    }
}

impl Visit<'_> {
    /// A page for this person.
    pub fn page(&self, content: &Content<'_>) -> Markup {
        self.around().page(content)
    }

    /// What stands around the pages of this person.
    pub fn around(&self) -> Around {
        Around {
            example: self.reader.about().example,
            navigation: self.navigation(),
        }
    }
}

/// A page for anybody.
pub(crate) fn open(content: &Content<'_>, example: bool) -> Markup {
    frame(content, example, &Navigation::default())
}

fn frame(content: &Content<'_>, example: bool, navigation: &Navigation) -> Markup {
    let error = if content.has_errors { "Error: " } else { "" };
    let width = if content.wide {
        "sightline-wide"
    } else {
        "govuk-width-container"
    };
    html! {
        (DOCTYPE)
        html lang="en" class="govuk-template" {
            head {
                meta charset="utf-8";
                title { (error) (content.title) " – Sightline" }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="robots" content="noindex, nofollow";
                link rel="stylesheet" href=(assets::STYLE);
                script type="module" src=(assets::SCRIPT) {}
            }
            body class="govuk-template__body" {
                a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link" {
                    "Skip to main content"
                }
                header {
                    div class="sightline-header" {
                        div class={ (width) " sightline-header__row" } {
                            a href="/" class="sightline-header__name" { "Sightline" }
                            (navigation.top)
                        }
                    }
                    @if example {
                        div class="sightline-example" {
                            div class=(width) {
                                strong { "Example record." }
                                " Nobody in it is real."
                            }
                        }
                    }
                }
                div class=(width) {
                    (navigation.beside)
                    main class="govuk-main-wrapper" id="main-content" { (content.main) }
                }
                footer class="govuk-footer" {
                    div class=(width) {
                        p class="govuk-body-s" {
                            a class="govuk-footer__link" href="/accessibility" { "Accessibility" }
                        }
                    }
                }
            }
        }
    }
}

/// Ways to the page before and the page after, of a list that stands on several.
pub(crate) fn turn(address: &str, page: usize, more: bool) -> Markup {
    let joint = if address.contains('?') { '&' } else { '?' };
    html! {
        @if page > 1 || more {
            nav class="govuk-pagination govuk-pagination--block" aria-label="Pagination" {
                @if page > 1 {
                    div class="govuk-pagination__prev" {
                        a class="govuk-link govuk-pagination__link" rel="prev" href={ (address) (joint) "page=" (page - 1) } {
                            span class="govuk-pagination__link-title" { "Previous" span class="govuk-visually-hidden" { " page" } }
                        }
                    }
                }
                @if more {
                    div class="govuk-pagination__next" {
                        a class="govuk-link govuk-pagination__link" rel="next" href={ (address) (joint) "page=" (page + 1) } {
                            span class="govuk-pagination__link-title" { "Next" span class="govuk-visually-hidden" { " page" } }
                        }
                    }
                }
            }
        }
    }
}
