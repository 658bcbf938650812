//! What leads from a file to another of the same person, and what was merged into it.

use maud::{Markup, html};
use record::may::Action;
use record::merge::merged;

use crate::child::File;
use crate::visit::Visit;
use crate::words;

/// Links, for who may merge files.
pub(crate) fn links(visit: &Visit<'_>, file: &File) -> Markup {
    let child = file.child.subject;
    let may = visit.may(Action::Merge, &file.target, None).allowed;
    let merged = merged(child, &file.entries);
    html! {
        @for one in &merged {
            p class="govuk-body" {
                "Another file of this child was merged into this one on "
                (words::day(one.entry.header.recorded_at)) ". "
                @if may {
                    a class="govuk-link" href={ "/child/" (child) "/part/" (one.entry.header.id) } { "Part them again" }
                }
            }
        }
        @if may {
            p class="govuk-body" {
                a class="govuk-link" href={ "/child/" (child) "/merge" } { "This child has another file" }
            }
        }
    }
}
