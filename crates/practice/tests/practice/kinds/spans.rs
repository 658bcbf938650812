//! Once in each month, and days of the year.

use super::{is, outcome};
use crate::small::{only, owed, shown, state};
use crate::told::{at, told};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn monthly() -> practice::Book {
    super::staying("once_in_each = \"calendar month\"", "")
}

#[test]
fn each_whole_month_is_met_by_a_visit_in_it() {
    let book = monthly();
    let lines = [
        "2026-01-15 stay-began why=go",
        "2026-02-27 visit",
        "2026-04-02 visit",
        "2026-04-28 visit",
        "2026-06-10 stay-ended stay=@1",
    ];
    is(
        &outcome(&book, &lines, "2026-06-09"),
        &[
            ("2026-02-28", "met"),
            ("2026-03-31", "overdue"),
            ("2026-04-30", "met"),
            ("2026-05-31", "overdue"),
            ("2026-06-30", "running"),
        ],
    );
    // The end of the stay takes June away, and leaves what was late visible.
    let facts = told(&book, &lines);
    let after = at("2026-06-30").end();
    let over: Vec<_> = (owed(&book, &facts).iter())
        .map(|owed| (owed.duty.state(after).name(), owed.duty.days_over(after)))
        .collect();
    assert_eq!(
        over,
        [
            ("met", 0),
            ("superseded", 71),
            ("met", 0),
            ("superseded", 10),
            ("superseded", 0)
        ]
    );
}

#[test]
fn a_month_begun_on_its_first_day_is_owed_whole() {
    let book = monthly();
    let facts = told(&book, &["2026-03-01 stay-began why=go"]);
    assert_eq!(shown(owed(&book, &facts)[0].duty.due), "2026-03-31");
}

#[test]
fn quarters_years_and_terms_are_those_of_the_calendar() {
    for (each, due) in [
        ("calendar quarter", "2026-06-30"),
        ("calendar year", "2027-12-31"),
        ("term", "2026-08-31"),
    ] {
        let book = super::staying(&format!("once_in_each = \"{each}\""), "");
        let facts = told(&book, &["2026-02-15 stay-began why=go"]);
        assert_eq!(shown(owed(&book, &facts)[0].duty.due), due, "{each}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_month_is_met_when_a_visit_was_made_in_it(days in prop::collection::vec(0_i64..700, 0..12)) {
        let book = monthly();
        let first = date(2024, 1, 1);
        let visits: Vec<Date> = days.iter().map(|n| first.checked_add(n.days()).expect("a day")).collect();
        let mut lines = vec!["2024-01-01 stay-began why=go".to_owned()];
        lines.extend(visits.iter().map(|day| format!("{day} visit")));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        for owed in owed(&book, &facts).iter().take(36) {
            let month = owed.duty.started.at.day();
            let made = visits.iter().any(|day| (day.year(), day.month()) == (month.year(), month.month()));
            let found = state(&owed.duty, "2040-01-01").name();
            prop_assert_eq!(found, if made { "met" } else { "overdue" }, "{}", month);
        }
    }
}

#[test]
fn due_on_a_day_of_the_year_is_the_next_such_day() {
    let book = super::asked("due_on = \"07-31\"");
    let due = |day: &str| only(&book, &told(&book, &[&format!("{day} request")])).due;
    assert_eq!(due("2026-03-31"), Some(at("2026-07-31")));
    assert_eq!(due("2026-07-31"), Some(at("2026-07-31")));
    assert_eq!(due("2026-08-01"), Some(at("2027-07-31")));
    let once = super::asked("due_on = \"2025-10-01\"");
    let duty = only(&once, &told(&once, &["2024-11-05 request"]));
    assert_eq!(duty.due, Some(at("2025-10-01")));
}

#[test]
fn a_return_of_what_has_no_birth_is_owed_each_year_while_its_state_lasts() {
    let clock = "due_on = \"07-31\"\n[[clock.c.starts]]\nyearly = \"03-31\"\nduring = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n";
    let said = |about: &str| {
        let words = crate::small::WORDS.replace(
            "about = \"child\"\nsays  = \"A stay",
            &format!("about = \"{about}\"\nsays  = \"A stay"),
        );
        let words = words.replace(
            "about  = \"child\"\nsays   = \"A stay",
            &format!("about  = \"{about}\"\nsays   = \"A stay"),
        );
        let words = words.replace(
            "about = \"child\"\nsays  = \"Visited",
            &format!("about = \"{about}\"\nsays  = \"Visited"),
        );
        let head = "[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\n";
        let round = "[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n[[clock.c.example]]\ngiven = [\"2026-03-02 visit\"]\nnone = true\nwhy = \"the tests tell their own\"\n";
        let clock = format!("{head}{clock}{round}");
        practice::Book::read([
            ("small.toml", words.as_str()),
            ("clock.toml", clock.as_str()),
        ])
        .expect("the book is sound")
    };
    let book = said("home");
    let lines = [
        "2024-01-10 stay-began why=go",
        "2024-07-30 visit",
        "2026-01-10 stay-ended stay=@1",
    ];
    is(
        &outcome(&book, &lines, "2030-01-01"),
        &[("2024-07-31", "met"), ("2025-07-31", "overdue")],
    );
    // Of a child whose birth is not known there are no years to count.
    is(&outcome(&said("child"), &lines, "2030-01-01"), &[]);
}
