//! What is known, each with its name, and what can be done about it.

use maud::{Markup, html};

use super::attributes::classes;
use super::heading::Level;
use super::link::Link;
use super::text::Content;

/// Something that is known.
#[derive(Clone, Debug, Default)]
pub struct SummaryRow<'s> {
    /// What it is called.
    pub key: Content<'s>,
    /// What is known.
    pub value: Content<'s>,
    /// What can be done about it.
    pub actions: Vec<Link<'s>>,
    /// A further class: `govuk-summary-list__row--no-border`, say.
    pub class: &'s str,
}

impl<'s> SummaryRow<'s> {
    /// Something that is known, about which nothing can be done.
    pub fn new(key: impl Into<Content<'s>>, value: impl Into<Content<'s>>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            ..Self::default()
        }
    }
}

/// A frame around a summary list, with a title.
#[derive(Clone, Debug, Default)]
pub struct Card<'c> {
    /// The title.
    pub title: Content<'c>,
    /// How deep the title stands on the page.
    pub level: Level,
    /// What can be done about the whole.
    pub actions: Vec<Link<'c>>,
    /// A further class.
    pub class: &'c str,
}

/// What is known, each with its name, and what can be done about it.
#[derive(Clone, Debug, Default)]
pub struct SummaryList<'s> {
    /// The rows.
    pub rows: Vec<SummaryRow<'s>>,
    /// A frame around it.
    pub card: Option<Card<'s>>,
    /// A further class: `govuk-summary-list--no-border`, say.
    pub class: &'s str,
}

impl SummaryList<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        match &self.card {
            None => self.list(None),
            Some(card) => {
                let title = (!card.title.is_empty()).then_some(&card.title);
                html! {
                    div class=(classes(["govuk-summary-card", card.class])) {
                        div class="govuk-summary-card__title-wrapper" {
                            @if let Some(title) = title {
                                (card.level.heading("govuk-summary-card__title", None, title))
                            }
                            (card_actions(&card.actions, title))
                        }
                        div class="govuk-summary-card__content" { (self.list(title)) }
                    }
                }
            }
        }
    }

    fn list(&self, card: Option<&Content<'_>>) -> Markup {
        let any_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        html! {
            dl class=(classes(["govuk-summary-list", self.class])) {
                @for row in &self.rows { (one(row, any_actions, card)) }
            }
        }
    }
}

fn one(row: &SummaryRow<'_>, any_actions: bool, card: Option<&Content<'_>>) -> Markup {
    let without = if any_actions && row.actions.is_empty() {
        "govuk-summary-list__row--no-actions"
    } else {
        ""
    };
    html! {
        div class=(classes(["govuk-summary-list__row", without, row.class])) {
            dt class="govuk-summary-list__key" { (row.key) }
            dd class="govuk-summary-list__value" { (row.value) }
            @match row.actions.as_slice() {
                [] => {}
                [only] => { dd class="govuk-summary-list__actions" { (only.within(card)) } }
                several => {
                    dd class="govuk-summary-list__actions" {
                        ul class="govuk-summary-list__actions-list" {
                            @for action in several {
                                li class="govuk-summary-list__actions-list-item" { (action.within(card)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn card_actions(actions: &[Link<'_>], title: Option<&Content<'_>>) -> Markup {
    html! {
        @match actions {
            [] => {}
            [only] => { div class="govuk-summary-card__actions" { (only.within(title)) } }
            several => {
                ul class="govuk-summary-card__actions" {
                    @for action in several {
                        li class="govuk-summary-card__action" { (action.within(title)) }
                    }
                }
            }
        }
    }
}
