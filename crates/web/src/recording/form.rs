//! The page of a form.

use maud::{Markup, html};
use practice::Id;
use practice::book::{Field, RecordType};

use super::answer::{Wrong, in_order};
use super::group::{ALSO, EACH, prefix};
use super::offered::lists as organisations;
use super::question::Form;
use super::several::{FOR_WHOM, Several, based_on};
use super::since::{BASED_ON, Since, shown};
use crate::answers::Answers;
use crate::child::File;
use crate::components::ErrorSummary;
use crate::documents::Asking;
use crate::page::Content;
use crate::people::readable;
use crate::visit::Visit;
use crate::words;

/// What a form is about.
pub(super) struct Drawn<'d> {
    /// The record type.
    pub record: &'d RecordType,
    /// What was answered so far.
    pub answers: &'d Answers,
    /// What is wrong with it.
    pub wrong: &'d [Wrong],
    /// Where answers that are filled in are known from.
    pub known_from: Option<&'d str>,
    /// The draft as which it is kept.
    pub draft: Id,
    /// The version of the draft that this page has.
    pub draft_version: u64,
    /// The version of the file that it was begun on.
    pub based_on: u64,
    /// What somebody else recorded since.
    pub since: &'d [Since],
    /// Where it is sent.
    pub action: &'d str,
    /// What is above it: a title for what is corrected, say.
    pub title: &'d str,
    /// A question that comes first.
    pub before: Markup,
    /// The children for whom it is, where they are several.
    pub several: Option<&'d Several>,
    /// Whether it can be said that it is for others too.
    pub can_be_for_others: bool,
    /// What is asked about documents, where some may be attached.
    pub documents: Option<&'d Asking>,
}

/// The page.
pub(super) fn page(visit: &Visit<'_>, file: &File, drawn: &Drawn<'_>) -> Markup {
    let places: Vec<String> = drawn
        .wrong
        .iter()
        .map(|wrong| format!("#{}", wrong.id))
        .collect();
    let of_documents = drawn.documents.map_or(&[][..], |asking| &asking.wrong);
    let errors = ErrorSummary {
        errors: (drawn.wrong.iter().zip(&places))
            .map(|(wrong, place)| (wrong.says.as_str(), Some(place.as_str())))
            .chain((of_documents.iter()).map(|says| (says.as_str(), Some("#document"))))
            .collect(),
    };
    let keep = format!(
        "/child/{}/record/{}/draft",
        file.child.subject, drawn.record.name
    );
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                (shown(drawn.since))
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { (drawn.title) }
                @if let Some(from) = drawn.known_from {
                    p class="govuk-inset-text" { "What is known is filled in, " (from) ". Change what is no longer so." }
                }
                form method="post" action=(drawn.action) novalidate data-keep=(keep)
                    enctype=[drawn.documents.map(|_| "multipart/form-data")] {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="draft" value=(drawn.draft);
                    input type="hidden" name="draft-version" value=(drawn.draft_version);
                    input type="hidden" name=(BASED_ON) value=(drawn.based_on);
                    (drawn.before)
                    @match drawn.several {
                        None => (questions(visit, file, drawn)),
                        Some(several) => (of_several(visit, file, drawn, several)),
                    }
                    @if let Some(asking) = drawn.documents {
                        (asking.markup(visit, drawn.answers))
                        @if drawn.several.is_some() {
                            p class="govuk-body" { "What you attach is kept in " (file.name) "’s file alone." }
                        }
                    }
                    div class="govuk-button-group" {
                        button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" {
                            @match drawn.several {
                                None => { "Record" }
                                Some(several) => { "Record for all " (several.others.len() + 1) }
                            }
                        }
                        button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" formaction=(keep) { "Keep as a draft" }
                        @if drawn.can_be_for_others {
                            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button"
                                formaction=(keep) name="then" value="also" {
                                @if drawn.several.is_some() { "Change whom it is for" } @else { "Record for brothers and sisters too" }
                            }
                        }
                        @if drawn.documents.is_some() {
                            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button"
                                formaction={ "/child/" (file.child.subject) "/record/" (drawn.record.name) "/attach" } { "Attach and go on writing" }
                        }
                        a class="govuk-link" href={ "/child/" (file.child.subject) } { "Leave" }
                    }
                    p class="govuk-body govuk-hint" role="status" data-kept="" {}
                    (organisations(visit, drawn.record.fields.values()))
                }
            }
        }
    };
    visit.page(&Content {
        title: drawn.record.title.as_str(),
        main,
        has_errors: !(drawn.wrong.is_empty() && of_documents.is_empty()),
        ..Content::default()
    })
}

