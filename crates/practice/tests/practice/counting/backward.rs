//! Counting back from a day to come, against a count made day by day.

use jiff::ToSpan;
use jiff::civil::Date;
use practice::When;
use practice::count::{self, Counting, Period, Unit};
use proptest::prelude::*;

use super::{any_day, calendar, months_on};
use crate::told::at;

const EXCLUDED: Counting = Counting::TriggerDayExcluded;
const BEGINNING: Counting = Counting::BeginningWithTriggerDay;

fn before(event: When, n: u32, unit: Unit, counting: Counting) -> When {
    count::before(event, Period::of(n, unit), counting, calendar()).expect("a day")
}

fn day_before(event: Date, n: u32, unit: Unit, counting: Counting) -> Date {
    before(When::Day(event), n, unit, counting).day()
}

fn after(day: Date, n: u32, unit: Unit) -> Date {
    let due = count::due(When::Day(day), Period::of(n, unit), EXCLUDED, calendar());
    due.expect("a day").day()
}

proptest! {
    #[test]
    fn working_days_back_are_those_counted_one_by_one(event in any_day(), n in 1_u32..60) {
        let (mut naive, mut left) = (event, n);
        while left > 0 {
            naive = naive.yesterday().expect("a day before");
            left -= u32::from(calendar().is_working(naive));
        }
        prop_assert_eq!(day_before(event, n, Unit::WorkingDays, EXCLUDED), naive);
        // Where the day of the event counts, it is the day after that is left out.
        let eve = event.yesterday().expect("a day before");
        prop_assert_eq!(day_before(eve, n, Unit::WorkingDays, BEGINNING), naive);
    }

    #[test]
    fn there_and_back_is_where_it_began(day in any_day(), n in 1_u32..60) {
        for unit in [Unit::Days, Unit::Weeks] {
            prop_assert_eq!(day_before(after(day, n, unit), n, unit, EXCLUDED), day);
        }
        // Of working days, back comes to the working day on or before.
        let back = day_before(after(day, n, Unit::WorkingDays), n, Unit::WorkingDays, EXCLUDED);
        prop_assert_eq!(back, calendar().on_or_before(day));
    }

    #[test]
    fn what_is_done_by_the_day_counted_back_to_is_always_early_enough(event in any_day(), n in 1_u32..40) {
        for unit in [Unit::Days, Unit::WorkingDays, Unit::Weeks, Unit::Months, Unit::Years] {
            let latest = day_before(event, n, unit, EXCLUDED);
            // An event on a day that does not count is as good as on the next that does.
            let by = match unit {
                Unit::WorkingDays => calendar().on_or_after(event).expect("a day"),
                _ => event,
            };
            prop_assert!(after(latest, n, unit) <= by, "{:?}", unit);
        }
        // And a working day later would be too late.
        let late = calendar().nth_after(day_before(event, n, Unit::WorkingDays, EXCLUDED), 1);
        let late = late.expect("a day");
        prop_assert!(after(late, n, Unit::WorkingDays) > event || !calendar().is_working(event));
    }

    #[test]
    fn months_back_come_to_the_corresponding_day_or_the_end_of_the_month(event in any_day(), n in 1_u32..40) {
        let back = day_before(event, n, Unit::Months, EXCLUDED);
        prop_assert!(back.day() == event.day() || back == back.last_of_month());
        prop_assert_eq!(months_on(back.first_of_month(), n).0, event.first_of_month());
        if back.day() == event.day() {
            prop_assert_eq!(months_on(back, n), (event, true));
        }
    }

    #[test]
    fn counting_the_day_of_the_event_comes_a_day_later(event in any_day(), n in 1_u32..60) {
        for unit in [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years] {
            let later = day_before(event, n, unit, EXCLUDED).tomorrow().expect("a next day");
            prop_assert_eq!(day_before(event, n, unit, BEGINNING), later);
        }
    }

    #[test]
    fn hours_back_are_hours_that_pass(event in any_day(), minute in 0_i64..1440, n in 1_u32..400) {
        let start = When::Day(event).start().checked_add(minute.minutes()).expect("a time");
        let back = before(When::Instant(start), n, Unit::Hours, EXCLUDED);
        prop_assert_eq!(start.as_second() - back.start().as_second(), i64::from(n) * 3600);
        let back = before(When::Instant(start), n, Unit::Minutes, EXCLUDED);
        prop_assert_eq!(start.as_second() - back.start().as_second(), i64::from(n) * 60);
        // Before a day that has no time, it is in time on the last day on which it could be.
        let day = before(When::Day(event), n, Unit::Hours, EXCLUDED).day();
        let end = event.tomorrow().expect("a next day").to_datetime(jiff::civil::Time::midnight());
        let wall = end.checked_sub(i64::from(n).hours()).expect("a time");
        let last = if wall.time() == jiff::civil::Time::midnight() {
            wall.date().yesterday().expect("a day before")
        } else {
            wall.date()
        };
        prop_assert_eq!(day, last);
    }
}

