//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use practice::When;
use record::State;

use crate::data::Data;

/// What is owed to every child, since when, by which law.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Said before or after the command.
#[derive(Debug, Args)]
pub struct Global {
    /// The record: a folder, or the address of a PostgreSQL server,
    /// postgres://user@host:port/database?schema=name.
    #[arg(
        long,
        global = true,
        env = "SIGHTLINE_DATA",
        hide_env_values = true,
        default_value = "sightline-data",
        value_name = "DIR|ADDRESS"
    )]
    pub data: Data,
    /// How to print: a table for people, or JSON for programs.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// The file of the master key, where it is not kept in the folder of the record. With a
    /// server it has to be named.
    #[arg(
        long,
        global = true,
        env = "SIGHTLINE_MASTER_KEY_FILE",
        value_name = "FILE"
    )]
    pub master_key: Option<PathBuf>,
    /// A folder with a practice book, in place of England's.
    #[arg(long, global = true, value_name = "DIR")]
    pub practice: Option<PathBuf>,
    /// A folder with an authority's own practice, laid over the book.
    #[arg(long, global = true, env = "SIGHTLINE_OVERLAY", value_name = "DIR")]
    pub overlay: Option<PathBuf>,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    /// Of `check` alone: a line for each finding.
    Csv,
    /// Of `check` alone: a workbook.
    Xlsx,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take extracts into the record: children in need census, looked after return.
    Import(Import),
    /// What is owed, since when, by which rule.
    Duties(Duties),
    /// Why a duty is due, and how that was worked out.
    Explain {
        /// The duty's id, as `duties` prints it.
        duty: String,
        /// The day or time to ask about. Now, if not said.
        #[arg(long, value_name = "DATE|INSTANT", value_parser = moment)]
        as_at: Option<Timestamp>,
    },
    /// A child: who, states, timeline and duties.
    Child {
        /// The authority's own identifier.
        id: String,
        #[command(flatten)]
        then: Then,
    },
    /// What happened to a child, in plain sentences.
    Timeline {
        /// The authority's own identifier.
        id: String,
        #[command(flatten)]
        then: Then,
    },
    /// Whether a return keeps the published rules: looked after return, census.
    Check {
        #[command(subcommand)]
        command: crate::commands::check::args::Check,
    },
    /// The practice book: its rules, sources and worked examples.
    Practice {
        #[command(subcommand)]
        command: Practice,
    },
    /// Whether the record is what was written, entry by entry.
    Verify,
    /// Make everything that is derived from the record again.
    Rebuild,
    /// What could not be taken from extracts, and why.
    SetAside {
        /// Only of this child, by the authority's own identifier.
        #[arg(long, value_name = "ID")]
        child: Option<String>,
    },
    /// What would differ under another book, or another practice of one's own. It changes
    /// nothing.
    WhatIf(WhatIf),
    /// Whether this installation is in order.
    Doctor,
    /// Make large files to measure with.
    Bench {
        #[command(subcommand)]
        command: Bench,
    },
}

#[derive(Debug, Args)]
pub struct Import {
    /// Files, or folders of files.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print what became of every column, not only of those that something was set
    /// aside from.
    #[arg(long)]
    pub columns: bool,
    /// The collection year of a looked after return, where its dates do not tell:
    /// 2025/26.
    #[arg(long, value_name = "YEAR", value_parser = collection_year)]
    pub year: Option<i16>,
    /// The name of the organisation whose record a new folder is.
    #[arg(long, value_name = "NAME", default_value = "Our authority")]
    pub organisation: String,
    /// A new folder is an example, and says so for ever.
    #[arg(long)]
    pub example: bool,
}

/// As at when, and on what was known when.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Then {
    /// The day or time to ask about (a day: to its end in England). Now, if not said.
    #[arg(long, value_name = "DATE|INSTANT", value_parser = moment)]
    pub as_at: Option<Timestamp>,
    /// On what was recorded by then. Everything, if not said.
    #[arg(long, value_name = "DATE|INSTANT", value_parser = moment)]
    pub known_at: Option<Timestamp>,
}

#[derive(Debug, Args)]
pub struct Duties {
    /// Only of this child, by the authority's own identifier.
    #[arg(long, value_name = "ID")]
    pub child: Option<String>,
    /// Only in these states.
    #[arg(long, value_name = "STATE,…", value_delimiter = ',', value_parser = state)]
    pub state: Vec<State>,
    /// Only of this clock.
    #[arg(long, value_name = "CLOCK-ID")]
    pub clock: Option<String>,
    /// Only of this area of practice.
    #[arg(long)]
    pub area: Option<String>,
    #[command(flatten)]
    pub then: Then,
}

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

#[derive(Debug, Args)]
pub struct WhatIf {
    /// The day or time to ask about (a day: to its end in England). Now, if not said.
    #[arg(long, value_name = "DATE|INSTANT", value_parser = moment)]
    pub as_at: Option<Timestamp>,
    /// Name every difference, by the child's identifier.
    #[arg(long)]
    pub children: bool,
}

#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Write a children in need census of made-up children.
    Census {
        /// How many children.
        #[arg(long, default_value_t = 100_000)]
        children: u32,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Work out every duty of made-up children's files, and say how long it took.
    Duties {
        /// How many children.
        #[arg(long, default_value_t = 100_000)]
        children: usize,
        /// How many entries each file has.
        #[arg(long, default_value_t = 40)]
        entries: usize,
    },
    /// Count due dates for a while, and say how many a second.
    DueDates {
        /// How many.
        #[arg(long, default_value_t = 20_000_000)]
        count: u64,
    },
}

/// A day counts to its end in England.
fn moment(text: &str) -> Result<Timestamp, practice::when::NotAWhen> {
    text.parse::<When>().map(When::end)
}

/// Reads a collection year, `2025/26`: the year in which it ends.
///
/// # Errors
///
/// A sentence, where it is none.
fn collection_year(text: &str) -> Result<i16, String> {
    let refuse = || format!("{text:?} is no collection year in the form 2025/26");
    let (begins, ends) = text.split_once('/').ok_or_else(refuse)?;
    let begins: i16 = begins.parse().map_err(|_| refuse())?;
    let short = format!("{:02}", (begins + 1) % 100);
    if (1990..2100).contains(&begins) && (ends == short || ends == (begins + 1).to_string()) {
        Ok(begins + 1)
    } else {
        Err(refuse())
    }
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

/// A state, with or without space around it.
fn state(text: &str) -> Result<State, record::duty::NotAState> {
    text.trim().parse()
}
