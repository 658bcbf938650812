//! Parts of a page that open one by one; without scripts, all are open.

use maud::{Markup, html};

use super::attributes::classes;
use super::heading::Level;
use super::text::Content;

/// A part that opens.
#[derive(Clone, Debug, Default)]
pub struct Section<'s> {
    /// What it is called.
    pub heading: Content<'s>,
    /// What is in it, in a few words.
    pub summary: Content<'s>,
    /// What is in it. Words by themselves are a paragraph.
    pub content: Content<'s>,
    /// Whether it is open from the first.
    pub open: bool,
}

/// Parts of a page that open one by one; without scripts, all are open.
#[derive(Clone, Debug, Default)]
pub struct Accordion<'a> {
    /// Its id, with which the ids of its parts begin.
    pub id: &'a str,
    /// How deep the parts' headings stand on the page.
    pub level: Level,
    /// The parts.
    pub sections: Vec<Section<'a>>,
    /// Whether the browser remembers which were open, for as long as its tab is: it does,
    /// unless it is told not to.
    pub remembers: Option<bool>,
    /// A further class.
    pub class: &'a str,
}

impl Accordion<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["govuk-accordion", self.class])) data-module="govuk-accordion"
                id=(self.id) data-remember-expanded=[self.remembers] {
                @for (index, section) in self.sections.iter().enumerate() {
                    (self.section(index + 1, section))
                }
            }
        }
    }

    fn section(&self, number: usize, section: &Section<'_>) -> Markup {
        let open = if section.open {
            "govuk-accordion__section--expanded"
        } else {
            ""
        };
        let id = |part: &str| format!("{}-{part}-{number}", self.id);
        let button = html! {
            span class="govuk-accordion__section-button" id=(id("heading")) { (section.heading) }
        };
        html! {
            div class=(classes(["govuk-accordion__section", open])) {
                div class="govuk-accordion__section-header" {
                    (self.level.heading("govuk-accordion__section-heading", None, &button))
                    @if !section.summary.is_empty() {
                        div class="govuk-accordion__section-summary govuk-body" id=(id("summary")) {
                            (section.summary)
                        }
                    }
                }
                div id=(id("content")) class="govuk-accordion__section-content" {
                    (section.content.as_paragraph())
                }
            }
        }
    }
}
