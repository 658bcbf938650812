//! What is owed to every child, since when, by which law.
//!
//! Exit status: 0 done; 1 something does not hold (a broken ledger, an example that
//! does not come out, values unaccounted for); 2 it could not be done, with the
//! reason on the error stream.

mod book;
mod cli;
mod commands;
mod data;
mod edge;
mod in_force;
mod ledger;
mod outcome;
mod show;

use std::process::ExitCode;

use clap::Parser as _;

/// Entries and rows are many small pieces, made on one thread and freed on another: with the
/// system's allocator that is a seventh of a rebuild.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(outcome::Outcome::Holds) => ExitCode::SUCCESS,
        Ok(outcome::Outcome::DoesNotHold) => ExitCode::from(1),
        Err(error) if show::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "sightline: {}",
                show::printable(&format!("{error:#}"), true)
            );
            ExitCode::from(2)
        }
    }
}
