//! Counting, against a count made day by day.

mod backward;
mod calendars;
mod hours;
mod instruments;
mod known;
mod written;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use practice::calendar::Calendar;
use practice::count::{self, Counting, Period, Unit};
use practice::{Book, When};
use proptest::prelude::*;

use crate::small;
use crate::told::{at, told};

const FIRST: Date = date(2000, 1, 1);
const DAYS: i64 = 29 * 365 + 7;

fn book() -> &'static Book {
    static BOOK: std::sync::OnceLock<Book> = std::sync::OnceLock::new();
    BOOK.get_or_init(|| Book::england().expect("the book of England is sound"))
}

fn calendar() -> &'static Calendar {
    book().calendar("england-and-wales").expect("its calendar")
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..DAYS).prop_map(|days| FIRST.checked_add(days.days()).expect("a day"))
}

fn excluded(n: u32, unit: Unit) -> impl Fn(Date, &Calendar) -> Date {
    counted(n, unit, Counting::TriggerDayExcluded)
}

fn beginning(n: u32, unit: Unit) -> impl Fn(Date, &Calendar) -> Date {
    counted(n, unit, Counting::BeginningWithTriggerDay)
}

fn counted(n: u32, unit: Unit, counting: Counting) -> impl Fn(Date, &Calendar) -> Date {
    move |day, calendar| {
        let due = count::due(When::Day(day), Period { n, unit }, counting, calendar);
        due.expect("a day that can be written").day()
    }
}

fn is_leap(year: i16) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// The last day of a month, written out.
fn last_of(year: i16, month: i8) -> i8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The corresponding day some months on, and whether there is one.
fn months_on(day: Date, n: u32) -> (Date, bool) {
    let months = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + i64::from(n);
    let year = i16::try_from(months.div_euclid(12)).expect("a year");
    let month = i8::try_from(months.rem_euclid(12) + 1).expect("a month");
    let last = last_of(year, month);
    (date(year, month, day.day().min(last)), day.day() <= last)
}

