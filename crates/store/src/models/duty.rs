//! The table `duty`: what is owed, with its dates and no today.
//!
//! Days stand as `2026-05-22` and instants as `2026-05-22T15:30:00Z`, so that any
//! tool that reads the database can read them.

use practice::Id;
use record::{Duty, Ending, Mark};

use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

const TABLE: &str = "duty";

/// A row, its days and instants written out.
pub(crate) struct Encoded {
    duty: Duty,
    started_at: String,
    due: Option<String>,
    plan_by: Option<String>,
    earliest: Option<String>,
    should_by: Option<String>,
    met_at: Option<String>,
    ended_at: Option<String>,
    silence_until: Option<String>,
}

impl From<Duty> for Encoded {
    fn from(duty: Duty) -> Self {
        Self {
            started_at: duty.started.at.to_string(),
            due: duty.due.map(|at| at.to_string()),
            plan_by: duty.plan_by.map(|day| day.to_string()),
            earliest: duty.earliest.map(|at| at.to_string()),
            should_by: duty.should_by.map(|at| at.to_string()),
            met_at: duty.met.map(|met| met.at.to_string()),
            ended_at: duty.ended.and_then(|end| end.at).map(|at| at.to_string()),
            silence_until: duty.silence_until.map(|day| day.to_string()),
            duty,
        }
    }
}

impl Encoded {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 19] {
        let duty = &self.duty;
        [
            Cell::from(&duty.subject),
            Cell::from(&duty.clock),
            Cell::from(&duty.started.by),
            Cell::from(duty.ordinal),
            Cell::from(&duty.area),
            Cell::from(&self.started_at),
            Cell::from(self.due.as_ref()),
            Cell::from(self.plan_by.as_ref()),
            Cell::from(self.earliest.as_ref()),
            Cell::from(self.should_by.as_ref()),
            Cell::from(duty.lapses),
            Cell::from(self.met_at.as_ref()),
            Cell::from(duty.met.as_ref().map(|met| &met.by)),
            Cell::from(duty.late_is_certain),
            Cell::from(duty.recorded_late),
            Cell::from(self.ended_at.as_ref()),
            Cell::from(duty.ended.as_ref().map(|end| &end.by)),
            Cell::from(duty.ended.map(|end| end.withdrawn)),
            Cell::from(self.silence_until.as_ref()),
        ]
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
