//! The practice book: read, checked, and ready to be asked.

mod authorised;
mod change;
mod check_authorised;
mod check_authority;
mod check_calendar;
mod check_clock;
mod check_diary;
mod check_drawn;
mod check_expects;
mod check_family;
mod check_finding;
mod check_layout;
mod check_lists;
mod check_measure;
mod check_met;
mod check_organisation;
mod check_period;
mod check_permission;
mod check_qualified;
mod check_record;
mod check_rhythm;
mod check_source;
mod check_start;
mod check_subject;
mod check_summary;
mod check_telling;
mod check_term;
mod check_terms;
mod check_together;
mod check_variant;
mod clock;
mod counting;
pub mod diary;
pub mod drawn;
mod expects;
pub mod family;
pub mod label;
pub mod layout;
pub mod lists;
mod load;
pub mod measure;
mod model;
mod names;
mod no_longer;
mod overlay;
mod permission;
mod problem;
pub mod qualified;
mod raw;
mod raw_authorised;
mod raw_calendar;
mod raw_clock;
mod raw_finding;
mod raw_lists;
mod raw_local;
mod raw_permission;
mod raw_reading;
mod raw_telling;
mod said;
mod says;
mod summary;
pub mod telling;
mod terms;

use std::collections::{BTreeMap, HashMap};

pub use authorised::{Authorised, Gate, GateLooksFor};
pub use clock::{Changed, Clock, End, Met, Nth, Start, Trigger};
pub use expects::{Expect, LooksFor};
pub use measure::Measure;
pub use model::{
    Carries, Cite, Code, Codes, Example, Field, InsteadOf, Listing, ORGANISATION,
    ORGANISATION_KIND, ORGANISATION_NAME, On, OrganisationNamed, RecordType, Significant, Source,
    State, Within,
};
pub use overlay::{Added, Local};
pub use permission::{Class, Effect, Part, Permissions, PolicyFile, Relation, Role, part};
pub use problem::{Problem, Problems};
pub use says::{day_in_words, moment_in_words, of_rows, rows};
pub use summary::{Renewed, Section, Show};
pub use terms::{
    Already, Alternative, Amount, Bucket, Commences, DueOn, Extend, ExtendTo, Holds, Kept, Limit,
    OneFor, Reaches, Step, Terms, Time, Variant,
};

