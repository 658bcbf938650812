//! What can be typed.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
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
    /// From which day on a Standard Safeguarding Dataset tells everything that happened:
    /// only then does what is missing from it count as not done.
    #[arg(long, value_name = "DATE")]
    pub whole_from: Option<jiff::civil::Date>,
    /// The name of the organisation whose record a new folder is.
    #[arg(long, value_name = "NAME", default_value = "Our authority")]
    pub organisation: String,
    /// A new folder is an example, and says so for ever.
    #[arg(long)]
    pub example: bool,
    #[command(flatten)]
    pub heads: Heads,
}

/// Where the head is signed to when something was written.
#[derive(Debug, Args)]
pub struct Heads {
    /// Sign the head into this folder when all is written. It should lie where whoever
    /// can change the record cannot change what lies there.
    #[arg(long, env = "SIGHTLINE_HEADS", value_name = "DIR")]
    pub heads: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Dispose {
    /// The child, by the authority's own identifier.
    #[arg(long, value_name = "ID")]
    pub child: String,
    /// Why: the rule of retention, and when it ran out. It names no child.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Who decided it.
    #[arg(long, value_name = "PERSON")]
    pub by: String,
    /// Who approved it: somebody else.
    #[arg(long, value_name = "PERSON")]
    pub approved_by: String,
    /// The file for the certificate.
    #[arg(long, value_name = "FILE")]
    pub certificate: PathBuf,
    #[command(flatten)]
    pub heads: Heads,
}

/// The key by which an export is opened.
#[derive(Debug, Args)]
pub struct Transfer {
    /// The file of the key that wraps the keys in the export. `export` makes it where it
    /// is not there. It travels apart from the folder.
    #[arg(long, value_name = "FILE")]
    pub transfer_key: PathBuf,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// A signed head that was kept outside. May be said more than once.
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Check this backup in place of the record, with the master key of its time.
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    pub backup: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Head {
    /// Show it.
    Show,
    /// Sign it, and write that to a new file to be kept elsewhere.
    Sign {
        /// The file; or a folder, in which it is named after its position.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Which version, since when, and whether each opens. Tells no secret.
    Show,
    /// Make a new master key and a new recovery key; the ones before are good no more.
    Rotate {
        /// The file for the new master key.
        #[arg(long, value_name = "FILE")]
        new_key: PathBuf,
    },
    /// Have the master key again. The recovery key is read from standard input.
    Recover {
        /// The file for the master key.
        #[arg(long, value_name = "FILE")]
        new_key: PathBuf,
        /// Have the key that opens this backup, in place of that of the record.
        #[arg(long, value_name = "DIR")]
        backup: Option<PathBuf>,
    },
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
    /// Also those that nobody has to act on: how long to keep a file, and days before which
    /// something might not be done and which have passed. A state, a clock or an area that
    /// is named shows all of it anyway.
    #[arg(long)]
    pub all: bool,
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

#[derive(Debug, Args)]
pub struct Measures {
    /// Only this one, by its id in the practice book.
    #[arg(long, value_name = "ID")]
    pub measure: Option<String>,
    /// The first day of the period. Everything, if not said.
    #[arg(long, value_name = "DATE")]
    pub from: Option<jiff::civil::Date>,
    /// The last day of the period. Today, if not said.
    #[arg(long, value_name = "DATE")]
    pub to: Option<jiff::civil::Date>,
    /// Everything until the end of this day.
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub as_at: Option<jiff::civil::Date>,
    /// List whom each number is made of, by the child's identifier, and how each counts.
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
    /// Write a looked after return of made-up children, and that of the year before.
    LookedAfter {
        /// How many episodes of care, at least.
        #[arg(long, default_value_t = 100_000)]
        episodes: usize,
        /// The folder to write to; the year before goes to `previous` in it.
        #[arg(long, value_name = "FOLDER")]
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
        /// With files made of the book's own worked examples, one after another, in place of
        /// files that look like real ones: of most clocks something is owed.
        #[arg(long)]
        heavy: bool,
    },
    /// Sign workers of an example in, and write down their sessions, their children's files and
    /// names to search for, to load the pages with.
    Visits {
        /// How many sessions.
        #[arg(long, default_value_t = 300)]
        users: usize,
        /// The folder to write to.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Count due dates for a while, and say how many a second.
    DueDates {
        /// How many.
        #[arg(long, default_value_t = 20_000_000)]
        count: u64,
    },
}

/// A day counts to its end in England.
///
/// # Errors
///
/// A sentence, where it is none.
pub fn moment(text: &str) -> Result<Timestamp, practice::when::NotAWhen> {
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

/// The example authority.
#[derive(Debug, Args)]
pub struct Demo {
    /// How large: `small` has 300 open children and two years; `authority` 6,000 open
    /// children, 150,000 people and ten years.
    #[arg(long, value_enum, default_value_t = DemoScale::Small)]
    pub scale: DemoScale,
    /// Serve its pages there when it is made.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<std::net::SocketAddr>,
    /// What all chance in it follows from: the same number on the same day makes the same
    /// authority.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
}

/// How large an example authority is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DemoScale {
    /// A few families and three months, for tests.
    #[value(hide = true)]
    Tiny,
    Small,
    Authority,
}

/// Where pages are served.
#[derive(Debug, Default, Args)]
pub struct Serve {
    /// A configuration file: what can be typed here and more, as packaging/sightline.toml
    /// shows. What is typed goes before it.
    #[arg(long, env = "SIGHTLINE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The address and port to listen on; 127.0.0.1:8080 where none is given.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<std::net::SocketAddr>,
    /// A proxy with HTTPS stands before it: cookies are sent by HTTPS alone, and browsers are
    /// told to ask for nothing else.
    #[arg(long)]
    pub behind_https: bool,
    /// The pages' own certificate, as PEM, followed by those that signed it: HTTPS without a
    /// proxy. It is read again when it changes, and at SIGHUP.
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// The private key of the certificate, as PEM.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where browsers that ask by HTTP are led to HTTPS, with --certificate: 0.0.0.0:80.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub redirect_from: Option<std::net::SocketAddr>,
    /// Where those who run the program ask whether it lives (/live), whether it is ready
    /// (/ready) and what was counted (/metrics). No one signs in there, so let nobody else
    /// reach it.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub operations: Option<std::net::SocketAddr>,
    /// How many seconds what was asked for may take once the program is told to stop; 20
    /// where none is given.
    #[arg(long, value_name = "SECONDS")]
    pub stop_within: Option<u32>,
}

/// Who may sign in.
#[derive(Debug, Subcommand)]
pub enum Accounts {
    /// Let a worker sign in. A password for a start is printed once.
    Add {
        /// The worker's file, as `worker list` prints it.
        #[arg(long, value_name = "FILE")]
        worker: practice::Id,
        /// The name to sign in with.
        #[arg(long, value_name = "NAME")]
        sign_in: String,
    },
    /// Give somebody a new start who lost their password or their authenticator.
    Reset {
        /// The name to sign in with.
        sign_in: String,
    },
    /// Let somebody sign in no longer.
    Close {
        /// The name to sign in with.
        sign_in: String,
    },
    /// Every account.
    List,
    /// In an example record: an account for everybody who has none.
    Examples,
}