#[test]
fn papers_are_out_five_working_days_before_the_panel() {
    let before = |event, n, unit| before(at(event), n, unit, EXCLUDED);
    assert_eq!(before("2026-11-30", 5, Unit::WorkingDays), at("2026-11-23"));
    // Over Easter it is more than a week.
    assert_eq!(before("2026-04-08", 5, Unit::WorkingDays), at("2026-03-30"));
    assert_eq!(before("2026-05-31", 3, Unit::Months), at("2026-02-28"));
    assert_eq!(before("2028-02-29", 1, Unit::Years), at("2027-02-28"));
    assert_eq!(
        before("2026-10-26T10:00", 48, Unit::Hours),
        at("2026-10-24T11:00")
    );
    assert_eq!(before("2026-10-26", 48, Unit::Hours), at("2026-10-24"));
    assert_eq!(before("2026-10-26", 47, Unit::Hours), at("2026-10-25"));
}

#[test]
fn the_same_day_before_is_the_day_itself() {
    for counting in [EXCLUDED, BEGINNING] {
        let same = count::before(
            at("2026-05-25"),
            Period::of(0, Unit::Days),
            counting,
            calendar(),
        );
        assert_eq!(same, Some(at("2026-05-25")));
    }
}

#[test]
fn what_does_not_go_back_gives_no_day() {
    for within in [
        "4 working hours",
        "the start of the next working day",
        "the end of the month",
        "the end of the term",
    ] {
        let period: Period = within.parse().expect("a period");
        assert!(!period.unit.goes_back());
        assert_eq!(
            count::before(at("2026-05-25"), period, EXCLUDED, calendar()),
            None
        );
    }
    for (event, within) in [
        ("-9999-01-01", "1 day"),
        ("1900-01-01", "1 working day"),
        ("1900-01-02", "2 working days"),
    ] {
        let Ok(event) = event.parse::<When>() else {
            continue;
        };
        let period = within.parse().expect("a period");
        let back = count::before(event, period, EXCLUDED, calendar());
        assert!(back.is_none(), "{within} before {event}");
    }
}

#[test]
fn what_a_count_back_stepped_over_is_told() {
    let period = Period::of(5, Unit::WorkingDays);
    let (event, due) = (at("2026-04-08"), at("2026-03-30"));
    let steps = count::steps_before(event, due, period, EXCLUDED, calendar()).expect("steps");
    assert_eq!(
        (steps.first, steps.last),
        (due.day(), at("2026-04-07").day())
    );
    let skipped: Vec<_> = (steps.skipped.iter())
        .map(|day| (day.day.to_string(), day.holiday.clone().unwrap_or_default()))
        .collect();
    let expected = [
        ("2026-04-03", "Good Friday"),
        ("2026-04-04", ""),
        ("2026-04-05", ""),
        ("2026-04-06", "Easter Monday"),
    ];
    let expected = expected.map(|(day, name)| (day.to_owned(), name.to_owned()));
    assert_eq!(skipped, expected);
    assert!(!steps.provisional);
    let beginning = count::steps_before(event, due, period, BEGINNING, calendar()).expect("steps");
    assert_eq!(beginning.last, event.day());
    let weeks = Period::of(1, Unit::Weeks);
    assert_eq!(
        count::steps_before(event, due, weeks, EXCLUDED, calendar()),
        None
    );
}
