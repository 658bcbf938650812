//! A new record: its form, drawn from the book, and what is done with it.

use maud::Markup;
use practice::Id;
use practice::book::RecordType;
use practice::expr::FieldType;
use record::drawn::Owing;

use super::answer::{id, in_order, occurred, read};
use super::form::{Drawn, page};
use super::group::{alone, can_be_for_several};
use super::keep::{Each, Written, keep, keep_together};
use super::kin;
use super::known::known;
use super::several::{Several, since as since_in};
use super::since::{Since, once_more_where_met, since};
use crate::answers::Answers;
use crate::child::{File, open};
use crate::documents::{Asking, bring, take_off};
use crate::edge::Asked;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::{overseeing, staff};

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
        let mut answers = Answers(kept.fields);
        let several = Several::of(visit, &file, record, &answers)?;
        if several.is_none() {
            answers = alone(&answers, file.child.subject);
        }
        let documents = Asking::of(visit, kept.id, Vec::new())?;
        let lost = several.as_ref().map(Several::lost).unwrap_or_default();
        let shown = Shown {
            documents,
            draft_version: kept.version,
            wrong: &lost,
            several: several.as_ref(),
            ..Shown::new(&answers, kept.id, kept.based_on)
        };
        draw(visit, &file, record, &shown)
    } else {
        let mut known = known(
            &book,
            record,
            &people::readable(visit, &file, &file.casefile),
            visit.now,
        );
        about(visit, &file, record, asked, &mut known.answers);
        drawn(visit, &file, record, &mut known.answers)?;
        let shown = Shown {
            known_from: known.from.as_deref(),
            ..Shown::new(&known.answers, visit.app.new_id()?, version)
        };
        draw(visit, &file, record, &shown)
    };
    Ok(Reply::Page(page))
}

/// Fills in what the book has drawn from the file.
fn drawn(
    visit: &mut Visit<'_>,
    file: &File,
    record: &RecordType,
    answers: &mut Answers,
) -> Result<(), Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    if !book.drawn.contains_key(&record.name) {
        return Ok(());
    }
    let now = visit.now;
    let owed = visit.reader.owed_of(&[file.child.subject], now)?;
    let owed: Vec<Owing> = owed.iter().map(|row| Owing::of(row, now)).collect();
    let readable = people::readable(visit, file, &file.shown);
    for (field, words) in record::drawn::of(&book, &record.name, &readable, &owed, now) {
        answers.0.insert(id(&field), vec![words]);
    }
    Ok(())
}

/// Fills in which record a new one is about, where the address says so.
fn about(
    visit: &Visit<'_>,
    file: &File,
    record: &RecordType,
    asked: &Asked,
    answers: &mut Answers,
) {
    let chosen = asked.query.one("about").parse().ok();
    let Some(fact) = chosen.and_then(|chosen| file.casefile.fact(chosen)) else {
        return;
    };
    if !people::may_read_kind(visit, file, &fact.kind).allowed {
        return;
    }
    for (name, field) in in_order(record) {
        if matches!(&field.kind, FieldType::Link(to) if to == FieldType::ANY || *to == fact.kind) {
            answers.0.insert(id(name), vec![fact.id.to_string()]);
        }
    }
}

/// Records it, or says what is wrong. Where somebody recorded something in the moment between,
/// it is read again and shown.
pub(crate) fn take_new(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    once_more_where_met(visit, asked, take_once)
}

fn take_once(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
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
    if let Some(several) = Several::of(visit, &file, record, &asked.answers)? {
        return take_several(visit, asked, &file, (record, draft), &several, documents);
    }
    let answers = alone(&asked.answers, file.child.subject);
    let (fields, wrong) = read(
        &book,
        record,
        &answers,
        &people::readable(visit, &file, &file.casefile),
        visit.now,
    );
    let since = since(visit, &file, asked)?;
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
                ..Shown::new(&answers, draft, file.entries.len() as u64)
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

/// Records it for several children at once, or says what is wrong with it, and for whom.
fn take_several(
    visit: &mut Visit<'_>,
    asked: &Asked,
    file: &File,
    (record, draft): (&RecordType, Id),
    several: &Several,
    documents: Asking,
) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut wrong = several.lost();
    let mut since = since(visit, file, asked)?;
    let mut of_each = Vec::new();
    for child in several.children(file) {
        let (fields, found) = read(
            &book,
            record,
            &several.answers_of(record, &asked.answers, child),
            &people::readable(visit, child, &child.casefile),
            visit.now,
        );
        several.add_wrong(&mut wrong, found, child, of_each.is_empty());
        if child.child.subject != file.child.subject {
            since.extend(since_in(visit, &asked.answers, child)?);
        }
        let occurred = occurred(record, &fields);
        of_each.push((child, fields, occurred));
    }
    let whole: Option<Vec<_>> = (of_each.into_iter())
        .map(|(file, fields, occurred)| {
            Some(Each {
                file,
                fields,
                occurred: occurred?,
                corrects: None,
            })
        })
        .collect();
    let all_right = wrong.is_empty() && documents.wrong.is_empty();
    let (Some(whole), true, true) = (whole, all_right, since.is_empty()) else {
        let shown = Shown {
            wrong: &wrong,
            since: &since,
            draft_version: asked.answers.one("draft-version").parse().unwrap_or(0),
            several: Some(several),
            documents,
            ..Shown::new(&asked.answers, draft, file.entries.len() as u64)
        };
        return Ok(Reply::Invalid(draw(visit, file, record, &shown)));
    };
    let id = keep_together(visit, record, whole, draft)?;
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
    let several = Several::of(visit, &file, record, &asked.answers)?;
    let shown = Shown {
        documents: Asking::of(visit, draft, of_documents)?,
        several: several.as_ref(),
        ..Shown::new(&asked.answers, draft, file.entries.len() as u64)
    };
    Ok(Reply::Invalid(draw(visit, &file, record, &shown)))
}

/// The record type in the address, which this person may record in this file.
pub(super) fn allowed<'b>(
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
    match own_page(&record.name) {
        Some(page) => Err(Stop::Moved(format!("/child/{}/{page}", file.child.subject))),
        None => Ok(record),
    }
}

/// The page on which a record type is asked for where that has one of its own, with more about it
/// than its questions.
fn own_page(kind: &str) -> Option<&'static str> {
    match kind {
        staff::ALLOCATED => Some("workers/add?as=social-worker-allocated"),
        staff::INVOLVED => Some("workers/add?as=involvement-started"),
        overseeing::DECISION => Some("decision"),
        overseeing::SUPERVISION => Some("supervision"),
        _ => None,
    }
}

/// What differs from one showing of the form to another.
struct Shown<'s> {
    answers: &'s Answers,
    wrong: &'s [super::answer::Wrong],
    since: &'s [Since],
    known_from: Option<&'s str>,
    draft: Id,
    draft_version: u64,
    based_on: u64,
    several: Option<&'s Several>,
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
            several: None,
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
            several: shown.several,
            can_be_for_others: can_be_for_several(record) && kin::may_have(visit, file),
            action: &action,
            title: &record.title,
            before: Markup::default(),
            documents: Some(&shown.documents),
        },
    )
}
