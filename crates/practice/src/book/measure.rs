//! What is asked of many together: a share or an average, which is no duty to one.

use super::{Cite, Clock, Within};
use crate::duty::{Duty, State};
use jiff::Timestamp;

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

/// What a measure came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// Of how many duties.
    pub of: u64,
    /// How many of them were met in time, or met at all.
    pub met: u64,
    /// The days that these took, together.
    pub days: u64,
}

impl Measured {
    /// Counts one more duty, as at a time. A duty that is cancelled, was superseded, or whose
    /// outcome is not known, is not counted; one that still runs counts
    /// once its time is up.
    pub fn add(&mut self, book: &super::Book, measure: &Measure, duty: &Duty, as_at: Timestamp) {
        let state = duty.state(as_at);
        if matches!(
            state,
            State::Cancelled | State::Superseded | State::NotKnown
        ) || !duty.had_started(as_at)
        {
            return;
        }
        let met = duty.met.map(|met| met.at).filter(|at| at.start() <= as_at);
        match measure.counts {
            Counts::MetWithin(within) => {
                let Some(due) = book.due(duty.started.at, within) else {
                    return;
                };
                let in_time = met.is_some_and(|at| at.within(due));
                if in_time || met.is_some() || due.is_past(as_at) {
                    self.of += 1;
                    self.met += u64::from(in_time);
                }
            }
            Counts::AverageDays => {
                let Some(at) = met else { return };
                let days = at.day().since(duty.started.at.day());
                self.of += 1;
                self.met += 1;
                self.days += days.map_or(0, |span| u64::try_from(span.get_days()).unwrap_or(0));
            }
        }
    }

    /// Whether the target is reached; `None` where there is none, or nothing to count.
    pub fn reaches(&self, target: Target) -> Option<bool> {
        match target {
            _ if self.of == 0 => None,
            Target::None => None,
            Target::PerCent(least) => Some(self.met * 100 >= u64::from(least) * self.of),
            Target::Days(most) => Some(self.days <= u64::from(most) * self.met),
        }
    }
}
