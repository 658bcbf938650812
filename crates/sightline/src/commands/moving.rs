//! `export` and `import-ledger`: the whole record moved to another organisation.

use std::path::{Path, absolute};
use std::sync::Arc;

use anyhow::bail;
use practice::{Book, Id};
use serde::Serialize;
use serde_json::json;
use store::{BookNamed, Moved, RecoveryKey};

use crate::cli::{Format, Global, Transfer};
use crate::edge::{MachineClock, MachineRandomness};
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::{self, progress};

/// After how many entries the bar moves.
const SHOWN: u64 = 1024;

/// What a person compares on both sides.
#[derive(PartialEq, Eq, Serialize)]
struct Compared {
    ledger: Id,
    organisation: Id,
    example: bool,
    entries: u64,
    files: u64,
    without_key: u64,
    looks: u64,
    seal: String,
}

/// Writes the whole record to a folder.
pub fn export(
    global: &Global,
    book: &Arc<Book>,
    to: &Path,
    transfer: &Transfer,
) -> anyhow::Result<Outcome> {
    ledger::is_there(global)?;
    let key = &transfer.transfer_key;
    if absolute(key)?.starts_with(absolute(to)?) {
        bail!(
            "the transfer key opens the export, and must not travel with it: name a file that is not in {}",
            to.display()
        );
    }
    let named = BookNamed {
        title: book.title.clone(),
        edition: book.edition.clone(),
        mark: ledger::projector(book).mark(),
    };
    let bar = progress::counting("entries written");
    let moved = ledger::store(global)?.export(
        to,
        key,
        &named,
        &MachineClock,
        &mut MachineRandomness,
        |done| {
            if done.is_multiple_of(SHOWN) {
                bar.at(done, done);
            }
        },
    );
    bar.done();
    let moved = moved?;
    let written = Compared::of(&moved);
    if global.format == Format::Json {
        show::json(&json!({"folder": to, "transfer_key": key, "written": written}))?;
    } else {
        show::lines([format!("Written to {}:", to.display())])?;
        show::lines(written.in_words())?;
        show::lines([
            format!(
                "The key {} opens it: send that another way, and compare these numbers by telephone.",
                key.display()
            ),
            "The record here is as it was. It is still kept, and disposed of, here.".to_owned(),
        ])?;
    }
    Ok(Outcome::Holds)
}

/// Takes in a whole record, as a new one.
pub fn import_ledger(
    global: &Global,
    book: &Arc<Book>,
    from: &Path,
    transfer: &Transfer,
) -> anyhow::Result<Outcome> {
    let recovery = RecoveryKey::new(&mut MachineRandomness)?;
    let bar = progress::counting("entries read");
    let moved = ledger::store(global)?.receive(
        from,
        &transfer.transfer_key,
        Some(&recovery),
        ledger::projector(book).as_ref(),
        &MachineClock,
        &mut MachineRandomness,
        |done, of| {
            if done.is_multiple_of(SHOWN) {
                bar.at(done, of);
            }
        },
    );
    bar.done();
    let moved = moved?;
    if !moved.example {
        show::recovery_key(&recovery);
    }
    let told = Compared::of(&moved);
    let here = here(global)?;
    let same = told == here;
    if global.format == Format::Json {
        show::json(&json!({"export": told, "here": here, "same": same}))?;
    } else {
        let BookNamed { title, edition, .. } = &moved.book;
        show::lines([format!("In the export, worked on with {title}, {edition}:")])?;
        show::lines(told.in_words())?;
        show::lines([format!("Here, with {}, {}:", book.title, book.edition)])?;
        show::lines(here.in_words())?;
    }
    Ok(if same {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

/// What stands here now, verified anew.
fn here(global: &Global) -> anyhow::Result<Compared> {
    let mut reader = ledger::read(global)?;
    let bar = progress::counting("entries checked");
    let verified = reader.verify(&[], |done, of| bar.at(done, of));
    bar.done();
    let (verified, about) = (verified?, reader.about());
    Ok(Compared {
        ledger: about.ledger,
        organisation: about.organisation,
        example: about.example,
        entries: verified.entries,
        files: reader.counts()?.files,
        without_key: verified.without_key,
        looks: reader.count_looks()?,
        seal: verified.head.seal.to_string(),
    })
}

impl Compared {
    fn of(moved: &Moved) -> Self {
        Self {
            ledger: moved.ledger,
            organisation: moved.organisation,
            example: moved.example,
            entries: moved.entries,
            files: moved.files,
            without_key: moved.without_key,
            looks: moved.looks,
            seal: moved.head.seal.to_string(),
        }
    }

    fn in_words(&self) -> Vec<String> {
        let kind = if self.example { ", an example" } else { "" };
        vec![
            format!("    Ledger             {}{kind}", self.ledger),
            format!("    Organisation       {}", self.organisation),
            format!("    Entries            {}", self.entries),
            format!("    Files              {}", self.files),
            format!("    of them disposed   {}", self.without_key),
            format!("    Looks at files     {}", self.looks),
            format!("    Seal of the last   {}", self.seal),
        ]
    }
}
