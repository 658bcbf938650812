//! Holidays proclaimed at short notice: due on what was known then, and is known now.

use jiff::civil::date;
use practice::calendar::Calendar;
use practice::count::{self, Counting, Period, Unit};
use practice::engine::Story;
use proptest::prelude::*;

use super::{any_day, book, calendar};
use crate::small;
use crate::told::{at, told};

fn due(calendar: &Calendar, start: &str, n: u32) -> String {
    let period = Period::of(n, Unit::WorkingDays);
    let due = count::due(at(start), period, Counting::TriggerDayExcluded, calendar);
    due.expect("a day").to_string()
}

proptest! {
    #[test]
    fn a_holiday_proclaimed_later_moves_a_date_only_where_one_lies_in_the_count(day in any_day()) {
        let clock = book().clock("icpc-15wd").expect("a clock of the book");
        let within = clock.starts[0].within().expect("it has a period");
        let start = practice::When::Day(day);
        let now = book().due(start, within).expect("a day");
        let then = count::due(start, within.period, within.counting, &calendar().as_known_on(day));
        let then = then.expect("a day");
        let told = book().due_as_known_on(start, within, day);
        prop_assert_eq!(told, (then != now).then_some(then));
        // What is learnt only ever puts a date off.
        prop_assert!(then.day() <= now.day());
    }
}

#[test]
fn the_queens_funeral_put_off_what_was_running() {
    let as_known = |day| calendar().as_known_on(day);
    // Announced on 10 September 2022, for the 19th.
    assert_eq!(
        due(&as_known(date(2022, 9, 9)), "2022-09-08", 15),
        "2022-09-29"
    );
    assert_eq!(
        due(&as_known(date(2022, 9, 10)), "2022-09-08", 15),
        "2022-09-30"
    );
    assert_eq!(due(calendar(), "2022-09-08", 15), "2022-09-30");
    let learnt = |day, from, to| calendar().learnt_after(day, (from, to));
    let (eighth, nineteenth) = (date(2022, 9, 8), date(2022, 9, 19));
    assert!(learnt(eighth, eighth, nineteenth));
    assert!(!learnt(date(2022, 9, 10), eighth, nineteenth));
    assert!(!learnt(eighth, eighth, date(2022, 9, 18)));
    assert!(!learnt(eighth, date(2022, 9, 20), eighth));
}

#[test]
fn an_explanation_says_when_it_was_due_on_the_day_it_began() {
    let clock = small::TEN_DAYS.replace("10 days", "10 working days");
    let book = small::book(&clock);
    let explained = |line: &str| {
        let facts = told(&book, &[line]);
        let story = Story::new(&book, &facts);
        let owed = small::owed(&book, &facts);
        let why = owed[0].explain(&book, &story);
        (why.due, why.due_as_known_at_the_start)
    };
    assert_eq!(
        explained("2022-09-08 request"),
        (Some(at("2022-09-23")), Some(at("2022-09-22")))
    );
    assert_eq!(explained("2022-09-10 request").1, None);
    assert_eq!(explained("2026-03-02 request").1, None);
}
