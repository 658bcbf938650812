//! `practice take-into-force`: the record keeps which book it is worked out by, and its text.

use std::sync::Arc;

use anyhow::bail;
use practice::{Book, example};
use serde_json::json;

use crate::cli::{Format, Global};
use crate::in_force::{self, InForce};
use crate::outcome::Outcome;
use crate::show::{self, progress};
use crate::{book, ledger};

/// A book whose examples do not come out is refused. Taken in again, it changes nothing.
pub fn run(global: &Global, book: Book) -> anyhow::Result<Outcome> {
    let (_, differ) = example::run(&book);
    if let Some(first) = differ.first() {
        bail!(
            "its worked examples do not come out, so the book is not taken into force: {first} ({} in all: `sightline practice check` names them)",
            differ.len()
        );
    }
    super::policies(&book)?;
    let text = book::text(global)?;
    let book = Arc::new(book);
    let mut reader = ledger::read(global)?;
    let mark = ledger::projector(&book).mark();
    let before = in_force::of(&mut reader)?;
    let derived = reader.derived_by()? == mark;
    if derived
        && before
            .as_ref()
            .is_some_and(|before| before.hash == book.hash)
    {
        return told(global, &book, false);
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
    in_force::take(&mut reader, &writer, &InForce::new(&book, text))?;
    told(global, &book, true)
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
