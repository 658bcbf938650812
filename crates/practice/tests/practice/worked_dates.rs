//! Dates that others worked out by hand, each counted by the book's own clock.
//!
//! They stand here as well as in the shared table, so that something is proved where
//! that is absent.

use practice::{Book, When, count};

use crate::told::{at, timescales};

/// Vector, field of its date, clock, trigger, due.
const WORKED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "tv01",
        "due",
        "referral-decision-1wd",
        "2026-05-22T16:30",
        "2026-05-26",
    ),
    ("tv02", "due", "icpc-15wd", "2026-03-26", "2026-04-20"),
    (
        "tv04",
        "due",
        "core-group-first",
        "2026-12-17",
        "2027-01-05",
    ),
    (
        "tv05",
        "due",
        "cla-review-first",
        "2026-12-19",
        "2027-01-20",
    ),
    (
        "tv05",
        "cla_placement_plan_5wd",
        "cla-placement-plan",
        "2026-12-19",
        "2026-12-29",
    ),
    (
        "tv05",
        "iro_appointed_5wd",
        "cla-iro-appointed",
        "2026-12-19",
        "2026-12-29",
    ),
    (
        "tv08",
        "due",
        "missing-rhi",
        "2026-12-24T23:30:00",
        "2026-12-27T23:30:00",
    ),
    (
        "tv10",
        "due",
        "care-proceedings-26wk",
        "2026-12-07",
        "2027-06-06",
    ),
    (
        "tv14",
        "due",
        "cl-assessment-eligible",
        "2026-11-30",
        "2027-02-28",
    ),
];

/// When this clock of the book is due, started then.
fn due(book: &Book, clock: &str, trigger: &str) -> When {
    let clock = book.clock(clock).expect("a clock of the book");
    let within = clock.starts[0].within().expect("a clock with one period");
    let calendar = book.calendar(&clock.calendar).expect("its calendar");
    count::due(at(trigger), within.period, within.counting, calendar).expect("a day")
}

#[test]
fn the_worked_dates_come_out_by_the_books_own_clocks() {
    let book = Book::england().expect("the book of England is sound");
    for (vector, field, clock, trigger, expected) in WORKED {
        let found = due(&book, clock, trigger);
        assert_eq!(
            found,
            at(expected),
            "{vector} {field}: {clock} from {trigger}"
        );
    }
}

#[test]
fn the_worked_dates_are_those_of_the_shared_table() {
    let Some(table) = timescales() else { return };
    let vectors = table["test_vector"].as_array().expect("a list of vectors");
    let mut compared = 0;
    for (vector, field, clock, trigger, expected) in WORKED {
        let row = vectors
            .iter()
            .find(|row| row["id"].as_str() == Some(vector))
            .unwrap_or_else(|| panic!("{vector} stands in the shared table"));
        let said = |key: &str| {
            let value = &row[key];
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        // "2026-12-19 (Sat)", "16th birthday 2026-11-30", "2026-12-27 23:30:00"
        assert!(said("trigger").contains(trigger), "{vector}: trigger");
        assert_eq!(
            at(&said(field).replace(' ', "T")),
            at(expected),
            "{vector} {field}"
        );
        if *field == "due" {
            assert_eq!(said("duty"), *clock, "{vector}: clock");
        }
        compared += 1;
    }
    assert_eq!(compared, WORKED.len());
}

#[test]
fn what_other_tools_count_is_not_what_the_book_counts() {
    let book = Book::england().expect("the book of England is sound");
    // 24 hours on the clock would be due on the Saturday.
    assert_ne!(
        due(&book, "referral-decision-1wd", "2026-05-22T16:30"),
        at("2026-05-23T16:30")
    );
    // Counting the day of the strategy discussion itself comes a working day early.
    assert_ne!(due(&book, "icpc-15wd", "2026-03-26"), at("2026-04-17"));
    // Three working days would be due on New Year's Eve.
    assert_ne!(
        due(&book, "missing-rhi", "2026-12-24T23:30"),
        at("2026-12-31")
    );
}
