//! Once in each month: where it begins, where it ends, and how far ahead it is worked out.

use super::{is, outcome};
use crate::small::{book, dues, owed};
use crate::told::told;

/// A visit in each month of a stay; what ends the stay ends nothing by itself.
fn monthly() -> practice::Book {
    book(
        "once_in_each = \"calendar month\"\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n",
    )
}

#[test]
fn only_the_month_in_which_the_state_ended_ends_with_it() {
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-05-10 stay-ended stay=@1",
    ];
    is(
        &outcome(&monthly(), &lines, "2026-06-30"),
        &[
            ("2026-03-31", "overdue"),
            ("2026-04-30", "overdue"),
            ("2026-05-31", "superseded"),
        ],
    );
}

#[test]
fn a_month_on_whose_first_or_last_day_the_state_ended_had_begun_and_was_not_over() {
    for (ended, expected) in [
        (
            "2026-04-01",
            &[("2026-03-31", "overdue"), ("2026-04-30", "superseded")][..],
        ),
        ("2026-03-31", &[("2026-03-31", "superseded")]),
    ] {
        let ended = format!("{ended} stay-ended stay=@1");
        let lines = ["2026-03-01 stay-began why=go", &ended];
        is(&outcome(&monthly(), &lines, "2026-06-30"), expected);
    }
}

#[test]
fn months_are_worked_out_for_ten_years_and_each_has_its_own_number() {
    let book = monthly();
    let facts = told(&book, &["2026-03-01 stay-began why=go"]);
    let dues = dues(&book, &facts);
    assert_eq!(dues.len(), 121, "ten years, and the month that begins then");
    assert_eq!(dues.last().map(String::as_str), Some("2036-03-31"));
    for month in owed(&book, &facts) {
        assert_eq!(month.anchor, month.duty.started.at);
    }
    let numbers: Vec<u32> = (owed(&book, &facts).iter().take(11))
        .map(|owed| owed.duty.ordinal)
        .collect();
    assert_eq!(
        (numbers[0], numbers[9], numbers[10]),
        (202_603, 202_612, 202_701)
    );
}

#[test]
fn of_the_end_of_the_state_and_another_ending_the_earlier_ends_the_month() {
    let book = book(
        "once_in_each = \"calendar month\"\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\non = \"closure\"\n",
    );
    for (closed, ended) in [("2026-03-10", "2026-03-20"), ("2026-03-20", "2026-03-10")] {
        let (closed, ended) = (
            format!("{closed} closure"),
            format!("{ended} stay-ended stay=@1"),
        );
        let facts = told(&book, &["2026-03-01 stay-began why=go", &closed, &ended]);
        let duty = owed(&book, &facts)[0].duty.clone();
        let at = duty.ended.and_then(|ended| ended.at).expect("it ended");
        assert_eq!(at.to_string(), "2026-03-10");
    }
}

#[test]
fn what_ends_a_month_is_asked_as_things_stand_when_that_month_begins() {
    let book = book(
        "once_in_each = \"calendar month\"\n[[clock.c.starts]]\nwith = \"staying-on\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\nwith_end_of = \"staying\"\n",
    );
    // The second stay ends the first, in April; what is owed from May on is of the second.
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-04-10 stay-began why=go",
    ];
    let found = outcome(&book, &lines, "2026-06-10");
    is(
        &found[1..4],
        &[
            ("2026-04-30", "superseded"),
            ("2026-05-31", "overdue"),
            ("2026-06-30", "running"),
        ],
    );
}
