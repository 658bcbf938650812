//! What can be done with an entry, from its page.

use maud::{Markup, html};
use practice::Fact;
use record::may::Action;

use crate::child::File;
use crate::visit::Visit;

/// Links to correct it and to withdraw it, as far as this person may.
pub(crate) fn actions(visit: &Visit<'_>, file: &File, fact: &Fact) -> Markup {
    let record = visit.app.book.record(&fact.kind);
    let is_typed = record.is_some_and(super::choose::is_typed);
    let may =
        |action| is_typed && !fact.withdrawn && visit.may(action, &file.target, record).allowed;
    let address = |page: &str| format!("/child/{}/entry/{}/{page}", file.child.subject, fact.id);
    html! {
        @if may(Action::Correct) || may(Action::Withdraw) {
            p class="govuk-body" {
                @if may(Action::Correct) { a class="govuk-link govuk-!-margin-right-4" href=(address("correct")) { "Correct this" } " " }
                @if may(Action::Withdraw) { a class="govuk-link" href=(address("withdraw")) { "Withdraw this" } }
            }
        }
    }
}
