//! How a period is written in the book, and how it is read.

use practice::count::{Counting, Period, Unit};
use proptest::prelude::*;

const UNITS: [(Unit, &str); 10] = [
    (Unit::Minutes, "minutes"),
    (Unit::Hours, "hours"),
    (Unit::WorkingHours, "working hours"),
    (Unit::Days, "days"),
    (Unit::WorkingDays, "working days"),
    (Unit::SchoolDays, "school days"),
    (Unit::CourtBusinessDays, "court business days"),
    (Unit::Weeks, "weeks"),
    (Unit::Months, "months"),
    (Unit::Years, "years"),
];

proptest! {
    #[test]
    fn a_period_is_read_as_it_is_written(n in 2_u32..=10_000, unit in 0_usize..10) {
        let (unit, word) = UNITS[unit];
        let written = format!("{n} {word}");
        prop_assert_eq!(written.parse(), Ok(Period { n, unit }));
        prop_assert_eq!(Period { n, unit }.to_string(), written);
        let one = Period { n: 1, unit };
        prop_assert_eq!(one.to_string(), format!("1 {}", word.trim_end_matches('s')));
        prop_assert_eq!(one.to_string().parse(), Ok(one));
    }
}

#[test]
fn a_period_without_a_number_is_read_as_it_is_written() {
    for (text, n, unit) in [
        ("the same day", 0, Unit::Days),
        ("the start of the next working day", 1, Unit::NextOpening),
        ("the end of the month", 0, Unit::MonthEnd),
        ("the end of the month following", 1, Unit::MonthEnd),
        ("the end of the term", 1, Unit::TermEnd),
    ] {
        let period = Period { n, unit };
        assert_eq!(text.parse(), Ok(period));
        assert_eq!(period.to_string(), text);
    }
}

#[test]
fn only_what_is_counted_in_days_must_say_whether_the_first_counts() {
    let said: Vec<_> = (UNITS.into_iter())
        .filter_map(|(unit, word)| unit.needs_counting().then_some(word))
        .collect();
    let days = [
        "days",
        "working days",
        "school days",
        "court business days",
        "weeks",
        "months",
        "years",
    ];
    assert_eq!(said, days);
    for unit in [Unit::NextOpening, Unit::MonthEnd, Unit::TermEnd] {
        assert!(!unit.needs_counting());
        assert!(!unit.goes_back());
    }
    let timed = UNITS.into_iter().filter(|(unit, _)| unit.has_time());
    let timed: Vec<_> = timed.map(|(_, word)| word).collect();
    assert_eq!(timed, ["minutes", "hours", "working hours"]);
    assert!(Unit::NextOpening.has_time() && !Unit::MonthEnd.has_time());
    let back = UNITS.into_iter().filter(|(unit, _)| !unit.goes_back());
    let back: Vec<_> = back.map(|(_, word)| word).collect();
    assert_eq!(back, ["working hours"]);
}

#[test]
fn what_is_no_period_is_refused_with_what_to_write() {
    for text in [
        "",
        "15",
        "fifteen days",
        "0 days",
        "10001 days",
        "-1 days",
        "3 fortnights",
        "working days",
        "3  days",
    ] {
        let refused = text.parse::<Period>().expect_err(text);
        assert_eq!(
            refused,
            format!(
                "{text:?} is no period: write for example \"15 working days\", \"72 hours\", \"3 months\" or \"the same day\""
            )
        );
    }
    let refused = "clear days"
        .parse::<Counting>()
        .expect_err("no way of counting");
    assert_eq!(
        refused,
        "\"clear days\" is no way of counting: \"trigger day excluded\" or \"beginning with the trigger day\" is expected"
    );
}
