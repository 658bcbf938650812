//! What happened, the latest first.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::heading::Level;
use crate::components::text::{Content, Text};

/// Something that happened.
#[derive(Clone, Debug, Default)]
pub struct TimelineItem<'t> {
    /// What it was.
    pub title: Content<'t>,
    /// By whom it was done or recorded.
    pub by: Option<Text<'t>>,
    /// When, as machines read it: `2027-06-06`, or `2027-06-06T13:32:00Z`.
    pub machine_time: Text<'t>,
    /// When, in words: "6 June 2027 at 1:32pm".
    pub time: Text<'t>,
    /// What there is to tell of it.
    pub content: Content<'t>,
    /// A further class.
    pub class: &'t str,
}

/// What happened, the latest first.
#[derive(Clone, Debug, Default)]
pub struct Timeline<'t> {
    /// What happened.
    pub items: Vec<TimelineItem<'t>>,
    /// How deep the titles stand on the page.
    pub level: Level,
    /// A further class: `moj-timeline--full`, say.
    pub class: &'t str,
}

impl Timeline<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            div class=(classes(["moj-timeline", self.class])) {
                @for item in &self.items {
                    div class=(classes(["moj-timeline__item", item.class])) {
                        div class="moj-timeline__header" {
                            (self.level.heading("moj-timeline__title", None, &item.title))
                            @if let Some(by) = &item.by {
                                // Both stand on one line.
                                " "
                                p class="moj-timeline__byline" { "by " (by) }
                            }
                        }
                        p class="moj-timeline__date" {
                            time datetime=(item.machine_time) { (item.time) }
                        }
                        div class="moj-timeline__description" { (item.content) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_and_by_whom_are_words_of_their_own() {
        let timeline = Timeline {
            items: vec![TimelineItem {
                title: "Visit".into(),
                by: Some("A. Worker".into()),
                ..TimelineItem::default()
            }],
            ..Timeline::default()
        };
        let markup = timeline.markup().into_string();
        assert!(markup.contains("Visit</h2> <p"), "{markup}");
    }
}
