//! The copy itself: as it was when it was taken, shown to be printed or as a Word document.

use std::collections::BTreeMap;
use std::sync::Arc;

use maud::html;
use practice::book::RecordType;
use practice::{Fact, Id, Value};
use record::account::{Account, Reader, Wanted, account};
use record::may::Action;
use record::{Casefile, kinds};

use super::content::Made;
use super::document::Document;
use super::{print, word};
use crate::child::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// For what a copy is made that the person whose file it is, or their family, will read.
const FOR_THE_PERSON: [&str; 2] = [SUBJECT_ACCESS, "child"];
/// For what one is made that answers their request.
pub(super) const SUBJECT_ACCESS: &str = "subject-access";

/// For whom a copy is that is made for this.
pub(super) fn reader_of(purpose: &str) -> Reader {
    if FOR_THE_PERSON.contains(&purpose) {
        Reader::Person
    } else {
        Reader::Worker
    }
}

/// The record type of a copy, where this person may make one of this file.
pub(super) fn allowed(visit: &Visit<'_>, file: &File) -> Result<RecordType, Stop> {
    let may = visit.may(Action::TakeAway, &file.target, None);
    if !may.allowed {
        return Err(Stop::NotAllowed {
            because: may.because,
            glass: None,
        });
    }
    let record = visit.app.book.record(kinds::TAKEN_AWAY);
    record.cloned().ok_or(Stop::NotFound)
}

/// The page of a copy, or the copy as a Word document.
pub(crate) fn copy(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "copy")?;
    allowed(visit, &file)?;
    let id = asked.id("entry")?;
    let taken = (file.casefile.fact(id))
        .filter(|fact| fact.kind == kinds::TAKEN_AWAY && !fact.withdrawn)
        .ok_or(Stop::NotFound)?;
    let document = made(visit, &file, taken)?;
    if asked.query.one("as") == "word" {
        let content = word::document(&document)
            .map_err(|error| Stop::Broken(format!("a Word document was not made: {error}")))?;
        return Ok(Reply::File {
            kind: word::KIND,
            name: "copy-of-a-file.docx",
            content,
        });
    }
    let address = format!("/child/{}/taken/{id}", file.child.subject);
    let main = html! {
        div class="sightline-not-printed" {
            a href={ "/child/" (file.child.subject) } class="govuk-back-link" { "Back to the file" }
            div class="govuk-inset-text" {
                "Print this page from your browser, or save it as a PDF there. "
                a class="govuk-link" href={ (address) "?as=word" } { "Get it as a Word document" }
            }
        }
        (print::page(&document))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "A copy of a file",
        main,
        ..Content::default()
    })))
}

/// The account that a copy is made of.
pub(super) fn account_for(
    visit: &Visit<'_>,
    file: &File,
    casefile: &Casefile,
    purpose: &str,
    only: Option<Id>,
    names: &BTreeMap<Id, String>,
) -> Account {
    let may_read = |kind: &str| people::may_read_kind(visit, file, kind).allowed;
    account(
        &Wanted {
            book: &visit.app.book,
            reader: reader_of(purpose),
            only,
            as_at: visit.now,
            may_read: &may_read,
            name_of: &|worker| names.get(&worker).cloned(),
        },
        casefile,
    )
}

/// By what names those are known who recorded something in a file, or are named in it.
pub(super) fn names(visit: &mut Visit<'_>, file: &File) -> Result<BTreeMap<Id, String>, Stop> {
    let mut names = BTreeMap::new();
    let recorded = file.entries.iter().map(|entry| entry.header.recorded_by);
    let bodies = file.entries.iter().filter_map(|entry| entry.body.as_ref());
    let told = bodies
        .flat_map(|body| body.fields.values())
        .filter_map(|value| match value {
            Value::Text(text) => text.parse::<Id>().ok(),
            _ => None,
        });
    let all: std::collections::BTreeSet<Id> = recorded.chain(told).collect();
    for id in all {
        if let Some(worker) = visit.reader.worker(id)? {
            names.insert(id, worker.name);
        }
    }
    Ok(names)
}

/// The organisation's name, as its own file begins with it.
fn organisation(visit: &mut Visit<'_>) -> Result<String, Stop> {
    let first = visit.reader.entry(1)?;
    let name = first.and_then(|entry| match entry.body?.fields.get("name") {
        Some(Value::Text(name)) => Some(name.clone()),
        _ => None,
    });
    Ok(name.unwrap_or_default())
}

/// Makes the copy from what stood in the file when it was taken.
fn made(visit: &mut Visit<'_>, file: &File, taken: &Fact) -> Result<Document, Stop> {
    let names = names(visit, file)?;
    let book = Arc::clone(&visit.app.book);
    let at = taken.occurred.start();
    let entry = file.entries.iter().find(|one| one.header.id == taken.id);
    let until = entry.map_or(at, |entry| entry.header.recorded_at);
    let casefile = Casefile::known_at(&file.entries, until);
    let purpose = taken.text("purpose").unwrap_or_default();
    let only = taken.link("entry");
    let shown = people::with_names(visit, &casefile)?;
    let account = account_for(visit, file, &shown, purpose, only, &names);
    let parts = match taken.field("parts") {
        Some(Value::Codes(parts)) => parts.clone(),
        _ => Vec::new(),
    };
    let by = taken.link("worker").and_then(|worker| names.get(&worker));
    Ok(Made {
        book: &book,
        name: &people::child_name(&casefile, &file.child),
        child: &file.child,
        casefile: &casefile,
        entries: &file.entries,
        account: &account,
        parts: &parts,
        withholds: reader_of(purpose) == Reader::Person,
        answers_request: purpose == SUBJECT_ACCESS,
        at,
        by: by.map(String::as_str),
        purpose: &book.say_field(taken, "purpose"),
        example: visit.reader.about().example,
        names: &names,
        layout: taken.text("layout"),
        organisation: &organisation(visit)?,
    }
    .document())
}
