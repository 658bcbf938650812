//! What is owed: one duty, its dates, and what state it is in.
//!
//! A duty holds nothing that depends on today. "Overdue" is a question asked of
//! its dates, so that the same row answers for any day.

use std::fmt;
use std::str::FromStr;

use crate::{Id, When};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The life of a duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Owed, and its time is not up.
    Running,
    /// Done in time.
    Met,
    /// Done, but late.
    MetLate,
    /// Its time is up and it has not been done.
    Overdue,
    /// Done before its earliest lawful day.
    TooEarly,
    /// Its earliest lawful day has come: it may be done, and nothing is owed.
    Allowed,
    /// A right that was not used while it lasted, or a window that has closed. Nobody's
    /// breach.
    Lapsed,
    /// It fell away: what it served ended, or another duty took its place.
    Superseded,
    /// What started it was withdrawn: it was never owed.
    Cancelled,
    /// The sources could not have told us whether it was done. Never a breach.
    NotKnown,
}

impl State {
    /// Every state, in the order of a duty's life.
    pub const ALL: [Self; 10] = [
        Self::Running,
        Self::Met,
        Self::MetLate,
        Self::Overdue,
        Self::TooEarly,
        Self::Allowed,
        Self::Lapsed,
        Self::Superseded,
        Self::Cancelled,
        Self::NotKnown,
    ];

    /// Its name, as it is written on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Met => "met",
            Self::MetLate => "met-late",
            Self::Overdue => "overdue",
            Self::TooEarly => "too-early",
            Self::Allowed => "allowed",
            Self::Lapsed => "lapsed",
            Self::Superseded => "superseded",
            Self::Cancelled => "cancelled",
            Self::NotKnown => "not-known",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The text is not the name of a state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a state of a duty: running, met, met-late, overdue, too-early, allowed, lapsed, superseded, cancelled or not-known is expected"
)]
pub struct NotAState(pub String);

impl FromStr for State {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::ALL
            .into_iter()
            .find(|state| state.name() == text)
            .ok_or_else(|| NotAState(text.to_owned()))
    }
}

/// Something that happened to a duty, and the entry that says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// When it happened.
    pub at: When,
    /// The entry that says so.
    pub by: Id,
}

/// How a duty ended without being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ending {
    /// When; `None` where the source says that it ended but not when, and then it
    /// counts as ended from the start.
    pub at: Option<When>,
    /// The entry that says so.
    pub by: Id,
    /// `true` where what started it was withdrawn, so that it was never owed.
    pub withdrawn: bool,
}

/// One duty, owed to the child or other subject of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// The file of whom it is about.
    pub subject: Id,
    /// The clock, by its id in the practice book (`icpc-15wd`).
    pub clock: String,
    /// The area of the practice book (`assessment-and-s47`).
    pub area: String,
    /// Which duty of this clock that this entry started: 0 for nearly all.
    pub ordinal: u32,
    /// What started it.
    pub started: Mark,
    /// When it is due: to the end of the day, or to the instant. `None` where no date
    /// is set (as soon as practicable), or while its time does not run.
    pub due: Option<When>,
    /// The working day on or before the due date, by which to plan it.
    pub plan_by: Option<Date>,
    /// The first day, or instant, at which it may lawfully be done.
    pub earliest: Option<When>,
    /// By when it should be done, where no date is set: an aim, and never a breach.
    pub should_by: Option<When>,
    /// Whether it is a right or a window that closes on the due date.
    pub lapses: bool,
    /// What met it.
    pub met: Option<Mark>,
    /// Whether a meeting after the due date proves lateness. Not so where an
    /// earlier one could have happened that no source could have told us.
    pub late_is_certain: bool,
    /// Whether what met it happened in time but was recorded after the due date;
    /// `None` where it is not met, or its source does not say when it recorded.
    pub recorded_late: Option<bool>,
    /// How it ended without being done.
    pub ended: Option<Ending>,
    /// The last day up to which the silence of the record means that it was not
    /// done; `None` without limit. Earlier than the start: silence never means it.
    pub silence_until: Option<Date>,
}

impl Duty {
    /// Its identifier: the clock, the child's file and the entry that started it.
    /// The same in every rebuild.
    pub fn id(&self) -> String {
        id(&self.clock, self.subject, self.started.by, self.ordinal)
    }

