//! Findings, one in each row.

use maud::{Markup, html};
use returns::check::shown::Rules;

use super::finds::{Found, Since};
use super::groups::{By, NO_CHILD};

/// In which order findings stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As in the files.
    Place,
    /// By rule.
    Rule,
    /// By child.
    Child,
    /// By the columns that the rule speaks of.
    Field,
}

impl Order {
    /// Every order, with its name in an address and its words.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Place, "place", "Place in the file"),
        (Self::Rule, "rule", "Rule"),
        (Self::Child, "child", "Child"),
        (Self::Field, "field", "Field"),
    ];

    /// Of its name; as in the files where it is none.
    pub fn named(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|(_, called, _)| *called == name);
        found.map_or(Self::Place, |(order, ..)| order)
    }

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|(order, ..)| *order == self);
        found.map_or("place", |(_, name, _)| name)
    }

    /// Puts findings in this order.
    pub fn sort(self, found: &mut [&Found]) {
        match self {
            Self::Place => {}
            Self::Rule => found.sort_by(|one, other| one.rule.cmp(&other.rule)),
            Self::Child => found.sort_by(|one, other| one.child.cmp(&other.child)),
            Self::Field => found.sort_by(|one, other| {
                (&one.table, &one.fields).cmp(&(&other.table, &other.fields))
            }),
        }
    }
}

/// Findings as a table. What all of them have in common is not said of each.
pub(super) fn table(caption: &str, found: &[&Found], rules: &Rules, of: Option<By>) -> Markup {
    let known = found.iter().any(|found| found.since != Since::NotKnown);
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { (caption) }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    @if of != Some(By::Child) { th scope="col" class="govuk-table__header" { "Child" } }
                    @if of != Some(By::Rule) { th scope="col" class="govuk-table__header" { "Rule" } }
                    th scope="col" class="govuk-table__header" { "Place" }
                    th scope="col" class="govuk-table__header" { "Values" }
                    @if known { th scope="col" class="govuk-table__header" { "Since last time" } }
                }
            }
            tbody class="govuk-table__body" {
                @for one in found { (row(one, rules, of, known)) }
            }
        }
    }
}

fn row(found: &Found, rules: &Rules, of: Option<By>, known: bool) -> Markup {
    let message = rules.published(&found.rule).map(|rule| rule.message.trim());
    html! {
        tr class="govuk-table__row" {
            @if of != Some(By::Child) {
                th scope="row" class="govuk-table__header sightline-break" {
                    @if found.child.is_empty() { (NO_CHILD) } @else { (found.child) }
                }
            }
            @if of != Some(By::Rule) {
                @let rule = html! {
                    strong { (found.rule) }
                    @if let Some(message) = message { " " (message) }
                };
                @if of == Some(By::Child) {
                    th scope="row" class="govuk-table__header govuk-!-font-weight-regular" { (rule) }
                } @else {
                    td class="govuk-table__cell" data-label="Rule" { (rule) }
                }
            }
            td class="govuk-table__cell" data-label="Place" {
                (found.table.trim_matches(['(', ')']))
                @if let Some(line) = found.line { ", line " (line) }
                @if !found.file.is_empty() { span class="govuk-body-s sightline-break" { " of " (found.file) } }
            }
            td class="govuk-table__cell sightline-break" data-label="Values" {
                @if !found.says.is_empty() { (found.says) }
                @else if found.fields.is_empty() { "–" }
                @for (place, (name, value)) in found.fields.iter().enumerate() {
                    @if place > 0 || !found.says.is_empty() { "; " }
                    (name) " "
                    @if value.is_empty() { "(blank)" } @else { (value) }
                }
            }
            @if known {
                td class="govuk-table__cell" data-label="Since last time" {
                    @match found.since {
                        Since::New => { strong class="govuk-tag govuk-tag--yellow" { "New" } }
                        Since::Still => { "Still there" }
                        Since::NotKnown => { "Not known" }
                    }
                }
            }
        }
    }
}
