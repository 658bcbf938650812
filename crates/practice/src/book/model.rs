//! The practice book after it has been read and checked.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::count::{Counting, Period, Unit};
use crate::expr::{Condition, FieldType};
use crate::finding::FoundBy;

/// A closed list of codes.
#[derive(Clone, Debug)]
pub struct Codes {
    /// What the list is of.
    pub title: String,
    /// Who publishes it.
    pub source: String,
    /// Each code with its words.
    pub codes: BTreeMap<String, Code>,
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    /// Where it comes among the answers to a question.
    pub place: usize,
    /// In words.
    pub says: String,
    /// The book's own words, where an authority has others for it. What it means, and what a
    /// return writes, stays.
    pub means: Option<String>,
    /// The first collection year, by the year in which it ends.
    pub from: Option<u16>,
    /// The last collection year.
    pub until: Option<u16>,
}

/// A record type: what may be written down.
#[derive(Clone, Debug)]
pub struct RecordType {
    /// Its name (`strategy-discussion`).
    pub name: String,
    /// Its title, for people.
    pub title: String,
    /// The part of practice it belongs to: the folder of the book it stands in.
    pub area: String,
    /// Whose file it stands in.
    pub about: String,
    /// The version of its fields.
    pub version: u32,
    /// Who may record it.
    pub by: Vec<String>,
    /// The sentence of the timeline, with `{field}` to be filled in.
    pub says: String,
    /// Where its content is asked for.
    pub source: Option<String>,
    /// The fields that tell one from another when an extract is read again.
    pub key: Vec<String>,
    /// Who could answer, where an extract cannot.
    pub kept_in: Option<String>,
    /// The link field that names what it closes.
    pub closes: Option<String>,
    /// The fields that say in which extract the child stood, and for what period.
    pub listing: Option<Listing>,
    /// The field that names the record type of what could not be read: of that type,
    /// silence says nothing for this child.
    pub unreadable: Option<String>,
    /// The class of records to which it belongs, of which permissions speak.
    pub class: String,
    /// What somebody must be allowed to do, to record it: `record`, if not said.
    pub needs: String,
    /// What leads to it at once from a child's page, where people record it every day.
    pub quick: Option<String>,
    /// Whether it stands in the chronology of significant events.
    pub significant: Option<Significant>,
    /// The field that says when it happened.
    pub occurred: String,
    /// The field that holds the date of birth.
    pub birth: Option<String>,
    /// The fields by which the person may be found, in order of name.
    pub found_by: Vec<(String, FoundBy)>,
    /// Its fields.
    pub fields: BTreeMap<String, Field>,
}

/// Whether a record stands in the chronology.
#[derive(Clone, Debug)]
pub enum Significant {
    /// Always.
    Always,
    /// Where this holds of it.
    When(Condition),
}

/// The three fields of a record that says "this child stood in that extract".
#[derive(Clone, Debug)]
pub struct Listing {
    /// The field with the kind of source.
    pub source: String,
    /// The field with the first day.
    pub from: String,
    /// The field with the last day.
    pub to: String,
}

/// A field of a record type.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark in the book")]
pub struct Field {
    /// The question.
    pub ask: String,
    /// Where it comes among the questions of its record type.
    pub place: usize,
    /// Whether it is answered at length.
    pub long: bool,
    /// Its type.
    pub kind: FieldType,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it says when the rest was told: differing alone, it changes nothing.
    pub told: bool,
    /// Whether it is answered for each child alone, where one record is for several.
    pub each: bool,
    /// Whether it is asked only where somebody asks for more questions.
    pub more: bool,
    /// The columns of the table in which it is answered, a row to each thing; none where it is
    /// no table. The answer has a line for each row, and a tab between two cells.
    pub columns: Vec<String>,
    /// What of a person it tells, by which the person may be found.
    pub found_by: Option<FoundBy>,
    /// What it is called, where it is an identifier.
    pub called: Option<String>,
    /// Which organisations it names, where it names one: those that are known are offered, and
    /// another may be typed.
    pub organisation: Option<OrganisationNamed>,
}

/// Which organisations an answer names: of those that the authority keeps, each by a record of the
/// type [`ORGANISATION`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationNamed {
    /// Of what kinds, by the codes of the field [`ORGANISATION_KIND`]; of any where there is none.
    pub of: Vec<String>,
    /// The field of that record which is the answer: its name, or a number of it.
    pub by: String,
}

