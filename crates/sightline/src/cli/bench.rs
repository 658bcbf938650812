//! What can be typed to measure with.

use std::path::PathBuf;

use clap::Subcommand;

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
