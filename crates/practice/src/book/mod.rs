//! The practice book: read, checked, and ready to be asked.

mod check_authority;
mod check_clock;
mod check_met;
mod check_period;
mod check_record;
mod check_start;
mod load;
mod model;
mod names;
mod problem;
mod raw;
mod says;

use std::collections::{BTreeMap, HashMap};

pub use model::{
    Carries, Cite, Clock, Code, Codes, End, Example, Field, Listing, Met, Nth, On, RecordType,
    Source, Start, State, Step, Trigger, Within,
};
pub use problem::{Problem, Problems};
pub use says::day_in_words;

use crate::authorities::Authorities;
use crate::calendar::Calendar;

/// The practice book of England that is part of the program: path and text of
/// each file, in order.
pub static ENGLAND: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/book.rs"));

/// A practice book.
#[derive(Clone, Debug)]
pub struct Book {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// Its closed lists, by name.
    pub codes: BTreeMap<String, Codes>,
    /// The local authorities there are and have been.
    pub authorities: Authorities,
    /// Its record types, by name.
    pub records: BTreeMap<String, RecordType>,
    /// The kinds of extract it knows, by name.
    pub sources: BTreeMap<String, Source>,
    /// Its states, in order of name.
    pub states: Vec<State>,
    /// Its clocks, in order of id.
    pub clocks: Vec<Clock>,
    /// The SHA-256 of its files' names and texts, in hexadecimal.
    pub hash: String,
    calendars: BTreeMap<String, Calendar>,
    clock_numbers: HashMap<String, usize>,
    /// The record type and field that hold the date of birth.
    birth: Option<(String, String)>,
}

impl Book {
    /// The book of England that is part of the program.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in it, which a test proves to be nothing.
    pub fn england() -> Result<Self, Problems> {
        Self::read(ENGLAND.iter().copied())
    }

    /// Reads and checks a book from its files: path relative to its folder, and
    /// text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, each with file and line.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Problems> {
        load::read(&files.into_iter().collect())
    }

    /// A number that two books of different text do not share, as far as 64 bits
    /// go: the first eight bytes of the hash.
    pub fn mark(&self) -> i64 {
        let first = self.hash.get(..16).unwrap_or_default();
        u64::from_str_radix(first, 16).map_or(0, u64::cast_signed)
    }

    /// A clock, by its id.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.get(*self.clock_numbers.get(id)?)
    }

    /// A record type, by its name.
    pub fn record(&self, name: &str) -> Option<&RecordType> {
        self.records.get(name)
    }

    /// The calendar of this name. A checked book has every calendar that its
    /// clocks name.
    pub fn calendar(&self, name: &str) -> Option<&Calendar> {
        self.calendars.get(name)
    }

    /// The record type and field that hold the date of birth.
    pub fn birth(&self) -> Option<(&str, &str)> {
        self.birth
            .as_ref()
            .map(|(record, field)| (record.as_str(), field.as_str()))
    }

    /// A code in words; the code itself where its list has no such code.
    pub fn words<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        self.codes
            .get(list)
            .and_then(|codes| codes.codes.get(code))
            .map_or(code, |code| &code.says)
    }

    /// The same book, its calendars as they were known on a day.
    #[must_use]
    pub fn as_known_on(&self, day: jiff::civil::Date) -> Self {
        let mut book = self.clone();
        for calendar in book.calendars.values_mut() {
            *calendar = calendar.as_known_on(day);
        }
        book
    }
}
