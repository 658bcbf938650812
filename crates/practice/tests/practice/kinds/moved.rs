//! Pauses and extensions.

use practice::Book;
use proptest::prelude::*;

use super::{EXCLUDED, is, outcome};
use crate::small::{book, only};
use crate::told::{at, told};

/// Ten days from a request, not running while a stay lasts, and extended by a call.
fn moved(within: &str, extends: &str) -> Book {
    book(&format!(
        "within = \"{within}\"\n{EXCLUDED}[[clock.c.starts]]\non = \"request\"\nwhen = \"!has(this.earlier)\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n[[clock.c.pauses]]\nwhile = \"staying\"\n{extends}"
    ))
}

fn due(book: &Book, lines: &[&str]) -> String {
    crate::small::shown(only(book, &told(book, lines)).due)
}

#[test]
fn each_day_of_a_pause_moves_the_due_date_by_one() {
    let book = moved("10 days", "");
    let lines = [
        "2026-03-02 request",
        "2026-03-05 stay-began why=go",
        "2026-03-09 stay-ended stay=@2",
    ];
    assert_eq!(due(&book, &lines), "2026-03-16");
    let working = moved("10 working days", "");
    // Thursday to Monday: two working days, from the 16th to the 18th.
    assert_eq!(due(&working, &lines), "2026-03-18");
}

#[test]
fn while_it_is_paused_nothing_is_due() {
    let book = moved("10 days", "");
    let lines = ["2026-03-02 request", "2026-03-05 stay-began why=go"];
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("none", "running")],
    );
}

#[test]
fn a_pause_after_the_time_was_up_changes_nothing() {
    let book = moved("10 days", "");
    let lines = ["2026-03-02 request", "2026-03-13 stay-began why=go"];
    is(
        &outcome(&book, &lines, "2026-03-20"),
        &[("2026-03-12", "overdue")],
    );
}

const EXTENDED: &str =
    "[[clock.c.extends]]\non = \"request\"\nwhen = \"has(this.earlier)\"\nsame = \"earlier\"\n";

#[test]
fn an_extension_made_in_time_counts_from_the_start() {
    let book = moved("10 days", &format!("{EXTENDED}within = \"30 days\"\n"));
    let extended = |day: &str| {
        let second = format!("{day} request earlier=@1");
        due(&book, &["2026-03-02 request", &second])
    };
    assert_eq!(extended("2026-03-12"), "2026-04-01");
    assert_eq!(extended("2026-03-13"), "2026-03-12", "too late to extend");
}

#[test]
fn an_extension_may_add_to_what_was_due_again_and_again() {
    let book = moved("10 days", &format!("{EXTENDED}by = \"8 weeks\"\n"));
    let lines = [
        "2026-03-02 request",
        "2026-03-10 request earlier=@1",
        "2026-05-01 request earlier=@1",
    ];
    assert_eq!(due(&book, &lines[..2]), "2026-05-07");
    assert_eq!(due(&book, &lines), "2026-07-02");
}

#[test]
fn an_extension_may_name_the_day_itself() {
    let book = moved("10 days", &format!("{EXTENDED}to = \"counted_from\"\n"));
    let lines = [
        "2026-03-02 request",
        "2026-03-10 request earlier=@1 counted_from=2026-06-30",
    ];
    assert_eq!(due(&book, &lines), "2026-06-30");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_pause_gives_back_as_many_days_as_it_took(begins in 0_i64..40, lasts in 0_i64..40) {
        use jiff::{ToSpan, civil::date};
        let book = moved("20 days", "");
        let day = |n: i64| date(2026, 3, 2).checked_add(n.days()).expect("a day");
        let (from, to) = (day(begins), day(begins + lasts));
        let began = format!("{from} stay-began why=go");
        let ended = format!("{to} stay-ended stay=@2");
        let found = only(&book, &told(&book, &["2026-03-02 request", &began, &ended])).due;
        let expected = if begins <= 20 { 20 + lasts } else { 20 };
        prop_assert_eq!(found, Some(at(&day(expected).to_string())));
    }
}

#[test]
fn a_date_that_rolls_rolls_again_after_a_pause() {
    let book = book(&format!(
        "within = \"10 days\"\n{EXCLUDED}rolls = \"to the next working day\"\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n[[clock.c.pauses]]\nwhile = \"staying\"\n"
    ));
    let lines = [
        "2026-03-02 request",
        "2026-03-05 stay-began why=go",
        "2026-03-07 stay-ended stay=@2",
    ];
    // Two days later than the 12th is a Saturday.
    assert_eq!(due(&book, &lines), "2026-03-16");
}
