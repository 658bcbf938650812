//! The commands, one a file.

mod bench;
pub mod check;
mod child;
mod corrected;
mod doctor;
mod duties;
mod explain;
mod file;
mod import;
mod practice;
mod set_aside;
mod shown;
mod verify;
mod what_if;

use std::sync::Arc;

use crate::book;
use crate::cli::{Cli, Command};
use crate::outcome::Outcome;

/// Runs the command that was typed.
pub fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let global = &cli.global;
    check::has_its_formats_to_itself(cli)?;
    let book = || book::read(global).map(Arc::new);
    match &cli.command {
        Command::Import(import) => import::run(global, &book()?, import),
        Command::Duties(duties) => duties::run(global, &book()?, duties),
        Command::Explain { duty, as_at } => explain::run(global, &book()?, duty, *as_at),
        Command::Child { id, then } => child::run(global, &book()?, id, *then),
        Command::Timeline { id, then } => child::timeline(global, &book()?, id, *then),
        Command::Check { command } => check::run(global, command),
        Command::Practice { command } => practice::run(global, command),
        Command::Verify => verify::verify(global),
        Command::Rebuild => verify::rebuild(global, &book()?),
        Command::SetAside { child } => set_aside::run(global, child.as_deref()),
        Command::WhatIf(asked) => what_if::run(global, asked),
        Command::Doctor => doctor::run(global),
        Command::Bench { command } => bench::run(book()?.as_ref(), command),
    }
}
