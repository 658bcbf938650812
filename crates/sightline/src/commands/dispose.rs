//! `dispose`: a child's file, disposed of lawfully and for ever, and the certificate.

use std::sync::Arc;

use anyhow::Context as _;
use practice::book::day_in_words;
use practice::{Book, Id, When};
use record::disposal::{Closing, Decision, in_other_files, in_own_file};
use serde_json::json;
use store::{Disposed, NewFile, Outside, Readable};

use super::head;
use crate::cli::{Dispose, Format, Global};
use crate::edge::{self, MachineClock, MachineRandomness, NewIds};
use crate::outcome::Outcome;
use crate::{ledger, show};

pub fn run(global: &Global, book: &Arc<Book>, dispose: &Dispose) -> anyhow::Result<Outcome> {
    let child = ledger::child(&mut ledger::read_derived(global, book)?, &dispose.child)?;
    let decision = Decision {
        reason: dispose.reason.clone(),
        by: dispose.by.clone(),
        approved_by: dispose.approved_by.clone(),
        on: When::Instant(edge::now()).day(),
    };
    decision.check(Some(&child.authority_id))?;
    // That the certificate can be written is known before anything is destroyed.
    let certificate = NewFile::prepare(&dispose.certificate, Readable::AsUsual)?;
    let outside = Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: ledger::projector(book),
    };
    let mut words = Vec::new();
    let disposed = ledger::store(global)?.dispose(child.subject, outside, |closing| {
        let closing = Closing {
            file: closing.owner,
            with: &closing.with,
            entries: closing.entries,
            first: closing.first,
            last: closing.last,
            authority_id: closing.child.as_ref().map(|row| row.authority_id.as_str()),
            named: &closing.named,
            organisation: closing.organisation,
            own_file: &closing.own_file,
        };
        words = what_was_done(&decision, &closing);
        // For the command, its maker and the disposal, and for each withdrawal.
        let mut ids = fresh(3 + closing.named.len() + closing.with.len())?.into_iter();
        let next = || ids.next().unwrap_or(closing.file);
        anyhow::Ok(decision.entries(book, &closing, next)?)
    })?;
    words.extend(where_it_stands(&disposed));
    let text = words.join("\n") + "\n";
    if let Err(error) = certificate.write(text.as_bytes()) {
        show::lines([&text])?;
        return Err(error).context(
            "the file was disposed of, but its certificate, printed here, was not written",
        );
    }
    head::after_writing(global, &dispose.heads)?;
    if global.format == Format::Json {
        show::json(&json!({
            "file": child.subject, "entry": disposed.position,
            "seal": disposed.seal.to_string(), "certificate": dispose.certificate,
            "swept": disposed.swept,
        }))?;
    } else {
        show::lines([&text])?;
        show::lines((!disposed.swept).then_some(
            "Somebody is reading the record, so that older copies of what was deleted may still\nstand in its files. They go when it is next written to; `sightline doctor` tells.",
        ))?;
    }
    Ok(Outcome::Holds)
}

/// So many fresh identifiers.
fn fresh(many: usize) -> anyhow::Result<Vec<Id>> {
    let mut ids = NewIds::default();
    Ok((0..many).map(|_| ids.next()).collect::<Result<_, _>>()?)
}

/// The certificate, as far as what was decided. It does not name the child: whoever must
/// know which it was keeps that with it, or not.
fn what_was_done(decision: &Decision, closing: &Closing<'_>) -> Vec<String> {
    let mut lines = vec![
        "Certificate of disposal".to_owned(),
        String::new(),
        format!("File         {}", closing.file),
        format!("Disposed of  {}", day_in_words(decision.on)),
        format!("Reason       {}", decision.reason.trim()),
        format!("Decided by   {}", decision.by.trim()),
        format!("Approved by  {}", decision.approved_by.trim()),
        format!(
            "It held      {}, of {} to {}",
            show::count(closing.entries, "entry", "entries"),
            day_in_words(closing.first.day()),
            day_in_words(closing.last.day())
        ),
        String::new(),
        "The key of the file was destroyed, in every wrapping that the record keeps: what"
            .to_owned(),
        "stands in its entries can be read by nobody. All that was derived from them was"
            .to_owned(),
        "removed. The entries themselves stay, unreadable, and the record still verifies."
            .to_owned(),
    ];
    let own = in_own_file(closing).count() as u64;
    if own > 0 {
        lines.push(String::new());
        lines.push(format!(
            "In the organisation's own file {} named the child and was withdrawn: it is shown",
            show::count(own, "value set aside", "values set aside")
        ));
        lines.push("nowhere, and stays there encrypted with the organisation's key.".to_owned());
    }
    let others: Vec<_> = in_other_files(closing).collect();
    if !others.is_empty() {
        lines.push(String::new());
        lines.push(
            "In files of other children these values that were set aside name the child, and"
                .to_owned(),
        );
        lines.push("were left as they are:".to_owned());
        lines.extend(
            others
                .iter()
                .map(|row| format!("    file {}, entry {}", row.subject, row.entry)),
        );
    }
    lines.push(String::new());
    lines.push(
        "Not in the record's reach: backups made before, exports, and the extracts that".to_owned(),
    );
    lines.push("were read. They end with the time that each is kept for.".to_owned());
    lines
}

/// The certificate, as far as where the record says so.
fn where_it_stands(disposed: &Disposed) -> Vec<String> {
    vec![
        String::new(),
        format!("Ledger       {}", disposed.ledger),
        format!(
            "Entry        {}, recorded {}",
            disposed.position, disposed.head.recorded_at
        ),
        format!("Seal         {}", disposed.seal),
    ]
}
