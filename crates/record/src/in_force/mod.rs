//! Which practice book is in force, and which was brought to be: entries in the organisation's
//! own file, with the book's title, edition, hash and text. The last of those that take one
//! into force says which it is.
//!
//! The text is kept so that any day's duties can be worked out again as they were, whatever
//! becomes of the folder that it was read from.
//!
//! A practice that somebody **brings** is an authority's own folder, to be laid over the book. It
//! comes into force from a day on, when somebody else has said so ([`Decided`]).

mod brought;

use practice::book::{ENGLAND, Problems};
use practice::{Book, Fields, Id, Value, When};
use serde_json::json;

pub use self::brought::{
    Brought, Decided, approved, brought, brought_fields, decided_fields, due, next,
};
use crate::entry::Entry;

/// That a book is in force.
pub const IN_FORCE: &str = "practice-book-in-force";
/// That somebody brought an authority's own practice, to be taken into force.
pub const BROUGHT: &str = "practice-brought";
/// That somebody else decided that it comes into force, from a day on.
pub const APPROVED: &str = "practice-approved";
/// That it does not.
pub const REFUSED: &str = "practice-refused";

/// The text of files: name and text of each.
pub type Files = Vec<(String, String)>;

/// The text of a book, and of what is laid over it: none where there are no files of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The files of the book, in order.
    pub book: Files,
    /// The files of the overlay, in order.
    pub overlay: Files,
}

impl Text {
    /// England's book, with this laid over it.
    pub fn england(overlay: Files) -> Self {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Self {
            book: ENGLAND.iter().map(own).collect(),
            overlay,
        }
    }

    /// Reads and checks the book.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in it, with file and line.
    pub fn read(&self) -> Result<Book, Problems> {
        Book::read_under(borrowed(&self.book), borrowed(&self.overlay))
    }
}

fn borrowed(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    (files.iter()).map(|(name, text)| (name.as_str(), text.as_str()))
}

/// A book that is in force, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The entry that says so; `None` for one that is about to be.
    pub entry: Option<Id>,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// The hash of its text.
    pub hash: String,
    /// Since when; `None` for one that is about to be.
    pub since: Option<When>,
    /// The practice that was brought and decided on, where it is that.
    pub brought: Option<Id>,
    /// Its text.
    pub text: Text,
}

/// An entry of a book cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the entry {position} of the book in force cannot be read: run `sightline verify`")]
pub struct NotReadable {
    /// Its position in the ledger.
    pub position: u64,
}

impl InForce {
    /// This book, of this text.
    pub fn new(book: &Book, text: Text, brought: Option<Id>) -> Self {
        Self {
            entry: None,
            title: book.title.clone(),
            edition: book.edition.clone(),
            hash: book.hash.clone(),
            since: None,
            brought,
            text,
        }
    }

    /// The fields of the entry that says so.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::from([
            ("title".to_owned(), Value::text(&self.title)),
            ("edition".to_owned(), Value::text(&self.edition)),
            ("hash".to_owned(), Value::text(&self.hash)),
            ("book".to_owned(), as_value(&self.text.book)),
            ("overlay".to_owned(), as_value(&self.text.overlay)),
        ]);
        if let Some(brought) = self.brought {
            fields.insert("brought".to_owned(), Value::text(brought));
        }
        fields
    }

    fn of(entry: &Entry) -> Result<Self, NotReadable> {
        let lacks = NotReadable {
            position: entry.position,
        };
        let read = || {
            Some(Self {
                entry: Some(entry.header.id),
                title: text(entry, "title")?,
                edition: text(entry, "edition")?,
                hash: text(entry, "hash")?,
                since: Some(entry.header.occurred),
                brought: id(entry, "brought"),
                text: Text {
                    book: files(entry, "book")?,
                    overlay: files(entry, "overlay")?,
                },
            })
        };
        read().ok_or(lacks)
    }
}

/// The book in force, by the organisation's own file; `None` where none was ever taken into
/// force.
///
/// # Errors
///
/// The entry cannot be read.
pub fn last(file: &[Entry]) -> Result<Option<InForce>, NotReadable> {
    let last = file.iter().rfind(|entry| entry.header.kind == IN_FORCE);
    last.map(InForce::of).transpose()
}

/// Every book that was ever in force, the last first.
///
/// # Errors
///
/// An entry cannot be read.
pub fn all(file: &[Entry]) -> Result<Vec<InForce>, NotReadable> {
    let all = file.iter().rev();
    let all = all.filter(|entry| entry.header.kind == IN_FORCE);
    all.map(InForce::of).collect()
}

fn as_value(files: &Files) -> Value {
    Value::Text(json!(files).to_string())
}

fn text(entry: &Entry, field: &str) -> Option<String> {
    match entry.body.as_ref()?.fields.get(field) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

fn id(entry: &Entry, field: &str) -> Option<Id> {
    text(entry, field)?.parse().ok()
}

fn files(entry: &Entry, field: &str) -> Option<Files> {
    serde_json::from_str(&text(entry, field)?).ok()
}
