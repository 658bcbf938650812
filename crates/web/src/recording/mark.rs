//! Marking a passage of a text as about somebody else, or as one that may not be told: with a
//! button below the text, or typed.

use maud::{Markup, html};
use record::exempt::{Passage, Reason, passages};

/// What stands below a long text. Without a script it says how a mark is typed.
pub(super) fn below(id: &str) -> Markup {
    let why = format!("{id}-why");
    html! {
        details class="govuk-details sightline-marking" data-marks=(id) {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { "Mark words about others" }
            }
            div class="govuk-details__text" {
                p class="govuk-body" {
                    "What is marked can be read by whoever may read the file. It is left out of a copy for the child or the family, which says why."
                }
                div data-by-script="" hidden {
                    div class="govuk-form-group" {
                        label class="govuk-label" for=(why) { "Why may it not be told?" }
                        select class="govuk-select" id=(why) {
                            @for reason in Reason::ALL {
                                option value=(reason.name()) { (crate::words::sentence(reason.says())) }
                            }
                        }
                    }
                    p class="govuk-hint" { "Select the words in the text above first: with Shift and the arrow keys, or by dragging." }
                    div class="govuk-button-group" {
                        button type="button" class="govuk-button govuk-button--secondary" data-mark="" { "Mark the selected words" }
                        button type="button" class="govuk-button govuk-button--secondary" data-unmark="" { "Take the mark away" }
                    }
                    p class="govuk-body" role="status" data-marked="" {}
                }
                p class="govuk-body" { "A mark can be typed too: two square brackets, why, a colon and the words. For example:" }
                ul class="govuk-list" {
                    @for reason in Reason::ALL {
                        li { code { "[[" (reason.name()) ": the words]]" } ", for " (reason.says()) }
                    }
                }
            }
        }
    }
}

/// A text with what is marked in it shown as such, for who may read it.
pub(crate) fn shown(text: &str) -> Markup {
    html! {
        @for passage in passages(text) {
            @match passage {
                Passage::Open(words) => (words),
                Passage::Exempt(reason, words) => mark class="sightline-exempt" {
                    span class="sightline-exempt__why" { (crate::words::sentence(reason.says())) ": " }
                    (words)
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_is_marked_is_read_with_why_and_its_markup_is_text() {
        let text = "I like school.\n[[third party: <b>Ben</b> told me]]";
        let shown = shown(text).into_string();
        assert_eq!(
            shown,
            "I like school.\n<mark class=\"sightline-exempt\"><span class=\"sightline-exempt__why\">About somebody else: </span>&lt;b&gt;Ben&lt;/b&gt; told me</mark>"
        );
    }
}
