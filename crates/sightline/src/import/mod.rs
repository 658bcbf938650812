//! `import`: extracts taken into the record.
//!
//! Each extract is read child by child, laid beside what is recorded, and appended;
//! nothing is decided twice: what is in a batch and what is new are the work of
//! `returns` and `record`. This room knows only in which order it is done.

pub mod progress;
mod report;
mod sources;
mod taking;
mod trial;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use practice::Book;
use returns::read::ssda903::Table;
use returns::read::{Found, recognise};

use crate::cli::{Global, Import};
use crate::commands::Outcome;
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
                extract => extracts.push(extract),
            }
        }
    }
    if extracts.is_empty() {
        report.print(global)?;
        bail!(
            "nothing here is an extract that can be taken: a children in need census (XML) or a looked after return (CSV or XML)"
        );
    }
    extracts.sort_by_cached_key(|found| sources::tells_to(import, found));
    let mut taking = Taking::open(global, book, import)?;
    for extract in &extracts {
        report
            .extracts
            .push(sources::take(&mut taking, import, extract)?);
    }
    taking.close()?;
    report.print(global)?;
    Ok(if report.accounts_for_everything() {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

/// Which files hold the same table.
fn clash(clashes: &[(Table, Vec<PathBuf>)]) -> String {
    let one = |(table, files): &(Table, Vec<PathBuf>)| {
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

/// Reads a collection year, `2025/26`: the year in which it ends.
///
/// # Errors
///
/// A sentence, where it is none.
pub fn collection_year(text: &str) -> Result<i16, String> {
    let refuse = || format!("{text:?} is no collection year in the form 2025/26");
    let (begins, ends) = text.split_once('/').ok_or_else(refuse)?;
    let begins: i16 = begins.parse().map_err(|_| refuse())?;
    let short = format!("{:02}", (begins + 1) % 100);
    if (1990..2100).contains(&begins) && (ends == short || ends == (begins + 1).to_string()) {
        Ok(begins + 1)
    } else {
        Err(refuse())
    }
}
