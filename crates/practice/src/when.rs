//! When something happened, or is due: a day, or an instant.
//!
//! Many sources give only a day. A day is not midnight: it is kept as a day, and
//! compared as the whole of that day in England.

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day in England, or an instant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum When {
    /// Some time on this day, or (of a limit) until the end of this day.
    Day(Date),
    /// This instant.
    Instant(Timestamp),
}

/// The time zone of English law and practice: Europe/London.
///
/// The zone is compiled in, so this cannot fail on a machine without zone files;
/// were it ever missing, UTC would stand in.
pub fn london() -> TimeZone {
    zone().clone()
}

/// The same, without a count of who holds it, for which threads would wait.
fn zone() -> &'static TimeZone {
    static LONDON: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    LONDON.get_or_init(|| TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC))
}

/// How many midnights a thread keeps in mind.
const KEPT: usize = 2048;

/// Days with their first instants, each at a place that the day gives.
type Midnights = Box<[Option<(Date, Timestamp)>]>;

thread_local! {
    /// The last that were asked for: files and lists are put in order by time, and ask for the
    /// same few hundred again and again.
    static MIDNIGHTS: Cell<Midnights> = Cell::new(Box::default());
}

/// The first instant of a day in England.
fn midnight(day: Date) -> Timestamp {
    let ask = || {
        zone()
            .to_timestamp(day.to_datetime(Time::midnight()))
            .unwrap_or(Timestamp::MIN)
    };
    let years = usize::from(day.year().unsigned_abs());
    let [month, of_month] = [day.month(), day.day()].map(|n| usize::from(n.unsigned_abs()));
    let place = ((years * 12 + month) * 31 + of_month) % KEPT;
    MIDNIGHTS.with(|kept| {
        let mut midnights = kept.take();
        if midnights.is_empty() {
            midnights = vec![None; KEPT].into_boxed_slice();
        }
        let midnight = match midnights.get_mut(place) {
            Some(Some((of, midnight))) if *of == day => *midnight,
            Some(other) => {
                let midnight = ask();
                *other = Some((day, midnight));
                midnight
            }
            None => ask(),
        };
        kept.set(midnights);
        midnight
    })
}

impl When {
    /// The day in England on which this falls.
    pub fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(instant) => zone().to_datetime(instant).date(),
        }
    }

    /// Whether this is wholly over at `now`: a day is over when the next begins.
    pub fn is_past(self, now: Timestamp) -> bool {
        match self {
            Self::Day(day) => day < zone().to_datetime(now).date(),
            Self::Instant(instant) => instant < now,
        }
    }

    /// The last instant of it. For a day: the last nanosecond before the next.
    ///
    /// On the last day that can be written, that day's last instant known.
    pub fn end(self) -> Timestamp {
        match self {
            Self::Instant(instant) => instant,
            Self::Day(day) => day
                .tomorrow()
                .ok()
                .and_then(|next| zone().to_timestamp(next.to_datetime(Time::midnight())).ok())
                .and_then(|next| next.checked_sub(1.nanosecond()).ok())
                .unwrap_or(Timestamp::MAX),
        }
    }

    /// The first instant of it.
    pub fn start(self) -> Timestamp {
        match self {
            Self::Instant(instant) => instant,
            Self::Day(day) => midnight(day),
        }
    }

    /// Whether this begins before `other` does: a day begins with its first instant.
    pub(crate) fn starts_before(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(day), Self::Day(other)) => day < other,
            _ => self.start() < other.start(),
        }
    }

    /// By what it stands in order: the day, and of that the instant after its first.
    pub(crate) fn in_order(self) -> (Date, Option<Timestamp>) {
        match self {
            Self::Day(day) => (day, None),
            Self::Instant(instant) => {
                let local = zone().to_datetime(instant);
                let later = local.time() != Time::midnight();
                (local.date(), later.then_some(instant))
            }
        }
    }

    /// Whether something at this time is within a limit: by day where either is
    /// only a day, otherwise to the instant.
    pub fn within(self, limit: Self) -> bool {
        match (self, limit) {
            (Self::Instant(at), Self::Instant(limit)) => at <= limit,
            _ => self.day() <= limit.day(),
        }
    }

    /// Whether this comes strictly before `other`, as far as both are known: two
    /// things on one day, of which one has no time, are not before each other.
    pub fn before(self, other: Self) -> bool {
        !other.within(self)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Instant(instant) => write!(f, "{instant}"),
        }
    }
}

/// The text is neither a day nor an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a date or a time: write 2026-05-22, 2026-05-22T16:30 (in England) or 2026-05-22T15:30:00Z"
)]
pub struct NotAWhen(pub String);

impl FromStr for When {
    type Err = NotAWhen;

    fn from_str(text: &str) -> Result<Self, NotAWhen> {
        if !text.contains('T') && !text.contains(' ') {
            return text
                .parse()
                .map(Self::Day)
                .map_err(|_| NotAWhen(text.to_owned()));
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Ok(Self::Instant(instant));
        }
        text.parse::<jiff::civil::DateTime>()
            .ok()
            .and_then(|local| local.to_zoned(london()).ok())
            .map(|zoned| Self::Instant(zoned.timestamp()))
            .ok_or_else(|| NotAWhen(text.to_owned()))
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stands_in_order_where_its_first_instant_does() {
        let times: Vec<When> = [
            "2026-03-28T23:59:59Z",
            "2026-03-29",
            "2026-03-29T00:00:00Z",
            "2026-03-29T00:30:00Z",
            "2026-03-29T22:59:59Z",
            "2026-03-29T23:00:00Z",
            "2026-03-30",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
        ]
        .iter()
        .map(|text| text.parse().unwrap())
        .collect();

        for one in &times {
            for other in &times {
                let by_start = (one.day(), one.start()).cmp(&(other.day(), other.start()));
                assert_eq!(one.in_order().cmp(&other.in_order()), by_start);
                let before = one.start() < other.start();
                assert_eq!(one.starts_before(*other), before, "{one} {other}");
            }
        }
    }
}
