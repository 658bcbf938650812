//! Writing entries into the file of a worker, a team or a child.

use std::sync::Arc;

use anyhow::Context as _;
use practice::{Book, Fields, Id, Value, When};
use record::{Body, Draft};
use store::{Command, Reader, Writer};

use crate::cli::Global;
use crate::edge::NewIds;
use crate::ledger;

/// One entry that is about to be written.
pub struct Told {
    kind: String,
    occurred: When,
    fields: Fields,
}

impl Told {
    /// Of a record type of the book: when it happened stands in the field that the book says.
    pub fn new(book: &Book, kind: &str, occurred: When) -> anyhow::Result<Self> {
        let record = (book.record(kind))
            .with_context(|| format!("the practice book has no record type {kind}"))?;
        let fields = Fields::from([(record.occurred.clone(), Value::text(occurred))]);
        Ok(Self {
            kind: kind.to_owned(),
            occurred,
            fields,
        })
    }

    /// With a field, where it was said.
    #[must_use]
    pub fn with(mut self, field: &str, value: Option<impl std::fmt::Display>) -> Self {
        let value = value.map(|value| value.to_string().trim().to_owned());
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.fields.insert(field.to_owned(), Value::Text(value));
        }
        self
    }
}

/// Writes to a record that is there.
pub struct Files {
    /// Reads it.
    pub reader: Reader,
    writer: Writer,
    ids: NewIds,
}

impl Files {
    /// Opens the record that was named.
    pub fn open(global: &Global, book: &Arc<Book>) -> anyhow::Result<Self> {
        let reader = ledger::read_derived(global, book)?;
        let writer = ledger::write(global, book, "", false)?;
        Ok(Self {
            reader,
            writer,
            ids: NewIds::default(),
        })
    }

    /// A fresh identifier.
    pub fn new_id(&mut self) -> anyhow::Result<Id> {
        Ok(self.ids.next()?)
    }

    /// Appends entries to a file, all of them or none; the identifiers of each.
    pub fn append(&mut self, book: &Book, owner: Id, told: Vec<Told>) -> anyhow::Result<Vec<Id>> {
        let organisation = self.reader.about().organisation;
        let version = self.reader.file(owner)?.len() as u64;
        let group = self.ids.next()?;
        let mut drafts = Vec::with_capacity(told.len());
        for one in told {
            let kind_version = book.record(&one.kind).map_or(1, |record| record.version);
            drafts.push(Draft {
                id: self.ids.next()?,
                owner,
                refers_to: Vec::new(),
                kind: one.kind,
                kind_version,
                occurred: one.occurred,
                recorded_by: organisation,
                organisation,
                corrects: None,
                group,
                body: Body {
                    fields: one.fields,
                    ..Body::default()
                },
            });
        }
        let ids = drafts.iter().map(|draft| draft.id).collect();
        self.writer.append(Command {
            owner,
            expected_version: version,
            known: None,
            drafts,
        })?;
        Ok(ids)
    }
}

/// The day that was said, or today.
pub fn day_or_today(said: Option<jiff::civil::Date>) -> When {
    When::Day(said.unwrap_or_else(|| When::Instant(crate::edge::now()).day()))
}
