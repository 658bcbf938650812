//! The table `duty`: what is owed, with its dates and no today.
//!
//! Days stand as `2026-05-22` and instants as `2026-05-22T15:30:00Z`, so that any
//! tool that reads the database can read them.

use std::fmt::Write as _;

use jiff::civil::Date;
use practice::{Id, When};
use record::{Duty, Ending, Mark};

use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

const TABLE: &str = "duty";

/// A row, its days and instants written out.
pub(crate) struct Encoded {
    duty: Duty,
    /// All of them, one after the other: a rebuild writes millions.
    text: String,
    /// Where each of them ends.
    ends: [usize; TIMES],
}

/// How many days and instants a duty may have.
const TIMES: usize = 8;

impl From<Duty> for Encoded {
    fn from(duty: Duty) -> Self {
        let mut text = String::with_capacity(TIMES * "2026-05-22".len());
        let day = |day: Date| Some(When::Day(day));
        let times: [Option<When>; TIMES] = [
            Some(duty.started.at),
            duty.due,
            duty.plan_by.and_then(day),
            duty.earliest,
            duty.should_by,
            duty.met.map(|met| met.at),
            duty.ended.and_then(|end| end.at),
            duty.silence_until.and_then(day),
        ];
        let ends = times.map(|time| {
            write(&mut text, time);
            text.len()
        });
        Self { duty, text, ends }
    }
}

impl Encoded {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 19] {
        let duty = &self.duty;
        let mut from = 0;
        let [
            started_at,
            due,
            plan_by,
            earliest,
            should_by,
            met_at,
            ended_at,
            silence_until,
        ] = self.ends.map(|end| {
            let text = self.text.get(from..end).unwrap_or_default();
            from = end;
            if text.is_empty() {
                Cell::Null
            } else {
                Cell::Text(text)
            }
        });
        [
            Cell::from(&duty.subject),
            Cell::from(&duty.clock),
            Cell::from(&duty.started.by),
            Cell::from(duty.ordinal),
            Cell::from(&duty.area),
            started_at,
            due,
            plan_by,
            earliest,
            should_by,
            Cell::from(duty.lapses),
            met_at,
            Cell::from(duty.met.as_ref().map(|met| &met.by)),
            Cell::from(duty.late_is_certain),
            Cell::from(duty.recorded_late),
            ended_at,
            Cell::from(duty.ended.as_ref().map(|end| &end.by)),
            Cell::from(duty.ended.map(|end| end.withdrawn)),
            silence_until,
        ]
    }
}

/// Writes a day or an instant, where there is one, as it prints.
fn write(text: &mut String, time: Option<When>) {
    match time {
        None => {}
        Some(When::Day(day)) if (0..=9999).contains(&day.year()) => {
            let digit = |n: i8| char::from(b'0' + (n % 10).unsigned_abs());
            let two = |n: i16| i8::try_from(n % 100).unwrap_or_default();
            let (century, year) = (two(day.year() / 100), two(day.year()));
            let (month, day) = (day.month(), day.day());
            text.extend([century / 10, century, year / 10, year].map(digit));
            text.extend(['-', digit(month / 10), digit(month)]);
            text.extend(['-', digit(day / 10), digit(day)]);
        }
        // To write into a text cannot fail.
        Some(other) => drop(write!(text, "{other}")),
    }
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<Duty, StoreError> {
    let mut columns = Columns::of(TABLE, row);
    let missing = |column| Unreadable {
        table: TABLE,
        column,
    };
    let subject = columns.id("subject")?;
    let clock = columns.text("clock")?.to_owned();
    let started_by = columns.id("started_by")?;
    let ordinal = columns.small("ordinal")?;
    let area = columns.text("area")?.to_owned();
    let started_at = columns.when("started_at")?;
    let due = columns.optional_when("due")?;
    let plan_by = columns.optional_date("plan_by")?;
    let earliest = columns.optional_when("earliest")?;
    let should_by = columns.optional_when("should_by")?;
    let lapses = columns.flag("lapses")?;
    let met = match (
        columns.optional_when("met_at")?,
        columns.optional_id("met_by")?,
    ) {
        (None, None) => None,
        (Some(at), Some(by)) => Some(Mark { at, by }),
        _ => return Err(missing("met_by").into()),
    };
    let late_is_certain = columns.flag("late_is_certain")?;
    let recorded_late = columns.optional_flag("recorded_late")?;
    let ended_at = columns.optional_when("ended_at")?;
    let ended_by = columns.optional_id("ended_by")?;
    let ended = match (ended_by, columns.optional_flag("withdrawn")?) {
        (None, None) => None,
        (Some(by), Some(withdrawn)) => Some(Ending {
            at: ended_at,
            by,
            withdrawn,
        }),
        _ => return Err(missing("ended_by").into()),
    };
    Ok(Duty {
        subject,
        clock,
        area,
        ordinal,
        started: Mark {
            at: started_at,
            by: started_by,
        },
        due,
        plan_by,
        earliest,
        should_by,
        lapses,
        met,
        late_is_certain,
        recorded_late,
        ended,
        silence_until: columns.optional_date("silence_until")?,
    })
}

/// What a duty's identifier ([`Duty::id`]) says: `clock.subject.started[.ordinal]`,
/// of which the subject's first 8 bytes and the starting entry's first 6 are given.
pub(crate) struct Ref<'i> {
    /// The clock.
    pub clock: &'i str,
    /// The least subject that it can be.
    pub from: Id,
    /// The greatest.
    pub to: Id,
    /// Which of those that the entry started.
    pub ordinal: u32,
}

impl<'i> Ref<'i> {
    /// Reads an identifier; `None` where it is not one, and so names nothing.
    pub fn parse(id: &'i str) -> Option<Self> {
        let (rest, last) = id.rsplit_once('.')?;
        let (rest, ordinal) = if is_hex(last, 12) {
            (rest, 0)
        } else {
            let (rest, started) = rest.rsplit_once('.')?;
            is_hex(started, 12).then_some((rest, last.parse().ok()?))?
        };
        let (clock, subject) = rest.rsplit_once('.')?;
        if !is_hex(subject, 16) {
            return None;
        }
        let fill = |with: &str| format!("{subject}{with}").parse().ok();
        Some(Self {
            clock,
            from: fill("0000000000000000")?,
            to: fill("ffffffffffffffff")?,
            ordinal,
        })
    }
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_instant_are_written_as_they_print() {
        for printed in [
            "2026-05-22",
            "0001-01-01",
            "9999-12-31",
            "-000004-02-29",
            "2026-05-22T15:30:00Z",
        ] {
            let time: When = printed.parse().unwrap();
            let mut text = String::new();

            write(&mut text, Some(time));

            assert_eq!(text, printed);
            assert_eq!(text, time.to_string());
        }
    }
}
