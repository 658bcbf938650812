//! Working out what is owed: each clock of the book over one child's facts.
//!
//! Nothing depends on today. A duty that will start (a birthday, a year) is worked
//! out beforehand as far as the record reaches, and a question asked as at a date
//! leaves out what had not started by then.

mod coverage;
mod explain;
mod meet;
mod starts;
mod states;
mod story;

pub use explain::Explanation;
pub use states::StateSpell;
pub use story::Story;

use std::collections::HashSet;

use crate::book::{Book, Clock, Start, Within};
use crate::calendar::Calendar;
use crate::duty::{Duty, Ending, Mark};
use crate::id::Id;
use crate::when::When;
use jiff::civil::Date;
use starts::Begin;

/// What is owed to one child, with the rule and the step that say so.
#[derive(Clone, Debug)]
pub struct Owed<'b> {
    /// The duty.
    pub duty: Duty,
    /// The rule.
    pub clock: &'b Clock,
    /// Which of the rule's starts set it going.
    pub start: &'b Start,
    /// How it is counted.
    pub within: Within,
    /// An entry that would meet it but is dated before it began.
    pub contradicted_by: Option<Mark>,
}

/// A clock that may have started: a field that its condition asks about is empty.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Undecided {
    /// The clock.
    pub clock: String,
    /// The entry that may have started it.
    pub by: Id,
    /// The condition that could not be answered.
    pub condition: String,
}

/// What the book says of one child.
#[derive(Clone, Debug, Default)]
pub struct Evaluation<'b> {
    /// What is owed, in order of clock and start.
    pub owed: Vec<Owed<'b>>,
    /// What could not be decided.
    pub undecided: Vec<Undecided>,
}

/// Works out what is owed to a child from the facts of the child's file.
pub fn evaluate<'b>(book: &'b Book, subject: Id, story: &Story<'b, '_>) -> Evaluation<'b> {
    let mut evaluation = Evaluation::default();
    for clock in &book.clocks {
        one_clock(book, clock, subject, story, &mut evaluation);
    }
    evaluation
}

/// Starts are tried in order: what has set the clock going in one way does not set
/// it going in another. What a correction withdrew from one way may have been put
/// right into another, and is then owed in that one.
fn one_clock<'b>(
    book: &'b Book,
    clock: &'b Clock,
    subject: Id,
    story: &Story<'b, '_>,
    evaluation: &mut Evaluation<'b>,
) {
    let mut begun: Vec<(&Start, Begin)> = Vec::new();
    for start in &clock.starts {
        let begins = starts::all(story, clock, start, &mut evaluation.undecided);
        let in_force = |begin: &Begin| in_force(clock, begin.at);
        begun.extend(
            begins
                .into_iter()
                .filter(in_force)
                .map(|begin| (start, begin)),
        );
    }
    let alive: HashSet<(Id, u32)> = begun
        .iter()
        .filter(|(_, begin)| begin.withdrawn.is_none())
        .map(|(_, begin)| (begin.root, begin.ordinal))
        .collect();
    let mut going = HashSet::new();
    for (start, begin) in &begun {
        let this = (begin.root, begin.ordinal);
        if (begin.withdrawn.is_some() && alive.contains(&this)) || !going.insert(this) {
            continue;
        }
        follow(
            book,
            clock,
            start,
            subject,
            story,
            begin,
            &mut evaluation.owed,
        );
    }
}

/// The law in force on the day of the trigger decides. A clock whose sources have no
/// dates is in force always; otherwise when any source with dates is.
fn in_force(clock: &Clock, at: When) -> bool {
    let day = at.day();
    let mut dated = clock
        .sources
        .iter()
        .filter(|source| source.from.is_some() || source.until.is_some())
        .peekable();
    dated.peek().is_none()
        || dated.any(|source| {
            source.from.is_none_or(|from| from <= day)
                && source.until.is_none_or(|until| day <= until)
        })
}

/// Follows one start: once, or for a rhythm as often as it is met.
fn follow<'b>(
    book: &'b Book,
    clock: &'b Clock,
    start: &'b Start,
    subject: Id,
    story: &Story<'b, '_>,
    begin: &Begin,
    owed: &mut Vec<Owed<'b>>,
) {
    let mut begin = begin.clone();
    let mut steps = clock.every.iter();
    let mut step = steps.next();
    let mut left = step.and_then(|step| step.times);
    for ordinal in 0.. {
        let Some(within) = step.map(|step| step.within).or(start.within) else {
            return;
        };
        let Some(one) = owe(
            book,
            clock,
            start,
            subject,
            story,
            &begin,
            (ordinal, within),
        ) else {
            return;
        };
        let met = one.duty.met;
        owed.push(one);
        let (Some(met), Some(_)) = (met, step) else {
            return;
        };
        begin = begin.after(met, story);
        left = left.map(|left| left.saturating_sub(1));
        if left == Some(0) {
            step = steps.next();
            left = step.and_then(|step| step.times);
        }
    }
}

/// The working day on or before the due date; where that lies before the duty
/// began, the day on which it began.
fn plan_by(calendar: &Calendar, at: When, due: When) -> Date {
    let working = calendar.on_or_before(due.day());
    working.max(at.day().min(due.day()))
}

fn owe<'b>(
    book: &'b Book,
    clock: &'b Clock,
    start: &'b Start,
    subject: Id,
    story: &Story<'b, '_>,
    begin: &Begin,
    (ordinal, within): (u32, Within),
) -> Option<Owed<'b>> {
    let calendar = book.calendar_of(within)?;
    let due = book.due(begin.at, within)?;
    let meeting = meet::met(story, clock, start, begin);
    let ended = begin
        .falls_away
        .or_else(|| meet::ended(story, clock, begin));
    // Whichever came first decides: what ended undone cannot be done any more, and what
    // fell away from the start was never to be done.
    let met = meeting.met.filter(|met| {
        let over = |ended: &Ending| ended.at.is_none_or(|at| at.before(met.mark.at));
        begin.withdrawn.is_none() && !ended.as_ref().is_some_and(over)
    });
    let ended = begin.withdrawn.or(ended.filter(|_| met.is_none()));
    let silence_until = if meeting.contradicted_by.is_some() && met.is_none() {
        begin.at.day().yesterday().ok()
    } else {
        meet::silence_until(story, clock, start, begin)
    };
    // Where it is known that it was not done by the due date, done later is late.
    let late_is_certain = met
        .as_ref()
        .is_none_or(|met| met.once || silence_until.is_none_or(|until| until >= due.day()));
    let recorded_late = met.as_ref().and_then(|met| {
        let recorded = met.recorded?;
        Some(met.mark.at.within(due) && !recorded.within(due))
    });
    Some(Owed {
        duty: Duty {
            subject,
            clock: clock.id.clone(),
            area: clock.area.clone(),
            ordinal: ordinal + begin.ordinal,
            started: Mark {
                at: begin.at,
                by: begin.root,
            },
            due,
            plan_by: plan_by(calendar, begin.at, due),
            met: met.map(|met| met.mark),
            late_is_certain,
            recorded_late,
            ended,
            silence_until,
        },
        clock,
        start,
        within,
        contradicted_by: meeting.contradicted_by,
    })
}
