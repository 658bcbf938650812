//! The answer's dates, and how they were worked out.

use jiff::civil::Date;

use super::given::Given;
use super::which::Chosen;
use super::{Answer, Kind, NoAnswer, Question, steps};
use crate::book::{Book, Bucket, Clock, Commences, ExtendTo, Kept, Terms, Time, Within};
use crate::calendar::Calendar;
use crate::count::Unit;
use crate::engine::{Dates, Told, span};
use crate::when::When;

pub(super) fn answer(
    book: &Book,
    clock: &Clock,
    question: &Question<'_>,
    given: &Given,
    chosen: &Chosen<'_>,
) -> Result<Answer, NoAnswer> {
    let mut steps = steps::begin(clock, chosen);
    let Some(terms) = chosen.terms else {
        steps.push(waits(clock));
        return Ok(nothing(steps));
    };
    let too_far = || NoAnswer::TooFar {
        within: terms.time.says(),
        from: chosen.anchor.to_string(),
    };
    let known_then = question.known_at.map(|day| book.as_known_on(day));
    let counting = known_then.as_ref().unwrap_or(book);
    let (due, kind) = due(counting, clock, given, chosen, &mut steps).ok_or_else(too_far)?;
    let told = |what: Told<'_>| given.told(what, chosen.anchor);
    let rest = Dates::of(counting, terms, chosen.step, chosen.anchor, &told);
    let rest = rest.unwrap_or_default();
    let within = within(terms, chosen);
    let back = matches!(terms.time, Time::Before(_));
    let plain = !(given.extended || given.extended_to.is_some());
    let moved = within.filter(|_| plain && !back).zip(due);
    let known_now = moved.and_then(|(within, due)| {
        let now = known_then.as_ref().and(book.due(chosen.anchor, within));
        now.filter(|now| *now != due)
    });
    let known_at_the_start = moved.and_then(|(within, due)| {
        let then = book.due_as_known_on(chosen.anchor, within, chosen.anchor.day());
        then.filter(|then| *then != due)
    });
    let may_roll = due.and_then(|due| book.may_roll(clock, due));
    let mut provisional = false;
    if let (Some(within), Some(due)) = (within.filter(|_| plain), due) {
        let counted = if back {
            counting.steps_before(chosen.anchor, due, within)
        } else {
            counting.steps(chosen.anchor, due, within)
        };
        if let Some(counted) = counted {
            provisional = counted.provisional;
            let calendar = counting.calendar_of(within);
            steps::count(&counted, calendar, within, &mut steps);
        }
    }
    if let Some((within, due)) = moved.filter(|(within, _)| within.rolls)
        && let Some(unrolled) = counting.due(chosen.anchor, within.unrolled())
        && unrolled != due
    {
        steps.push(format!(
            "{unrolled} is no working day: it rolls to the next"
        ));
    }
    steps::end(kind, due, &mut steps);
    for (label, when) in [
        (
            "on the holidays known at the start it was due",
            known_at_the_start,
        ),
        ("on the holidays known now it is due", known_now),
        ("the court may let it run to", may_roll),
        (
            "it may be done from",
            rest.earliest.filter(|_| kind == Kind::Due),
        ),
        ("it should be done by", rest.should_by),
    ] {
        steps.extend(when.map(|when| format!("{label} {}", steps::local(when))));
    }
    let calendar = (within.and_then(|within| counting.calendar_of(within)))
        .or_else(|| counting.calendar(&clock.calendar));
    // What is due before an event is due by its day, and what is due when a day begins is
    // told as that day.
    let by_day = matches!(terms.time, Time::Before(None))
        || within.is_some_and(|within| within.period.unit == Unit::NextOpening);
    Ok(Answer {
        kind,
        due,
        by_day,
        plan_by: calendar.and_then(|by| plan_by(by, (kind, back), chosen.anchor, due)),
        earliest: rest.earliest.filter(|_| kind == Kind::Due),
        should_by: rest.should_by,
        known_at_the_start,
        known_now,
        may_roll,
        provisional,
        steps,
    })
}

pub(super) fn nothing(steps: Vec<String>) -> Answer {
    Answer {
        kind: Kind::NoDate,
        due: None,
        by_day: false,
        plan_by: None,
        earliest: None,
        should_by: None,
        known_at_the_start: None,
        known_now: None,
        may_roll: None,
        provisional: false,
        steps,
    }
}

