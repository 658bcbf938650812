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

/// The book of a text, where it can be taken into force.
///
/// # Errors
///
/// It cannot be read, an example does not come out, or the policies cannot be used.
pub fn passes(text: &Text) -> anyhow::Result<Book> {
    let book = book::made(text, "the practice book")?;
    let (_, differ) = example::run(&book);
    if let Some(first) = differ.first() {
        bail!(
            "its worked examples do not come out, so the book is not taken into force: {first} ({} in all: `sightline practice check` names them)",
            differ.len()
        );
    }
    super::policies(&book)?;
    Ok(book)
}

/// A book that does not pass is refused. Taken in again, it changes nothing.
fn take(global: &Global, text: Text, brought: Option<Id>) -> anyhow::Result<Taken> {
    let book = Arc::new(passes(&text)?);
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
pub mod tests;