use crate::authorities::Authorities;
use crate::calendar::Calendar;
use crate::finding::Finding;

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
    /// What is in force only once it is authorised, by record type.
    pub authorised: BTreeMap<String, Authorised>,
    /// Its clocks, in order of id.
    pub clocks: Vec<Clock>,
    /// Its measures, in order of id.
    pub measures: Vec<Measure>,
    /// How people are found, where it says so.
    pub finding: Option<Finding>,
    /// The sections of the summary of a file, in order.
    pub summary: Vec<Section>,
    /// The record types that tell who lives with a child.
    pub household: Vec<family::Household>,
    /// What a drawing of the family is made of.
    pub family: family::Family,
    /// How a record looks when it is taken away, in order.
    pub layouts: Vec<layout::Layout>,
    /// What is filled in from the file where a record of a type is begun, by field.
    pub drawn: BTreeMap<String, BTreeMap<String, drawn::Drawn>>,
    /// Which children are owed a qualified worker, where it says so.
    pub qualified: Option<qualified::Qualified>,
    /// What lists over many children are made of.
    pub lists: lists::Lists,
    /// What stands in a diary.
    pub diary: Vec<diary::Diary>,
    /// Who is told of what others record, where it says so.
    pub telling: Option<telling::Telling>,
    /// How a caseload is weighed and limited, where it says so.
    pub caseload: Option<lists::Caseload>,
    /// What a file should hold by when, in order of id.
    pub expects: Vec<Expect>,
    /// The SHA-256 of its files' names and texts, in hexadecimal.
    pub hash: String,
    /// Who may do what: roles, relations and the texts of the policies.
    pub permissions: Permissions,
    /// What an authority's own practice says of itself, where one is laid over the book.
    pub local: Option<Local>,
    /// What an authority's own practice adds to what the book has, but for clocks and
    /// measures: each with its source.
    pub added: Vec<Added>,
    /// The days on which an authority is closed, each with its calendar.
    closed: Vec<(String, jiff::civil::Date)>,
    /// In order of name.
    calendars: Vec<(String, Calendar)>,
    clock_numbers: HashMap<String, usize>,
    /// For each record type, the clocks that it may set going, in order.
    set_going: HashMap<String, Vec<usize>>,
    /// For each record type, the states that it may begin or show, in order.
    begun: HashMap<String, Vec<usize>>,
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
        load::read(&files.into_iter().collect(), &Vec::new())
    }

    /// Reads and checks a book with an authority's own practice laid over it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in the book, or else in what is laid over it, each with file
    /// and line.
    pub fn read_under<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        overlay: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Problems> {
        let (files, overlay) = (files.into_iter().collect(), overlay.into_iter().collect());
        load::read(&files, &overlay)
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

    /// The clocks that records of these types may set going, in order of id.
    pub fn set_going_by<'k>(
        &self,
        kinds: impl Iterator<Item = &'k str>,
    ) -> impl Iterator<Item = &Clock> {
        let numbers = in_order(&self.set_going, kinds);
        (numbers.into_iter()).filter_map(|number| self.clocks.get(number))
    }

    /// The states, by number, that records of these types may begin or show to have begun.
    pub(crate) fn states_begun_by<'k>(&self, kinds: impl Iterator<Item = &'k str>) -> Vec<usize> {
        in_order(&self.begun, kinds)
    }

    /// Whether records of this type tell of an extract: that the child stood in it, or what
    /// of it could not be read.
    pub(crate) fn tells_of_extracts(&self, kind: &str) -> bool {
        let tells = |record: &RecordType| record.listing.is_some() || record.unreadable.is_some();
        self.record(kind).is_some_and(tells)
    }

    /// For each record type, the clocks that it may set going and the states that it begins.
    fn index(&mut self) {
        let mut set_going: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, clock) in self.clocks.iter().enumerate() {
            for start in &clock.starts {
                let state = |state: usize| {
                    let kinds = self.states.get(state).into_iter().flat_map(State::kinds);
                    kinds.map(str::to_owned).collect::<Vec<_>>()
                };
                let birth = || self.birth.iter().map(|(kind, _)| kind.clone()).collect();
                let kinds: Vec<String> = match &start.trigger {
                    Trigger::On(kind) => vec![kind.clone()],
                    Trigger::With(number) | Trigger::After(number) => state(*number),
                    Trigger::Birthday(_) => birth(),
                    Trigger::Yearly(..) => start.during.map_or_else(birth, state),
                };
                for kind in kinds {
                    set_going.entry(kind).or_default().push(number);
                }
            }
        }
        self.set_going = set_going;
        self.begun = HashMap::new();
        for (number, state) in self.states.iter().enumerate() {
            for on in std::iter::once(&state.begins).chain(&state.seen) {
                self.begun.entry(on.kind.clone()).or_default().push(number);
            }
        }
    }

    /// A record type, by its name.
    pub fn record(&self, name: &str) -> Option<&RecordType> {
        self.records.get(name)
    }

    /// The calendar of this name. A checked book has every calendar that its
    /// clocks name.
    pub fn calendar(&self, name: &str) -> Option<&Calendar> {
        self.calendars
            .get(self.calendar_number(name)?)
            .map(|(_, calendar)| calendar)
    }

    fn calendar_number(&self, name: &str) -> Option<usize> {
        (self.calendars)
            .binary_search_by(|(held, _)| held.as_str().cmp(name))
            .ok()
    }

    /// The name of the calendar by which a period is counted.
    pub fn calendar_name(&self, within: Within) -> &str {
        (self.calendars.get(within.calendar)).map_or("", |(name, _)| name.as_str())
    }

    /// The names of its calendars, in order.
    pub fn calendars(&self) -> impl Iterator<Item = (&str, &Calendar)> {
        (self.calendars.iter()).map(|(name, calendar)| (name.as_str(), calendar))
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

    /// The same book without an authority's closure days; `None` where it has none.
    pub(crate) fn never_closed(&self) -> Option<Self> {
        if self.closed.is_empty() {
            return None;
        }
        let mut book = self.clone();
        for (name, calendar) in &mut book.calendars {
            let mut days = self
                .closed
                .iter()
                .filter(|(closed, _)| closed == name)
                .peekable();
            if days.peek().is_some() {
                *calendar = calendar.open_on(days.map(|(_, day)| *day));
            }
        }
        Some(book)
    }

    /// The same book, its calendars as they were known on a day.
    #[must_use]
    pub fn as_known_on(&self, day: jiff::civil::Date) -> Self {
        let mut book = self.clone();
        for (_, calendar) in &mut book.calendars {
            *calendar = calendar.as_known_on(day);
        }
        book
    }
}

/// The numbers that stand for these record types, in order and each once.
fn in_order<'k>(
    of: &HashMap<String, Vec<usize>>,
    kinds: impl Iterator<Item = &'k str>,
) -> Vec<usize> {
    let mut numbers: Vec<usize> = kinds
        .filter_map(|kind| of.get(kind))
        .flatten()
        .copied()
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
