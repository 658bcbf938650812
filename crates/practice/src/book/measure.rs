//! What is asked of many together: a share or an average, which is no duty to one.

use jiff::civil::Date;

use super::{Book, Cite, Clock, Within};

/// A measure, with its target and what asks for it.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The area of practice.
    pub area: String,
    /// Who answers for it.
    pub owner: String,
    /// Of what duties.
    pub of: Of,
    /// What it counts of them.
    pub counts: Counts,
    /// What is aimed at.
    pub target: Target,
    /// What asks for it.
    pub sources: Vec<Cite>,
    /// Anything that a reader should know.
    pub note: Option<String>,
    /// What it should come to over files that are made up, worked out by hand.
    pub together: Vec<Together>,
    /// Where it stands in the book: file and line.
    pub place: (String, usize),
}

/// The duties that a measure is of.
#[derive(Clone, Debug)]
pub enum Of {
    /// Those of this clock.
    Clock(String),
    /// Its own: they are worked out, and owed by nobody.
    Own(Box<Clock>),
}

/// What a measure counts.
#[derive(Clone, Copy, Debug)]
pub enum Counts {
    /// How many were met so long after their start.
    MetWithin(Within),
    /// How many days it took from the start until they were met.
    AverageDays,
}

/// What a measure aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// At least so many of a hundred.
    PerCent(u32),
    /// At most so many days.
    Days(u32),
    /// Nothing is set: it is watched.
    None,
}

/// A worked example of a measure: some files, and what they should come to together.
#[derive(Clone, Debug)]
pub struct Together {
    /// The facts of each file, in order, as in a worked example of a clock.
    pub files: Vec<Vec<String>>,
    /// The first day of the period; `None` for everything until its last.
    pub from: Option<Date>,
    /// The last day of the period.
    pub to: Date,
    /// Of how many it should be.
    pub of: u64,
    /// How many of them should have been done in time; of an average, done.
    pub met: u64,
    /// How many days these should have taken together, of an average.
    pub days: Option<u64>,
    /// Whether the target should be reached.
    pub reaches: Option<bool>,
    /// Why.
    pub why: String,
    /// Whether it is an authority's own, and counts on its closure days.
    pub own: bool,
    /// The file of the book in which it stands.
    pub file: String,
    /// Its line in that file.
    pub line: usize,
}

impl Measure {
    /// The clock whose duties it counts: one of the book's, or its own.
    pub fn clock<'b>(&'b self, book: &'b Book) -> Option<&'b Clock> {
        match &self.of {
            Of::Clock(id) => book.clock(id),
            Of::Own(clock) => Some(clock),
        }
    }
}

impl Target {
    /// In words: `at least 80 per cent`, `no more than 121 days`; `None` where none is set.
    pub fn in_words(self) -> Option<String> {
        match self {
            Self::PerCent(n) => Some(format!("at least {n} per cent")),
            Self::Days(n) => Some(format!("no more than {n} days")),
            Self::None => None,
        }
    }
}