fn waits(clock: &Clock) -> String {
    match &clock.commences {
        Commences::Not(words) => format!("not in force: it waits for {words}"),
        _ => "the law sets no time".to_owned(),
    }
}

/// The day that answers, and what it is. `None` beyond the days that can be counted.
fn due(
    book: &Book,
    clock: &Clock,
    given: &Given,
    chosen: &Chosen<'_>,
    steps: &mut Vec<String>,
) -> Option<(Option<When>, Kind)> {
    let terms = chosen.terms?;
    let anchor = chosen.anchor;
    if let Some(to) = given.extended_to {
        steps.push(format!("extended to {to}"));
        return Some((Some(When::Day(to)), Kind::Due));
    }
    let mut dates = || {
        if given.birth.is_none() && asks_birth(&terms.time) {
            steps.push("the date of birth is not told: taken to be the day given".to_owned());
        }
        let told = |what: Told<'_>| given.told(what, anchor);
        Dates::of(book, terms, chosen.step, anchor, &told)
    };
    let one = match &terms.time {
        Time::Limit(limit) => (Some(book.due(anchor, limit.most)?), Kind::Due),
        Time::Holds(holds) => (Some(book.due(anchor, holds.within)?), Kind::Due),
        Time::OnceInEach(bucket) => (
            Some(next_span(book, clock, *bucket, given, anchor.day())?),
            Kind::Due,
        ),
        Time::Open(_) | Time::Lapses(None) => (None, Kind::NoDate),
        Time::NotBefore => (dates()?.earliest, Kind::NotBefore),
        Time::Keep(_) => (dates()?.earliest, Kind::KeptUntil),
        Time::Lapses(Some(_)) => (dates()?.due, Kind::Lapses),
        Time::Within(_) | Time::Every(_) | Time::DueOn(_) | Time::Before(_) => {
            (dates()?.due, Kind::Due)
        }
    };
    match (given.extended, one) {
        (true, (Some(due), kind)) => {
            let extended = extended(book, clock, anchor, due)?;
            steps.push("extended, as the facts say".to_owned());
            Some((Some(extended), kind))
        }
        (_, one) => Some(one),
    }
}

fn asks_birth(time: &Time) -> bool {
    match time {
        Time::Keep(kept) => kept.iter().any(|kept| matches!(kept, Kept::OfBirth(_))),
        _ => false,
    }
}

/// The due date as the clock's extension moves it.
fn extended(book: &Book, clock: &Clock, anchor: When, due: When) -> Option<When> {
    clock.extends.iter().find_map(|extend| match &extend.to {
        ExtendTo::Within(within) => book.due(anchor, *within),
        ExtendTo::By(within) => book.due(due, *within),
        ExtendTo::Field(_) => None,
    })
}

/// The end of the first whole month, quarter, year or term that begins on a day or after it;
/// after it, where the day is the last time that it was done.
fn next_span(book: &Book, clock: &Clock, bucket: Bucket, given: &Given, day: Date) -> Option<When> {
    let terms = book.calendar(&clock.calendar)?.terms();
    let last_met = clock.from_last_met || given.last_met.is_some();
    let (first, last) = span(day, bucket, terms)?;
    if first > day || (first == day && !last_met) {
        return Some(When::Day(last));
    }
    let (_, last) = span(last.tomorrow().ok()?, bucket, terms)?;
    Some(When::Day(last))
}

/// How the answer was counted, where it is a period that may step over days.
fn within(terms: &Terms, chosen: &Chosen<'_>) -> Option<Within> {
    match &terms.time {
        Time::Within(within) | Time::Before(Some(within)) | Time::Lapses(Some(within)) => {
            Some(*within)
        }
        Time::Every(_) => chosen.step,
        Time::NotBefore => terms.earliest,
        Time::Holds(holds) => Some(holds.within),
        _ => None,
    }
}

/// The working day by which to plan what is due: on or before the due day, though never
/// before what it counts from.
fn plan_by(
    calendar: &Calendar,
    (kind, back): (Kind, bool),
    anchor: When,
    due: Option<When>,
) -> Option<Date> {
    let due = due
        .filter(|_| matches!(kind, Kind::Due | Kind::Lapses))?
        .day();
    let working = calendar.on_or_before(due);
    Some(if back {
        working
    } else {
        working.max(anchor.day().min(due))
    })
}