/// The record type that adds an organisation with which the authority works.
pub const ORGANISATION: &str = "agency-added";
/// Its field that says of what kind it is.
pub const ORGANISATION_KIND: &str = "kind";
/// Its field that says what it is called.
pub const ORGANISATION_NAME: &str = "name";

/// A kind of extract, and what it can carry.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// The period one such extract speaks of, in words.
    pub period: String,
    /// What says so.
    pub cite: String,
    /// For each record type that it can carry, how much of it.
    pub carries: BTreeMap<String, Carries>,
}

/// How much of a record type an extract can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// All there are, to the end of the period.
    Whole,
    /// Only what happened in the period.
    Period,
}

/// A condition on one kind of record.
#[derive(Clone, Debug)]
pub struct On {
    /// The record type.
    pub kind: String,
    /// What must hold of it.
    pub when: Option<Condition>,
}

/// A state that a child can be in.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name (`looked-after`).
    pub name: String,
    /// Its title.
    pub title: String,
    /// What begins it.
    pub begins: On,
    /// What shows that it had begun already.
    pub seen: Option<On>,
    /// What ends it: any of these.
    pub ends: Vec<On>,
    /// Whether a beginning while it is open changes nothing, and does not begin it
    /// again.
    pub runs_on: bool,
    /// What it carries: a name, and the record type and field it comes from.
    pub carries: BTreeMap<String, (String, String)>,
}

impl State {
    /// The record types that begin, show and end it.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.begins)
            .chain(&self.seen)
            .chain(&self.ends)
            .map(|on| on.kind.as_str())
    }
}

/// How a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// How long.
    pub period: Period,
    /// Whether the trigger day counts.
    pub counting: Counting,
    /// The calendar, by its number in the book.
    pub(super) calendar: usize,
    /// Whether a due day that does not count in the calendar moves to the next that does.
    pub rolls: bool,
}

impl Within {
    /// The same, where its rule did not roll.
    #[must_use]
    pub const fn unrolled(self) -> Self {
        Self {
            rolls: false,
            ..self
        }
    }

    /// How it is counted, in words. Hours, and the same day, leave nothing to say.
    pub const fn counted(self) -> &'static str {
        match self.period.unit {
            Unit::Minutes | Unit::Hours => "on the clock, through weekends and holidays",
            Unit::WorkingHours => "in the hours in which the service is open",
            Unit::NextOpening => "when the service next opens",
            Unit::MonthEnd | Unit::TermEnd => "to its last day",
            _ if self.period.n == 0 => "on the day itself",
            _ => self.counting.name(),
        }
    }
}

/// A source: what asks for it, how strongly, and how far the text was checked.
#[derive(Clone, Debug)]
pub struct Cite {
    /// act, regulation, guidance and so on: one of the loader's list.
    pub level: String,
    /// The citation.
    pub cite: String,
    /// In force from.
    pub from: Option<Date>,
    /// In force until.
    pub until: Option<Date>,
    /// primary, secondary, partial or none.
    pub confirmed: String,
    /// What a catalogue says instead, where this source is why that is wrong.
    pub instead_of: Option<InsteadOf>,
    /// Anything to know about it.
    pub note: Option<String>,
}

/// A number, or a way of counting, that a catalogue has and that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsteadOf {
    /// The period; `None` where the catalogue has no number at all.
    pub period: Option<Period>,
    /// How it counts, where that is what is wrong.
    pub counting: Option<Counting>,
}

/// A worked example, as it is written in the book.
#[derive(Clone, Debug)]
pub struct Example {
    /// The facts, in order.
    pub given: Vec<String>,
    /// When it should be due; `none` where no due date is expected.
    pub due: Option<String>,
    /// The first day on which it should be lawful.
    pub earliest: Option<String>,
    /// By when it should be done, by the aim.
    pub should_be_by: Option<String>,
    /// When it should have started.
    pub started: Option<String>,
    /// By when to plan it.
    pub plan_by: Option<Date>,
    /// The state it should be in.
    pub state: Option<String>,
    /// As at when.
    pub as_at: Option<String>,
    /// No duty is expected.
    pub none: bool,
    /// By which alternative it is worked out.
    pub alternative: Option<String>,
    /// Why.
    pub why: String,
    /// Whether it is an authority's own, and counts on its closure days.
    pub own: bool,
    /// The file of the book in which it stands.
    pub file: String,
    /// Its line in that file.
    pub line: usize,
}
