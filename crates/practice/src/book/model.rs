//! The practice book after it has been read and checked.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::terms::{Already, Commences, Extend, OneFor, Reaches, Terms, Time, Variant};
use crate::count::{Counting, Period, Unit};
use crate::expr::{Condition, FieldType};

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
    /// In words.
    pub says: String,
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
    /// The field that says when it happened.
    pub occurred: String,
    /// The field that holds the date of birth.
    pub birth: Option<String>,
    /// Its fields.
    pub fields: BTreeMap<String, Field>,
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
pub struct Field {
    /// The question.
    pub ask: String,
    /// Its type.
    pub kind: FieldType,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it says when the rest was told: differing alone, it changes nothing.
    pub told: bool,
}

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

/// A clock: something that must be done within a time, and what the law says.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Its id (`icpc-15wd`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// The area of practice.
    pub area: String,
    /// Who owes it.
    pub owner: String,
    /// To whom it climbs when it is not done.
    pub climbs: Vec<String>,
    /// How long before the due date to warn, in words.
    pub warn: Option<String>,
    /// The calendar of its working days.
    pub calendar: String,
    /// The calendar in which a court may move its due day to noon on the next day that
    /// counts.
    pub may_roll: Option<String>,
    /// Whether a bare date given for a rhythm is the last time that it was met.
    pub from_last_met: bool,
    /// Its variants and versions, tried in order; most clocks have none, and their
    /// starts say the time.
    pub variants: Vec<Variant>,
    /// The states during which its time does not run.
    pub pauses: Vec<usize>,
    /// What extends its time.
    pub extends: Vec<Extend>,
    /// The state during which nothing that is kept may be destroyed.
    pub held_while: Option<usize>,
    /// Whether and from when it runs.
    pub commences: Commences,
    /// Whom it is about (`child`).
    pub about: String,
    /// Anything that a reader of the rule should know.
    pub note: Option<String>,
    /// What starts it.
    pub starts: Vec<Start>,
    /// What meets it: any of these.
    pub met: Vec<Met>,
    /// What ends it undone.
    pub ends: Vec<End>,
    /// What asks for it.
    pub sources: Vec<Cite>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// Where it stands in the book: file and line.
    pub place: (String, usize),
}

/// What sets a clock going.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// A record of this type.
    On(String),
    /// This state beginning.
    With(usize),
    /// This state ending.
    After(usize),
    /// The child reaching this age.
    Birthday(u8),
    /// This month and day of each year.
    Yearly(i8, i8),
}

/// The place of a record among those of its kind in a period of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// Any after the second, or one whose place is not certain.
    Later,
}

/// One way in which a clock starts.
#[derive(Clone, Debug)]
pub struct Start {
    /// What sets it going.
    pub trigger: Trigger,
    /// What must hold.
    pub when: Option<Condition>,
    /// The state that the child must be in.
    pub during: Option<usize>,
    /// For how long the child must have been in it at the due date.
    pub for_at_least: Option<Period>,
    /// Which of its kind it must be.
    pub place: Option<Nth>,
    /// Whether its place must be certain; otherwise an uncertain one is a later one.
    pub only_if_certain: bool,
    /// What makes it fall away from the start.
    pub falls_away: Option<Condition>,
    /// Whether the starting record itself says that it was not done.
    pub says_not_done: bool,
    /// Whether it counts only where an extract in which the child stood tells of the
    /// whole time to the due date.
    pub told_by_extract: bool,
    /// The field to count from; by default when it happened.
    pub at: Option<String>,
    /// Its time; `None` where the clock's variants say it.
    pub terms: Option<Terms>,
    /// What must have come together in a window for it to go off.
    pub reaches: Option<Reaches>,
    /// Of what only the latest runs.
    pub one_for: Option<OneFor>,
    /// The link that what meets it must share, where it differs from the clock's.
    pub same: Option<String>,
    /// Which of the clock's record types meet it, where not all do.
    pub met_by: Option<Vec<String>>,
    /// Its line in the book.
    pub line: usize,
}

/// One kind of record that meets a clock.
#[derive(Clone, Debug)]
pub struct Met {
    /// The record type and what must hold of it.
    pub by: On,
    /// The field that says when it was met; by default when it happened.
    pub at: Option<String>,
    /// The link that it must share with what started the clock.
    pub same: Option<String>,
    /// Whether there is only one for each start.
    pub once: bool,
    /// How far back what was done before the start counts; otherwise not at all.
    pub already: Option<Already>,
    /// Whether it must stand after what started the clock, also on the same day.
    pub after_start: bool,
}

impl Clock {
    /// The times it keeps: those of its variants, or of its starts.
    pub fn terms(&self) -> impl Iterator<Item = &Terms> {
        let variants = self.variants.iter().map(|variant| &variant.terms);
        variants.chain(self.starts.iter().filter_map(|start| start.terms.as_ref()))
    }

    /// Every period that it names: of its times, steps, earliest days and aims.
    pub fn periods(&self) -> Vec<Within> {
        let mut periods = Vec::new();
        for terms in self.terms() {
            match &terms.time {
                Time::Within(within) | Time::Before(Some(within)) | Time::Lapses(Some(within)) => {
                    periods.push(*within);
                }
                Time::Every(steps) => periods.extend(steps.iter().map(|step| step.within)),
                Time::Keep(kept) => periods.extend(kept.iter().map(|kept| kept.within)),
                Time::Limit(limit) => periods.push(limit.most),
                Time::Holds(holds) => periods.push(holds.within),
                _ => {}
            }
            periods.extend(terms.earliest);
            periods.extend(terms.should);
        }
        periods
    }

    /// Whether it counts back from a coming event.
    pub fn counts_back(&self) -> bool {
        self.terms()
            .any(|terms| matches!(terms.time, Time::Before(_)))
    }
}

impl Start {
    /// How long, where it is simply so long after the start.
    pub fn within(&self) -> Option<Within> {
        match self.terms.as_ref()?.time {
            Time::Within(within) => Some(within),
            _ => None,
        }
    }

    /// What meets the clock when it was started in this way.
    pub fn met<'c>(&'c self, clock: &'c Clock) -> impl Iterator<Item = &'c Met> {
        let only = self.met_by.as_ref();
        let counts = move |met: &&Met| only.is_none_or(|only| only.contains(&met.by.kind));
        clock.met.iter().filter(counts)
    }
}

/// What ends a clock undone.
#[derive(Clone, Debug)]
pub enum End {
    /// A record.
    On {
        /// Its type and condition.
        on: On,
        /// The link that both must share.
        same: Option<String>,
    },
    /// The end of a state.
    WithEndOf(usize),
    /// The beginning of a state.
    WithBeginOf(usize),
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
    /// Why.
    pub why: String,
    /// Its line in the book.
    pub line: usize,
}