/// The questions of one child.
fn questions(visit: &Visit<'_>, file: &File, drawn: &Drawn<'_>) -> Markup {
    let offered = readable(visit, file, &file.shown);
    let form = Form {
        book: &visit.app.book,
        casefile: &offered,
        answers: drawn.answers,
        wrong: drawn.wrong,
        prefix: "",
        marks: true,
        quick: drawn.record.quick.is_some(),
    };
    asked(&form, drawn.record, &in_order(drawn.record))
}

/// What is asked once for all, and then of each child.
fn of_several(visit: &Visit<'_>, file: &File, drawn: &Drawn<'_>, several: &Several) -> Markup {
    let (each, shared): (Vec<_>, Vec<_>) =
        (in_order(drawn.record).into_iter()).partition(|(name, _)| several.group.differs(name));
    let offered = readable(visit, file, &file.shown);
    let form = Form {
        book: &visit.app.book,
        casefile: &offered,
        answers: drawn.answers,
        wrong: drawn.wrong,
        prefix: "",
        marks: true,
        quick: drawn.record.quick.is_some(),
    };
    let names: Vec<&str> = several
        .children(file)
        .map(|child| child.name.as_str())
        .collect();
    html! {
        div class="govuk-inset-text" id=(FOR_WHOM) { "It is recorded for " strong { (words::and(&names)) } "." }
        @for other in &several.others {
            input type="hidden" name=(ALSO) value=(other.child.subject);
            input type="hidden" name=(based_on(other)) value=(based_on_version(drawn, other));
        }
        @for name in &several.group.each { input type="hidden" name=(EACH) value=(name); }
        h2 class="govuk-heading-m" { "The same for all of them" }
        (asked(&form, drawn.record, &shared))
        @for child in several.children(file) {
            @let prefix = prefix(child.child.subject);
            @let wrong: Vec<Wrong> = drawn.wrong.iter().filter(|wrong| wrong.id.starts_with(&prefix)).cloned().collect();
            @let offered = readable(visit, child, &child.shown);
            @let form = Form { casefile: &offered, wrong: &wrong, prefix: &prefix, ..form };
            @let heading = format!("{prefix}heading");
            section class="sightline-each" role="group" aria-labelledby=(heading) {
                h2 class="govuk-heading-m" id=(heading) { (child.name) }
                @if each.is_empty() { p class="govuk-body" { "Nothing differs." } }
                (asked(&form, drawn.record, &each))
            }
        }
    }
}

/// On which version of another child's file it was begun: what the form said, or now.
fn based_on_version(drawn: &Drawn<'_>, child: &File) -> String {
    let now = child.entries.len().to_string();
    if !drawn.since.is_empty() {
        return now;
    }
    let said = drawn.answers.one(&based_on(child));
    if said.is_empty() {
        now
    } else {
        said.to_owned()
    }
}

/// Questions in order; those that are asked only where somebody wants more, folded away at the
/// end.
fn asked(form: &Form<'_>, record: &RecordType, fields: &[(&str, &Field)]) -> Markup {
    let (more, first): (Vec<_>, Vec<_>) = fields.iter().partition(|(_, field)| field.more);
    let is_wrong = |name: &str| form.wrong.iter().any(|wrong| wrong.field == name);
    let open = (more.iter()).any(|(name, field)| {
        let answered = *name != record.occurred && form.is_answered(name, field);
        answered || is_wrong(name)
    });
    let when = more.iter().any(|(name, _)| *name == record.occurred);
    let many = i64::try_from(more.len()).unwrap_or(i64::MAX);
    html! {
        @for (name, field) in &first { (form.question(name, field)) }
        @if !more.is_empty() {
            details class="govuk-details" open[open] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" {
                        @if when { "When it was, if not now, and more: " } @else { "More: " }
                        (words::count(many, "question", "questions"))
                    }
                }
                div class="govuk-details__text" {
                    @for (name, field) in &more { (form.question(name, field)) }
                }
            }
        }
    }
}
