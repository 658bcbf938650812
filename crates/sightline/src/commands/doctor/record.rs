//! The record itself: whether it opens, what is derived, and the book in force.

use std::sync::Arc;

use practice::Book;
use store::{Reader, ServerFacts};

use super::{Check, check};
use crate::{in_force, ledger};

/// What there is to say of a record that opens.
pub fn checks(reader: &mut Reader, book: Option<&Arc<Book>>) -> anyhow::Result<Vec<Check>> {
    let mut checks = vec![counted(reader)?];
    if let Some(server) = reader.server()? {
        checks.push(self::server(&server));
    }
    let due = reader.sweep_due()?;
    let says = if due {
        "may still stand in the database's files: close what reads the record, and import or rebuild"
    } else {
        "is gone from the database's files"
    };
    checks.push(check("what was disposed of", !due, says.to_owned()));
    if let Some(book) = book {
        let same = reader.derived_by()? == ledger::projector(book).mark();
        let says = if same {
            "worked out with the practice book in force"
        } else {
            "worked out with another practice book: run `sightline rebuild`"
        };
        checks.push(check("what is derived", same, says.to_owned()));
        checks.push(in_force(reader, &book.hash)?);
    }
    Ok(checks)
}

fn counted(reader: &mut Reader) -> anyhow::Result<Check> {
    let about = reader.about();
    let counts = reader.counts()?;
    let kind = if about.example {
        "an example"
    } else {
        "a real record"
    };
    Ok(check(
        "record",
        true,
        format!(
            "{kind} of organisation {}: {} children, {} entries, {} duties, {} set aside",
            about.organisation, counts.children, counts.entries, counts.duties, counts.set_aside
        ),
    ))
}

/// Which book was taken into force, and whether it is the one that is used.
fn in_force(reader: &mut Reader, hash: &str) -> anyhow::Result<Check> {
    let what = "book in force";
    let Some(kept) = in_force::of(reader)? else {
        let says = "none was taken into force: the program's own is used, or the one that is named";
        return Ok(check(what, true, says.to_owned()));
    };
    let since = kept.since.map(|since| since.day().to_string());
    let named = format!(
        "{}, edition {}, since {}",
        kept.title,
        kept.edition,
        since.unwrap_or_default()
    );
    let same = kept.hash == hash;
    let says = if same {
        named
    } else {
        format!(
            "{named}; another is used: name the one in force, or take this one into force with `sightline practice take-into-force`"
        )
    };
    Ok(check(what, same, says))
}

/// What is kept on a server has to be flushed there before it is answered.
fn server(server: &ServerFacts) -> Check {
    let ServerFacts {
        version,
        schema,
        synchronous_commit,
        ..
    } = server;
    let encrypted = if server.encrypted {
        "encrypted"
    } else {
        "not encrypted"
    };
    let writer = match &server.writer {
        Some(pid) => format!("process {pid} is writing"),
        None => "nobody is writing".to_owned(),
    };
    let flushes = if server.flushes {
        "on"
    } else {
        "off, so that what was kept is lost with the power: set it to on"
    };
    check(
        "server",
        server.flushes,
        format!(
            "PostgreSQL {version}, schema {schema}; the connection is {encrypted}; \
             synchronous_commit is {synchronous_commit}, fsync {flushes}; {writer}"
        ),
    )
}
