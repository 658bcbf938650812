//! One child's file, as at a time and as it was known then.

use std::sync::Arc;

use jiff::Timestamp;
use practice::Book;
use record::{Casefile, ChildRow};
use store::Reader;

use crate::cli::Then;
use crate::edge;

/// The times that a question is about.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// As at when.
    pub as_at: Timestamp,
    /// On what was known when; `None` for everything.
    pub known_at: Option<Timestamp>,
}

impl From<Then> for Asked {
    fn from(then: Then) -> Self {
        Self {
            as_at: then.as_at.unwrap_or_else(edge::now),
            known_at: then.known_at,
        }
    }
}

impl Asked {
    /// The book, its calendar as it was known then.
    pub fn book(&self, book: &Arc<Book>) -> Arc<Book> {
        match self.known_at {
            None => Arc::clone(book),
            Some(known_at) => Arc::new(book.as_known_on(practice::When::Instant(known_at).day())),
        }
    }

    /// The same as it is shown: with the names of workers and teams.
    pub fn shown(
        &self,
        book: &Book,
        reader: &mut Reader,
        child: &ChildRow,
    ) -> anyhow::Result<Casefile> {
        let casefile = self.casefile(reader, child)?;
        Ok(record::with_names(book, &casefile, |named| {
            reader.name_of(named)
        })?)
    }

    /// A child's file as it was known then.
    pub fn casefile(&self, reader: &mut Reader, child: &ChildRow) -> anyhow::Result<Casefile> {
        let entries = reader.file(child.subject)?;
        Ok(match self.known_at {
            None => Casefile::fold(&entries),
            Some(known_at) => Casefile::known_at(&entries, known_at),
        })
    }
}