    /// Whether it had started by then.
    pub fn had_started(&self, as_at: Timestamp) -> bool {
        self.started.at.start() <= as_at
    }

    /// Its state at an instant, on what is known now.
    ///
    /// Done counts from when it was done; a duty due on a day is overdue from the
    /// next; and where no source could have told us, it is not known.
    pub fn state(&self, as_at: Timestamp) -> State {
        let happened = |at: When| at.start() <= as_at;
        let due = self.due;
        let in_time = |at: When| due.is_none_or(|due| at.within(due));
        if let Some(met) = self.met.filter(|met| happened(met.at)) {
            return if self.earliest.is_some_and(|day| met.at.before(day)) {
                State::TooEarly
            } else if in_time(met.at) {
                State::Met
            } else if self.late_is_certain {
                State::MetLate
            } else {
                State::NotKnown
            };
        }
        let silent = |day: Date| self.silence_until.is_none_or(|until| until >= day);
        let silent_then = due.is_none_or(|due| silent(due.day()));
        if let Some(ended) = self.ended.filter(|ended| ended.at.is_none_or(happened)) {
            // Where it ended after its time was up, it may have been done before.
            let in_time = ended.at.is_none_or(in_time);
            return if ended.withdrawn {
                State::Cancelled
            } else if in_time || silent_then {
                State::Superseded
            } else {
                State::NotKnown
            };
        }
        if !silent(self.started.at.day()) {
            State::NotKnown
        } else if !due.is_some_and(|due| due.is_past(as_at)) {
            match self.earliest {
                Some(day) if due.is_none() && day.start() <= as_at => State::Allowed,
                _ => State::Running,
            }
        } else if !silent_then {
            State::NotKnown
        } else if self.lapses {
            State::Lapsed
        } else {
            State::Overdue
        }
    }

    /// For how long it has run: from its start to when it was done, to when it ended,
    /// or to the time asked about. In whole hours for the first two days, where
    /// both times are known; otherwise in days.
    pub fn age(&self, as_at: Timestamp) -> Age {
        let happened = |at: &When| at.start() <= as_at;
        let over = (self.met.map(|met| met.at).into_iter())
            .chain(self.ended.and_then(|ended| ended.at))
            .find(happened);
        let until = over.unwrap_or(When::Instant(as_at));
        if let (When::Instant(from), When::Instant(until)) = (self.started.at, until) {
            let hours = (until.as_second() - from.as_second()).max(0) / 3600;
            if hours < 48 {
                return Age::Hours(hours);
            }
        }
        Age::Days(days(self.started.at.day(), until.day()))
    }

    /// By how many calendar days it went over, at an instant; 0 where it did not,
    /// or where that is not known.
    ///
    /// Counted to the day it was done, the day it ended, or the day asked about.
    pub fn days_over(&self, as_at: Timestamp) -> i64 {
        let until = match self.state(as_at) {
            State::MetLate => self.met.map(|met| met.at.day()),
            State::Overdue => Some(When::Instant(as_at).day()),
            State::Superseded => self.ended.and_then(|ended| ended.at).map(When::day),
            _ => None,
        };
        match (until, self.due) {
            (Some(until), Some(due)) => days(due.day(), until),
            _ => 0,
        }
    }
}

/// The identifier of a duty ([`Duty::id`]), by its parts.
pub fn id(clock: &str, subject: Id, started_by: Id, ordinal: u32) -> String {
    let (subject, started) = (subject.to_string(), started_by.to_string());
    let (subject, started) = (&subject[..16], &started[..12]);
    match ordinal {
        0 => format!("{clock}.{subject}.{started}"),
        n => format!("{clock}.{subject}.{started}.{n}"),
    }
}

/// How long a duty has run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// In whole hours.
    Hours(i64),
    /// In calendar days.
    Days(i64),
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match self {
            Self::Hours(n) => (n, "hour"),
            Self::Days(n) => (n, "day"),
        };
        write!(f, "{n} {unit}{}", if *n == 1 { "" } else { "s" })
    }
}

/// The days from one to another; 0 where the other is earlier.
fn days(from: Date, to: Date) -> i64 {
    let days = to.since(from).map_or(0, |span| span.get_days());
    i64::from(days.max(0))
}
