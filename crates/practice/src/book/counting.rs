//! Counting by the book: a rule's period in the calendar that the rule names.

use jiff::civil::Date;

use super::{Book, Clock, Within};
use crate::calendar::Calendar;
use crate::count::{self, Steps};
use crate::when::When;

impl Book {
    /// The calendar in which a period is counted.
    pub fn calendar_of(&self, within: Within) -> Option<&Calendar> {
        let (_, calendar) = self.calendars.get(within.calendar)?;
        Some(calendar)
    }

    /// When a period that began at `start` is up, rolled where its rule rolls. `None`
    /// beyond the days that can be counted.
    pub fn due(&self, start: When, within: Within) -> Option<When> {
        due(self.calendar_of(within)?, start, within)
    }

    /// The same, on the holidays that were known on a day; `None` too where that makes
    /// no difference.
    pub fn due_as_known_on(&self, start: When, within: Within, day: Date) -> Option<When> {
        let calendar = self.calendar_of(within)?;
        let now = due(calendar, start, within)?;
        if !calendar.learnt_after(day, (start.day(), now.day())) {
            return None;
        }
        due(&calendar.as_known_on(day), start, within).filter(|then| *then != now)
    }

    /// The last day or instant at which it is still so long before `event`.
    pub fn before(&self, event: When, within: Within) -> Option<When> {
        let calendar = self.calendar_of(within)?;
        count::before(event, within.period, within.counting, calendar)
    }

    /// How a count went, where it stepped over days.
    pub fn steps(&self, start: When, due: When, within: Within) -> Option<Steps> {
        let calendar = self.calendar_of(within)?;
        count::steps(start, due, within.period, within.counting, calendar)
    }

    /// Noon on the next day that counts, to which a court may move a due day that does
    /// not count; `None` where the rule gives no such leave or the day counts.
    pub fn may_roll(&self, clock: &Clock, due: When) -> Option<When> {
        let calendar = self.calendar(clock.may_roll.as_ref()?)?;
        count::may_roll(due, calendar)
    }
}

fn due(calendar: &Calendar, start: When, within: Within) -> Option<When> {
    let due = count::due(start, within.period, within.counting, calendar)?;
    if within.rolls {
        count::rolled(due, calendar)
    } else {
        Some(due)
    }
}
