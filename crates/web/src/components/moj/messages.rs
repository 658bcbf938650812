//! What was said to and fro, by day.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::text::{Content, Text};

/// Something that was said.
#[derive(Clone, Debug, Default)]
pub struct Message<'m> {
    /// Its id, which is `message_` and this; none where nothing leads to it.
    pub id: Option<Text<'m>>,
    /// Whether the reader's side said it.
    pub sent: bool,
    /// Who said it.
    pub sender: Text<'m>,
    /// The day, as machines read it: `2027-06-06`.
    pub machine_date: Text<'m>,
    /// The day, in words: "6 June 2027".
    pub date: Text<'m>,
    /// When, as machines read it: `2027-06-06T13:32:00Z`.
    pub machine_time: Text<'m>,
    /// The time of day, in words: "1:32pm".
    pub time: Text<'m>,
    /// What was said.
    pub content: Content<'m>,
}

/// What was said to and fro, by day.
#[derive(Clone, Debug, Default)]
pub struct Messages<'m> {
    /// Its id: `messages`, unless it is given.
    pub id: Option<&'m str>,
    /// What a screen reader calls it.
    pub label: Option<&'m str>,
    /// What was said, in its order.
    pub items: Vec<Message<'m>>,
    /// A further class.
    pub class: &'m str,
}

impl Messages<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let mut day = None;
        html! {
            div id=(self.id.unwrap_or("messages")) aria-label=[self.label]
                class=(classes(["moj-messages-container", self.class])) {
                div class="moj-message-list" {
                    @for message in &self.items {
                        @if day.replace(&message.machine_date) != Some(&message.machine_date) {
                            time class="moj-message-list__date" datetime=(message.machine_date) {
                                (message.date)
                            }
                        }
                        (message.markup())
                    }
                }
            }
        }
    }
}

impl Message<'_> {
    fn markup(&self) -> Markup {
        let kind = if self.sent { "sent" } else { "received" };
        let id = self.id.as_ref().map(|id| format!("message_{id}"));
        html! {
            div id=[id] class={ "moj-message-item moj-message-item--" (kind) } {
                div class={ "moj-message-item__text moj-message-item__text--" (kind) } { (self.content) }
                div class="moj-message-item__meta" {
                    span class="moj-message-item__meta--sender" { (self.sender) }
                    " at "
                    time class="moj-message-item__meta--timestamp" datetime=(self.machine_time) {
                        (self.time)
                    }
                }
            }
        }
    }
}
