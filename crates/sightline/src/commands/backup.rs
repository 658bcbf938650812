//! `backup`, `restore` and `verify --backup`: the whole record in files, taken while
//! somebody writes to it.

use std::path::{Path, absolute};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use practice::Book;
use serde_json::{Value, json};
use store::{Backup, StoreError};

use crate::cli::{Format, Global};
use crate::edge::{MachineClock, MachineRandomness};
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::{self, progress};

/// After how many entries the bar moves.
const SHOWN: u64 = 1024;

/// Writes a backup to a new folder.
pub fn backup(global: &Global, to: &Path) -> anyhow::Result<Outcome> {
    ledger::is_there(global)?;
    if let Some(key) = &global.master_key
        && absolute(key)?.starts_with(absolute(to)?)
    {
        bail!(
            "the master key opens the backup, and must not lie in it: name a folder other than {}",
            to.display()
        );
    }
    let bar = progress::counting("entries written");
    let taken = ledger::store(global)?.backup(to, &MachineClock, &mut MachineRandomness, |done| {
        if done.is_multiple_of(SHOWN) {
            bar.at(done, done);
        }
    });
    bar.done();
    let taken = taken?;
    if global.format == Format::Json {
        show::json(&json!({"folder": to, "backup": told(&taken)}))?;
    } else {
        show::lines([format!("Backed up to {}:", to.display())])?;
        show::lines(in_words(&taken))?;
        show::lines([
            "It is opened by the present master key, or the present recovery key, and by nothing else:"
                .to_owned(),
            "keep them apart from it, for as long as it is kept.".to_owned(),
        ])?;
    }
    Ok(Outcome::Holds)
}

/// Checks a backup without restoring it.
pub fn check(global: &Global, from: &Path) -> anyhow::Result<Outcome> {
    let bar = progress::counting("entries checked");
    let checked = ledger::store(global)?.check_backup(from, |done, of| {
        if done.is_multiple_of(SHOWN) {
            bar.at(done, of);
        }
    });
    bar.done();
    match checked {
        Ok(backup) => {
            if global.format == Format::Json {
                show::json(&json!({"holds": true, "backup": told(&backup)}))?;
            } else {
                show::lines([format!("The backup in {} is whole:", from.display())])?;
                show::lines(in_words(&backup))?;
            }
            Ok(Outcome::Holds)
        }
        Err(StoreError::Export { path, why }) => {
            if global.format == Format::Json {
                show::json(&json!({"holds": false, "where": path, "why": why}))?;
            } else {
                show::lines([format!("The backup does not hold: {path}: {why}")])?;
            }
            Ok(Outcome::DoesNotHold)
        }
        Err(error) => Err(error.into()),
    }
}

/// Restores a backup as a new record.
pub fn restore(global: &Global, book: &Arc<Book>, from: &Path) -> anyhow::Result<Outcome> {
    let bar = progress::counting("entries read");
    let projector = ledger::projector(book);
    let restored = ledger::store(global)?.restore(from, projector.as_ref(), |done, of| {
        if done.is_multiple_of(SHOWN) {
            bar.at(done, of);
        }
    });
    bar.done();
    let restored = match restored {
        Err(error @ StoreError::KeyFile { .. }) => {
            return Err(error).context(
                "a backup is opened by the master key of its time: name its file with --master-key, or have it again with `sightline keys recover --backup`",
            );
        }
        restored => restored?,
    };
    let same = holds_here(global, &restored)?;
    if global.format == Format::Json {
        show::json(&json!({"backup": told(&restored), "same": same}))?;
    } else {
        show::lines([format!("Restored to {}:", global.data)])?;
        show::lines(in_words(&restored))?;
        show::lines([if same {
            "Every entry was verified again where it now stands."
        } else {
            "What now stands there is not what the backup holds: do not work with it."
        }
        .to_owned()])?;
        show::lines([
            "What was recorded or disposed of after the backup is not in it: import again, and dispose again."
                .to_owned(),
        ])?;
    }
    Ok(if same {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}

/// Whether what stands there now, verified anew, is what the backup says.
fn holds_here(global: &Global, backup: &Backup) -> anyhow::Result<bool> {
    let mut reader = ledger::read(global)?;
    let bar = progress::counting("entries checked");
    let verified = reader.verify(&[], |done, of| bar.at(done, of));
    bar.done();
    let verified = verified?;
    let files = reader.counts()?.files;
    Ok(verified.head == backup.head
        && verified.without_key == backup.without_key
        && files == backup.files)
}

fn told(backup: &Backup) -> Value {
    json!({
        "ledger": backup.ledger, "organisation": backup.organisation,
        "example": backup.example, "taken_at": backup.taken_at,
        "master_key_version": backup.key_version, "entries": backup.entries,
        "files": backup.files, "without_key": backup.without_key,
        "accounts": backup.accounts, "drafts": backup.drafts, "looks": backup.looks,
        "documents": backup.documents,
        "seal": backup.head.seal.to_string(),
    })
}

fn in_words(backup: &Backup) -> Vec<String> {
    let kind = if backup.example { ", an example" } else { "" };
    vec![
        format!("    Ledger             {}{kind}", backup.ledger),
        format!("    Taken              {}", backup.taken_at),
        format!("    Master key         version {}", backup.key_version),
        format!("    Entries            {}", backup.entries),
        format!("    Files              {}", backup.files),
        format!("    of them disposed   {}", backup.without_key),
        format!("    Accounts           {}", backup.accounts),
        format!("    Drafts             {}", backup.drafts),
        format!("    Looks at files     {}", backup.looks),
        format!("    Documents          {}", backup.documents),
        format!("    Seal of the last   {}", backup.head.seal),
    ]
}
