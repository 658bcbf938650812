//! `head`: the last entry, shown, or signed to a place outside the record.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde_json::json;
use store::{Readable, SignedHead};

use crate::cli::{Format, Global, Head, Heads};
use crate::edge::{MachineClock, MachineRandomness};
use crate::outcome::Outcome;
use crate::{ledger, show};

pub fn run(global: &Global, head: &Head) -> anyhow::Result<Outcome> {
    match head {
        Head::Show => show(global),
        Head::Sign { to } => sign(global, to),
    }
}

/// Shows the head.
fn show(global: &Global) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read(global)?;
    let (about, head) = (reader.about(), reader.head()?);
    if global.format == Format::Json {
        show::json(&json!({
            "ledger": about.ledger, "position": head.position,
            "seal": head.seal.to_string(), "recorded_at": head.recorded_at,
        }))?;
    } else {
        show::lines([
            format!("Entry {}, recorded {}", head.position, head.recorded_at),
            format!("Seal    {}", head.seal),
            format!("Ledger  {}", about.ledger),
        ])?;
    }
    Ok(Outcome::Holds)
}

/// Signs the head to a new file.
fn sign(global: &Global, to: &Path) -> anyhow::Result<Outcome> {
    ledger::is_there(global)?;
    let signed = signed(global)?;
    let file = if to.is_dir() {
        to.join(name(&signed))
    } else {
        to.to_owned()
    };
    store::write_new(&file, signed.to_text().as_bytes(), Readable::AsUsual)?;
    if global.format == Format::Json {
        show::json(&json!({
            "file": file, "position": signed.head.position, "seal": signed.head.seal.to_string(),
        }))?;
    } else {
        show::lines([
            format!(
                "Entry {} signed in {}.",
                signed.head.position,
                file.display()
            ),
            "Keep it where whoever can change the record cannot change it; later, ask".to_owned(),
            format!("    sightline verify --against {}", file.display()),
        ])?;
    }
    Ok(Outcome::Holds)
}

/// Signs the head into the folder for heads, where one was named. A head of that
/// position that is there already must say the same.
pub fn after_writing(global: &Global, heads: &Heads) -> anyhow::Result<()> {
    let Some(folder) = &heads.heads else {
        return Ok(());
    };
    let signed = signed(global)?;
    let file = folder.join(name(&signed));
    if file.exists() {
        let kept = read(&file)?;
        if (kept.ledger, kept.head) != (signed.ledger, signed.head) {
            bail!(
                "{} says otherwise of entry {} than the record: run `sightline verify --against` with it",
                file.display(),
                signed.head.position
            );
        }
        return Ok(());
    }
    store::write_new(&file, signed.to_text().as_bytes(), Readable::AsUsual)
        .context("everything was written to the record, but its head was not signed")
}

/// Reads a signed head that was kept.
pub fn read(file: &Path) -> anyhow::Result<SignedHead> {
    let text =
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    SignedHead::read(&text).with_context(|| format!("{} cannot be used", file.display()))
}

fn signed(global: &Global) -> anyhow::Result<SignedHead> {
    Ok(ledger::store(global)?.sign_head(&MachineClock, &mut MachineRandomness)?)
}

/// A name under which heads stand in their order.
fn name(signed: &SignedHead) -> PathBuf {
    let ledger = signed.ledger.to_string();
    let short = ledger.get(..8).unwrap_or(&ledger);
    PathBuf::from(format!("head-{short}-{:012}.json", signed.head.position))
}
