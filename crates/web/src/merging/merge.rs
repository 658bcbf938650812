//! Merging: the other file is named by its number, both are laid side by side, and whoever may
//! merge both says which stays, and how it is known that they are the same person.

use std::sync::Arc;

use maud::{Markup, html};
use practice::{Id, When};
use record::may::Action;
use record::merge::merging;
use record::{Body, Casefile, Draft, kinds};
use store::{Command, StoreError};

use super::side::{Side, table};
use crate::child::{File, open};
use crate::components::{Choice, ErrorSummary, Label, Legend, Radios, TextInput, Textarea};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Something wrong with what was sent: the question, and what is wrong.
type Wrong = (&'static str, String);

/// Shows both files, or asks which the other is.
pub(crate) fn merge(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "merge")?;
    allowed(visit, &file)?;
    let number = asked.query.one("number").to_owned();
    if number.is_empty() && !asked.query.has("other") {
        return Ok(Reply::Page(ask(visit, &file, &number, None)));
    }
    let found = match asked.query.one("other").parse::<Id>() {
        Ok(other) => Some(other),
        Err(_) => numbered(visit, &number, file.child.subject)?,
    };
    let other = found
        .map(|other| another(visit, &file, other))
        .transpose()?;
    if let Some(Some(other)) = other {
        return Ok(Reply::Page(page(visit, &file, &other, asked, &[])?));
    }
    let wrong = "Enter the number of another child’s file that you may merge";
    Ok(Reply::Invalid(ask(visit, &file, &number, Some(wrong))))
}

