//! The book that is in force in a record: read, and written that it is.

use anyhow::bail;
use practice::{Book, When};
use record::in_force::{IN_FORCE, InForce, last};
use record::{Body, Draft};
use store::{Command, Reader, Writer};

use crate::book;
use crate::edge::{self, NewIds};

/// The book, read from the text that the record keeps.
pub fn book(kept: &InForce) -> anyhow::Result<Book> {
    let book = book::made(
        &kept.text,
        "the practice book that is in force in the record",
    )?;
    if book.hash != kept.hash {
        bail!(
            "the text of the practice book in force has the hash {}, and its entry says {}: run `sightline verify`",
            book.hash,
            kept.hash
        );
    }
    Ok(book)
}

/// The book in force; `None` where none was ever taken into force.
pub fn of(reader: &mut Reader) -> anyhow::Result<Option<InForce>> {
    let organisation = reader.about().organisation;
    Ok(last(&reader.file(organisation)?)?)
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
        kind: IN_FORCE.to_owned(),
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
