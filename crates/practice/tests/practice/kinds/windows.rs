//! Limits and starts over sliding windows, against a count made day by day.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use practice::Book;
use proptest::prelude::*;

use super::{MONTHS, is, outcome};
use crate::small::{book, owed, shown};
use crate::told::told;

fn limit(most: &str, in_any: &str, counting: &str) -> Book {
    book(&format!(
        "limit = \"{most}\"\nin_any = \"{in_any}\"\ncounting = \"{counting}\"\n{MONTHS}[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nwith_end_of = \"staying\"\n"
    ).replace(if in_any.contains("month") { "\0" } else { MONTHS }, ""))
}

#[test]
fn a_stay_may_last_until_the_limit_is_reached() {
    let book = limit("17 days", "30 days", "beginning with the trigger day");
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-03-10 stay-ended stay=@1",
        "2026-03-20 stay-began why=go",
        "2026-03-27 stay-ended stay=@3",
    ];
    // Ten days were spent: seven are left, to 26 March.
    is(
        &outcome(&book, &lines, "2026-04-30"),
        &[("2026-03-17", "met"), ("2026-03-26", "met-late")],
    );
}

#[test]
fn nights_are_one_fewer_than_days() {
    let book = limit("17 days", "30 days", "trigger day excluded");
    let facts = told(&book, &["2026-03-01 stay-began why=go"]);
    assert_eq!(shown(owed(&book, &facts)[0].duty.due), "2026-03-18");
}

/// A clock of hours over a window, by the calls that begin and end a time.
fn hours() -> Book {
    let words = format!(
        "{}\n[state.ringing]\ntitle = \"Ringing\"\nbegins = {{ on = \"request\", when = \"urgent\" }}\nends = {{ on = \"call\" }}\n",
        crate::small::WORDS
    );
    let clock = "[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\nlimit = \"72 hours\"\nin_any = \"28 days\"\n[[clock.c.starts]]\nwith = \"ringing\"\n[clock.c.met]\nwith_end_of = \"ringing\"\n[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\nnone = true\nwhy = \"the tests tell their own\"\n";
    Book::read([("small.toml", words.as_str()), ("clock.toml", clock)]).expect("the book is sound")
}

#[test]
fn seventy_two_hours_in_any_28_days_are_added_up() {
    let book = hours();
    let lines = [
        "2026-03-02T12:00 request urgent=yes",
        "2026-03-04T12:00 call",
        "2026-03-20T09:00 request urgent=yes",
    ];
    let facts = told(&book, &lines);
    let dues: Vec<_> = owed(&book, &facts)
        .iter()
        .map(|owed| shown(owed.duty.due))
        .collect();
    // Of 72 hours 48 were spent: a day is left.
    assert_eq!(dues, ["2026-03-05T12:00:00Z", "2026-03-21T09:00:00Z"]);
    // Four weeks later they have fallen out of the window.
    let later = [lines[0], lines[1], "2026-04-10T09:00 request urgent=yes"];
    let facts = told(&book, &later);
    assert_eq!(
        shown(owed(&book, &facts)[1].duty.due),
        "2026-04-13T08:00:00Z"
    );
}

