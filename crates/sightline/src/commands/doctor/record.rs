//! The record itself: whether it opens, what is derived, the book in force, and what was approved to be.

use std::sync::Arc;

use practice::Book;
use record::in_force::Text;
use store::{Reader, ServerFacts};

use super::{Check, check};
use crate::commands::practice::into_force;
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
    checks.extend(approved(reader)?);
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

/// Whether each practice that two people approved can still come into force on its day: the law's book
/// is the program's, and may be another by now than the one on which it was decided.
fn approved(reader: &mut Reader) -> anyhow::Result<Vec<Check>> {
    let organisation = reader.about().organisation;
    let own = reader.file(organisation)?;
    let waiting = record::in_force::approved(&own).into_iter();
    Ok(waiting
        .map(|(from, one)| {
            let named = format!("{}, edition {}, from {from}", one.title, one.edition);
            let passes = into_force::passes(&Text::england(one.overlay));
            let says = match &passes {
                Ok(_) => format!("{named}: it passes"),
                Err(error) => format!(
                    "{named}: it does not pass any more and will not come into force, so that the one before goes on. Bring it anew without the fault, on the page Administer, The practice book. {error:#}"
                ),
            };
            check("approved practice", passes.is_ok(), says)
        })
        .collect())
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

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use practice::When;
    use record::in_force::{APPROVED, BROUGHT, brought_fields, decided_fields};

    use super::*;
    use crate::cli::Cli;
    use crate::commands::practice::into_force::tests::{OWN, append};
    use crate::{book, edge};

    /// What is said of a practice that was approved from tomorrow on, with this text.
    fn said_of(text: &str) -> Vec<Check> {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("record");
        let data = data.to_str().expect("a path in letters");
        let global = Cli::parse_from(["sightline", "--data", data, "doctor"]).global;
        let england = Arc::new(book::england().expect("the book"));
        let writer = ledger::write(&global, &england, "Anytown", true).expect("a record");
        let overlay = vec![("own.toml".to_owned(), text.to_owned())];
        let fields = brought_fields(&england, 1, "Why", &overlay);
        let brought = append(&global, &writer, BROUGHT, fields);
        let tomorrow = When::Instant(edge::now()).day().tomorrow().ok();
        append(
            &global,
            &writer,
            APPROVED,
            decided_fields(brought, tomorrow, ""),
        );
        drop(writer);
        approved(&mut ledger::read(&global).expect("a record")).expect("looked")
    }

    #[test]
    fn a_practice_that_was_approved_and_passes_is_in_order() {
        let said = said_of(OWN);

        assert_eq!(said.len(), 1);
        assert!(said[0].in_order, "{}", said[0].says);
    }

    #[test]
    fn a_practice_that_was_approved_and_passes_no_more_is_told_before_its_day_comes() {
        // Given a clock that a later edition of the law's book does not have any more
        let own = "[local]\ntitle = \"Anytown's own practice\"\nedition = \"1\"\n\n\
             [change.a-clock-that-was]\nowner = \"duty manager\"\n\
             source = { cite = \"Cabinet\" }\n";

        let said = said_of(own);

        assert_eq!(said.len(), 1);
        assert!(!said[0].in_order);
        let says = &said[0].says;
        for words in ["does not pass any more", "a-clock-that-was", "own.toml"] {
            assert!(says.contains(words), "{words:?} in {says}");
        }
    }
}
