//! A clock after it has been read and checked: what starts, meets and ends it.

use super::model::{Cite, Example, On, Within};
use super::terms::{
    Already, Alternative, Commences, Extend, Kept, OneFor, Reaches, Terms, Time, Variant,
};
use crate::count::Period;
use crate::expr::Condition;

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
    /// Whether a bare date given for what comes again is the last time that it was met.
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
    /// Whom it is about (`child`); several where its starts are of several.
    pub about: Vec<String>,
    /// Other times that an authority may choose: shown and checked, and not kept.
    pub alternatives: Vec<Alternative>,
    /// Anything that a reader of the rule should know.
    pub note: Option<String>,
    /// Whether it is of the work from day to day, which no catalogue of duties has.
    pub everyday: bool,
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
    /// What an authority's own practice has made of it; `None` where it is as the book
    /// has it.
    pub changed: Option<Box<Changed>>,
}

/// What an authority's own practice changes of a clock.
#[derive(Clone, Debug)]
pub struct Changed {
    /// What decided it: of the level `local`.
    pub source: Cite,
    /// Why less is done than the sources of the clock ask, where that is so.
    pub departs: Option<String>,
    /// Why the clock does not run, where it was taken away.
    pub taken_away: Option<String>,
    /// Where it stands: file and line.
    pub place: (String, usize),
    /// Whether its variants are the authority's.
    pub variants: bool,
    /// How many of its worked examples are the authority's: the first ones. Of the law's,
    /// those stand after them that still hold.
    pub examples: usize,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a mark in the book")]
pub struct Start {
    /// What sets it going.
    pub trigger: Trigger,
    /// What must hold.
    pub when: Option<Condition>,
    /// The state that the child must be in.
    pub during: Option<usize>,
    /// For how long it must have lasted then (of a yearly start, at the due date).
    pub for_at_least: Option<Period>,
    /// For less than how long it may have lasted then.
    pub for_less_than: Option<Period>,
    /// Whether it is another duty beside what the same record sets going in earlier ways.
    pub also: bool,
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
    /// Everything that asks for it, an authority's own practice first.
    pub fn asked_by(&self) -> impl Iterator<Item = &Cite> {
        let own = self.changed.as_ref().map(|changed| &changed.source);
        own.into_iter().chain(&self.sources)
    }

    /// The file in which its variants stand.
    pub fn file_of_variants(&self) -> &str {
        let own = (self.changed.as_deref()).filter(|changed| changed.variants);
        own.map_or(&self.place.0, |changed| &changed.place.0)
    }

    /// The times it keeps: those of its variants, or of its starts.
    pub fn terms(&self) -> impl Iterator<Item = &Terms> {
        let variants = self.variants.iter().map(|variant| &variant.terms);
        variants.chain(self.starts.iter().filter_map(|start| start.terms.as_ref()))
    }

    /// Whether it is set going by what meets it: each time it is done, it is owed again.
    pub fn follows_itself(&self) -> bool {
        self.starts.iter().any(|start| match &start.trigger {
            Trigger::On(kind) => self.met.iter().any(|met| met.by.kind == *kind),
            _ => false,
        })
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
                Time::Keep(kept) => periods.extend(kept.iter().filter_map(|kept| match kept {
                    Kept::OfStart(within) | Kept::OfBirth(within) => Some(*within),
                    Kept::To(_) => None,
                })),
                Time::Limit(limit) => periods.push(limit.most),
                Time::Holds(holds) => periods.push(holds.within),
                _ => {}
            }
            periods.extend(terms.earliest);
            periods.extend(terms.should);
        }
        periods
    }
}

impl Start {
    /// Whether it counts back from a coming event.
    pub fn counts_back(&self, clock: &Clock) -> bool {
        let back = |terms: &Terms| matches!(terms.time, Time::Before(_));
        let own = self.terms.as_ref().is_some_and(back);
        own || clock.variants.iter().any(|variant| back(&variant.terms))
    }

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
