//! Variants by age, status and version of the law; and what a change does mid-clock.

use practice::Book;
use practice::duty::State;
use proptest::prelude::*;

use super::{EXCLUDED, MONTHS, is, outcome};
use crate::small::{book, evaluation, owed};
use crate::told::{at, told};

/// A health assessment: every six months under five, every twelve from then on.
fn by_age(more: &str) -> Book {
    book(&format!(
        "{EXCLUDED}{MONTHS}[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\nwith_end_of = \"staying\"\n[[clock.c.variant]]\nwhen = \"age < 5\"\nevery = [{{ within = \"6 months\", of = \"start\" }}]\n[[clock.c.variant]]\n{more}every = [{{ within = \"12 months\", of = \"start\" }}]\n"
    ))
}

const BORN: &str = "2025-06-01 child born_on=2021-02-01";

#[test]
fn a_birthday_supersedes_and_the_new_one_counts_from_its_own_anchor() {
    let book = by_age("");
    let lines = [BORN, "2025-06-01 stay-began why=go", "2025-11-10 visit"];
    let facts = told(&book, &lines);
    is(
        &outcome(&book, &lines, "2026-02-01"),
        &[
            ("2025-12-01", "met"),
            ("2026-05-10", "superseded"),
            ("2026-11-10", "running"),
        ],
    );
    let owed = owed(&book, &facts);
    assert_eq!(owed[2].duty.started.at, at("2026-02-01"));
    assert_eq!(owed[2].anchor, at("2025-11-10"));
    // Asked before the birthday there is one duty, and it runs.
    assert!(!owed[2].duty.had_started(at("2026-01-31").end()));
    assert_eq!(owed[1].duty.state(at("2026-01-31").end()), State::Running);
}

#[test]
fn a_breach_before_the_birthday_stays() {
    let book = by_age("");
    let lines = [BORN, "2025-06-01 stay-began why=go"];
    let facts = told(&book, &lines);
    let owed = owed(&book, &facts);
    let after = at("2026-03-01").end();
    assert_eq!(owed[0].duty.state(at("2026-01-15").end()), State::Overdue);
    assert_eq!(owed[0].duty.state(after), State::Superseded);
    assert_eq!(
        owed[0].duty.days_over(after),
        62,
        "1 December to 1 February"
    );
    assert_eq!(owed[1].duty.due, Some(at("2026-06-01")));
}

#[test]
fn the_new_one_may_count_from_the_change() {
    let book = by_age("from_change = true\n");
    let lines = [BORN, "2025-06-01 stay-began why=go", "2025-11-10 visit"];
    is(
        &outcome(&book, &lines, "2026-02-01")[2..],
        &[("2027-02-01", "running")],
    );
}

#[test]
fn a_change_of_state_mid_clock_supersedes_too() {
    let book = book(&format!(
        "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.variant]]\nwhen = \"staying\"\nwithin = \"10 days\"\n[[clock.c.variant]]\nwithin = \"30 days\"\n"
    ));
    let lines = ["2026-03-02 request", "2026-03-08 stay-began why=go"];
    is(
        &outcome(&book, &lines, "2026-03-08"),
        &[("2026-04-01", "superseded"), ("2026-03-12", "running")],
    );
    // Done before the change, nothing changes.
    let done = [
        "2026-03-02 request",
        "2026-03-07 visit",
        "2026-03-08 stay-began why=go",
    ];
    is(
        &outcome(&book, &done, "2026-03-08"),
        &[("2026-04-01", "met")],
    );
}

#[test]
fn a_field_of_the_starting_record_chooses() {
    let book = book(&format!(
        "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.variant]]\nwhen = \"urgent\"\nwithin = \"24 hours\"\n[[clock.c.variant]]\nwithin = \"10 working days\"\n"
    ));
    let lines = |urgent: &str| format!("2026-03-02 request urgent={urgent}");
    is(
        &outcome(&book, &[&lines("yes")], "2026-03-02"),
        &[("2026-03-03", "running")],
    );
    is(
        &outcome(&book, &[&lines("no")], "2026-03-02"),
        &[("2026-03-16", "running")],
    );
    // Where it is not recorded, that is shown, and nothing is owed by guess.
    let facts = told(&book, &["2026-03-02 request"]);
    let found = evaluation(&book, &facts);
    assert!(found.owed.is_empty());
    assert_eq!(found.undecided[0].condition, "urgent");
}

#[test]
fn the_law_in_force_on_the_triggers_day_decides() {
    let book = super::asked(
        "[[clock.c.variant]]\nuntil = 2026-03-31\nwithin = \"10 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.variant]]\nfrom = 2026-04-01\nwithin = \"5 days\"\ncounting = \"trigger day excluded\"\n",
    );
    let due = |day: &str| crate::small::dues(&book, &told(&book, &[&format!("{day} request")]));
    assert_eq!(due("2026-03-31"), ["2026-04-10"]);
    assert_eq!(due("2026-04-01"), ["2026-04-06"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn on_every_day_one_duty_runs_and_it_is_that_of_the_age(
        born in 0_i64..2000, visits in prop::collection::vec(0_i64..1500, 0..6), asked in 0_i64..1500
    ) {
        use jiff::{ToSpan, civil::date};
        let day = |n: i64| date(2022, 1, 1).checked_add(n.days()).expect("a day");
        let born = date(2016, 9, 1).checked_add(born.days()).expect("a day");
        let book = by_age("");
        let mut lines = vec![
            format!("2022-01-01 child born_on={born}"),
            "2022-01-01 stay-began why=go".to_owned(),
        ];
        lines.extend(visits.iter().map(|n| format!("{} visit", day(n + 1))));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let as_at = practice::When::Day(day(asked)).end();
        let owed = owed(&book, &facts);
        let live: Vec<_> = owed
            .iter()
            .filter(|owed| owed.duty.had_started(as_at))
            .filter(|owed| matches!(owed.duty.state(as_at), State::Running | State::Overdue))
            .collect();
        prop_assert_eq!(live.len(), 1);
        let age = born.until((jiff::Unit::Year, day(asked))).expect("an age").get_years();
        let months = live[0].within.expect("a period").period.n;
        prop_assert_eq!(months, if age < 5 { 6 } else { 12 });
        // It counts from the last visit by then, or from the beginning.
        let last = visits.iter().filter(|n| **n < asked).max().map_or(day(0), |n| day(n + 1));
        prop_assert_eq!(live[0].anchor.day(), last);
    }
}
