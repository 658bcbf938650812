//! What can be typed to ask the record: what is owed, as at when, under another book, what the
//! measures come to.

use clap::Args;
use jiff::Timestamp;
use practice::When;
use record::State;

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

/// A day counts to its end in England.
///
/// # Errors
///
/// A sentence, where it is none.
pub fn moment(text: &str) -> Result<Timestamp, practice::when::NotAWhen> {
    text.parse::<When>().map(When::end)
}

/// A state, with or without space around it.
fn state(text: &str) -> Result<State, record::duty::NotAState> {
    text.trim().parse()
}
