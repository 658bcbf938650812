//! Limits and starts over a sliding window.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::dates::begun;
use super::story::{Spell, Story};
use crate::book::{Limit, Reaches};
use crate::calendar::Calendar;
use crate::count::{Counting, Period, Unit};
use crate::when::When;

/// The first day of the window that ends on a day.
pub(super) fn first_day(ends: Date, window: Period) -> Option<Date> {
    let n = i64::from(window.n);
    let back = match window.unit {
        Unit::Weeks => (7 * n).days(),
        Unit::Months => n.months(),
        Unit::Years => n.years(),
        _ => n.days(),
    };
    ends.checked_sub(back).ok()?.tomorrow().ok()
}

/// How many of these days, in order, lie in the window that ends on a day.
pub(super) fn count(days: &[Date], ends: Date, window: Period) -> usize {
    let Some(first) = first_day(ends, window) else {
        return 0;
    };
    let up_to = days.partition_point(|day| *day <= ends);
    up_to.saturating_sub(days.partition_point(|day| *day < first))
}

/// Of these days of records, in order: the places of those with which so many lie in
/// the window for the first time since there were fewer.
pub(super) fn reached(days: &[Date], times: u32, window: Period) -> Vec<usize> {
    let mut places = Vec::new();
    for (place, day) in days.iter().enumerate() {
        let so_far = days.get(..=place).unwrap_or_default();
        if count(so_far, *day, window) == times as usize {
            places.push(place);
        }
    }
    places
}

/// The day on which, in this spell, the time spent in the state reaches so much.
pub(super) fn day_reached(
    story: &Story<'_, '_>,
    spells: &[Spell],
    number: usize,
    (reaches, needed): (Reaches, Period),
    calendar: &Calendar,
) -> Option<Date> {
    let counts = |day: &Date| needed.unit != Unit::WorkingDays || calendar.is_working(*day);
    let spell = spells.get(number)?;
    let mut days: Vec<Date> = before(story, spells, number, true)?;
    days.retain(counts);
    let needed = needed.n as usize;
    let mut day = story.day(spell.begun)?;
    let last = match spell.ended {
        Some(ended) => story.day(ended)?,
        // However long it lasts, a window can hold no more than its own days.
        None => first_day(day, reaches.in_any)
            .and_then(|first| day.checked_add(day.since(first).ok()?).ok())?
            .tomorrow()
            .ok()?,
    };
    let mut above = count(&days, day.yesterday().ok()?, reaches.in_any) >= needed;
    while day <= last {
        if counts(&day) && days.last().is_none_or(|known| *known < day) {
            days.push(day);
        }
        let now = count(&days, day, reaches.in_any) >= needed;
        if now && !above {
            return Some(day);
        }
        above = now;
        day = day.tomorrow().ok()?;
    }
    None
}

/// When the limit is reached, if the spell lasts: the last day (or instant) at which
/// it is still kept. `None` where it never is.
pub(super) fn limit(
    story: &Story<'_, '_>,
    spells: &[Spell],
    number: usize,
    limit: &Limit,
) -> Option<When> {
    if limit.most.period.unit == Unit::Hours {
        return limit_in_hours(story, spells, number, limit).map(When::Instant);
    }
    let by_day = limit.most.counting == Counting::BeginningWithTriggerDay;
    let mut days = before(story, spells, number, by_day)?;
    let most = limit.most.period.n as usize;
    let mut day = story.day(spells.get(number)?.begun)?;
    for _ in 0..=most {
        if days.last().is_none_or(|known| *known < day) {
            days.push(day);
        }
        if count(&days, day, limit.in_any) > most {
            // A night that is one too many is not begun: the day itself may be spent.
            let last = if by_day { day.yesterday().ok()? } else { day };
            return Some(When::Day(last));
        }
        day = day.tomorrow().ok()?;
    }
    None
}

/// The days (or nights) spent in the state before a spell of it, in order.
fn before(
    story: &Story<'_, '_>,
    spells: &[Spell],
    number: usize,
    by_day: bool,
) -> Option<Vec<Date>> {
    let mut days: Vec<Date> = Vec::new();
    for spell in spells.get(..number)? {
        let (Some(mut day), Some(ended)) = (
            story.day(spell.begun),
            spell.ended.and_then(|at| story.day(at)),
        ) else {
            continue;
        };
        while day < ended || (by_day && day == ended) {
            if days.last().is_none_or(|known| *known < day) {
                days.push(day);
            }
            day = day.tomorrow().ok()?;
        }
    }
    Some(days)
}

fn limit_in_hours(
    story: &Story<'_, '_>,
    spells: &[Spell],
    number: usize,
    limit: &Limit,
) -> Option<Timestamp> {
    let at = |index: usize| story.facts.get(index).map(|fact| fact.occurred);
    let from = begun(at(spells.get(number)?.begun)?);
    let earlier: Vec<(Timestamp, Timestamp)> = (spells.get(..number)?.iter())
        .filter_map(|spell| Some((begun(at(spell.begun)?), at(spell.ended?)?.start())))
        .filter(|(begun, ended)| begun < ended)
        .collect();
    let most = i64::from(limit.most.period.n) * 3600;
    let window = |ends: Timestamp| -> Option<Timestamp> {
        let zoned = ends.to_zoned(crate::when::london());
        let n = i64::from(limit.in_any.n);
        let back = match limit.in_any.unit {
            Unit::Weeks => (7 * n).days(),
            Unit::Months => n.months(),
            Unit::Years => n.years(),
            _ => n.days(),
        };
        Some(zoned.checked_sub(back).ok()?.timestamp())
    };
    let spent = |ends: Timestamp| -> Option<i64> {
        let first = window(ends)?;
        let seconds = |from: Timestamp, to: Timestamp| {
            (to.min(ends).as_second() - from.max(first).as_second()).max(0)
        };
        let before: i64 = earlier.iter().map(|(from, to)| seconds(*from, *to)).sum();
        Some(before + seconds(from, ends))
    };
    if spent(from)? > most {
        return Some(from);
    }
    // What is spent never grows less while it lasts, so the last instant within the limit
    // can be found by halving.
    let (mut kept, mut broken) = (from.as_second(), from.as_second() + most + 1);
    if spent(Timestamp::from_second(broken).ok()?)? <= most {
        return None;
    }
    while broken - kept > 1 {
        let middle = i64::midpoint(kept, broken);
        if spent(Timestamp::from_second(middle).ok()?)? <= most {
            kept = middle;
        } else {
            broken = middle;
        }
    }
    Timestamp::from_second(kept).ok()
}
