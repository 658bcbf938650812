//! Days and times, and which comes before which.

use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use practice::{Id, When};
use proptest::prelude::*;

use crate::told::at;

/// A day or a time within one fortnight that holds a change of the clocks.
fn whenever() -> impl Strategy<Value = When> {
    let hours = 0..14 * 24_i64;
    (any::<bool>(), any::<bool>(), hours).prop_map(|(timed, spring, hours)| {
        let first = if spring {
            date(2026, 3, 22)
        } else {
            date(2026, 10, 18)
        };
        let instant = When::Day(first)
            .start()
            .checked_add(hours.hours())
            .expect("a time");
        let when = When::Instant(instant);
        if timed { when } else { When::Day(when.day()) }
    })
}

proptest! {
    #[test]
    fn nothing_comes_before_itself(a in self::whenever()) {
        prop_assert!(!a.before(a));
        prop_assert!(a.within(a));
    }

    #[test]
    fn of_two_only_one_comes_before_the_other(a in self::whenever(), b in self::whenever()) {
        prop_assert!(!(a.before(b) && b.before(a)));
        prop_assert_eq!(a.before(b), !b.within(a));
        prop_assert!(a.within(b) || b.within(a));
    }

    #[test]
    fn of_two_days_one_comes_first_unless_they_are_one(a in self::whenever(), b in self::whenever()) {
        let (a, b) = (When::Day(a.day()), When::Day(b.day()));
        prop_assert_eq!(a.before(b) || b.before(a), a != b);
    }

    #[test]
    fn what_comes_before_before_comes_before(a in self::whenever(), b in self::whenever(), c in self::whenever()) {
        if a.before(b) && b.before(c) {
            prop_assert!(a.before(c));
        }
    }

    #[test]
    fn a_time_is_not_before_its_own_day_nor_the_day_before_it(a in self::whenever()) {
        let day = When::Day(a.day());
        prop_assert!(!a.before(day) && !day.before(a));
        prop_assert!(day.start() <= a.start() && a.end() <= day.end());
    }

    #[test]
    fn what_is_before_begins_and_ends_sooner(a in self::whenever(), b in self::whenever()) {
        if a.before(b) {
            prop_assert!(a.start() < b.start() && a.end() < b.end());
        }
    }

    #[test]
    fn a_limit_is_past_from_the_moment_after_its_end(a in self::whenever()) {
        let end = a.end();
        prop_assert!(!a.is_past(end));
        prop_assert!(a.is_past(end.checked_add(1.nanosecond()).expect("a time")));
    }

    #[test]
    fn a_day_or_a_time_is_read_as_it_is_written(a in self::whenever()) {
        prop_assert_eq!(a.to_string().parse(), Ok(a));
    }

    #[test]
    fn any_text_is_read_or_refused_and_never_panics(text in ".{0,40}") {
        if let Err(refused) = text.parse::<When>() {
            prop_assert!(refused.to_string().contains("is not a date or a time: write 2026-05-22"));
        }
        if let Ok(id) = text.parse::<Id>() {
            prop_assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn an_identifier_is_read_as_it_is_written_and_in_no_other_way(bytes in any::<[u8; 16]>(), place in 0_usize..32, other in "[^0-9a-f]") {
        let id = Id::from_bytes(bytes);
        let written = id.to_string();
        prop_assert_eq!(written.parse(), Ok(id));
        let mut broken = written;
        broken.replace_range(place..=place, &other);
        prop_assert!(broken.parse::<Id>().is_err(), "{}", broken);
    }
}

#[test]
fn a_day_lasts_from_midnight_to_midnight_in_england() {
    let length = |text: &str| {
        let when = at(text);
        (when.end().as_second() - when.start().as_second() + 1) / 3600
    };
    assert_eq!(length("2026-06-10"), 24);
    assert_eq!(length("2026-03-29"), 23, "the clocks go forward");
    assert_eq!(length("2026-10-25"), 25, "the clocks go back");
    assert_eq!(
        at("2026-06-10").start(),
        "2026-06-09T23:00:00Z".parse::<Timestamp>().expect("a time")
    );
}

#[test]
fn the_last_day_that_can_be_written_has_an_end() {
    assert_eq!(at("9999-12-31").end(), Timestamp::MAX);
    assert!(!at("9999-12-31").is_past(at("2026-01-01").end()));
}

#[test]
fn a_time_without_a_zone_is_a_time_in_england() {
    assert_eq!(at("2026-05-22T16:30"), at("2026-05-22T15:30:00Z"));
    assert_eq!(at("2026-12-22T16:30"), at("2026-12-22T16:30:00Z"));
}

#[test]
fn of_two_answers_the_one_that_came_first_meets_it() {
    // By the day where both have only one, and otherwise by the time of day.
    let book = crate::small::book(crate::small::TEN_DAYS);
    let met = |first: &str, second: &str| {
        let lines = [
            "2026-03-02 request".to_owned(),
            format!("{first} answer request=@1"),
            format!("{second} answer request=@1"),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = crate::told::told(&book, &lines);
        let met = crate::small::only(&book, &facts).met.expect("it is met");
        (met.at.to_string(), met.by)
    };
    let (second, third) = (crate::told::id(2), crate::told::id(3));
    assert_eq!(
        met("2026-03-05", "2026-03-04"),
        ("2026-03-04".to_owned(), third)
    );
    assert_eq!(
        met("2026-03-04", "2026-03-05"),
        ("2026-03-04".to_owned(), second)
    );
    assert_eq!(
        met("2026-03-04T15:00", "2026-03-04T09:00"),
        ("2026-03-04T09:00:00Z".to_owned(), third)
    );
}
