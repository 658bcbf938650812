//! Minutes and hours: on the clock, and while the service is open.

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};
use jiff::tz::TimeZone;
use practice::When;
use practice::calendar::Calendar;
use practice::count::{self, Counting, Period, Unit};
use proptest::prelude::*;

use super::{any_day, book, calendar};
use crate::told::at;

const EXCLUDED: Counting = Counting::TriggerDayExcluded;

fn any_time() -> impl Strategy<Value = When> {
    (any_day(), 0..86_400_i64).prop_map(|(day, seconds)| {
        let start = When::Day(day).start();
        When::Instant(start.checked_add(seconds.seconds()).expect("a time"))
    })
}

/// The calendar of the hours in which the front door is open: nine to five.
fn open() -> &'static Calendar {
    book().calendar("service-hours").expect("its calendar")
}

fn working_hours(start: When, n: u32) -> When {
    count::due(start, Period::of(n, Unit::WorkingHours), EXCLUDED, open()).expect("a time")
}

fn next_opening(start: When) -> When {
    count::due(start, Period::of(1, Unit::NextOpening), EXCLUDED, open()).expect("a time")
}

/// The day and the time of day in England.
fn clock(when: When) -> (Date, Time) {
    let London(zone) = London::new();
    let zoned = when.start().to_zoned(zone);
    (zoned.date(), zoned.time())
}

struct London(TimeZone);

impl London {
    fn new() -> Self {
        Self(TimeZone::get("Europe/London").expect("the zone is compiled in"))
    }
}

/// Whether the front door is open in the minute that begins then.
fn is_open(minute: When) -> bool {
    let (day, now) = clock(minute);
    calendar().is_working(day) && (time(9, 0, 0, 0)..time(17, 0, 0, 0)).contains(&now)
}

proptest! {
    #[test]
    fn hours_are_hours_that_pass(start in any_time(), n in 1_u32..400) {
        let period = Period { n, unit: Unit::Hours };
        let due = count::due(start, period, Counting::TriggerDayExcluded, calendar()).expect("a time");
        prop_assert!(matches!(due, When::Instant(_)));
        prop_assert_eq!(due.start().as_second() - start.start().as_second(), i64::from(n) * 3600);
    }

    #[test]
    fn hours_from_a_day_never_end_before_hours_from_any_time_of_it(start in any_time(), n in 1_u32..400) {
        let period = Period { n, unit: Unit::Hours };
        let counting = Counting::TriggerDayExcluded;
        let calendar = calendar();
        let day = count::due(When::Day(start.day()), period, counting, calendar).expect("a day");
        let time = count::due(start, period, counting, calendar).expect("a time");
        // But for the hour that a change of the clocks gives or takes.
        let earliest = time.start().checked_sub(1.hour()).expect("a time");
        prop_assert!(day.end() >= earliest);
    }

    #[test]
    fn minutes_are_minutes_that_pass(start in any_time(), n in 1_u32..10_000) {
        let due = count::due(start, Period::of(n, Unit::Minutes), EXCLUDED, calendar()).expect("a time");
        prop_assert_eq!(due.start().as_second() - start.start().as_second(), i64::from(n) * 60);
        // An hour is sixty of them, from a time and from a day.
        let (minutes, hours) = (Period::of(60 * (n % 160 + 1), Unit::Minutes), Period::of(n % 160 + 1, Unit::Hours));
        for start in [start, When::Day(start.day())] {
            let due = |period| count::due(start, period, EXCLUDED, calendar());
            prop_assert_eq!(due(minutes), due(hours));
        }
    }

    #[test]
    fn working_hours_are_the_minutes_in_which_the_door_is_open(day in any_day(), minute in 0_i64..1440, n in 1_u32..20) {
        let midnight = When::Day(day).start();
        let start = When::Instant(midnight.checked_add(minute.minutes()).expect("a time"));
        let (mut now, mut left) = (start, i64::from(n) * 60);
        while left > 0 {
            left -= i64::from(is_open(now));
            now = When::Instant(now.start().checked_add(1.minute()).expect("a time"));
        }
        prop_assert_eq!(working_hours(start, n), now);
    }

    #[test]
    fn working_hours_from_a_day_are_counted_from_the_next_opening(day in any_day(), n in 1_u32..40) {
        let due = working_hours(When::Day(day), n);
        let from_opening = working_hours(next_opening(When::Day(day)), n);
        prop_assert_eq!(due, When::Day(from_opening.day()));
    }

    #[test]
    fn more_working_hours_are_never_sooner(start in any_time(), n in 1_u32..100) {
        let (fewer, more) = (working_hours(start, n), working_hours(start, n + 1));
        prop_assert!(fewer.start() < more.start());
        prop_assert!(fewer.start() > start.start());
    }

    #[test]
    fn the_next_opening_is_the_first_nine_o_clock_of_a_working_day_to_come(start in any_time()) {
        let opening = next_opening(start);
        let (mut day, nine) = (start.day(), time(9, 0, 0, 0));
        if clock(start).1 >= nine {
            day = day.tomorrow().expect("a next day");
        }
        while !calendar().is_working(day) {
            day = day.tomorrow().expect("a next day");
        }
        prop_assert_eq!(clock(opening), (day, nine));
        prop_assert!(opening.start() > start.start());
    }
}

