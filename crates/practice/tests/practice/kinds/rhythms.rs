//! Rhythms whose steps depend on more than how often it was done.

use proptest::prelude::*;

use super::{EXCLUDED, MONTHS, is, outcome, staying};
use crate::small::{dues, owed};
use crate::told::told;

fn visits() -> practice::Book {
    staying(
        &format!(
            "{EXCLUDED}{MONTHS}every = [{{ within = \"1 week\", of = \"start\" }}, {{ within = \"6 weeks\", of = \"last met\", until = \"1 year of start\" }}, {{ within = \"3 months\", of = \"last met\" }}]\n"
        ),
        "",
    )
}

#[test]
fn a_step_until_a_year_of_the_start_gives_way_then() {
    let book = visits();
    let lines = [
        "2025-03-01 stay-began why=go",
        "2025-03-05 visit",
        "2026-02-28 visit",
        "2026-03-01 visit",
    ];
    let facts = told(&book, &lines);
    assert_eq!(
        dues(&book, &facts),
        ["2025-03-08", "2025-04-16", "2026-04-11", "2026-06-01"]
    );
}

#[test]
fn while_a_state_lasts_a_step_is_shorter_and_its_end_supersedes() {
    let book = staying(
        &format!(
            "{EXCLUDED}every = [{{ within = \"1 week\", of = \"start\" }}, {{ within = \"1 week\", of = \"last met\", when = \"staying_on\" }}, {{ within = \"6 weeks\", of = \"last met\" }}]\n"
        ),
        "",
    );
    let lines = ["2026-03-02 stay-began why=stay", "2026-03-06 visit"];
    is(
        &outcome(&book, &lines, "2026-03-10"),
        &[("2026-03-09", "met"), ("2026-04-17", "running")],
    );
    let lines = ["2026-03-02 stay-began why=go", "2026-03-06 visit"];
    is(
        &outcome(&book, &lines, "2026-03-10"),
        &[("2026-03-09", "met"), ("2026-03-13", "running")],
    );
}

#[test]
fn an_early_visit_pulls_the_next_date_in_and_a_late_one_pushes_it_out() {
    let book = visits();
    let next = |visit: &str| {
        let line = format!("{visit} visit");
        let lines = ["2025-03-01 stay-began why=go", "2025-03-08 visit", &line];
        dues(&book, &told(&book, &lines)).last().cloned()
    };
    assert_eq!(next("2025-03-20").as_deref(), Some("2025-05-01"));
    assert_eq!(next("2025-04-19").as_deref(), Some("2025-05-31"));
    assert_eq!(next("2025-05-10").as_deref(), Some("2025-06-21"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_round_counts_from_when_it_was_in_fact_done(days in prop::collection::btree_set(1_i64..700, 0..20)) {
        use jiff::{ToSpan, civil::date};
        let book = visits();
        let began = date(2024, 3, 1);
        let day = |n: i64| began.checked_add(n.days()).expect("a day");
        let mut lines = vec![format!("{began} stay-began why=go")];
        lines.extend(days.iter().map(|n| format!("{} visit", day(*n))));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let mut expected = vec![day(7)];
        for n in &days {
            let done = day(*n);
            expected.push(if done < date(2025, 3, 1) {
                done.checked_add(42.days()).expect("a day")
            } else {
                done.checked_add(3.months()).expect("a day")
            });
        }
        let owed = owed(&book, &facts);
        let found: Vec<_> = owed.iter().map(|owed| owed.duty.due.expect("a date").day()).collect();
        prop_assert_eq!(found, expected);
    }
}
