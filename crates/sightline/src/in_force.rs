//! The book that is in force in a record: an entry in the organisation's file, with the
//! book's title, edition, hash and whole text. The last such entry says it.
//!
//! The text is kept so that any day's duties can be worked out again as they were, whatever
//! becomes of the folder that it was read from.

use anyhow::{Context as _, anyhow, bail};
use practice::{Book, Fields, Value, When};
use record::{Body, Draft, Entry};
use serde_json::json;
use store::{Command, Reader, Writer};

use crate::book::{self, Text};
use crate::edge::{self, NewIds};

/// The kind of the entry.
const KIND: &str = "practice-book-in-force";

/// A book that is in force.
#[derive(Clone, Debug)]
pub struct InForce {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// The hash of its text.
    pub hash: String,
    /// Since when; `None` for one that is about to be.
    pub since: Option<When>,
    text: Text,
}

impl InForce {
    /// This book, of this text.
    pub fn new(book: &Book, text: Text) -> Self {
        Self {
            title: book.title.clone(),
            edition: book.edition.clone(),
            hash: book.hash.clone(),
            since: None,
            text,
        }
    }

    /// The book, read from the text that the record keeps.
    pub fn book(&self) -> anyhow::Result<Book> {
        let book = book::made(
            &self.text,
            "the practice book that is in force in the record",
        )?;
        if book.hash != self.hash {
            bail!(
                "the text of the practice book in force has the hash {}, and its entry says {}: run `sightline verify`",
                book.hash,
                self.hash
            );
        }
        Ok(book)
    }

    fn read(entry: &Entry) -> anyhow::Result<Self> {
        let lacks = || {
            anyhow!(
                "the entry {} of the book in force cannot be read: run `sightline verify`",
                entry.position
            )
        };
        let body = entry.body.as_ref().ok_or_else(lacks)?;
        let field = |name: &str| match body.fields.get(name) {
            Some(Value::Text(text)) => Ok(text.clone()),
            _ => Err(lacks()),
        };
        let files = |name| -> anyhow::Result<book::Files> {
            serde_json::from_str(&field(name)?).with_context(lacks)
        };
        Ok(Self {
            title: field("title")?,
            edition: field("edition")?,
            hash: field("hash")?,
            since: Some(entry.header.occurred),
            text: Text {
                book: files("book")?,
                overlay: files("overlay")?,
            },
        })
    }

    fn fields(&self) -> Fields {
        let files = |files: &book::Files| Value::Text(json!(files).to_string());
        Fields::from([
            ("title".to_owned(), Value::text(&self.title)),
            ("edition".to_owned(), Value::text(&self.edition)),
            ("hash".to_owned(), Value::text(&self.hash)),
            ("book".to_owned(), files(&self.text.book)),
            ("overlay".to_owned(), files(&self.text.overlay)),
        ])
    }
}

/// The book in force; `None` where none was ever taken into force.
pub fn of(reader: &mut Reader) -> anyhow::Result<Option<InForce>> {
    let organisation = reader.about().organisation;
    let file = reader.file(organisation)?;
    let last = file.iter().rfind(|entry| entry.header.kind == KIND);
    last.map(InForce::read).transpose()
}

/// Writes that a book is in force from now on.
pub fn take(reader: &mut Reader, writer: &Writer, now: &InForce) -> anyhow::Result<()> {
    let organisation = reader.about().organisation;
    let version = reader.file(organisation)?.len() as u64;
    let mut ids = NewIds::default();
    let entry = Draft {
        id: ids.next()?,
        owner: organisation,
        refers_to: Vec::new(),
        kind: KIND.to_owned(),
        kind_version: 1,
        occurred: When::Instant(edge::now()),
        recorded_by: organisation,
        organisation,
        corrects: None,
        group: ids.next()?,
        body: Body {
            fields: now.fields(),
            ..Body::default()
        },
    };
    writer.append(Command {
        owner: organisation,
        expected_version: version,
        known: None,
        drafts: vec![entry],
    })?;
    Ok(())
}
