//! Whether one clock asks for nothing later, and nothing less often, than another: what an
//! authority has to say when its own practice does less than the law asks.
//!
//! Where it cannot be shown, it is not so. Units that differ are compared by the fewest and
//! the most days that they can come to.

use super::clock::Clock;
use super::model::Within;
use super::terms::{DueOn, Step, Terms, Time};
use crate::count::{Counting, Period, Unit};

/// Whether nothing is done later by the first clock than by the second.
pub(super) fn no_longer(own: &Clock, law: &Clock) -> bool {
    let (ours, theirs): (Vec<_>, Vec<_>) = (own.terms().collect(), law.terms().collect());
    if same_cases(own, law) && ours.len() == theirs.len() {
        return ours.iter().zip(&theirs).all(|(own, law)| terms(own, law));
    }
    // Which of the law's times a case would have had is not known: none may be passed.
    ours.iter()
        .all(|own| theirs.iter().all(|law| terms(own, law)))
}

/// Whether both tell the same cases apart, in the same order.
fn same_cases(own: &Clock, law: &Clock) -> bool {
    let cases = |clock: &Clock| {
        (clock.variants.iter())
            .map(|v| {
                (
                    v.when.as_ref().map(|when| when.text().to_owned()),
                    v.from,
                    v.until,
                )
            })
            .collect::<Vec<_>>()
    };
    cases(own) == cases(law)
}

fn terms(own: &Terms, law: &Terms) -> bool {
    let earliest = match (&own.earliest, &law.earliest) {
        (_, None) => true,
        (Some(own), Some(law)) => within(law, own),
        (None, Some(_)) => false,
    };
    earliest && time(&own.time, &law.time)
}

fn time(own: &Time, law: &Time) -> bool {
    match (own, law) {
        (Time::Within(own), Time::Within(law)) => within(own, law),
        (Time::Open(own), Time::Open(law)) => own == law,
        (Time::Every(own), Time::Every(law)) => every(own, law),
        (Time::OnceInEach(own), Time::OnceInEach(law)) => own == law,
        (Time::DueOn(DueOn::Next(a, b)), Time::DueOn(DueOn::Next(c, d))) => (a, b) == (c, d),
        (Time::DueOn(DueOn::Once(own)), Time::DueOn(DueOn::Once(law))) => own <= law,
        // Further before the event is sooner, and a right that lasts longer takes nothing away.
        (Time::Before(Some(own)), Time::Before(Some(law)))
        | (Time::Lapses(Some(own)), Time::Lapses(Some(law))) => within(law, own),
        (Time::Before(_), Time::Before(None))
        | (Time::NotBefore, Time::NotBefore)
        | (Time::Lapses(None), Time::Lapses(_)) => true,
        (Time::Limit(own), Time::Limit(law)) => {
            own.in_any == law.in_any && within(&own.most, &law.most)
        }
        (Time::Keep(own), Time::Keep(law)) => format!("{own:?}") == format!("{law:?}"),
        (Time::Holds(own), Time::Holds(law)) => within(&own.within, &law.within),
        _ => false,
    }
}

/// A rhythm: step by step where both have the same, otherwise each against all.
fn every(own: &[Step], law: &[Step]) -> bool {
    let alike = |own: &Step, law: &Step| {
        let text = |step: &Step| step.when.as_ref().map(|when| when.text().to_owned());
        let until = |step: &Step| step.until.map(|until| until.period);
        own.of_start == law.of_start
            && own.times == law.times
            && until(own) == until(law)
            && text(own) == text(law)
    };
    let pairs = || own.iter().zip(law);
    if own.len() == law.len() && pairs().all(|(own, law)| alike(own, law)) {
        return pairs().all(|(own, law)| within(&own.within, &law.within));
    }
    let of = |steps: &[Step], start: bool| -> Vec<Within> {
        (steps.iter().filter(|step| step.of_start == start))
            .map(|step| step.within)
            .collect()
    };
    let first = of(law, true);
    // Without a step for the first round, the next one is also the first.
    let ours = match of(own, true) {
        none if none.is_empty() => of(own, false),
        first => first,
    };
    let soon = |own: &[Within], law: &[Within]| {
        own.iter().all(|own| law.iter().all(|law| within(own, law)))
    };
    soon(&ours, &first) && soon(&of(own, false), &of(law, false))
}

/// Whether a period is never longer than another.
fn within(own: &Within, law: &Within) -> bool {
    let later = |a: &Within, b: &Within| {
        a.counting == Counting::TriggerDayExcluded
            && b.counting == Counting::BeginningWithTriggerDay
    };
    let of_days = own.period.unit.days().is_some();
    let same_calendar = !of_days || own.calendar == law.calendar;
    if own.period.unit == law.period.unit && same_calendar && own.rolls <= law.rolls {
        return own.period.n + u32::from(later(own, law)) <= law.period.n;
    }
    let most = most(own.period).map(|most| {
        let roll = if own.rolls { 5 } else { 0 };
        let to_its_end = law.period.unit.has_time() && !own.period.unit.has_time();
        most + roll + u64::from(later(own, law)) + u64::from(to_its_end)
    });
    most.is_some_and(|most| most <= fewest(law.period))
}

/// The fewest days that a period can come to.
fn fewest(period: Period) -> u64 {
    let n = u64::from(period.n);
    match period.unit {
        Unit::Minutes => n / 1440,
        Unit::Hours => n / 24,
        Unit::Days | Unit::WorkingDays | Unit::SchoolDays | Unit::CourtBusinessDays => n,
        Unit::Weeks => 7 * n,
        Unit::Months => (n * 304 / 10).saturating_sub(2),
        Unit::Years => 365 * n,
        Unit::WorkingHours | Unit::NextOpening | Unit::MonthEnd | Unit::TermEnd => 0,
    }
}

/// The most days that a period can come to; `None` where there is no telling.
fn most(period: Period) -> Option<u64> {
    let n = u64::from(period.n);
    Some(match period.unit {
        Unit::Minutes => n.div_ceil(1440),
        Unit::Hours => n.div_ceil(24),
        Unit::Days => n,
        Unit::Weeks => 7 * n,
        Unit::Months => (n * 305).div_ceil(10) + 1,
        Unit::Years => 366 * n,
        // Weekends, and the bank holidays of Christmas or Easter.
        Unit::WorkingDays | Unit::CourtBusinessDays => n + 2 * (n / 5 + 1) + 4 + n / 20,
        Unit::NextOpening => 6,
        Unit::MonthEnd => 31 * (n + 1),
        Unit::WorkingHours | Unit::SchoolDays | Unit::TermEnd => return None,
    })
}
