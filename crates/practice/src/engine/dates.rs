//! The dates that follow from a clock's time and the day from which it counts.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::book::{Book, DueOn, Kept, Terms, Time, Within};
use crate::when::When;

/// The dates of a duty, before what pauses or extends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// When it is due.
    pub due: Option<When>,
    /// The first day, or instant, at which it may be done.
    pub earliest: Option<When>,
    /// By when it should be done, by the aim of those who set no date.
    pub should_by: Option<When>,
    /// Whether it is a right or a window that closes on the due date.
    pub lapses: bool,
}

impl Dates {
    /// The dates of these terms, counted from `anchor`: for what is to be done before
    /// an event, the event. In a rhythm the step says how long. `None` where
    /// the days cannot be counted, or depend on a birth that is not known.
    ///
    /// What depends on a whole file (a limit over a window, spans of the calendar,
    /// what must hold) has no dates here.
    pub fn of(
        terms: &Terms,
        step: Option<Within>,
        anchor: When,
        birth: Option<Date>,
        book: &Book,
    ) -> Option<Self> {
        let after = |within: Within| book.due(anchor, within);
        let back = matches!(terms.time, Time::Before(_));
        let mut dates = Self::default();
        match &terms.time {
            Time::Within(within) => dates.due = Some(after(*within)?),
            Time::Every(_) => dates.due = Some(after(step?)?),
            Time::DueOn(on) => dates.due = Some(due_on(*on, anchor)?),
            Time::Before(None) => dates.due = Some(anchor),
            Time::Before(Some(within)) => dates.due = Some(book.before(anchor, *within)?),
            Time::Lapses(within) => {
                dates.lapses = true;
                if let Some(within) = within {
                    dates.due = Some(after(*within)?);
                }
            }
            Time::Keep(kept) => dates.earliest = Some(keep(kept, anchor, birth, book)?),
            Time::Open(_) | Time::NotBefore => {}
            Time::OnceInEach(_) | Time::Limit(_) | Time::Holds(_) => return None,
        }
        if let Some(within) = terms.earliest {
            dates.earliest = Some(if back {
                book.before(anchor, within)?
            } else {
                after(within)?
            });
        }
        if let Some(within) = terms.should {
            dates.should_by = Some(after(within)?);
        }
        Some(dates)
    }
}

fn due_on(on: DueOn, anchor: When) -> Option<When> {
    match on {
        DueOn::Once(day) => Some(When::Day(day)),
        DueOn::Next(month, day) => {
            let from = anchor.day();
            let years = from.year()..=from.year().saturating_add(1);
            years
                .filter_map(|year| Date::new(year, month, day).ok())
                .find(|day| *day >= from)
                .map(When::Day)
        }
    }
}

/// The latest of the days to which it is kept.
fn keep(kept: &[Kept], anchor: When, birth: Option<Date>, book: &Book) -> Option<When> {
    let mut latest: Option<When> = None;
    for kept in kept {
        let from = if kept.of_birth {
            When::Day(birth?)
        } else {
            When::Day(anchor.day())
        };
        let until = book.due(from, kept.within)?;
        latest = Some(latest.map_or(until, |latest| {
            if until.day() > latest.day() {
                until
            } else {
                latest
            }
        }));
    }
    latest
}

/// The instant at which something that has only a day may be said to have begun: its
/// end, so that nobody is called late who might not be.
pub(super) fn begun(at: When) -> Timestamp {
    at.end()
}