#[test]
fn a_red_contact_late_on_a_friday_is_due_after_the_bank_holiday() {
    // Half an hour of Friday is left, and three and a half of Tuesday.
    assert_eq!(
        working_hours(at("2026-05-22T16:30"), 4),
        at("2026-05-26T12:30")
    );
    // What ends with the day is due when the door closes, not when it opens again.
    assert_eq!(
        working_hours(at("2026-05-21T13:00"), 4),
        at("2026-05-21T17:00")
    );
    // In the night nothing runs, and at nine everything does.
    assert_eq!(
        working_hours(at("2026-05-21T03:00"), 1),
        at("2026-05-21T10:00")
    );
    assert_eq!(
        working_hours(at("2026-05-21T17:00"), 1),
        at("2026-05-22T10:00")
    );
    assert_eq!(working_hours(at("2026-05-22"), 8), at("2026-05-26"));
}

#[test]
fn what_the_night_team_did_is_handed_over_when_the_next_working_day_begins() {
    assert_eq!(next_opening(at("2026-05-22T22:30")), at("2026-05-26T09:00"));
    // Before the door opens on a working day, that day's opening is the next.
    assert_eq!(next_opening(at("2026-05-21T03:00")), at("2026-05-21T09:00"));
    assert_eq!(next_opening(at("2026-05-21T09:00")), at("2026-05-22T09:00"));
    assert_eq!(next_opening(at("2026-05-22")), at("2026-05-26T09:00"));
}

#[test]
fn hours_run_on_when_the_clocks_change() {
    let calendar = calendar();
    let hours = |start: &str, n| {
        let period = Period {
            n,
            unit: Unit::Hours,
        };
        count::due(at(start), period, Counting::TriggerDayExcluded, calendar)
    };
    // On 29 March 2026 there is no hour from 1 to 2 in the morning: a day later by the
    // hours is an hour later on the clock.
    assert_eq!(hours("2026-03-28T16:30", 24), Some(at("2026-03-29T17:30")));
    // On 25 October 2026 there are two.
    assert_eq!(hours("2026-10-24T16:30", 24), Some(at("2026-10-25T15:30")));
    assert_eq!(hours("2026-10-24T16:30", 72), Some(at("2026-10-27T15:30")));
}

#[test]
fn hours_from_a_day_alone_are_counted_from_its_end() {
    let calendar = calendar();
    let hours = |n| {
        let period = Period {
            n,
            unit: Unit::Hours,
        };
        count::due(
            at("2026-04-02"),
            period,
            Counting::TriggerDayExcluded,
            calendar,
        )
    };
    assert_eq!(hours(1), Some(at("2026-04-03")));
    assert_eq!(hours(24), Some(at("2026-04-03")));
    assert_eq!(hours(25), Some(at("2026-04-04")));
    assert_eq!(hours(72), Some(at("2026-04-05")));
}
