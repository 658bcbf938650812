//! Writing: what people record is gathered in the course of a day and handed to the one
//! writer of the ledger, each file's as one command decided on the version that is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use practice::{Book, Fields, Id, Value, When};
use record::{Body, Draft};
use store::{Command, Writer};

use crate::chance::Chance;
use crate::fault::Fault;
use crate::told::Told;

/// How many entries of files that somebody works with are kept at hand, in all of them; what
/// is more is read again when it is written in. With an authority of ten years the program comes to
/// 3.7 GB.
const KEPT: usize = 2_000_000;

/// A file that is written in.
#[derive(Clone, Debug)]
pub struct File {
    /// Whose it is.
    pub id: Id,
    /// How many entries it has, with those in hand.
    pub version: u64,
    /// The whole of it as it was last written, while somebody works with it, so that it need
    /// not be read again; otherwise nothing.
    pub known: Vec<record::Entry>,
}

impl File {
    /// One that has nothing in it yet.
    pub const fn new(id: Id) -> Self {
        Self {
            id,
            version: 0,
            known: Vec::new(),
        }
    }
}

/// Writes in the ledger.
pub struct Pen {
    book: Arc<Book>,
    organisation: Id,
    writer: Writer,
    /// The commands in hand, in the order in which their files were first written in.
    hand: Vec<Command>,
    /// Where the command of a file is among them.
    places: BTreeMap<Id, usize>,
    written: u64,
    files: u64,
    /// How many entries are kept at hand.
    kept: usize,
}

impl Pen {
    /// With the writer of a ledger of this organisation.
    pub fn new(book: Arc<Book>, organisation: Id, writer: Writer) -> Self {
        Self {
            book,
            organisation,
            writer,
            hand: Vec::new(),
            places: BTreeMap::new(),
            written: 0,
            files: 0,
            kept: 0,
        }
    }

    /// The book by which it writes.
    pub const fn book(&self) -> &Arc<Book> {
        &self.book
    }

    /// The organisation whose record it is.
    pub const fn organisation(&self) -> Id {
        self.organisation
    }

    /// How many entries were written.
    pub const fn written(&self) -> u64 {
        self.written
    }

    /// How many files were begun.
    pub const fn files(&self) -> u64 {
        self.files
    }

    /// Keeps a file at hand as it was written, where there is room.
    pub fn keep(&mut self, file: &mut File, entries: Vec<record::Entry>) {
        self.kept = self.kept.saturating_sub(file.known.len());
        file.known = entries;
        if self.kept + file.known.len() > KEPT {
            file.known = Vec::new();
        }
        self.kept += file.known.len();
    }

    /// Takes an entry in hand that somebody records; its identifier.
    pub fn write(
        &mut self,
        file: &mut File,
        by: Id,
        chance: &mut Chance,
        told: Told,
    ) -> Result<Id, Fault> {
        let mut told = told;
        let (kind_version, kind) = {
            let record = told.fit(&self.book)?;
            (record.version, record.name.clone())
        };
        let Told {
            occurred,
            fields,
            corrects,
            ..
        } = told;
        let entry = Entry {
            kind,
            kind_version,
            occurred,
            fields,
            corrects,
        };
        Ok(self.take(file, by, chance, entry))
    }

    /// Takes in hand what the book has written when something is authorised; its identifier.
    pub fn write_for_the_book(
        &mut self,
        file: &mut File,
        by: Id,
        chance: &mut Chance,
        (kind, fields): (&str, Fields),
        day: jiff::civil::Date,
    ) -> Result<Id, Fault> {
        let record = self.book.record(kind).ok_or_else(|| Fault::NotInTheBook {
            what: "record type",
            name: kind.to_owned(),
        })?;
        let mut fields = fields;
        fields.insert(record.occurred.clone(), Value::text(day));
        let entry = Entry {
            kind: record.name.clone(),
            kind_version: record.version,
            occurred: When::Day(day),
            fields,
            corrects: None,
        };
        Ok(self.take(file, by, chance, entry))
    }

    /// Writes in the organisation's own file, whose first entry opened the ledger, how the
    /// example was made.
    pub fn write_how_made(
        &mut self,
        kind: &str,
        fields: Fields,
        day: jiff::civil::Date,
        chance: &mut Chance,
    ) -> Result<(), Fault> {
        let mut file = File {
            id: self.organisation,
            version: 1,
            known: Vec::new(),
        };
        let entry = Entry {
            kind: kind.to_owned(),
            kind_version: 1,
            occurred: When::Day(day),
            fields,
            corrects: None,
        };
        self.take(&mut file, self.organisation, chance, entry);
        self.hand_over().map(|_| ())
    }

    fn take(&mut self, file: &mut File, by: Id, chance: &mut Chance, entry: Entry) -> Id {
        let id = chance.id();
        let draft = Draft {
            id,
            owner: file.id,
            refers_to: Vec::new(),
            kind: entry.kind,
            kind_version: entry.kind_version,
            occurred: entry.occurred,
            recorded_by: by,
            organisation: self.organisation,
            corrects: entry.corrects,
            group: id,
            body: Body {
                fields: entry.fields,
                ..Body::default()
            },
        };
        // What is handed over comes back with the day's entries.
        self.kept = self.kept.saturating_sub(file.known.len());
        let place = *self.places.entry(file.id).or_insert(self.hand.len());
        let known = std::mem::take(&mut file.known);
        match self.hand.get_mut(place) {
            Some(command) => command.drafts.push(draft),
            None => self.hand.push(Command {
                owner: file.id,
                expected_version: file.version,
                known: Some(known).filter(|known| !known.is_empty()),
                drafts: vec![draft],
            }),
        }
        if file.version == 0 {
            self.files += 1;
        }
        file.version += 1;
        self.written += 1;
        id
    }

    /// Hands everything in hand to the ledger, and waits until it is durable; whether there
    /// was anything.
    pub fn hand_over(&mut self) -> Result<bool, Fault> {
        if self.hand.is_empty() {
            return Ok(false);
        }
        self.places.clear();
        let hand = std::mem::take(&mut self.hand);
        let tickets: Vec<_> = (hand.into_iter())
            .map(|command| self.writer.submit(command))
            .collect();
        for ticket in tickets {
            ticket.wait()?;
        }
        Ok(true)
    }
}

/// What is written of an entry.
struct Entry {
    kind: String,
    kind_version: u32,
    occurred: When,
    fields: Fields,
    corrects: Option<Id>,
}
