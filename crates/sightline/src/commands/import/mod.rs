//! `import`: extracts taken into the record.
//!
//! Each extract is read child by child, laid beside what is recorded, and appended;
//! nothing is decided twice: what is in a batch and what is new are the work of
//! `returns` and `record`. This room knows only in which order it is done.

mod dataset;
mod notes;
mod report;
mod sources;
mod taking;
mod trial;

use std::fmt::Display;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use practice::Book;
use returns::read::{Found, recognise};
use store::StoreError;

use super::head;
use crate::cli::{Global, Import};
use crate::outcome::Outcome;
use report::Report;
use taking::Taking;

/// Runs an import, or says what it would do.
pub fn run(global: &Global, book: &Arc<Book>, import: &Import) -> anyhow::Result<Outcome> {
    let mut report = Report::new(import.dry_run);
    let mut extracts = Vec::new();
    for path in &import.paths {
        if !path.exists() {
            bail!(
                "{} is not there: name a file or a folder that is",
                path.display()
            );
        }
        for found in recognise(path) {
            match found {
                Found::LeftAlone { path, why } => report.left_alone(&path, why.to_string()),
                Found::Ssda903Clash { clashes, .. } => bail!("{}", clash(&clashes)),
                Found::SsdClash { clashes } => bail!("{}", clash(&clashes)),
                extract => extracts.push(extract),
            }
        }
    }
    if extracts.is_empty() {
        report.print(global, import.columns)?;
        bail!(
            "nothing here is an extract that can be taken: a children in need census (XML), a looked after return (CSV or XML), or a Standard Safeguarding Dataset (CSV or SQLite)"
        );
    }
    extracts.sort_by_cached_key(|found| sources::tells_to(book, import, found));
    let mut taking = Taking::open(global, book, import)?;
    for extract in &extracts {
        match sources::take(&mut taking, import, extract) {
            Ok(done) => report.extracts.push(done),
            // What concerns one file stops that file; the record's own failings stop all.
            Err(error) if error.downcast_ref::<StoreError>().is_some() => return Err(error),
            Err(error) => report.failed(&sources::name(extract), format!("{error:#}")),
        }
    }
    taking.close()?;
    if !import.dry_run {
        head::after_writing(global, &import.heads)?;
    }
    report.print(global, import.columns)?;
    if let Some(failed) = report.failures() {
        bail!("{failed}");
    }
    Ok(if report.accounts_for_everything() {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

/// Which files hold the same table.
fn clash<T: Display>(clashes: &[(T, Vec<PathBuf>)]) -> String {
    let one = |(table, files): &(T, Vec<PathBuf>)| {
        let files: Vec<_> = files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        format!("{} all hold the table {table}", files.join(" and "))
    };
    let all: Vec<_> = clashes.iter().map(one).collect();
    format!(
        "{}, and it is not certain which is meant: take all but one of each out of the folder",
        all.join("; ")
    )
}
