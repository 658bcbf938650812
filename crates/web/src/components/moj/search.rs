//! One box in which to look for something.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::field::Label;
use crate::components::question::Question;

/// How the button of a search stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchLook {
    /// Beside the box.
    #[default]
    Beside,
    /// Beside the box, as a picture.
    Picture,
    /// Below the box.
    Below,
}

/// One box in which to look for something. What is looked for is sent in the address, unless
/// `post` says otherwise: names must not stand in addresses.
#[derive(Clone, Debug, Default)]
pub struct Search<'s> {
    /// Where it is sent.
    pub action: &'s str,
    /// Whether it is sent in the body, and not in the address.
    pub post: bool,
    /// What the form sends besides, unseen.
    pub hidden: Markup,
    /// What to look for.
    pub label: &'s str,
    /// A class of the label: `govuk-visually-hidden`, say.
    pub label_class: &'s str,
    /// What helps to look.
    pub hint: Option<&'s str>,
    /// What is wrong with what was typed.
    pub error: Option<&'s str>,
    /// The id of the box.
    pub id: &'s str,
    /// The name under which it is sent: `search`, unless it is given.
    pub name: Option<&'s str>,
    /// What was looked for last.
    pub value: Option<&'s str>,
    /// What the button says: "Search", unless it is given.
    pub button: Option<&'s str>,
    /// How the button stands.
    pub look: SearchLook,
    /// A further class.
    pub class: &'s str,
}

impl Search<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let below = self.look == SearchLook::Below;
        let stacked = if below { "moj-search--stacked" } else { "" };
        let question = Question {
            id: self.id,
            error: self.error,
            ..Question::default()
        };
        let hint_id = self.hint.map(|_| format!("{}-hint", self.id));
        let described = Question {
            described_by: hint_id.as_deref(),
            ..question
        }
        .described();
        let class = classes([
            "govuk-input moj-search__input",
            question.if_wrong("govuk-input--error"),
        ]);
        let input = html! {
            input class=(class) id=(self.id) name=(self.name.unwrap_or("search")) type="search"
                value=[self.value] aria-describedby=[described];
        };
        let label = Label {
            text: self.label,
            of: self.id,
            size: &classes(["moj-search__label", self.label_class]),
            is_heading: false,
        };
        let group = question.group(&html! {
            (label.markup())
            @if let (Some(id), Some(words)) = (&hint_id, self.hint) {
                div id=(id) class="govuk-hint moj-search__hint" { (words) }
            }
            (question.help())
            @if below {
                (input)
            } @else {
                div class="govuk-input__wrapper moj-search__input-wrapper" { (input) (self.button()) }
            }
        });
        html! {
            search class=(classes(["moj-search", stacked, self.class])) {
                form action=(self.action) method=(if self.post { "post" } else { "get" }) {
                    (self.hidden)
                    (group)
                    @if below { (self.button()) }
                }
            }
        }
    }

    fn button(&self) -> Markup {
        let words = self.button.unwrap_or("Search");
        let picture = self.look == SearchLook::Picture;
        let icon = if picture {
            "moj-search__button--icon"
        } else {
            ""
        };
        html! {
            button type="submit" class=(classes(["govuk-button moj-search__button", icon]))
                data-module="govuk-button" {
                @if picture {
                    (magnifier())
                    span class="govuk-visually-hidden" { (words) }
                } @else {
                    (words)
                }
            }
        }
    }
}

/// The design system's own picture.
fn magnifier() -> Markup {
    html! {
        svg width="20" height="20" viewBox="0 0 21 20" fill="none" aria-hidden="true"
            focusable="false" xmlns="http://www.w3.org/2000/svg" {
            path stroke="currentColor" stroke-width="2.22222"
                d="M8.90102 14.4683C12.385 14.4683 15.2093 11.644 15.2093 8.16005C15.2093 4.6761 12.385 1.85181 8.90102 1.85181C5.41707 1.85181 2.59277 4.6761 2.59277 8.16005C2.59277 11.644 5.41707 14.4683 8.90102 14.4683Z" {}
            path d="M13.2349 12.8584L19.5909 19.2144" stroke="currentColor" stroke-width="2.22222" {}
        }
    }
}
