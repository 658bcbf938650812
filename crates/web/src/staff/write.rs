//! Entries into the file of a worker, a team or a child, by the ordinary writer.

use practice::book::RecordType;
use practice::{Fact, Fields, Id, Value, When};
use record::casefile::last_version;
use record::{Body, Draft, kinds};
use store::{Command, StoreError};

use super::last;
use crate::child::File;
use crate::reply::Stop;
use crate::visit::Visit;

/// One entry that is about to be written.
pub(crate) struct Told {
    kind: String,
    version: u32,
    occurred: When,
    fields: Fields,
}

impl Told {
    /// Of a record type of the book: when it happened stands in the field that the book says.
    pub fn new(record: &RecordType, occurred: When) -> Self {
        Self {
            kind: record.name.clone(),
            version: record.version,
            occurred,
            fields: Fields::from([(record.occurred.clone(), Value::text(occurred))]),
        }
    }

    /// Of these answers, among which is when it happened.
    pub fn of(record: &RecordType, occurred: When, fields: Fields) -> Self {
        Self {
            fields,
            ..Self::new(record, occurred)
        }
    }

    /// With a field, where it was said.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl std::fmt::Display) -> Self {
        let value = value.to_string();
        let value = value.trim();
        if !value.is_empty() {
            self.fields.insert(field.to_owned(), Value::text(value));
        }
        self
    }

    /// With an answer of yes or no.
    #[must_use]
    pub fn yes(mut self, field: &str, yes: bool) -> Self {
        self.fields.insert(field.to_owned(), Value::YesNo(yes));
        self
    }
}

/// A record type that this part of the pages needs.
pub(crate) fn record_type<'b>(
    book: &'b practice::Book,
    kind: &str,
) -> Result<&'b RecordType, Stop> {
    book.record(kind)
        .ok_or_else(|| Stop::Broken(format!("the practice book has no record type {kind}")))
}

/// Appends entries to a file, all of them or none. The first has the identifier that its form
/// was given, so that a form which is sent twice is written once.
pub(crate) fn append(
    visit: &mut Visit<'_>,
    owner: Id,
    first: Id,
    told: Vec<Told>,
) -> Result<(), Stop> {
    append_together(visit, first, vec![(owner, told)])
}

/// Appends entries to several files, all of them or none. The first of the last file has the identifier
/// that the form was given.
pub(crate) fn append_together(
    visit: &mut Visit<'_>,
    form: Id,
    of_all: Vec<(Id, Vec<Told>)>,
) -> Result<(), Stop> {
    if of_all.is_empty() {
        return Ok(());
    }
    let mut commands = Vec::with_capacity(of_all.len());
    let files = of_all.len();
    for (place, (owner, told)) in of_all.into_iter().enumerate() {
        let first = if place + 1 == files {
            form
        } else {
            visit.app.new_id()?
        };
        commands.push(command(visit, owner, (form, first), told)?);
    }
    match visit.app.writer.append_together(commands) {
        // The same form, sent before.
        Ok(_) | Err(StoreError::IdTaken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Entries of one file, written in this group, of which the first has this identifier.
fn command(
    visit: &mut Visit<'_>,
    owner: Id,
    (group, first): (Id, Id),
    told: Vec<Told>,
) -> Result<Command, Stop> {
    for one in &told {
        let ends = |field: &str| match one.fields.get(field) {
            Some(Value::Text(text)) => text.parse::<Id>().ok(),
            _ => None,
        };
        match one.kind.as_str() {
            kinds::ROLE_ENDED => last::ended(visit, owner, ends("given"), one.occurred)?,
            kinds::WORKER_LEFT => last::ended(visit, owner, None, one.occurred)?,
            _ => {}
        }
    }
    let version = visit.reader.file(owner)?.len() as u64;
    let organisation = visit.reader.about().organisation;
    let mut drafts = Vec::with_capacity(told.len());
    for (place, one) in told.into_iter().enumerate() {
        drafts.push(Draft {
            id: if place == 0 {
                first
            } else {
                visit.app.new_id()?
            },
            owner,
            refers_to: Vec::new(),
            kind: one.kind,
            kind_version: one.version,
            occurred: one.occurred,
            recorded_by: visit.who.worker,
            organisation,
            corrects: None,
            group,
            body: Body {
                fields: one.fields,
                ..Body::default()
            },
        });
    }
    Ok(Command {
        owner,
        expected_version: version,
        known: None,
        drafts,
    })
}

/// Corrects an entry of a child's file as it was read: these answers take the place of what it says,
/// under this identifier, so that a form which is sent twice corrects it once.
pub(crate) fn correct(
    visit: &mut Visit<'_>,
    file: &File,
    (fact, record): (&Fact, &RecordType),
    (id, fields): (Id, Fields),
) -> Result<(), Stop> {
    let owner = file.child.subject;
    let draft = Draft {
        id,
        owner,
        refers_to: Vec::new(),
        kind: record.name.clone(),
        kind_version: record.version,
        occurred: fact.occurred,
        recorded_by: visit.who.worker,
        organisation: file.child.organisation,
        corrects: Some(last_version(fact)),
        group: id,
        body: Body {
            fields,
            ..Body::default()
        },
    };
    let appended = visit.app.writer.append(Command {
        owner,
        expected_version: file.entries.len() as u64,
        known: None,
        drafts: vec![draft],
    });
    match appended {
        // The same form, sent before.
        Ok(_) | Err(StoreError::IdTaken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
