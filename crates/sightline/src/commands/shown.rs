//! A duty as every command prints it.

use practice::book::Clock;
use practice::{Book, Id, When};
use record::{Duty, State};
use serde::Serialize;

use crate::show;

/// A duty as it is printed.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// Its identifier, for `explain`.
    pub id: String,
    /// The authority's own identifier of the child; of a file about anything else, the
    /// file's.
    pub child: String,
    /// Whom it is about (`child`).
    pub about: String,
    /// The clock.
    pub clock: String,
    /// Its title.
    pub title: String,
    /// The area of practice.
    pub area: String,
    /// When it started.
    pub started_at: When,
    /// The entry that started it.
    pub started_by: Id,
    /// When it is due; null where no date is set, or while its time does not run.
    pub due: Option<When>,
    /// The working day by which to plan it.
    pub plan_by: Option<jiff::civil::Date>,
    /// The first day, or time, at which it may be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<When>,
    /// By when it should be done, where no date is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub should_by: Option<When>,
    /// For how long it has run, where no date is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub running_for: Option<String>,
    /// Its state as at the time asked about.
    pub state: State,
    /// Whether what met it was recorded late; null where that is not known.
    pub recorded_late: Option<bool>,
    /// When it was met.
    pub met_at: Option<When>,
    /// The entry that met it.
    pub met_by: Option<Id>,
    /// By how many calendar days it went over.
    pub days_over: i64,
    /// Who could answer, where it is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<String>,
}

/// In order of due date; what has none comes last.
pub fn by_date(due: Option<When>) -> (bool, Option<jiff::Timestamp>) {
    (due.is_none(), due.map(When::end))
}

/// When it is due; where no date is set, from when it may be done, or how long it has run.
pub fn due_in_words(duty: &Shown) -> String {
    match (duty.due, duty.earliest, &duty.running_for) {
        (Some(due), _, _) => due.to_string(),
        (None, Some(day), _) => format!("not before {day}"),
        (None, None, Some(age)) => format!("no date, {age} so far"),
        (None, None, None) => "no date".to_owned(),
    }
}

pub const CHILD: &str = "child";

/// Whom a duty is about. Of a clock that runs in the files of several, a child's file is
/// known by its name.
fn about<'c>(clock: Option<&'c Clock>, name: &str, duty: &Duty) -> &'c str {
    let about = clock.map_or(&[][..], |clock| &clock.about);
    let unnamed = name == duty.subject.to_string();
    let other = about.iter().find(|about| (*about == CHILD) != unnamed);
    other.or(about.first()).map_or(CHILD, String::as_str)
}

/// How many duties were left out of a list, and how they are shown.
pub fn left_out_in_words(many: u64) -> Option<String> {
    (many > 0).then(|| {
        format!(
            "{} not shown that nobody has to act on: how long to keep a file, and days before which something might not be done and which have passed. --all shows them.",
            show::count(many, "duty is", "duties are")
        )
    })
}

/// A duty as it is printed, as at a time.
pub fn shown(book: &Book, child: &str, duty: &Duty, as_at: jiff::Timestamp) -> Shown {
    let state = duty.state(as_at);
    let met = duty.met.filter(|met| met.at.start() <= as_at);
    let clock = book.clock(&duty.clock);
    Shown {
        id: duty.id(),
        child: child.to_owned(),
        about: about(clock, child, duty).to_owned(),
        clock: duty.clock.clone(),
        title: clock.map(|clock| clock.title.clone()).unwrap_or_default(),
        area: duty.area.clone(),
        started_at: duty.started.at,
        started_by: duty.started.by,
        due: duty.due,
        plan_by: duty.plan_by,
        earliest: duty.earliest,
        should_by: duty.should_by,
        running_for: (duty.due.is_none()).then(|| duty.age(as_at).to_string()),
        state,
        recorded_late: duty.recorded_late.filter(|_| met.is_some()),
        met_at: met.map(|met| met.at),
        met_by: met.map(|met| met.by),
        days_over: duty.days_over(as_at),
        answered_by: match (state, clock) {
            (State::NotKnown, Some(clock)) => answered_by(book, clock),
            _ => Vec::new(),
        },
    }
}

/// Who could say whether it was done.
fn answered_by(book: &Book, clock: &Clock) -> Vec<String> {
    let records = clock.met.iter().filter_map(|met| book.record(&met.by.kind));
    records
        .map(|record| match &record.kept_in {
            Some(kept_in) => format!("{}: {kept_in}", record.title),
            None => format!(
                "{}: an extract for the time it was due, or the authority's own record",
                record.title
            ),
        })
        .collect()
}
