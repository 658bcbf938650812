//! One of several answers to choose from.

use maud::{Markup, html};

use super::attributes::{classes, described_by};
use super::field::Label;
use super::text::Text;

/// One of several answers to choose from.
#[derive(Clone, Debug, Default)]
pub struct Choice<'c> {
    /// What is sent when it is chosen.
    pub value: Text<'c>,
    /// What it says.
    pub text: Text<'c>,
    /// What helps to choose.
    pub hint: Option<Text<'c>>,
    /// Its own id, in place of one made from the question's.
    pub id: Option<Text<'c>>,
    /// Its own name, in place of the question's. Of a checkbox only.
    pub name: Option<Text<'c>>,
    /// Whether it is chosen so far.
    pub chosen: bool,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Whether to choose it takes the others back ("none of these"). Of a checkbox only.
    pub alone: bool,
    /// What is asked further when it is chosen. (The design system's script marks the answer
    /// with `aria-expanded`, which axe-core reports: for radios, the system knows it and
    /// keeps it.)
    pub reveals: Option<Markup>,
    /// Not an answer, but a word between answers: "or".
    pub divider: Option<Text<'c>>,
}

impl<'c> Choice<'c> {
    /// An answer.
    pub fn new(value: impl Into<Text<'c>>, text: impl Into<Text<'c>>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// A word between answers: "or".
    pub fn divider(word: impl Into<Text<'c>>) -> Self {
        Self {
            divider: Some(word.into()),
            ..Self::default()
        }
    }
}

/// The answers to one question, all of one kind.
pub(crate) struct Choices<'c> {
    /// `radio` or `checkbox`.
    pub kind: &'c str,
    /// What the classes begin with: `govuk-radios`, say.
    pub block: &'c str,
    /// A further class.
    pub class: &'c str,
    /// What the ids begin with.
    pub id: &'c str,
    /// The question's name.
    pub name: &'c str,
    /// What describes each answer by itself.
    pub described_by: Option<&'c str>,
    /// What is chosen so far, besides those that say so themselves.
    pub chosen: &'c [&'c str],
}

impl Choices<'_> {
    /// The markup of all of them.
    pub fn markup(&self, items: &[Choice<'_>]) -> Markup {
        html! {
            div class=(classes([self.block, self.class])) data-module=(self.block) {
                @for (index, item) in items.iter().enumerate() {
                    @if let Some(word) = &item.divider {
                        div class={ (self.block) "__divider" } { (word) }
                    } @else {
                        (self.one(index, item))
                    }
                }
            }
        }
    }

    /// One of them. The first has the question's id, so that a message can lead to it.
    fn one(&self, index: usize, item: &Choice<'_>) -> Markup {
        let id = match &item.id {
            Some(id) => id.to_string(),
            None if index == 0 => self.id.to_owned(),
            None => format!("{}-{}", self.id, index + 1),
        };
        let hint_id = item.hint.as_ref().map(|_| format!("{id}-item-hint"));
        let described = described_by([self.described_by, hint_id.as_deref()]);
        let chosen = item.chosen || self.chosen.contains(&item.value.as_ref());
        let controls = item.reveals.as_ref().map(|_| format!("conditional-{id}"));
        let hidden = (!chosen).then(|| format!("{}__conditional--hidden", self.block));
        html! {
            div class={ (self.block) "__item" } {
                input class={ (self.block) "__input" } id=(id)
                    name=(item.name.as_deref().unwrap_or(self.name)) type=(self.kind)
                    value=(item.value) checked[chosen] disabled[item.disabled]
                    data-aria-controls=[controls.as_deref()]
                    data-behaviour=[item.alone.then_some("exclusive")]
                    aria-describedby=[described];
                (Label { text: &item.text, of: &id, size: &format!("{}__label", self.block), is_heading: false }.markup())
                @if let (Some(id), Some(words)) = (hint_id, &item.hint) {
                    div id=(id) class={ "govuk-hint " (self.block) "__hint" } { (words) }
                }
            }
            @if let (Some(id), Some(further)) = (controls, &item.reveals) {
                div class={ (self.block) "__conditional " (hidden.unwrap_or_default()) } id=(id) { (further) }
            }
        }
    }
}
