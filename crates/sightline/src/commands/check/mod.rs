//! `check`: whether a return keeps the published rules.
//!
//! The rules themselves are the work of `returns::check`. This room finds the files,
//! asks for the check, and says what was found; where it says a row, it says its line
//! and child as well.
//!
//! | what you look for | where it is |
//! |---|---|
//! | what can be typed | `args.rs` |
//! | which files make up a looked after return | `gather.rs` |
//! | the check of each return | `ssda903.rs`, `cin.rs`, `annex_a.rs` |
//! | a file of published cases | `cases.rs` |
//! | a finding with its line, child and values; the rules asked for; CSV and workbooks | `returns::check::shown` |
//! | printing | `print/`, `output.rs` |

pub mod annex_a;
pub mod args;

mod cases;
pub mod cin;
mod gather;
pub mod lists;
mod output;
mod print;
pub mod ssda903;

use anyhow::bail;

use self::args::Check;
use crate::cli::{Cli, Command, Format, Global};
use crate::outcome::Outcome;

/// Runs a check. That rules found something is no failure: the check was done.
pub fn run(global: &Global, command: &Check) -> anyhow::Result<Outcome> {
    match command {
        Check::Ssda903(args) => match &args.both.cases {
            Some(file) => ssda903::run_cases(global, &args.both, file),
            None => ssda903::run(global, args),
        },
        Check::Cin(args) => match &args.both.cases {
            Some(file) => cin::run_cases(global, &args.both, file),
            None => cin::run(global, args),
        },
        Check::AnnexA(args) => annex_a::run(global, args, Vec::new()),
    }
}

/// Refuses the formats that only what is checked has to every other command.
pub fn has_its_formats_to_itself(cli: &Cli) -> anyhow::Result<()> {
    let its_own = matches!(cli.global.format, Format::Csv | Format::Xlsx);
    if its_own && !matches!(cli.command, Command::Check { .. } | Command::Return { .. }) {
        bail!(
            "only `check` and `return` print csv and xlsx: ask for --format table or --format json"
        );
    }
    Ok(())
}
