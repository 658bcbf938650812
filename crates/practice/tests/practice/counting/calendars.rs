//! Calendars made from one another: terms, hours, closure days, and what is known.

use jiff::civil::{Date, Weekday, date};
use practice::Book;
use practice::calendar::{Calendar, Closed, Days};
use practice::count::{self, Counting, Period, Unit};
use proptest::prelude::*;

use super::{any_day, book, calendar};
use crate::small;
use crate::told::at;

const EXCLUDED: Counting = Counting::TriggerDayExcluded;

fn school() -> &'static Calendar {
    book().calendar("school-days").expect("its calendar")
}

/// The small book's words with more at their end.
fn with(more: &str) -> Book {
    Book::read([("small.toml", small::WORDS), ("more.toml", more)]).expect("the book is sound")
}

proptest! {
    #[test]
    fn school_days_are_those_counted_one_by_one(number in 0_i64..1500, n in 1_u32..60) {
        use jiff::ToSpan;
        let day = date(2023, 9, 1).checked_add(number.days()).expect("a day");
        let is_school_day = |day: Date| {
            let term = school().terms().iter().find(|term| term.from <= day && day <= term.until);
            let inside = term.is_some_and(|term| {
                !term.except.iter().any(|(_, from, until)| *from <= day && day <= *until)
            });
            inside && calendar().is_working(day)
        };
        let (mut naive, mut left) = (day, n);
        while left > 0 {
            naive = naive.tomorrow().expect("a next day");
            left -= u32::from(is_school_day(naive));
        }
        let due = count::due(practice::When::Day(day), Period::of(n, Unit::SchoolDays), EXCLUDED, school());
        prop_assert_eq!(due, Some(practice::When::Day(naive)));
        prop_assert_eq!(school().nth_after(day, n), Some(naive));
    }

    #[test]
    fn a_day_counts_unless_something_closes_it(day in any_day()) {
        for (name, calendar) in book().calendars() {
            let next = calendar.nth_after(day.yesterday().expect("a day before"), 1);
            prop_assert_eq!(calendar.is_working(day), next == Some(day), "{}", name);
            prop_assert_eq!(calendar.is_working(day), calendar.on_or_before(day) == day, "{}", name);
            prop_assert_eq!(calendar.is_working(day), calendar.on_or_after(day) == Some(day), "{}", name);
        }
    }
}

#[test]
fn a_day_in_half_term_is_told_as_such() {
    let in_half_term = school().closed(date(2026, 10, 28));
    assert_eq!(in_half_term, Some(Closed::OutOfTerm("half-term")));
    assert_eq!(school().closed(date(2026, 10, 31)), Some(Closed::Weekend));
    assert_eq!(
        school().closed(date(2026, 12, 22)),
        Some(Closed::OutOfTerm("between terms"))
    );
    assert!(matches!(
        school().closed(date(2026, 5, 4)),
        Some(Closed::Holiday(_))
    ));
    // The first and the last days of terms and breaks.
    for (day, open) in [
        (date(2026, 9, 1), true),
        (date(2026, 10, 23), true),
        (date(2026, 10, 26), false),
        (date(2026, 10, 30), false),
        (date(2026, 11, 2), true),
        (date(2026, 12, 18), true),
        (date(2026, 12, 21), false),
    ] {
        assert_eq!(school().is_working(day), open, "{day}");
    }
}

#[test]
fn outside_the_terms_that_are_told_a_count_of_school_days_is_provisional() {
    let steps = |start: &str| {
        let period = Period::of(3, Unit::SchoolDays);
        let due = count::due(at(start), period, EXCLUDED, school()).expect("a day");
        let steps = count::steps(at(start), due, period, EXCLUDED, school()).expect("steps");
        (due, steps.provisional)
    };
    assert_eq!(steps("2026-09-10"), (at("2026-09-15"), false));
    // In August of a year that no term is told of, every weekday counts.
    assert_eq!(steps("2019-08-05"), (at("2019-08-08"), true));
    assert_eq!(steps("2040-08-06"), (at("2040-08-09"), true));
}

#[test]
fn the_end_of_the_term_is_the_last_day_of_the_one_that_is_being_kept() {
    let due = |start: &str| {
        let period = Period::of(1, Unit::TermEnd);
        let due = count::due(at(start), period, EXCLUDED, school()).expect("a day");
        let steps = count::steps(at(start), due, period, EXCLUDED, school()).expect("steps");
        (due.to_string(), steps.provisional)
    };
    assert_eq!(due("2026-09-01"), ("2026-12-18".to_owned(), false));
    assert_eq!(due("2026-12-18"), ("2026-12-18".to_owned(), false));
    // In the holidays it is the next term.
    assert_eq!(due("2026-12-19"), ("2027-03-25".to_owned(), false));
    // Where no terms are told, they are taken to end in April, August and December.
    for (start, end) in [
        ("2040-01-01", "2040-04-30"),
        ("2040-04-30", "2040-04-30"),
        ("2040-05-01", "2040-08-31"),
        ("2040-08-31", "2040-08-31"),
        ("2040-09-01", "2040-12-31"),
        ("2019-11-11", "2019-12-31"),
    ] {
        assert_eq!(due(start), (end.to_owned(), true), "{start}");
    }
}