proptest! {
    #[test]
    fn working_days_are_those_counted_one_by_one(day in any_day(), n in 1_u32..120) {
        let calendar = calendar();
        let (mut naive, mut left) = (day, n);
        while left > 0 {
            naive = naive.tomorrow().expect("a next day");
            let weekend = matches!(naive.weekday(), Weekday::Saturday | Weekday::Sunday);
            if !weekend && calendar.holiday(naive).is_none() {
                left -= 1;
            }
        }
        prop_assert_eq!(excluded(n, Unit::WorkingDays)(day, calendar), naive);
        // Beginning with the day is leaving out the day before.
        let after = day.tomorrow().expect("a next day");
        prop_assert_eq!(beginning(n, Unit::WorkingDays)(after, calendar), naive);
    }

    #[test]
    fn the_working_day_reached_is_one_and_leads_back(day in any_day(), n in 1_u32..120) {
        let calendar = calendar();
        let reached = calendar.nth_after(day, n).expect("a day");
        prop_assert!(calendar.is_working(reached));
        prop_assert!(reached > day);
        // It is itself the working day on or before it, and so it is of the days that
        // follow until the next.
        prop_assert_eq!(calendar.on_or_before(reached), reached);
        let next = calendar.nth_after(day, n + 1).expect("a day");
        let eve = next.yesterday().expect("a day before");
        prop_assert_eq!(calendar.on_or_before(eve), reached);
        prop_assert_eq!(calendar.nth_after(reached, 1), Some(next));
        // Between the day and what was reached, there are n of them.
        let mut between = 0;
        let mut step = reached;
        while step > day {
            between += u32::from(calendar.is_working(step));
            step = step.yesterday().expect("a day before");
        }
        prop_assert_eq!(between, n);
    }

    #[test]
    fn the_working_day_on_or_before_a_day_is_the_last_such(day in any_day()) {
        let calendar = calendar();
        let mut naive = day;
        while !calendar.is_working(naive) {
            naive = naive.yesterday().expect("a day before");
        }
        prop_assert_eq!(calendar.on_or_before(day), naive);
    }

    #[test]
    fn the_days_stepped_over_and_the_days_counted_are_all_the_days(day in any_day(), n in 1_u32..60) {
        let calendar = calendar();
        let period = Period { n, unit: Unit::WorkingDays };
        let counting = Counting::TriggerDayExcluded;
        let start = When::Day(day);
        let due = count::due(start, period, counting, calendar).expect("a day");
        let steps = count::steps(start, due, period, counting, calendar).expect("working days");
        let all = due.day().since(day).expect("a span").get_days();
        let skipped = i32::try_from(steps.skipped.len()).expect("a count");
        prop_assert_eq!(all, skipped + i32::try_from(n).expect("a count"));
        prop_assert!(calendar.is_working(steps.first) && steps.last == due.day());
        for skipped in &steps.skipped {
            prop_assert!(!calendar.is_working(skipped.day));
            prop_assert_eq!(skipped.holiday.is_some(), calendar.holiday(skipped.day).is_some());
        }
    }

    #[test]
    fn months_run_to_the_corresponding_day_or_the_end_of_the_month(day in any_day(), n in 1_u32..40) {
        let due = excluded(n, Unit::Months)(day, calendar());
        prop_assert_eq!(due, months_on(day, n).0);
        prop_assert!(due.day() <= day.day(), "never after the corresponding day");
        prop_assert!(due.day() == day.day() || due == due.last_of_month());
    }

    #[test]
    fn months_are_counted_from_the_first_day_and_not_from_a_shortened_one(day in any_day(), n in 1_u32..12, more in 1_u32..12) {
        let calendar = calendar();
        let whole = excluded(n + more, Unit::Months)(day, calendar);
        let in_two = excluded(more, Unit::Months)(excluded(n, Unit::Months)(day, calendar), calendar);
        // In two steps it can only come out earlier, where the first was shortened.
        prop_assert!(in_two <= whole);
        if months_on(day, n).1 {
            prop_assert_eq!(in_two, whole);
        }
    }

    #[test]
    fn a_year_is_twelve_months(day in any_day(), n in 1_u32..20) {
        let calendar = calendar();
        prop_assert_eq!(excluded(n, Unit::Years)(day, calendar), excluded(12 * n, Unit::Months)(day, calendar));
    }

    #[test]
    fn beginning_with_the_trigger_day_ends_a_day_sooner(day in any_day(), n in 1_u32..60) {
        let calendar = calendar();
        for unit in [Unit::Days, Unit::Weeks] {
            let excluded = excluded(n, unit)(day, calendar);
            let sooner = excluded.yesterday().expect("a day before");
            prop_assert_eq!(beginning(n, unit)(day, calendar), sooner);
        }
        // Of months so too, where there is a corresponding day.
        if months_on(day, n).1 {
            let sooner = excluded(n, Unit::Months)(day, calendar).yesterday().expect("a day before");
            prop_assert_eq!(beginning(n, Unit::Months)(day, calendar), sooner);
        }
    }

    #[test]
    fn weeks_end_on_the_same_day_of_the_week(day in any_day(), n in 1_u32..60) {
        let due = excluded(n, Unit::Weeks)(day, calendar());
        prop_assert_eq!(due.weekday(), day.weekday());
        prop_assert_eq!(due.since(day).expect("a span").get_days(), i32::try_from(7 * n).expect("days"));
    }

    #[test]
    fn a_duty_is_planned_for_a_working_day_unless_there_is_none_left(day in any_day(), n in 0_u32..30) {
        let within = if n == 0 { "the same day".to_owned() } else { format!("{n} days") };
        let book = small::book(&small::TEN_DAYS.replace("10 days", &within));
        let calendar = book.calendar("plain").expect("its calendar");
        let duty = small::only(&book, &told(&book, &[&format!("{day} request")]));
        let due = duty.due.expect("a date is set").day();
        let plan_by = duty.plan_by.expect("a date is set");
        prop_assert!(plan_by <= due);
        prop_assert!(plan_by >= day);
        if !calendar.is_working(plan_by) {
            prop_assert_eq!(plan_by, day, "only where every day since the start is none");
            prop_assert!(calendar.on_or_before(due) < day);
        }
    }
}

#[test]
fn the_same_day_is_the_same_day_however_it_is_counted() {
    let same = "the same day".parse().expect("a period");
    for counting in [
        Counting::TriggerDayExcluded,
        Counting::BeginningWithTriggerDay,
    ] {
        let due = count::due(at("2026-04-03"), same, counting, calendar());
        assert_eq!(due, Some(at("2026-04-03")));
    }
    assert_eq!(same.to_string(), "the same day");
}

#[test]
fn a_count_beyond_the_days_that_can_be_counted_gives_no_day_and_does_not_panic() {
    let calendar = calendar();
    for (start, within) in [
        ("9999-12-31", "1 day"),
        ("9999-12-31", "10000 years"),
        ("2199-12-31", "1 working day"),
        ("1899-12-31", "1 working day"),
        ("9999-12-30T12:00", "10000 hours"),
    ] {
        let period = within.parse().expect("a period");
        let due = count::due(at(start), period, Counting::TriggerDayExcluded, calendar);
        assert_eq!(due, None, "{within} from {start}");
    }
}

#[test]
fn a_count_outside_the_years_whose_holidays_are_known_is_provisional() {
    let calendar = calendar();
    let provisional = |start: &str| {
        let period = Period {
            n: 5,
            unit: Unit::WorkingDays,
        };
        let counting = Counting::TriggerDayExcluded;
        let due = count::due(at(start), period, counting, calendar).expect("a day");
        let steps = count::steps(at(start), due, period, counting, calendar);
        steps.expect("working days").provisional
    };
    assert!(!provisional("2026-06-01"));
    assert!(provisional("2028-12-28"));
    assert!(provisional("2029-06-01"));
    assert!(provisional("1999-06-01"));
}
