//! What a measure of the book comes to over many files: how each duty counts in it, on what
//! day, and all of them together.
//!
//! Each duty counts once and on one day, so that what twelve months come to is what the year
//! comes to: in time on the day on which it was done, and otherwise on the day on which its
//! time was up, however much later it was done.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::book::measure::{Counts, Measure, Target};
use crate::book::{Book, Within};
use crate::duty::{Duty, State};
use crate::engine::{Story, evaluate_one};
use crate::id::Id;

/// How a duty counts in a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Done within the time of the measure.
    InTime,
    /// Done, in a measure of how many days it takes.
    Done,
    /// Done after the time of the measure.
    Late,
    /// Its time is up and it is not done.
    NotDone,
    /// Its time still runs, or it is not done yet: it does not count.
    Running,
    /// No source could tell whether it was done in time: it does not count.
    NotKnown,
    /// It ended before its time was up and without being done: it does not count.
    Ended,
}

impl How {
    /// Each, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::InTime,
        Self::Done,
        Self::Late,
        Self::NotDone,
        Self::Running,
        Self::NotKnown,
        Self::Ended,
    ];

    /// Its name, as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InTime => "in-time",
            Self::Done => "done",
            Self::Late => "late",
            Self::NotDone => "not-done",
            Self::Running => "running",
            Self::NotKnown => "not-known",
            Self::Ended => "ended",
        }
    }

    /// Whether it is among those that are counted.
    pub const fn counts(self) -> bool {
        matches!(self, Self::InTime | Self::Done | Self::Late | Self::NotDone)
    }
}

/// One duty in a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How it counts.
    pub how: How,
    /// On what day; `None` where that day has not come.
    pub on: Option<Date>,
    /// By when it had to be done to be in time; `None` in a measure of days.
    pub due: Option<crate::When>,
    /// How many days it took, where it was done.
    pub days: Option<u64>,
}

impl Counted {
    /// Whether it belongs to a period, as its last day left it. What has no day yet belongs
    /// to every one that began before that day comes.
    pub fn is_of(&self, from: Option<Date>, to: Date) -> bool {
        (self.on).is_none_or(|on| from.is_none_or(|from| from <= on) && on <= to)
    }
}

impl Measure {
    /// How a duty of its clock counts, as at an instant and on what is known now; `None` where
    /// it had not started, was never owed, or its time cannot be counted.
    pub fn counted(&self, book: &Book, duty: &Duty, as_at: Timestamp) -> Option<Counted> {
        if !duty.had_started(as_at) || duty.state(as_at) == State::Cancelled {
            return None;
        }
        match self.counts {
            Counts::MetWithin(within) => share(book, within, duty, as_at),
            Counts::AverageDays => Some(average(duty, as_at)),
        }
    }

    /// The duties of one file that it is of, with how each counts.
    pub fn of_file(
        &self,
        book: &Book,
        subject: Id,
        story: &Story<'_, '_>,
        as_at: Timestamp,
    ) -> Vec<(Duty, Counted)> {
        let Some(clock) = self.clock(book) else {
            return Vec::new();
        };
        let owed = evaluate_one(book, clock, subject, story).owed.into_iter();
        owed.filter_map(|owed| {
            let counted = self.counted(book, &owed.duty, as_at)?;
            Some((owed.duty, counted))
        })
        .collect()
    }
}

/// Among how many were done in time: the duty as if the time of the measure were its own.
fn share(book: &Book, within: Within, duty: &Duty, as_at: Timestamp) -> Option<Counted> {
    let due = book.due(duty.started.at, within)?;
    let duty = Duty {
        due: Some(due),
        lapses: false,
        ..duty.clone()
    };
    let up = due.is_past(as_at);
    let ended = duty.ended.and_then(|ended| ended.at);
    let how = match duty.state(as_at) {
        State::Met => How::InTime,
        State::MetLate => How::Late,
        State::Overdue => How::NotDone,
        // What was done before it might be did not count.
        State::TooEarly if up => How::NotDone,
        // Its time was up before it ended.
        State::Superseded if up && ended.is_some_and(|at| due.before(at)) => How::NotDone,
        State::Superseded | State::Cancelled => How::Ended,
        State::NotKnown => How::NotKnown,
        _ => How::Running,
    };
    let on = match how {
        How::InTime | How::Done => duty.met.map(|met| met.at.day()),
        How::Ended => Some(ended.unwrap_or(duty.started.at).day()),
        How::Late | How::NotDone | How::NotKnown => up.then(|| due.day()),
        How::Running => None,
    };
    Some(Counted {
        how,
        on,
        due: Some(due),
        days: days(&duty, as_at),
    })
}

/// Among how many days it took.
fn average(duty: &Duty, as_at: Timestamp) -> Counted {
    let days = days(duty, as_at);
    let ended = (duty.ended).filter(|ended| ended.at.is_none_or(|at| at.start() <= as_at));
    let how = match duty.state(as_at) {
        State::NotKnown => How::NotKnown,
        State::TooEarly => How::Running,
        _ if days.is_some() => How::Done,
        _ if ended.is_some() => How::Ended,
        _ => How::Running,
    };
    let on = match how {
        How::Done | How::NotKnown => duty.met.map(|met| met.at.day()),
        How::Ended => {
            let at = ended.and_then(|ended| ended.at);
            Some(at.unwrap_or(duty.started.at).day())
        }
        _ => None,
    };
    Counted {
        how,
        on,
        due: None,
        days,
    }
}

/// How many days it took from its start until it was done; `None` where that had not been.
fn days(duty: &Duty, as_at: Timestamp) -> Option<u64> {
    let met = (duty.met.map(|met| met.at)).filter(|at| at.start() <= as_at)?;
    let span = met.day().since(duty.started.at.day()).ok()?;
    Some(u64::try_from(span.get_days()).unwrap_or(0))
}

/// What a measure came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Of how many duties: the denominator.
    pub of: u64,
    /// How many of them were met in time, or met at all where days are counted.
    pub met: u64,
    /// The days that these took, together.
    pub days: u64,
    /// How many there are of each, counted or not, in the order of [`How::ALL`].
    each: [u64; How::ALL.len()],
}

impl Measured {
    /// Counts one more.
    pub fn count(&mut self, counted: &Counted) {
        if let Some(each) = self.each.get_mut(counted.how as usize) {
            *each += 1;
        }
        self.of += u64::from(counted.how.counts());
        if matches!(counted.how, How::InTime | How::Done) {
            self.met += 1;
            self.days += counted.days.unwrap_or(0);
        }
    }

    /// How many there are of one kind.
    pub fn each(&self, how: How) -> u64 {
        self.each.get(how as usize).copied().unwrap_or(0)
    }

    /// What it comes to, in tenths: tenths of a per cent of those counted, or tenths of a day
    /// for each; rounded half up. `None` where there is nothing to count.
    pub fn tenths(&self, counts: Counts) -> Option<u64> {
        let whole = match counts {
            Counts::MetWithin(_) => self.met.saturating_mul(1000),
            Counts::AverageDays => self.days.saturating_mul(10),
        };
        (whole.saturating_mul(2).saturating_add(self.of)).checked_div(self.of.saturating_mul(2))
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
