//! `practice`: the book itself.

mod answer;
mod batch;
mod coverage;
mod diff;
mod docs;
mod due;
mod examples;
mod facts;
pub mod into_force;
mod show;

use practice::{Book, example};
use serde_json::json;

use crate::cli::{Format, Global, Practice};
use crate::outcome::Outcome;
use crate::{book, show as print};

pub fn run(global: &Global, command: &Practice) -> anyhow::Result<Outcome> {
    let book = book::read(global)?;
    match command {
        Practice::Check => check(global, &book),
        Practice::Show { id } => show::run(global, &book, id),
        Practice::Due(asked) => due::run(global, &book, asked),
        Practice::Facts { clock } => facts::run(global, &book, clock),
        Practice::Examples { clock } => examples::run(global, &book, clock.as_deref()),
        Practice::Diff => diff::run(global, &book),
        Practice::TakeIntoForce => into_force::run(global),
        Practice::Docs { folder } => docs::run(global, &book, folder),
        Practice::Coverage { file } => coverage::run(global, &book, file),
    }
}

/// That the policies of a book can be used. A book that has none allows nothing to anybody,
/// which is no fault of its rules.
fn policies(book: &Book) -> anyhow::Result<()> {
    if book.permissions.policies.is_empty() {
        return Ok(());
    }
    (record::may::Permissions::of(book).map(|_| ())).map_err(|problems| {
        anyhow::anyhow!("the policies of the practice book cannot be used:\n{problems}")
    })
}

/// Checks who may do what, and runs every worked example.
fn check(global: &Global, book: &Book) -> anyhow::Result<Outcome> {
    policies(book)?;
    let (held, differ) = example::run(book);
    let unverified = book.clocks.iter().filter(|clock| {
        clock
            .sources
            .iter()
            .all(|source| source.confirmed == "none")
    });
    let unverified: Vec<_> = unverified.map(|clock| clock.id.as_str()).collect();
    if global.format == Format::Json {
        print::json(&json!({
            "title": book.title, "edition": book.edition, "hash": book.hash,
            "clocks": book.clocks.len(), "records": book.records.len(),
            "examples_held": held,
            "differ": differ.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "unverified": unverified,
        }))?;
    } else {
        print::lines([format!(
            "{}, edition {}: {} clocks, {} record types, {held} worked examples hold.",
            book.title,
            book.edition,
            book.clocks.len(),
            book.records.len()
        )])?;
        if !unverified.is_empty() {
            print::lines([format!(
                "Nobody here has read the number in its source: {}.",
                unverified.join(", ")
            )])?;
        }
        print::lines(&differ)?;
    }
    Ok(if differ.is_empty() {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}
