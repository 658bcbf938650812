//! Attaching a document to something that was recorded before.

use maud::{Markup, html};
use practice::{Fact, Id};
use record::may::Action;
use store::{Command, Note, StoreError};

use super::asking::Asking;
use super::bring::{bring, entries, take_off};
use crate::child::{File, open};
use crate::components::ErrorSummary;
use crate::edge::Asked;
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(crate) fn add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let fact = allowed(visit, &file, asked)?;
    let draft = visit.app.new_id()?;
    Ok(Reply::Page(form(
        visit,
        &file,
        fact,
        draft,
        &Asking::default(),
    )))
}

/// Attaches what was sent, or says what is wrong.
pub(crate) fn take_added(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let fact = allowed(visit, &file, asked)?;
    let (child, organisation) = (file.child.subject, file.child.organisation);
    let draft: Id = asked
        .answers
        .one("draft")
        .parse()
        .map_err(|_| Stop::Stale)?;
    take_off(visit, asked, draft)?;
    let mut wrong = bring(visit, asked, child, draft)?;
    let drafts = entries(visit, draft, fact.id, organisation)?;
    let back = format!("/child/{child}/entry/{}", fact.id);
    let known = |id: Id| file.casefile.documents.iter().any(|one| one.id == id);
    if wrong.is_empty() && !drafts.is_empty() && drafts.iter().all(|draft| known(draft.id)) {
        // The same form, sent before.
        return Ok(Reply::Go(back));
    }
    if wrong.is_empty() && drafts.is_empty() {
        wrong.push("Select a file".to_owned());
    }
    if !wrong.is_empty() {
        let asking = Asking::of(visit, draft, wrong)?;
        return Ok(Reply::Invalid(form(visit, &file, fact, draft, &asking)));
    }
    let appended = visit.app.writer.append(Command {
        owner: child,
        expected_version: file.entries.len() as u64,
        known: None,
        drafts,
    });
    match appended {
        Ok(_) => {}
        Err(StoreError::VersionConflict { .. }) => {
            let wrong = vec![
                "Something else was recorded in this file at the same moment: attach it once more"
                    .to_owned(),
            ];
            let asking = Asking::of(visit, draft, wrong)?;
            return Ok(Reply::Invalid(form(visit, &file, fact, draft, &asking)));
        }
        Err(error) => return Err(error.into()),
    }
    visit.app.writer.note(vec![Note::DropDraft { id: draft }])?;
    Ok(Reply::Go(back))
}

/// What the address names, to which this person may add.
fn allowed<'f>(visit: &Visit<'_>, file: &'f File, asked: &Asked) -> Result<&'f Fact, Stop> {
    let id = asked.id("entry")?;
    let fact = file.casefile.fact(id).filter(|fact| !fact.withdrawn);
    let fact = fact.ok_or(Stop::NotFound)?;
    if !crate::people::may_read_kind(visit, file, &fact.kind).allowed {
        return Err(Stop::NotFound);
    }
    let record = visit.app.book.record(&fact.kind);
    let may = visit.may(Action::Record, &file.target, record);
    if may.allowed {
        return Ok(fact);
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

fn form(visit: &Visit<'_>, file: &File, fact: &Fact, draft: Id, asking: &Asking) -> Markup {
    let errors = ErrorSummary {
        errors: (asking.wrong.iter())
            .map(|wrong| (wrong.as_str(), Some("#document")))
            .collect(),
    };
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (errors.markup())
                span class="govuk-caption-l" { (file.name) }
                h1 class="govuk-heading-l" { "Attach a document" }
                div class="govuk-inset-text" { (record::exempt::plain(&visit.app.book.say(file.as_shown(fact)))) }
                form method="post" enctype="multipart/form-data" novalidate
                    action={ "/child/" (file.child.subject) "/entry/" (fact.id) "/attach" } {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="draft" value=(draft);
                    (asking.markup(visit, &crate::answers::Answers::default()))
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Attach" }
                }
            }
        }
    };
    visit.page(&Content {
        title: "Attach a document",
        main,
        has_errors: !asking.wrong.is_empty(),
        ..Content::default()
    })
}
