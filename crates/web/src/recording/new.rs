//! A new record: its form, drawn from the book, and what is done with it.

use maud::Markup;
use practice::Id;
use practice::book::RecordType;

use super::answer::{occurred, read};
use super::form::{Drawn, page};
use super::keep::{Written, keep, since};
use super::known::known;
use crate::answers::Answers;
use crate::child::{File, open};
use crate::documents::{Asking, bring, take_off};
use crate::edge::Asked;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form, with a draft of it where the address names one.
pub(crate) fn new(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = allowed(visit, &file, asked, &book)?;
    let version = file.entries.len() as u64;
    let draft = asked.query.one("draft").parse::<Id>().ok();
    let kept = draft
        .map(|draft| visit.reader.draft(draft))
        .transpose()?
        .flatten();
    let kept = kept.filter(|kept| kept.worker == visit.who.worker);
    let kept = match kept {
        Some(kept) if kept.owner == file.child.subject => Some(kept),
        Some(kept) if visit.reader.merged_into(kept.owner)? == Some(file.child.subject) => {
            Some(kept)
        }
        _ => None,
    };
    let page = if let Some(kept) = kept {
        let answers = Answers(kept.fields);
        let documents = Asking::of(visit, kept.id, Vec::new())?;
        let shown = Shown {
            documents,
            draft_version: kept.version,
            ..Shown::new(&answers, kept.id, kept.based_on)
        };
        draw(visit, &file, record, &shown)
    } else {
        let known = known(&book, record, &file.casefile, visit.now);
        let shown = Shown {
            known_from: known.from.as_deref(),
            ..Shown::new(&known.answers, visit.app.new_id()?, version)
        };
        draw(visit, &file, record, &shown)
    };
    Ok(Reply::Page(page))
}

/// Records it, or says what is wrong.
pub(crate) fn take_new(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = allowed(visit, &file, asked, &book)?;
    let draft: Id = asked
        .answers
        .one("draft")
        .parse()
        .map_err(|_| Stop::Stale)?;
    take_off(visit, asked, draft)?;
    let of_documents = bring(visit, asked, file.child.subject, draft)?;
    let documents = Asking::of(visit, draft, of_documents)?;
    let (fields, wrong) = read(&book, record, &asked.answers, visit.now);
    let since = since(visit, &file, asked);
    let occurred = occurred(record, &fields);
    let all_right = wrong.is_empty() && documents.wrong.is_empty();
    let (Some(occurred), true, true) = (occurred, all_right, since.is_empty()) else {
        let page = draw(
            visit,
            &file,
            record,
            &Shown {
                wrong: &wrong,
                since: &since,
                documents,
                draft_version: asked.answers.one("draft-version").parse().unwrap_or(0),
                ..Shown::new(&asked.answers, draft, file.entries.len() as u64)
            },
        );
        return Ok(Reply::Invalid(page));
    };
    let id = keep(
        visit,
        &file,
        Written {
            record,
            fields,
            occurred,
            corrects: None,
            withdrawn: None,
            draft: Some(draft),
        },
    )?;
    Ok(Reply::Go(format!(
        "/child/{}/entry/{id}",
        file.child.subject
    )))
}

/// Shows the form again with what was typed, and what is wrong with the documents.
pub(super) fn again(
    visit: &mut Visit<'_>,
    asked: &Asked,
    of_documents: Vec<String>,
) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = allowed(visit, &file, asked, &book)?;
    let draft: Id = asked
        .answers
        .one("draft")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let shown = Shown {
        documents: Asking::of(visit, draft, of_documents)?,
        ..Shown::new(&asked.answers, draft, file.entries.len() as u64)
    };
    Ok(Reply::Invalid(draw(visit, &file, record, &shown)))
}

/// The record type in the address, which this person may record in this file.
fn allowed<'b>(
    visit: &Visit<'_>,
    file: &File,
    asked: &Asked,
    book: &'b practice::Book,
) -> Result<&'b RecordType, Stop> {
    let record = book.record(asked.word("kind")?).ok_or(Stop::NotFound)?;
    if !super::choose::is_typed(record) {
        return Err(Stop::NotFound);
    }
    let may = people::may_record(visit, file, record);
    if !may.allowed {
        return Err(Stop::NotAllowed {
            because: may.because,
            glass: None,
        });
    }
    Ok(record)
}

/// What differs from one showing of the form to another.
struct Shown<'s> {
    answers: &'s Answers,
    wrong: &'s [super::answer::Wrong],
    since: &'s [String],
    known_from: Option<&'s str>,
    draft: Id,
    draft_version: u64,
    based_on: u64,
    documents: Asking,
}

impl<'s> Shown<'s> {
    /// These answers, kept as this draft.
    fn new(answers: &'s Answers, draft: Id, based_on: u64) -> Self {
        Self {
            answers,
            wrong: &[],
            since: &[],
            known_from: None,
            draft,
            draft_version: 0,
            based_on,
            documents: Asking::default(),
        }
    }
}

fn draw(visit: &Visit<'_>, file: &File, record: &RecordType, shown: &Shown<'_>) -> Markup {
    let action = format!("/child/{}/record/{}", file.child.subject, record.name);
    page(
        visit,
        file,
        &Drawn {
            record,
            answers: shown.answers,
            wrong: shown.wrong,
            known_from: shown.known_from,
            draft: shown.draft,
            draft_version: shown.draft_version,
            based_on: shown.based_on,
            since: shown.since,
            action: &action,
            title: &record.title,
            before: Markup::default(),
            documents: Some(&shown.documents),
        },
    )
}
