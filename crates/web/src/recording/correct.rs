//! Correcting an entry: the same form, filled in with what it says; what it said before
//! stays beside it.

use practice::book::RecordType;
use practice::{Book, Fact};
use record::casefile::last_version;
use record::may::Action;

use super::answer::{Wrong, occurred, read};
use super::form::{Drawn, page};
use super::keep::{Written, keep};
use super::known::typed;
use super::since::{BASED_ON, Since, once_more_where_met, since, with_theirs};
use crate::answers::Answers;
use crate::child::{File, open};
use crate::edge::Asked;
use crate::people::readable;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(crate) fn correct(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (fact, record) = found(visit, &file, asked, &book, Action::Correct)?;
    let answers = typed(record, &fact.fields);
    let draft = visit.app.new_id()?;
    Ok(Reply::Page(draw(
        visit,
        &file,
        (fact, record),
        &answers,
        &[],
        &[],
        draft,
    )))
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
        let page = draw(
            visit,
            &file,
            (fact, record),
            &answers,
            &wrong,
            &since,
            draft,
        );
        return Ok(Reply::Invalid(page));
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

fn draw(
    visit: &Visit<'_>,
    file: &File,
    (fact, record): (&Fact, &RecordType),
    answers: &Answers,
    wrong: &[Wrong],
    since: &[Since],
    draft: practice::Id,
) -> maud::Markup {
    let action = format!("/child/{}/entry/{}/correct", file.child.subject, fact.id);
    let title = format!("Correct: {}", record.title);
    page(
        visit,
        file,
        &Drawn {
            record,
            answers,
            wrong,
            known_from: None,
            draft,
            draft_version: 0,
            based_on: file.entries.len() as u64,
            since,
            several: None,
            can_be_for_others: false,
            action: &action,
            title: &title,
            before: crate::deciding::notice_of_correction(visit, file, fact),
            documents: None,
        },
    )
}
