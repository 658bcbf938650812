//! *As it was known on…*: a day in the address, and the form that asks for it.

use jiff::civil::Date;
use maud::{Markup, html};
use practice::When;

use crate::edge::Asked;
use crate::words;

/// The day in the address, and what is wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AsKnown {
    /// The day.
    pub on: Option<Date>,
    /// Whether what was typed is no day.
    pub is_wrong: bool,
}

impl AsKnown {
    /// Of an address: `?day=6&month=6&year=2027`.
    pub fn of(asked: &Asked) -> Self {
        let part = |name| asked.query.one(name);
        let parts = [part("day"), part("month"), part("year")];
        if parts.iter().all(|part| part.is_empty()) {
            return Self::default();
        }
        let [day, month, year] = parts;
        let number = |text: &str| text.parse::<i16>().ok();
        let on =
            (number(year).zip(number(month)).zip(number(day))).and_then(|((year, month), day)| {
                let small = |number: i16| i8::try_from(number).ok();
                Date::new(year, small(month)?, small(day)?).ok()
            });
        Self {
            on,
            is_wrong: on.is_none(),
        }
    }

    /// The same day, for another address of this file.
    pub fn question(self) -> String {
        self.on.map_or_else(String::new, |on| {
            format!("?day={}&month={}&year={}", on.day(), on.month(), on.year())
        })
    }

    /// The same day, to be sent with a form that asks for something else of this file.
    pub fn carried(self) -> Markup {
        html! {
            @if let Some(on) = self.on {
                input type="hidden" name="day" value=(on.day());
                input type="hidden" name="month" value=(on.month());
                input type="hidden" name="year" value=(on.year());
            }
        }
    }

    /// What a reader of an older state must not overlook.
    pub fn warning(self) -> Markup {
        html! {
            @if let Some(on) = self.on {
                div class="govuk-warning-text" {
                    span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
                    strong class="govuk-warning-text__text" {
                        span class="govuk-visually-hidden" { "Warning" }
                        "This is the file as it was known at the end of " (words::when(When::Day(on)))
                        ". What was recorded later is not shown."
                    }
                }
            }
        }
    }

    /// The form.
    pub fn form(self, address: &str) -> Markup {
        let part = |name: &str, label: &str, width: &str, value: Option<String>| {
            html! {
                div class="govuk-date-input__item" {
                    div class="govuk-form-group" {
                        label class="govuk-label govuk-date-input__label" for={ "known-" (name) } { (label) }
                        input class={ "govuk-input govuk-date-input__input govuk-input--width-" (width) }
                            id={ "known-" (name) } name=(name) type="text" inputmode="numeric" value=[value];
                    }
                }
            }
        };
        html! {
            details class="govuk-details" open[self.is_wrong] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { "See the file as it was known on another day" }
                }
                div class="govuk-details__text" {
                    form method="get" action=(address) novalidate {
                        div class={ "govuk-form-group" @if self.is_wrong { " govuk-form-group--error" } } {
                            fieldset class="govuk-fieldset" role="group" aria-describedby=[self.is_wrong.then_some("known-error")] {
                                legend class="govuk-fieldset__legend" { "On what day?" }
                                @if self.is_wrong {
                                    p id="known-error" class="govuk-error-message" {
                                        span class="govuk-visually-hidden" { "Error:" }
                                        " Day must be a real one, such as 6 6 2027"
                                    }
                                }
                                div class="govuk-date-input" {
                                    (part("day", "Day", "2", self.on.map(|on| on.day().to_string())))
                                    (part("month", "Month", "2", self.on.map(|on| on.month().to_string())))
                                    (part("year", "Year", "4", self.on.map(|on| on.year().to_string())))
                                }
                            }
                        }
                        button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "See the file on that day" }
                    }
                }
            }
        }
    }
}
