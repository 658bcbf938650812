//! `what-if`: the same record under another book, side by side with the one in force. Nothing
//! is changed, and one file at a time is in memory.

mod print;

use std::sync::Arc;

use anyhow::bail;
use practice::{Book, When};
use record::what_if::{Found, differences};
use record::{ByBook, Projector as _};

use crate::cli::{Global, WhatIf};
use crate::outcome::Outcome;
use crate::show::progress;
use crate::{book, edge, in_force, ledger};

pub fn run(global: &Global, asked: &WhatIf) -> anyhow::Result<Outcome> {
    if global.practice.is_none() && global.overlay.is_none() {
        bail!(
            "name the other book with --practice DIR, or another practice of your own with --overlay DIR"
        );
    }
    let other = book::read(global)?;
    let mut reader = ledger::read(global)?;
    let now = match in_force::of(&mut reader)? {
        Some(kept) => in_force::book(&kept)?,
        None => book::england()?,
    };
    let (now, other) = (ByBook(Arc::new(now)), ByBook(Arc::new(other)));
    if reader.derived_by()? != now.mark() {
        bail!(
            "what is derived in {} was worked out by neither the book in force nor the program's own: take the book that it goes by into force with `sightline practice take-into-force`",
            global.data
        );
    }
    let as_at = asked.as_at.unwrap_or_else(edge::now);
    let teams = reader.everybodys_teams()?;
    let mut found = Found::default();
    let mut list = print::List::begin(global, asked.children)?;
    let bar = progress::counting("entries read");
    let (mut done, of) = (0, reader.counts()?.entries);
    reader.each_file::<anyhow::Error>(|subject, file| {
        done += file.len() as u64;
        bar.at(done, of);
        let (before, after) = (now.project(subject, &file), other.project(subject, &file));
        let child = before.child.or(after.child);
        let team = match child {
            Some(_) => teams.of_child(&before.scope, as_at),
            None => teams.of_other(&before.scope, as_at),
        };
        let name = child.map_or_else(|| subject.to_string(), |child| child.authority_id);
        for one in differences(&before.duties, &after.duties, as_at) {
            let owner = owner(&other.0, &now.0, one.clock());
            found.add(&one, owner, team);
            list.push(&name, owner, team, &one)?;
        }
        Ok(())
    })?;
    bar.done();
    list.end(&now.0, &other.0, &found, When::Instant(as_at))?;
    Ok(Outcome::Holds)
}

/// Who owes the duties of a clock: as the other book says, or where it has no such clock, as
/// the one in force does.
fn owner<'b>(other: &'b Book, now: &'b Book, clock: &str) -> &'b str {
    let clock = other.clock(clock).or_else(|| now.clock(clock));
    clock.map_or("", |clock| clock.owner.as_str())
}