#[test]
fn the_end_of_the_month_is_its_last_day() {
    let due = |start: &str, n| {
        let due = count::due(
            at(start),
            Period::of(n, Unit::MonthEnd),
            EXCLUDED,
            calendar(),
        );
        due.expect("a day").to_string()
    };
    assert_eq!(due("2026-02-01", 0), "2026-02-28");
    assert_eq!(due("2026-01-31", 1), "2026-02-28");
    assert_eq!(due("2027-12-15T23:59", 1), "2028-01-31");
    assert_eq!(due("2026-06-30", 1), "2026-07-31");
}

#[test]
fn an_authoritys_closure_day_is_stepped_over_and_is_not_statutory() {
    let book = with(
        "[calendar.ours]\ntitle = \"Ours\"\nsource = \"Cabinet, 3 May 2026\"\nof = \"plain\"\nholiday = [\n{ on = 2026-12-29, name = \"Closed\", statutory = false },\n{ on = 2026-05-25, name = \"Spring\" }]\n",
    );
    let ours = book.calendar("ours").expect("it is there");
    let period = Period::of(2, Unit::WorkingDays);
    let due = count::due(at("2026-12-28"), period, EXCLUDED, ours).expect("a day");
    assert_eq!(due, at("2026-12-31"));
    let steps = count::steps(at("2026-12-28"), due, period, EXCLUDED, ours).expect("steps");
    let [closed] = steps.skipped.as_slice() else {
        panic!("one day is stepped over: {steps:?}")
    };
    assert_eq!(closed.holiday.as_deref(), Some("Closed"));
    assert!(!closed.statutory);
    assert!(
        ours.holiday(date(2026, 5, 25))
            .is_some_and(|day| day.statutory)
    );
}

#[test]
fn a_calendar_may_leave_out_a_holiday_of_another() {
    let book = with(
        "[calendar.ours]\ntitle = \"Ours\"\nsource = \"The tests\"\nof = \"plain\"\nwithout = [2026-05-25]\nweekend = [\"friday\"]\nfrom = 2026-01-01\n",
    );
    let ours = book.calendar("ours").expect("it is there");
    assert!(ours.is_working(date(2026, 5, 25)));
    assert!(ours.is_working(date(2026, 5, 24)), "a Sunday");
    assert_eq!(ours.weekend(), [Weekday::Friday]);
    assert_eq!(ours.known(), (date(2026, 1, 1), date(2028, 12, 31)));
    assert_eq!(
        (ours.title(), ours.days(), ours.hours()),
        ("Ours", Days::Working, None)
    );
    assert!(!ours.knows(date(2025, 12, 31)) && ours.knows(date(2026, 1, 1)));
    assert!(ours.knows(date(2028, 12, 31)) && !ours.knows(date(2029, 1, 1)));
}

#[test]
fn a_calendar_knows_no_more_than_those_it_is_made_from() {
    let foi = book()
        .calendar("freedom-of-information")
        .expect("its calendar");
    // Scotland's holidays are told from 2008 on.
    assert_eq!(foi.known(), (date(2008, 1, 1), date(2028, 12, 31)));
    let terms = school().terms();
    let told = (terms[0].from, calendar().known().1);
    assert_eq!(school().known(), told);
}

#[test]
fn days_to_either_side_of_what_can_be_counted_give_no_day() {
    let plain = calendar();
    assert_eq!(plain.nth_before(date(1900, 1, 1), 1), None);
    assert_eq!(
        plain.nth_before(date(1900, 1, 3), 2),
        Some(date(1900, 1, 1))
    );
    assert_eq!(plain.nth_before(date(1900, 1, 3), 3), None);
    assert_eq!(
        plain.nth_after(date(2199, 12, 30), 1),
        Some(date(2199, 12, 31))
    );
    assert_eq!(plain.nth_after(date(2199, 12, 31), 1), None);
    assert_eq!(
        plain.nth_after(date(2026, 5, 23), 0),
        Some(date(2026, 5, 23))
    );
    assert_eq!(
        plain.nth_before(date(2026, 5, 23), 0),
        Some(date(2026, 5, 23))
    );
}