/// Merges them, or says what is wrong.
pub(crate) fn take_merge(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "merge")?;
    allowed(visit, &file)?;
    let answers = &asked.answers;
    let entry: Id = answers.one("entry").parse().map_err(|_| Stop::Stale)?;
    let other: Id = answers.one("other").parse().map_err(|_| Stop::Stale)?;
    if file.entries.iter().any(|one| one.header.id == entry) {
        // The same form, sent before.
        return Ok(Reply::Go(format!("/child/{}", file.child.subject)));
    }
    let other = another(visit, &file, other)?.ok_or(Stop::NotFound)?;
    let sides = [file.child.subject, other.child.subject];
    let stays = answers.one("stays").parse().ok();
    let stays: Option<Id> = stays.filter(|stays| sides.contains(stays));
    let reason = answers.one("reason");
    let mut wrong: Vec<Wrong> = Vec::new();
    if stays.is_none() {
        wrong.push(("stays", "Select which file stays".to_owned()));
    }
    if reason.is_empty() {
        let unknown = "Enter how it is known that they are the same person";
        wrong.push(("reason", unknown.to_owned()));
    }
    let (Some(stays), true) = (stays, wrong.is_empty()) else {
        return Ok(Reply::Invalid(page(visit, &file, &other, asked, &wrong)?));
    };
    let (keeps, goes) = if stays == file.child.subject {
        (&file, &other)
    } else {
        (&other, &file)
    };
    let fields = merging(goes.child.subject, reason, visit.who.worker, visit.now);
    let appended = write(visit, keeps, entry, kinds::MERGED, fields);
    match appended {
        Ok(()) => Ok(Reply::Go(format!("/child/{stays}"))),
        Err(StoreError::CannotMerge { .. } | StoreError::VersionConflict { .. }) => {
            let meanwhile = "Something was recorded in one of the files meanwhile: look at both again, and merge them then";
            let wrong = [("reason", meanwhile.to_owned())];
            Ok(Reply::Invalid(page(visit, &file, &other, asked, &wrong)?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes an entry of merging or parting.
pub(super) fn write(
    visit: &Visit<'_>,
    file: &File,
    id: Id,
    kind: &str,
    fields: practice::Fields,
) -> Result<(), StoreError> {
    let record = visit.app.book.record(kind);
    let owner = file.child.subject;
    let appended = visit.app.writer.append(Command {
        owner,
        expected_version: file.entries.len() as u64,
        known: None,
        drafts: vec![Draft {
            id,
            owner,
            refers_to: Vec::new(),
            kind: kind.to_owned(),
            kind_version: record.map_or(1, |record| record.version),
            occurred: When::Instant(visit.now),
            recorded_by: visit.who.worker,
            organisation: file.child.organisation,
            corrects: None,
            group: id,
            body: Body {
                fields,
                ..Body::default()
            },
        }],
    });
    match appended {
        // The same form, sent before.
        Ok(_) | Err(StoreError::IdTaken { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether this person may merge a file.
pub(super) fn allowed(visit: &Visit<'_>, file: &File) -> Result<(), Stop> {
    let may = visit.may(Action::Merge, &file.target, None);
    if may.allowed {
        return Ok(());
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

/// The file of this number, but for this one.
fn numbered(visit: &mut Visit<'_>, number: &str, but: Id) -> Result<Option<Id>, Stop> {
    let found = visit.reader.children_with_authority_id(number)?;
    let mut others = found.into_iter().filter(|child| child.subject != but);
    Ok(others.next().map(|child| child.subject))
}

/// Another file that this person may merge with this one. The look at it is durable.
fn another(visit: &mut Visit<'_>, file: &File, other: Id) -> Result<Option<File>, Stop> {
    if other == file.child.subject {
        return Ok(None);
    }
    let Some(child) = visit.reader.child(other)? else {
        return Ok(None);
    };
    let target = people::target(visit, other)?;
    let read = visit.may(Action::Read, &target, None);
    let all = [Action::Find, Action::Merge];
    let may = all
        .into_iter()
        .all(|action| visit.may(action, &target, None).allowed);
    if !(may && read.allowed) {
        return Ok(None);
    }
    visit.looked(other, "merge", &read)?;
    let entries = visit.reader.file(other)?;
    let casefile = Casefile::fold(&entries);
    let mut other = File::of(child, entries, casefile, target);
    other.shown = Arc::new(people::with_names(visit, &other.casefile)?);
    Ok(Some(other))
}

/// Asks for the number of the other file.
fn ask(visit: &Visit<'_>, file: &File, number: &str, wrong: Option<&str>) -> Markup {
    let errors = ErrorSummary {
        errors: (wrong.into_iter())
            .map(|wrong| (wrong, Some("#number")))
            .collect(),
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Another file of the same child" }
                p class="govuk-body" { "You see both files side by side before anything is merged." }
                form method="get" action={ "/child/" (file.child.subject) "/merge" } novalidate {
                    (TextInput {
                        label: Label { text: "What is the number of the other file?", of: "number", ..Label::default() },
                        id: "number",
                        name: "number",
                        value: Some(number).filter(|number| !number.is_empty()),
                        error: wrong,
                        width: "govuk-input--width-20",
                        ..TextInput::default()
                    }.markup())
                    button type="submit" class="govuk-button" data-module="govuk-button" { "Lay them side by side" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Another file of the same child",
        main,
        has_errors: wrong.is_some(),
        ..Content::default()
    })
}

/// Both files, and the form.
fn page(
    visit: &mut Visit<'_>,
    file: &File,
    other: &File,
    asked: &Asked,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let (one, two) = (Side::of(visit, file)?, Side::of(visit, other)?);
    let entry = match asked.answers.one("entry").parse::<Id>() {
        Ok(entry) => entry,
        Err(_) => visit.app.new_id()?,
    };
    let links: Vec<String> = wrong.iter().map(|(name, _)| format!("#{name}")).collect();
    let errors = ErrorSummary {
        errors: (wrong.iter().zip(&links))
            .map(|((_, says), link)| (says.as_str(), Some(link.as_str())))
            .collect(),
    };
    let error = |name: &str| {
        let found = wrong.iter().find(|(other, _)| *other == name);
        found.map(|(_, says)| says.as_str())
    };
    let restricted = file.target.is_restricted() || other.target.is_restricted();
    let (this, that) = (
        file.child.subject.to_string(),
        other.child.subject.to_string(),
    );
    let given = |name: &str| Some(asked.answers.whole(name)).filter(|text| !text.is_empty());
    let main = html! {
        (errors.markup())
        span class="govuk-caption-l" { (file.name) }
        h1 class="govuk-heading-l" { "Are these the same child?" }
        (table(&one, &two))
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                p class="govuk-body" {
                    "Merged, they are read as one file: what is owed, the timeline and who works with the child are worked out from both. The other number, and links to the other file, lead to the one that stays. Nothing is deleted, and they can be parted again."
                }
                @if restricted {
                    div class="govuk-inset-text" { "One of the files is restricted. Both are then restricted in the same way." }
                }
                form method="post" action={ "/child/" (file.child.subject) "/merge" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    input type="hidden" name="other" value=(that);
                    (Radios {
                        legend: Some(Legend { text: "Which file stays?", ..Legend::default() }),
                        id: Some("stays"),
                        name: "stays",
                        hint: Some("The one in which most is recorded, as a rule"),
                        error: error("stays"),
                        items: vec![
                            Choice::new(this.clone(), one.called.clone()),
                            Choice::new(that.clone(), two.called.clone()),
                        ],
                        value: given("stays"),
                        ..Radios::default()
                    }.markup())
                    (Textarea {
                        label: Label { text: "How is it known that they are the same person?", of: "reason", ..Label::default() },
                        id: "reason", name: "reason", rows: Some(4),
                        value: given("reason"),
                        error: error("reason"),
                        ..Textarea::default()
                    }.markup())
                    div class="govuk-button-group" {
                        button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button" data-prevent-double-click="true" { "Merge the two files" }
                        a class="govuk-link" href={ "/child/" (file.child.subject) } { "They are two people" }
                    }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Are these the same child?",
        main,
        has_errors: !wrong.is_empty(),
        wide: true,
    }))
}
