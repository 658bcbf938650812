//! `verify` and `rebuild`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use practice::{Book, Id};
use record::{Casefile, kinds};
use serde_json::json;
use store::{Reader, StoreError};

use super::head;
use crate::cli::{Format, Global};
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::{self, progress};

/// Whether the record is what was written, entry by entry.
pub fn verify(global: &Global, against: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read(global)?;
    let heads = against
        .iter()
        .map(|file| head::read(file))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let bar = progress::counting("entries checked");
    let verified = reader.verify_against(&heads, |done, of| bar.at(done, of));
    bar.done();
    match verified {
        Ok(verified) => {
            if let Some(strange) = keys_and_disposals(&mut reader)? {
                if global.format == Format::Json {
                    show::json(&json!({"holds": false, "why": strange}))?;
                } else {
                    show::lines([strange])?;
                }
                return Ok(Outcome::DoesNotHold);
            }
            if global.format == Format::Json {
                show::json(&json!({
                    "holds": true, "entries": verified.entries,
                    "head": verified.head.seal.to_string(), "without_key": verified.without_key,
                    "documents": verified.documents, "against": heads.len(),
                }))?;
            } else {
                show::lines([
                    format!(
                        "{} hold, from the first to the last.",
                        show::count(verified.entries, "entry", "entries")
                    ),
                    format!("Seal of the last: {}", verified.head.seal),
                ])?;
                show::lines((verified.documents > 0).then(|| {
                    let documents = show::count(verified.documents, "document", "documents");
                    format!("{documents} that were attached to them, as they were attached.")
                }))?;
                show::lines((!heads.is_empty()).then(|| {
                    let kept = show::count(heads.len() as u64, "head", "heads");
                    format!("It still has what was signed: {kept} kept outside.")
                }))?;
            }
            Ok(Outcome::Holds)
        }
        Err(StoreError::Broken { position, why }) => {
            if global.format == Format::Json {
                show::json(&json!({"holds": false, "position": position, "why": why.to_string()}))?;
            } else {
                show::lines([format!("Entry {position} does not hold: {why}")])?;
            }
            Ok(Outcome::DoesNotHold)
        }
        Err(error) => Err(error.into()),
    }
}

/// What is wrong where the files without a key are not just those that were disposed of.
fn keys_and_disposals(reader: &mut Reader) -> anyhow::Result<Option<String>> {
    let without: BTreeSet<Id> = reader.owners_without_key()?.into_iter().collect();
    let own = reader.about().organisation;
    if without.contains(&own) {
        return Ok(Some(
            "The key of the organisation's own file was taken away: restore a backup.".to_owned(),
        ));
    }
    let own = Casefile::fold(&reader.file(own)?);
    let disposed: BTreeSet<Id> = own
        .of_kind(kinds::FILE_DISPOSED)
        .filter_map(|fact| fact.text("file")?.parse().ok())
        .collect();
    Ok(if let Some(file) = without.difference(&disposed).next() {
        Some(format!(
            "The key of the file {file} was taken away, and no disposal is recorded: restore a backup."
        ))
    } else {
        disposed.difference(&without).next().map(|file| {
            format!(
                "The file {file} was disposed of, and has a key again: a backup from before was put in its place."
            )
        })
    })
}

/// Makes everything that is derived again.
pub fn rebuild(global: &Global, book: &Arc<Book>) -> anyhow::Result<Outcome> {
    ledger::read(global)?;
    let bar = progress::counting("entries folded");
    let rebuilt =
        ledger::store(global)?.rebuild(&ledger::projector(book), |done, of| bar.at(done, of));
    bar.done();
    let rebuilt = rebuilt?;
    if global.format == Format::Json {
        show::json(&json!({"entries": rebuilt.entries, "files": rebuilt.files}))?;
    } else {
        show::lines([format!(
            "Made again from {} in {}.",
            show::count(rebuilt.entries, "entry", "entries"),
            show::count(rebuilt.files, "file", "files")
        )])?;
    }
    Ok(Outcome::Holds)
}
