//! What can be typed: what is said with every command, and the commands; what each of them is asked
//! stands in a file by itself.

mod asking;
mod bench;
mod import;
mod keeping;
mod pages;
mod practice;

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

pub use self::asking::{Duties, Measures, Then, WhatIf, moment};
pub use self::bench::Bench;
pub use self::import::Import;
pub use self::keeping::{Dispose, Head, Heads, Keys, Transfer, Verify};
pub use self::pages::{Accounts, Demo, DemoScale, Serve};
pub use self::practice::{Due, Practice};
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

impl Cli {
    /// What was typed, or why it cannot be understood, and an end.
    pub fn typed() -> Self {
        let matches = Self::command().get_matches();
        let named = matches.value_source("data");
        let mut typed = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        typed.global.data_was_named = named.is_some_and(|by| by != ValueSource::DefaultValue);
        typed
    }
}

/// Said before or after the command.
#[derive(Clone, Debug, Args)]
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
    /// Whether it was named, by an option or the environment.
    #[arg(skip)]
    pub data_was_named: bool,
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
    /// A command of the shell that prints the master key, in place of a file.
    #[arg(
        long,
        global = true,
        env = "SIGHTLINE_MASTER_KEY_COMMAND",
        value_name = "CMD",
        conflicts_with = "master_key"
    )]
    pub master_key_command: Option<String>,
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
    /// Of `check` and `return` alone: a line for each finding.
    Csv,
    /// Of `check` and `return` alone: a workbook.
    Xlsx,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take extracts into the record: children in need census, looked after return,
    /// Standard Safeguarding Dataset.
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
        /// Also the duties that nobody has to act on, as `duties --all` does.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        then: Then,
    },
    /// What matters now in a child's file, on one screen.
    Summary {
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
    /// Find people: by names as they sound or are misspelt, date of birth, identifier, address.
    Find {
        /// Anything of this, in any order: names, 6 June 2015, 6/6/15, an NHS number, a postcode.
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        /// How many to show.
        #[arg(long, default_value_t = 20, value_name = "NUMBER")]
        limit: usize,
    },
    /// Files that are likely to be one person's.
    Duplicates {
        /// How many pairs to show.
        #[arg(long, default_value_t = 100, value_name = "NUMBER")]
        limit: usize,
    },
    /// Whether a return keeps the published rules: looked after return, census.
    Check {
        #[command(subcommand)]
        command: crate::commands::check::args::Check,
    },
    /// Make a return from the record, and check it: looked after return, census.
    Return {
        #[command(subcommand)]
        command: crate::commands::make_return::args::Return,
    },
    /// The practice book: its rules, sources and worked examples.
    Practice {
        #[command(subcommand)]
        command: Practice,
    },
    /// Whether the record is what was written, entry by entry.
    Verify(Verify),
    /// The head of the record, by which all before it is known.
    Head {
        #[command(subcommand)]
        command: Head,
    },
    /// The keys: what may be known of them, a new master key, a lost one recovered.
    Keys {
        #[command(subcommand)]
        command: Keys,
    },
    /// Make an authority by simulating its work, to look at and to try things out on.
    Demo(Demo),
    /// Serve the pages.
    Serve(Serve),
    /// Who may sign in to the pages.
    Account {
        #[command(subcommand)]
        command: Accounts,
    },
    /// Dispose of a child's file for ever, when its time to be kept has run out.
    Dispose(Dispose),
    /// Write the whole record to a folder, for another organisation to take in.
    Export {
        /// The folder, which is made.
        #[arg(value_name = "DIR")]
        to: PathBuf,
        #[command(flatten)]
        transfer: Transfer,
    },
    /// Take in a whole record that `export` wrote, as a new record.
    ImportLedger {
        /// The folder of the export.
        #[arg(value_name = "DIR")]
        from: PathBuf,
        #[command(flatten)]
        transfer: Transfer,
    },
    /// Write a backup of the whole record to a folder, also while somebody writes to it.
    Backup {
        /// The folder, which is made.
        #[arg(value_name = "DIR")]
        to: PathBuf,
    },
    /// Restore a backup, as a new record, with the master key of its time.
    Restore {
        /// The folder of the backup.
        #[arg(value_name = "DIR")]
        from: PathBuf,
    },
    /// Make everything that is derived from the record again.
    Rebuild,
    /// Write the record as a Standard Safeguarding Dataset: files that anyone can read.
    ExportSsd {
        /// A new folder for CSV files, or a new file that ends in .sqlite.
        #[arg(value_name = "DIR|FILE.sqlite")]
        to: PathBuf,
    },
    /// What could not be taken from extracts, and why.
    SetAside {
        /// Only of this child, by the authority's own identifier.
        #[arg(long, value_name = "ID")]
        child: Option<String>,
    },
    /// The workers: who is here, and who left.
    Worker {
        #[command(subcommand)]
        command: crate::commands::people::args::Worker,
    },
    /// The teams that work here.
    Team {
        #[command(subcommand)]
        command: crate::commands::people::args::Team,
    },
    /// The roles that workers have, by which they may do what they may.
    Role {
        #[command(subcommand)]
        command: crate::commands::people::args::Role,
    },
    /// Whether a worker may do something, and why.
    WhoMay(crate::commands::people::args::WhoMay),
    /// What would differ under another book, or another practice of one's own. It changes
    /// nothing.
    WhatIf(WhatIf),
    /// What the measures of the book come to: what is asked of many together.
    Measures(Measures),
    /// Whether this installation is in order.
    Doctor {
        /// The configuration file of the pages: what it names is looked at as well.
        #[arg(long, env = "SIGHTLINE_CONFIG", value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Make large files to measure with.
    Bench {
        #[command(subcommand)]
        command: Bench,
    },
}
