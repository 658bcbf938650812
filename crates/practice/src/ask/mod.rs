//! When a clock would be due, asked with a date and a few facts, and no record.
//!
//! The date is what the clock counts from: what starts it; for what is to be done
//! before an event, the event; where the clock says so, the last time it was done.
//! What is not told is not guessed: without facts the first way of starting and the
//! general rule answer, and the steps say so.

mod dates;
mod facts;
mod given;
mod measured;
mod moments;
mod steps;
mod which;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::book::{Book, Clock, Measure};
use crate::when::When;

pub use facts::{Takes, takes};
pub use moments::moments;
pub use steps::local;

/// A question to the book.
#[derive(Clone, Debug)]
pub struct Question<'q> {
    /// The clock, by its id.
    pub clock: &'q str,
    /// What it counts from.
    pub from: When,
    /// Facts by name, as [`takes`] lists them.
    pub facts: &'q BTreeMap<String, String>,
    /// Count on the holidays that were known on this day.
    pub known_at: Option<Date>,
}

/// What is said of the day that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is to be done by then.
    Due,
    /// It may not be done before then.
    NotBefore,
    /// What is kept may be destroyed from then on.
    KeptUntil,
    /// The right, or the window, closes then.
    Lapses,
    /// It counts as done in time until then: of a measure, which is no duty to one.
    Measured,
    /// There is no day.
    NoDate,
}

impl Kind {
    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::NotBefore => "not-before",
            Self::KeptUntil => "kept-until",
            Self::Lapses => "lapses",
            Self::Measured => "measured",
            Self::NoDate => "no-date",
        }
    }
}

/// The book's answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What is said of `due`.
    pub kind: Kind,
    /// The day or instant.
    pub due: Option<When>,
    /// Whether `due` is the beginning of its day, and is told as the day.
    pub by_day: bool,
    /// The working day by which to plan it.
    pub plan_by: Option<Date>,
    /// The first day on which it may be done, where it is also due.
    pub earliest: Option<When>,
    /// By when it should be done, by an aim that is no duty.
    pub should_by: Option<When>,
    /// When it was due on the holidays known on the day from which it counts, where
    /// that is another day.
    pub known_at_the_start: Option<When>,
    /// When it is due on what is known now, where the question was of another day and
    /// that makes a difference.
    pub known_now: Option<When>,
    /// Noon on the day to which a court may move it.
    pub may_roll: Option<When>,
    /// Whether holidays or terms on its way are not known yet.
    pub provisional: bool,
    /// How it was worked out, line by line.
    pub steps: Vec<String>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// No such clock.
    #[error("{0} is no clock of the practice book in force: `practice show clocks` lists them")]
    NoClock(String),
    /// A fact that the clock does not take.
    #[error("{clock} does not take the fact {fact:?}; it takes {takes}")]
    NoFact {
        /// The clock.
        clock: String,
        /// The name.
        fact: String,
        /// The names that it takes.
        takes: String,
    },
    /// A fact that cannot be read.
    #[error("the fact {fact}: {what}")]
    BadFact {
        /// The name.
        fact: String,
        /// What is wrong with it.
        what: String,
    },
    /// Nothing in the clock answers to these facts.
    #[error("{clock} does not start with these facts: {what}")]
    DoesNotStart {
        /// The clock.
        clock: String,
        /// The conditions.
        what: String,
    },
    /// The day lies too far away.
    #[error("{within} from {from} lies beyond the days that can be counted (1900 to 2199)")]
    TooFar {
        /// The period.
        within: String,
        /// From when.
        from: String,
    },
}

/// Answers a question.
pub fn ask(book: &Book, question: &Question<'_>) -> Result<Answer, NoAnswer> {
    if let Some(measure) = measure(book, question.clock) {
        return measured::answer(book, measure, question);
    }
    let clock = find(book, question.clock)?;
    let given = given::given(book, clock, question)?;
    let chosen = which::choose(book, clock, question.from, &given)?;
    dates::answer(book, clock, question, &given, &chosen)
}

/// The facts that the clock, or the measure, of this id takes.
pub fn takes_by_id(book: &Book, id: &str) -> Result<Vec<Takes>, NoAnswer> {
    if measure(book, id).is_some() {
        return Ok(Vec::new());
    }
    Ok(takes(book, find(book, id)?))
}

fn measure<'b>(book: &'b Book, id: &str) -> Option<&'b Measure> {
    book.measures.iter().find(|measure| measure.id == id)
}

/// The clock of this id.
pub fn find<'b>(book: &'b Book, id: &str) -> Result<&'b Clock, NoAnswer> {
    book.clock(id)
        .ok_or_else(|| NoAnswer::NoClock(id.to_owned()))
}
