//! The check of a children in need census.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::slice;

use anyhow::{Context as _, anyhow};
use practice::Book;
use returns::check::cin::{CinCases, Reference, check, collection_of};
use returns::check::shown::{Checked, CheckedCensus, Rules};
use returns::read::census::CensusReader;

use super::args::{Both, Cin};
use super::output::Output;
use super::print;
use crate::book;
use crate::cli::Global;
use crate::outcome::Outcome;
use crate::show::progress;

/// Checks a census while it is read.
pub fn run(global: &Global, args: &Cin) -> anyhow::Result<Outcome> {
    run_made(global, args, Vec::new())
}

/// Checks a census that this program has made; `notes` says what is to be said of the making.
pub fn run_made(global: &Global, args: &Cin, mut notes: Vec<String>) -> anyhow::Result<Outcome> {
    let path = args
        .file
        .as_deref()
        .ok_or_else(|| anyhow!("say which file is the census"))?;
    let output = Output::of(global, &args.both, slice::from_ref(&path.to_owned()))?;
    let book = book::read(global)?;
    let name = path.display().to_string();
    let unreadable = || format!("{name} cannot be read");
    let file = File::open(path).with_context(unreadable)?;
    let bar = progress::reading(path, file.metadata().with_context(unreadable)?.len());
    let mut reader = CensusReader::new(bar.follow(file), name.clone())?;
    let collection = if let Some(collection) = args.collection {
        collection
    } else {
        let said = collection_of(reader.header()).ok_or_else(|| {
            anyhow!("{name} does not say in its header which year it is for: say it with --collection 2025/26")
        })?;
        notes.push(format!(
            "The collection, {said}, is that of the header of {name}."
        ));
        said
    };
    let rules = Rules::cin(collection, &args.both.rules)?;
    let mut checked = check(&mut reader, collection, reference(&book)?)?;
    bar.done();
    rules.leave_asked(&mut checked.report);
    notes.extend(checked.without_words());
    let again = || {
        let file = File::open(path)?;
        let bar = progress::reading(path, file.metadata()?.len());
        Ok(Box::new(bar.follow_to_its_end(file)) as Box<dyn Read>)
    };
    print::print(
        &Checked {
            title: "Children in need census",
            report: &checked.report,
            rules: &rules,
            located: &CheckedCensus::new(&name, &again, &checked),
            notes: &notes,
        },
        output,
    )?;
    Ok(Outcome::Holds)
}

/// Runs a file of published cases.
pub fn run_cases(global: &Global, both: &Both, file: &Path) -> anyhow::Result<Outcome> {
    let book = book::read(global)?;
    super::cases::run(global, both, file, &CinCases::new(reference(&book)?))
}

/// What the rules ask of the practice book.
fn reference(book: &Book) -> anyhow::Result<Reference<'_>> {
    Reference::of(book).ok_or_else(|| {
        anyhow!("the practice book has no calendar england-and-wales, by which the census counts working days")
    })
}
