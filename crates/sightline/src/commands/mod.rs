//! The commands, one a file.

mod account;
mod backup;
mod bench;
pub mod check;
mod child;
mod demo;
mod dispose;
mod doctor;
mod duplicates;
mod duties;
mod explain;
mod export_ssd;
mod file;
mod find;
mod head;
mod import;
mod keys;
pub mod make_return;
mod measures;
mod moving;
pub mod people;
mod practice;
mod serve;
mod set_aside;
mod shown;
mod summary;
mod verify;
mod what_if;

use std::sync::Arc;

use crate::book;
use crate::cli::{Cli, Command, Verify};
use crate::outcome::Outcome;

/// Runs the command that was typed.
pub fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let global = &cli.global;
    check::has_its_formats_to_itself(cli)?;
    let book = || book::of_record(global).map(Arc::new);
    match &cli.command {
        Command::Import(import) => import::run(global, &book()?, import),
        Command::Duties(duties) => duties::run(global, &book()?, duties),
        Command::Explain { duty, as_at } => explain::run(global, &book()?, duty, *as_at),
        Command::Child { id, all, then } => child::run(global, &book()?, id, *all, *then),
        Command::Summary { id, then } => summary::run(global, &book()?, id, *then),
        Command::Timeline { id, then } => child::timeline(global, &book()?, id, *then),
        Command::Find { text, limit } => find::run(global, &book()?, text, *limit),
        Command::Duplicates { limit } => duplicates::run(global, &book()?, *limit),
        Command::Check { command } => check::run(global, command),
        Command::Return { command } => make_return::run(global, &book()?, command),
        Command::Practice { command } => practice::run(global, command),
        Command::Verify(Verify {
            backup: Some(from), ..
        }) => backup::check(global, from),
        Command::Verify(verify) => verify::verify(global, &verify.against),
        Command::Backup { to } => backup::backup(global, to),
        Command::Restore { from } => backup::restore(global, &book()?, from),
        Command::Head { command } => head::run(global, command),
        Command::Keys { command } => keys::run(global, command),
        Command::Rebuild => verify::rebuild(global, &book()?),
        Command::ExportSsd { to } => export_ssd::run(global, &book()?, to),
        Command::Demo(demo) => demo::run(global, &book()?, demo),
        Command::Serve(serve) => serve::run(global, serve),
        Command::Account { command } => account::run(global, &book()?, command),
        Command::Dispose(dispose) => dispose::run(global, &book()?, dispose),
        Command::Export { to, transfer } => moving::export(global, &book()?, to, transfer),
        Command::ImportLedger { from, transfer } => {
            moving::import_ledger(global, &book()?, from, transfer)
        }
        Command::SetAside { child } => set_aside::run(global, child.as_deref()),
        Command::Worker { command } => people::worker(global, &book()?, command),
        Command::Team { command } => people::team(global, &book()?, command),
        Command::Role { command } => people::role(global, &book()?, command),
        Command::WhoMay(asked) => people::who_may(global, &book()?, asked),
        Command::WhatIf(asked) => what_if::run(global, asked),
        Command::Doctor { config } => doctor::run(global, config.as_deref()),
        Command::Measures(asked) => measures::run(global, &book()?, asked),
        Command::Bench { command } => bench::run(global, &book()?, command),
    }
}
