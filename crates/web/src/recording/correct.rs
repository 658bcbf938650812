//! Correcting an entry: the same form, filled in with what it says; what it said before
//! stays beside it.

use practice::book::RecordType;
use practice::{Book, Fact};
use record::casefile::last_version;
use record::may::Action;
use store::KeptDraft;

use super::answer::{Wrong, occurred, read};
use super::correct_all::{self, is_for_all};
use super::correct_form::{Shown, draw};
use super::group::{Group, alone};
use super::keep::{Written, keep};
use super::known::typed;
use super::since::{BASED_ON, once_more_where_met, since, with_theirs};
use crate::answers::Answers;
use crate::child::{File, open};
use crate::edge::Asked;
use crate::people::readable;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form, with a draft of it where the address names one.
pub(crate) fn correct(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (fact, record) = told(visit, &file, asked, &book, Action::Correct)?;
    let kept = match asked.query.one("draft").parse() {
        Ok(draft) => visit.reader.draft(draft)?,
        Err(_) => None,
    };
    let own = |kept: &KeptDraft| kept.worker == visit.who.worker && kept.corrects == Some(fact.id);
    match kept.filter(own) {
        Some(kept) if !fact.withdrawn && is_for_several(record, &kept) => {
            correct_all::show_draft(visit, &file, (fact, record), &kept)
        }
        Some(kept) => {
            // What was typed is shown also where there is nothing left to be corrected.
            let answers = alone(&Answers(kept.fields.clone()), file.child.subject);
            let wrong: Vec<Wrong> = fact.withdrawn.then(withdrawn).into_iter().collect();
            let shown = Shown {
                wrong: &wrong,
                ..Shown::kept(&kept, &answers)
            };
            Ok(Reply::Page(draw(visit, &file, (fact, record), &shown)))
        }
        None if fact.withdrawn => Err(Stop::NotFound),
        None if is_for_all(&asked.query) => correct_all::show(visit, &file, (fact, record)),
        None => {
            let answers = typed(record, &fact.fields);
            let shown = Shown::new(&file, visit.app.new_id()?, &answers);
            Ok(Reply::Page(draw(visit, &file, (fact, record), &shown)))
        }
    }
}

/// Whether a draft corrects what was recorded for several children in all their files.
fn is_for_several(record: &RecordType, kept: &KeptDraft) -> bool {
    !Group::of(record, &Answers(kept.fields.clone())).is_nobody_else()
}

/// Records the correction, or says what is wrong. What somebody else recorded meanwhile is
/// shown with what was typed.
pub(crate) fn take_correction(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    once_more_where_met(visit, asked, take_once)
}

fn take_once(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (fact, record) = told(visit, &file, asked, &book, Action::Correct)?;
    let draft = asked
        .answers
        .one("draft")
        .parse()
        .map_err(|_| Stop::Stale)?;
    if is_for_all(&asked.answers) && !fact.withdrawn {
        return correct_all::take(visit, asked, &file, (fact, record), draft);
    }
    let since = since(visit, &file, asked)?;
    let answers = with_theirs(
        &book,
        &file,
        fact,
        &asked.answers,
        asked.answers.one(BASED_ON),
    );
    let (mut fields, mut wrong) = read(
        &book,
        record,
        &answers,
        &readable(visit, &file, &file.casefile),
        visit.now,
    );
    // What no question asks for stays as it was.
    for (name, value) in &fact.fields {
        if !record.fields.contains_key(name) {
            fields.insert(name.clone(), value.clone());
        }
    }
    if fact.withdrawn {
        wrong.insert(0, withdrawn());
    }
    let occurred = occurred(record, &fields);
    let (Some(occurred), true, true) = (occurred, wrong.is_empty(), since.is_empty()) else {
        let shown = Shown {
            wrong: &wrong,
            since: &since,
            ..Shown::new(&file, draft, &answers)
        };
        return Ok(Reply::Invalid(draw(visit, &file, (fact, record), &shown)));
    };
    let back = format!("/child/{}/entry/{}", file.child.subject, fact.id);
    if fields == fact.fields {
        return Ok(Reply::Go(back));
    }
    let corrects = Some(last_version(fact));
    keep(
        visit,
        &file,
        Written {
            record,
            fields,
            occurred,
            corrects,
            withdrawn: None,
            draft: Some(draft),
        },
    )?;
    Ok(Reply::Go(back))
}

/// That it was withdrawn while somebody corrected it: what they typed is still shown.
fn withdrawn() -> Wrong {
    let says = "This was withdrawn while you were writing, so it cannot be corrected. Keep what you need of what you typed, and record it anew";
    Wrong {
        field: String::new(),
        id: "main-content".to_owned(),
        says: says.to_owned(),
    }
}

/// The fact in the address, as it stands, and its record type, which this person may change
/// so.
pub(super) fn found<'f>(
    visit: &Visit<'_>,
    file: &'f File,
    asked: &Asked,
    book: &'f Book,
    action: Action,
) -> Result<(&'f Fact, &'f RecordType), Stop> {
    let found = told(visit, file, asked, book, action)?;
    if found.0.withdrawn {
        return Err(Stop::NotFound);
    }
    Ok(found)
}

/// The same, also of what was withdrawn.
pub(super) fn told<'f>(
    visit: &Visit<'_>,
    file: &'f File,
    asked: &Asked,
    book: &'f Book,
    action: Action,
) -> Result<(&'f Fact, &'f RecordType), Stop> {
    let id = asked.id("entry")?;
    let fact = file.casefile.fact(id).ok_or(Stop::NotFound)?;
    let record = book.record(&fact.kind).ok_or(Stop::NotFound)?;
    if !super::choose::is_typed(record) {
        return Err(Stop::NotFound);
    }
    let may = visit.may(action, &file.target, Some(record));
    if !may.allowed {
        return Err(Stop::NotAllowed {
            because: may.because,
            glass: None,
        });
    }
    Ok((fact, record))
}
