//! `practice take-into-force`: the record keeps which book it is worked out by, and its text.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use practice::{Book, Id, When, example};
use record::in_force::{InForce, Text};
use serde_json::json;

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show::{self, progress};
use crate::{book, edge, in_force, ledger};

/// What was named is taken into force; where nothing was, what is in force is taken anew with the
/// program's own edition of the law.
pub fn run(global: &Global) -> anyhow::Result<Outcome> {
    let text = book::text_of_record(global)?;
    let taken = take(global, text, None)?;
    told(global, &taken.book, taken.is_new)
}

/// Takes what was brought, decided on and is due into force, where there is such a practice and
/// no other book was named; in words what was done.
///
/// # Errors
///
/// The practice does not pass any more, or the record cannot be written.
pub fn take_due(global: &Global) -> anyhow::Result<Option<String>> {
    if book::is_named(global) || !ledger::store(global)?.exists()? {
        return Ok(None);
    }
    let mut reader = ledger::read(global)?;
    let own = reader.file(reader.about().organisation)?;
    let today = When::Instant(edge::now()).day();
    let Some(due) = record::in_force::due(&own, today) else {
        return Ok(None);
    };
    drop(reader);
    let text = Text::england(due.overlay);
    let taken = take(global, text, Some(due.entry))
        .with_context(|| format!("{}, edition {}", due.title, due.edition))?;
    Ok(Some(format!(
        "{}, edition {}, is in force from now on",
        taken.book.title, taken.book.edition
    )))
}

/// A book that was taken into force, and whether it was not before.
struct Taken {
    book: Arc<Book>,
    is_new: bool,
}

/// A book whose examples do not come out is refused. Taken in again, it changes nothing.
fn take(global: &Global, text: Text, brought: Option<Id>) -> anyhow::Result<Taken> {
    let book = book::made(&text, "the practice book")?;
    let (_, differ) = example::run(&book);
    if let Some(first) = differ.first() {
        bail!(
            "its worked examples do not come out, so the book is not taken into force: {first} ({} in all: `sightline practice check` names them)",
            differ.len()
        );
    }
    super::policies(&book)?;
    let book = Arc::new(book);
    let mut reader = ledger::read(global)?;
    let mark = ledger::projector(&book).mark();
    let before = in_force::of(&mut reader)?;
    let derived = reader.derived_by()? == mark;
    let same = before.is_some_and(|before| {
        before.hash == book.hash && (brought.is_none() || before.brought == brought)
    });
    if derived && same {
        return Ok(Taken {
            book,
            is_new: false,
        });
    }
    if !derived {
        // First what is derived, then the entry: stopped between the two, doing it again
        // finishes it.
        let bar = progress::counting("entries folded");
        let rebuilt =
            ledger::store(global)?.rebuild(&ledger::projector(&book), |done, of| bar.at(done, of));
        bar.done();
        rebuilt?;
    }
    let writer = ledger::write(global, &book, "", false)?;
    in_force::take(&mut reader, &writer, &InForce::new(&book, text, brought))?;
    Ok(Taken { book, is_new: true })
}

fn told(global: &Global, book: &Book, taken: bool) -> anyhow::Result<Outcome> {
    if global.format == Format::Json {
        show::json(&json!({
            "title": book.title, "edition": book.edition, "hash": book.hash, "taken": taken,
        }))?;
    } else {
        let already = if taken { "is" } else { "was already" };
        show::lines([format!(
            "{}, edition {}, {already} in force. Hash: {}",
            book.title, book.edition, book.hash
        )])?;
    }
    Ok(Outcome::Holds)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use record::in_force::{APPROVED, BROUGHT, brought_fields, decided_fields};
    use record::{Body, Draft};
    use store::{Command, Writer};

    use super::*;
    use crate::cli::Cli;
    use crate::edge::NewIds;

    const OWN: &str = "[local]\ntitle = \"Anytown's own practice\"\nedition = \"1\"\n\n\
         [closures.england-and-wales]\nsource = \"Cabinet\"\n\
         [closures.england-and-wales.days]\n2026-12-29 = \"Offices closed\"\n";

    fn append(global: &Global, writer: &Writer, kind: &str, fields: practice::Fields) -> Id {
        let mut reader = ledger::read(global).expect("a record");
        let organisation = reader.about().organisation;
        let mut ids = NewIds::default();
        let id = ids.next().expect("an id");
        let draft = Draft {
            id,
            owner: organisation,
            refers_to: Vec::new(),
            kind: kind.to_owned(),
            kind_version: 1,
            occurred: When::Instant(edge::now()),
            recorded_by: ids.next().expect("an id"),
            organisation,
            corrects: None,
            group: id,
            body: Body {
                fields,
                ..Body::default()
            },
        };
        let version = reader.file(organisation).expect("a file").len() as u64;
        writer
            .append(Command {
                owner: organisation,
                expected_version: version,
                known: None,
                drafts: vec![draft],
            })
            .expect("appended");
        id
    }

    #[test]
    fn a_practice_that_was_decided_on_comes_into_force_on_its_day_and_every_command_goes_by_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("record");
        let data = data.to_str().expect("a path in letters");
        let cli = Cli::parse_from(["sightline", "--data", data, "rebuild"]);
        let global = &cli.global;
        let overlay = vec![("own.toml".to_owned(), OWN.to_owned())];
        let book = Text::england(overlay.clone()).read().expect("it passes");
        let today = When::Instant(edge::now()).day();
        let tomorrow = today.tomorrow().expect("a day");

        // Given a practice that comes into force tomorrow: today nothing happens.
        let england = Arc::new(book::england().expect("the book"));
        let writer = ledger::write(global, &england, "Anytown", true).expect("a record");
        let brought = append(
            global,
            &writer,
            BROUGHT,
            brought_fields(&book, 1, "Why", &overlay),
        );
        append(
            global,
            &writer,
            APPROVED,
            decided_fields(brought, Some(tomorrow), ""),
        );
        drop(writer);
        assert_eq!(take_due(global).expect("looked"), None);
        assert_eq!(book::of_record(global).expect("a book").hash, england.hash);

        // When it is decided that it comes today, it is taken; and not a second time.
        let writer = ledger::write(global, &england, "", true).expect("a record");
        append(
            global,
            &writer,
            APPROVED,
            decided_fields(brought, Some(today), ""),
        );
        drop(writer);
        let says = take_due(global).expect("taken").expect("it was due");
        assert!(says.contains("Anytown's own practice"), "{says}");
        assert_eq!(take_due(global).expect("looked"), None);

        // Then the record goes by it, and says who brought it.
        let used = Arc::new(book::of_record(global).expect("a book"));
        assert_eq!(used.hash, book.hash);
        let mut reader = ledger::read_derived(global, &used).expect("derived by it");
        let kept = in_force::of(&mut reader).expect("read").expect("one");
        assert_eq!(kept.brought, Some(brought));
        assert_eq!(kept.hash, book.hash);
    }
}
