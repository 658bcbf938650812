//! `keys`: what may be known of them, a new master key, and a lost one recovered.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;

use anyhow::Context as _;
use practice::When;
use serde_json::json;
use store::{RecoveryKey, StoreError, recover_from_backup};

use crate::cli::{Format, Global, Keys};
use crate::edge::{MachineClock, MachineRandomness};
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::{self, progress};

pub fn run(global: &Global, keys: &Keys) -> anyhow::Result<Outcome> {
    match keys {
        Keys::Show => {
            ledger::is_there(global)?;
            shown(global)
        }
        Keys::Rotate { new_key } => {
            ledger::is_there(global)?;
            rotate(global, new_key)
        }
        // To ask whether it is there would take the key that is lost.
        Keys::Recover { new_key, backup } => recover(global, new_key, backup.as_deref()),
    }
}

fn shown(global: &Global) -> anyhow::Result<Outcome> {
    let store = ledger::store(global)?;
    let keys = store.keys_shown(&MachineClock, &mut MachineRandomness)?;
    if global.format == Format::Json {
        show::json(&json!({
            "version": keys.version, "since": keys.since,
            "recovery_since": keys.recovery_since, "public_key": keys.public_key,
            "owners": keys.owners,
        }))?;
        return Ok(Outcome::Holds);
    }
    let since = |time: jiff::Timestamp| practice::book::day_in_words(When::Instant(time).day());
    let made = keys
        .since
        .map_or("made with the record".to_owned(), |time| {
            format!("since {}", since(time))
        });
    let recovery = keys.recovery_since.map_or_else(
        || "none (an example needs none; `sightline keys rotate` makes one)".to_owned(),
        |time| format!("made {}", since(time)),
    );
    show::lines([
        format!("Master key    version {}, {made}", keys.version),
        format!("Recovery key  {recovery}"),
        format!("Signing key   public half {}", keys.public_key),
        format!(
            "Files' keys   {}, each of which opens",
            show::count(keys.owners, "key", "keys")
        ),
    ])?;
    Ok(Outcome::Holds)
}

fn rotate(global: &Global, new_key: &Path) -> anyhow::Result<Outcome> {
    let recovery = RecoveryKey::new(&mut MachineRandomness)?;
    let bar = progress::counting("keys wrapped anew");
    let rotated = ledger::store(global)?.rotate(
        new_key,
        Some(&recovery),
        &MachineClock,
        &mut MachineRandomness,
        |done| bar.at(done, done),
    );
    bar.done();
    let file = new_key.display();
    let rotated = match rotated {
        Err(error) if new_key.exists() && !matches!(error, StoreError::FileThere { .. }) => {
            return Err(error).context(format!(
                "the rotation was cut short: ask `sightline keys show` which key opens the record, the one before or {file}, and destroy the other"
            ));
        }
        rotated => rotated?,
    };
    if global.format == Format::Json {
        show::json(&json!({
            "version": rotated.version, "owners": rotated.owners, "new_key": new_key,
        }))?;
    } else {
        show::lines([
            format!(
                "The master key of version {} stands in {file}; {} wrapped anew under it.",
                rotated.version,
                show::count(rotated.owners + 2, "key", "keys")
            ),
            "The one before opens nothing any more, but it opens every backup made before:"
                .to_owned(),
            "destroy it when the last of those is gone.".to_owned(),
            format!("From now on: --master-key {file}"),
        ])?;
    }
    show::recovery_key(&recovery);
    Ok(Outcome::Holds)
}

fn recover(global: &Global, new_key: &Path, backup: Option<&Path>) -> anyhow::Result<Outcome> {
    if backup.is_none() {
        ledger::is_there(global)?;
    }
    let input = io::stdin();
    if input.is_terminal() {
        eprint!("The recovery key: ");
    }
    let mut typed = String::new();
    input
        .lock()
        .read_line(&mut typed)
        .context("the recovery key cannot be read from standard input")?;
    let recovery: RecoveryKey = typed.parse()?;
    let file = new_key.display();
    if let Some(from) = backup {
        recover_from_backup(from, &recovery, new_key)?;
        show::lines([
            format!("The master key of that time stands in {file}, and opens the backup."),
            format!(
                "To restore it: sightline restore {} --master-key {file}",
                from.display()
            ),
        ])?;
        return Ok(Outcome::Holds);
    }
    ledger::store(global)?.recover(&recovery, new_key)?;
    show::lines([
        format!("The master key stands in {file} again, and opens the record."),
        format!("From now on: --master-key {file}"),
        "Whoever finds the lost key can still read the record with it: if that may be, run"
            .to_owned(),
        "`sightline keys rotate`.".to_owned(),
    ])?;
    Ok(Outcome::Holds)
}
