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

use clap::parser::ValueSource;
use clap::{CommandFactory as _, FromArgMatches as _};

fn main() -> ExitCode {
    let matches = cli::Cli::command().get_matches();
    let mut cli = match cli::Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    cli.global.named = matches.value_source("data") != Some(ValueSource::DefaultValue);
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
