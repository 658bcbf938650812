//! One duty: its dates, what met it and what ended it.

use jiff::civil::Date;

use super::dates::Dates;
use super::follow::within;
use super::meet;
use super::rounds::Round;
use super::starts::Begin;
use super::{Owed, Work};
use crate::book::Time;
use crate::calendar::Calendar;
use crate::duty::{Duty, Ending, Mark};
use crate::when::When;

/// One part of what a start gives: a round, or a span of the calendar.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Which it is.
    pub number: u32,
    pub dates: Dates,
    /// What ends it beside what the clock names.
    pub ended: Option<Ending>,
}

/// The working day on or before the due date; where that lies before the duty
/// began, the day on which it began.
fn plan_by(calendar: &Calendar, at: When, due: When) -> Date {
    let working = calendar.on_or_before(due.day());
    working.max(at.day().min(due.day()))
}

/// The duty of one part, with what met it.
pub(super) fn owe<'b>(
    work: &Work<'_, 'b, '_>,
    begin: &Begin,
    round: &Round<'b>,
    part: Part,
) -> Owed<'b> {
    let (story, dates) = (work.story, part.dates);
    let meeting = meet::met(story, work.clock, work.start, begin);
    let own = part.ended;
    let ended = begin
        .falls_away
        .or_else(|| earlier(meet::ended(story, work.clock, begin), own));
    // Whichever came first decides: what ended undone cannot be done any more, and what
    // fell away from the start was never to be done.
    let one_span = matches!(round.terms.time, Time::OnceInEach(_));
    let met = meeting.met.filter(|met| {
        let over = |ended: &Ending| ended.at.is_none_or(|at| at.before(met.mark.at));
        let too_late = dates.due.is_some_and(|due| !met.mark.at.within(due));
        begin.withdrawn.is_none()
            && !ended.as_ref().is_some_and(over)
            && !(too_late && (dates.lapses || one_span))
    });
    let ended = begin.withdrawn.or(ended.filter(|_| met.is_none()));
    let silence_until = if meeting.contradicted_by.is_some() && met.is_none() {
        begin.at.day().yesterday().ok()
    } else {
        meet::silence_until(story, work.clock, work.start, begin)
    };
    // Where it is known that it was not done by the due date, done later is late.
    let late_is_certain = met.as_ref().is_none_or(|met| {
        let known = |until: Date| dates.due.is_none_or(|due| until >= due.day());
        met.once || silence_until.is_none_or(known)
    });
    let recorded_late = met.as_ref().zip(dates.due).and_then(|(met, due)| {
        let recorded = met.recorded?;
        Some(met.mark.at.within(due) && !recorded.within(due))
    });
    let mark = met.map(|met| met.mark);
    let mut one = owed(work, begin, round, Part { ended, ..part }, mark);
    one.duty.silence_until = silence_until;
    one.duty.late_is_certain = late_is_certain;
    one.duty.recorded_late = recorded_late;
    one.contradicted_by = meeting.contradicted_by;
    one
}

fn earlier(one: Option<Ending>, other: Option<Ending>) -> Option<Ending> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let first = one
                .at
                .zip(other.at)
                .is_none_or(|(one, other)| !other.before(one));
            Some(if first { one } else { other })
        }
        (one, other) => one.or(other),
    }
}

/// The duty of one part, as far as its dates say.
pub(super) fn owed<'b>(
    work: &Work<'_, 'b, '_>,
    begin: &Begin,
    round: &Round<'b>,
    part: Part,
    met: Option<Mark>,
) -> Owed<'b> {
    let own = within(round).and_then(|within| work.book.calendar_of(within));
    let calendar = own.or_else(|| work.book.calendar(&work.clock.calendar));
    let dates = part.dates;
    Owed {
        duty: Duty {
            subject: work.subject,
            clock: work.clock.id.clone(),
            area: work.clock.area.clone(),
            ordinal: part.number + begin.ordinal,
            started: Mark {
                at: begin.at,
                by: begin.root,
            },
            due: dates.due,
            plan_by: (calendar.zip(dates.due))
                .map(|(calendar, due)| plan_by(calendar, begin.at, due)),
            earliest: dates.earliest,
            should_by: dates.should_by,
            lapses: dates.lapses,
            met,
            late_is_certain: true,
            recorded_late: None,
            ended: part.ended.filter(|_| met.is_none()),
            silence_until: None,
        },
        clock: work.clock,
        start: work.start,
        terms: round.terms,
        variant: round.variant.map(|(_, variant)| variant.line),
        step: round.step.map(|(number, _)| number),
        within: within(round),
        anchor: begin.anchor,
        contradicted_by: None,
    }
}
