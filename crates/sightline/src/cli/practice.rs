//! What can be typed to ask the practice book.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use practice::When;

#[derive(Debug, Subcommand)]
pub enum Practice {
    /// Read the book, run its examples, and name everything that is wrong.
    Check,
    /// Show a clock, a record type, a state or a list of codes.
    Show {
        /// Its id or name.
        id: String,
    },
    /// When a clock would be due: from a date and a few facts, without a record.
    Due(Due),
    /// The facts that `practice due` takes for a clock: names, types and meaning.
    Facts {
        /// The clock.
        clock: String,
    },
    /// The worked examples of a clock, or of all.
    Examples {
        /// The clock; all, if not said.
        clock: Option<String>,
    },
    /// Every difference between the law's book and what is in force, with its source.
    Diff,
    /// Take the book into force: the record keeps its text, and is worked out by it.
    TakeIntoForce,
    /// Write the whole book as pages to read: one for each area, and an index.
    Docs {
        /// The folder to write in.
        folder: PathBuf,
    },
    /// What a catalogue of duties and the book do not have in common.
    Coverage {
        /// The catalogue: TOML with a [[duty]] for each.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct Due {
    /// The clock.
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub clock: Option<String>,
    /// What it counts from: what starts it; the event, where it is due before one.
    #[arg(
        long,
        value_name = "DATE|INSTANT",
        required_unless_present = "batch",
        conflicts_with = "batch"
    )]
    pub from: Option<When>,
    /// A fact that it depends on; `practice facts` lists them. May be said again.
    #[arg(long, value_name = "NAME=VALUE", value_parser = fact, conflicts_with = "batch")]
    pub fact: Vec<(String, String)>,
    /// Count on the bank holidays that were known on this day.
    #[arg(long, value_name = "DATE|INSTANT")]
    pub known_at: Option<When>,
    /// Answer every line of a file: {"duty": …, "trigger": …, "facts": {…}} each. "-"
    /// reads what is piped in.
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
}

/// Reads `name=value`.
///
/// # Errors
///
/// A sentence, where it is none.
fn fact(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("{text:?} should be name=value"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
