//! An answer of the book, as it is printed.

use jiff::civil::Date;
use practice::When;
use practice::ask::{Answer, local};
use serde::Serialize;

/// When a clock would be due. Times are those of England, with how far they are ahead of
/// UTC.
#[derive(Serialize)]
pub struct Printed {
    pub clock: String,
    pub from: String,
    /// What is said of `due`: due, not-before, kept-until, lapses or no-date.
    pub kind: &'static str,
    /// The day; the instant, where it is counted in minutes or hours.
    pub due: Option<String>,
    /// The last moment of it; of what is due at the start of a day, that moment.
    pub due_at: Option<String>,
    pub plan_by: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub should_be_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_as_known_at_the_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_as_known_now: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_be_moved_to: Option<String>,
    pub provisional: bool,
    pub steps: Vec<String>,
}

impl Printed {
    pub fn new(clock: &str, from: When, answer: Answer) -> Self {
        Self {
            clock: clock.to_owned(),
            from: local(from),
            kind: answer.kind.name(),
            due: answer.due.map(|due| day_or_time(due, answer.by_day)),
            due_at: answer.due.map(|due| local(When::Instant(last_second(due)))),
            plan_by: answer.plan_by,
            earliest: answer.earliest.map(local),
            should_be_by: answer.should_by.map(local),
            due_as_known_at_the_start: answer.known_at_the_start.map(local),
            due_as_known_now: answer.known_now.map(local),
            may_be_moved_to: answer.may_roll.map(local),
            provisional: answer.provisional,
            steps: answer.steps,
        }
    }
}

/// As a person would write it: the day, where the time is only that at which it begins.
pub fn day_or_time(due: When, by_day: bool) -> String {
    if by_day {
        due.day().to_string()
    } else {
        local(due)
    }
}

/// The last whole second.
fn last_second(due: When) -> jiff::Timestamp {
    let end = due.end();
    jiff::Timestamp::from_second(end.as_second()).unwrap_or(end)
}