#[test]
fn the_third_in_the_window_sets_it_going_once() {
    let book = third();
    let lines = |days: &[&str]| {
        let lines: Vec<String> = days.iter().map(|day| format!("{day} request")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let owed = owed(&book, &facts);
        let days: Vec<_> = owed
            .iter()
            .map(|owed| owed.duty.started.at.to_string())
            .collect();
        days
    };
    assert_eq!(
        lines(&["2026-04-20", "2026-05-04", "2026-05-19"]),
        ["2026-05-19"]
    );
    assert!(lines(&["2026-04-20", "2026-05-04", "2026-05-20"]).is_empty());
    // A fourth while there are three does not set it going again.
    assert_eq!(
        lines(&["2026-04-20", "2026-05-04", "2026-05-10", "2026-05-12"]),
        ["2026-05-10"]
    );
}

fn third() -> Book {
    book(
        "within = \"5 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\non = \"request\"\nreaches = \"3 times\"\nin_any = \"30 days\"\n[clock.c.met]\nby = [\"visit\"]\n",
    )
}

fn day(n: i64) -> Date {
    date(2025, 1, 1).checked_add(n.days()).expect("a day")
}

/// Stays that do not overlap: gaps before them and how long they last, in days.
fn stays() -> impl Strategy<Value = Vec<(Date, Date)>> {
    prop::collection::vec((0_i64..40, 0_i64..25), 1..7).prop_map(|all| {
        let mut at = 0;
        all.into_iter()
            .map(|(gap, lasts)| {
                let from = at + gap + 1;
                at = from + lasts;
                (day(from), day(at))
            })
            .collect()
    })
}

fn lines(stays: &[(Date, Date)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (from, to) in stays {
        lines.push(format!("{from} stay-began why=go"));
        lines.push(format!("{to} stay-ended stay=@{}", lines.len()));
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_limit_is_broken_where_a_count_of_days_says_so(stays in stays(), most in 5_usize..30) {
        let book = limit(&format!("{most} days"), "60 days", "beginning with the trigger day");
        let lines = lines(&stays);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let owed = owed(&book, &facts);
        prop_assert_eq!(owed.len(), stays.len());
        for (number, owed) in owed.iter().enumerate() {
            // Day by day: the days in a stay so far, were this one to last.
            let (from, to) = stays[number];
            let earlier = |on: Date| stays[..number].iter().any(|(a, b)| *a <= on && on <= *b);
            let within = |ends: Date| {
                let days = (0..60).filter_map(|n| ends.checked_sub(n.days()).ok());
                days.filter(|on| earlier(*on) || (from <= *on)).count() <= most
            };
            let mut last = from;
            prop_assert!(within(from) || owed.duty.due.map(practice::When::day) == from.yesterday().ok());
            while within(last) && last < to {
                last = last.tomorrow().expect("a day");
            }
            let broken = !within(last);
            let late = owed.duty.state(practice::When::Day(day(900)).end()).name() == "met-late";
            prop_assert_eq!(late, broken, "{:?} of {:?}", stays[number], stays);
        }
    }

    #[test]
    fn it_goes_off_where_a_count_of_records_reaches_the_number(days in prop::collection::vec(0_i64..120, 0..14)) {
        let book = third();
        let mut days = days;
        days.sort_unstable();
        let lines: Vec<String> = days.iter().map(|n| format!("{} request", day(*n))).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let mut expected = Vec::new();
        for (place, n) in days.iter().enumerate() {
            if days[..=place].iter().filter(|other| **other > n - 30).count() == 3 {
                expected.push(day(*n));
            }
        }
        let owed = owed(&book, &facts);
        let found: Vec<_> = owed.iter().map(|owed| owed.duty.started.at.day()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn time_in_a_state_adds_up_to_the_day_that_reaches_it(stays in stays(), needed in 5_usize..20) {
        let book = book(&format!(
            "within = \"5 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\nwith = \"staying\"\nreaches = \"{needed} days\"\nin_any = \"90 days\"\n[clock.c.met]\nby = [\"visit\"]\n",
        ));
        let lines = lines(&stays);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let inside = |on: Date| stays.iter().any(|(a, b)| *a <= on && on <= *b);
        let count = |ends: Date| {
            (0..90).filter_map(|n| ends.checked_sub(n.days()).ok()).filter(|on| inside(*on)).count()
        };
        let mut expected = Vec::new();
        for n in 1..400 {
            if inside(day(n)) && count(day(n)) >= needed && count(day(n - 1)) < needed {
                expected.push(day(n));
            }
        }
        let owed = owed(&book, &facts);
        let found: Vec<_> = owed.iter().map(|owed| owed.duty.started.at.day()).collect();
        // One for each stay: a stay in which it is reached twice is told of once.
        let first: Vec<_> = stays
            .iter()
            .filter_map(|(a, b)| expected.iter().find(|on| a <= *on && *on <= b).copied())
            .collect();
        prop_assert_eq!(found, first);
    }
}
