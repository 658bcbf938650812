//! Worked dates of our own: each unit, calendar and way of counting, on days on which a
//! rule could go wrong, counted here by the book's calendars and, where Python is at hand,
//! by a count that shares nothing with this program.

use std::path::PathBuf;
use std::process::Command;

use practice::count::{self, Counting, Period};
use practice::{Book, When};

use crate::told::at;

const DATES: &str = include_str!("../worked/dates.csv");

/// A day, or the time of day in England, as the worked dates write it.
fn written(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Instant(instant) => {
            let england =
                jiff::tz::TimeZone::get("Europe/London").expect("the zone is compiled in");
            instant
                .to_zoned(england)
                .strftime("%Y-%m-%dT%H:%M")
                .to_string()
        }
    }
}

#[test]
fn the_worked_dates_come_out_by_the_books_calendars() {
    let book = Book::england().expect("the book of England is sound");
    let mut counted = 0;
    for (number, line) in DATES.lines().enumerate().skip(1) {
        let [calendar, within, counting, way, from, due] = line.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("line {} has six columns: {line}", number + 1)
        };
        let calendar = book.calendar(calendar).expect("a calendar of the book");
        let period: Period = within.parse().expect("a period");
        let counting = match counting {
            "excluded" => Counting::TriggerDayExcluded,
            "beginning" => Counting::BeginningWithTriggerDay,
            other => panic!("line {}: {other} is no way of counting", number + 1),
        };
        let found = match way {
            "within" => count::due(at(from), period, counting, calendar),
            "rolls" => count::due(at(from), period, counting, calendar)
                .and_then(|due| count::rolled(due, calendar)),
            "before" => count::before(at(from), period, counting, calendar),
            other => panic!("line {}: {other} is no way to go", number + 1),
        };
        let found = found.map(written);
        assert_eq!(found.as_deref(), Some(due), "line {}: {line}", number + 1);
        counted += 1;
    }
    assert!(counted >= 300, "there are {counted} worked dates");
}

#[test]
fn the_worked_dates_agree_with_a_count_that_shares_nothing_with_this_one() {
    let has_holidays = Command::new("python3")
        .args(["-c", "import holidays, tomllib"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !has_holidays {
        println!("skipped: python3 with the package `holidays` not found");
        return;
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("python3")
        .arg(here.join("tests/worked/check.py"))
        .arg(here.join("tests/worked/dates.csv"))
        .arg(here.join("../../practice"))
        .output()
        .expect("python runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
}
