//! Limits over a sliding window: days that two stays share, windows of every length, and
//! hours that fall out at one end as they are spent at the other.

use practice::Book;

use crate::small::{WORDS, book, dues, owed};
use crate::told::{at, told};

const MONTHS: &str = "months = \"clamp to month end, counted from the original date\"\n";

fn limit(most: &str, counting: &str) -> Book {
    book(&format!(
        "limit = \"{most}\"\nin_any = \"60 days\"\ncounting = \"{counting}\"\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nwith_end_of = \"staying\"\n"
    ))
}

#[test]
fn a_day_on_which_one_stay_ends_and_the_next_begins_is_spent_once() {
    let book = limit("10 days", "beginning with the trigger day");
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-03-05 stay-ended stay=@1",
        "2026-03-05 stay-began why=go",
    ];
    assert_eq!(dues(&book, &told(&book, &lines))[1], "2026-03-10");
    let lines = [
        lines[0],
        lines[1],
        lines[2],
        "2026-03-07 stay-ended stay=@3",
        "2026-03-07 stay-began why=go",
    ];
    assert_eq!(dues(&book, &told(&book, &lines))[2], "2026-03-10");
}

#[test]
fn the_night_after_the_last_day_of_a_stay_is_not_spent_in_it() {
    let book = limit("10 days", "trigger day excluded");
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-03-05 stay-ended stay=@1",
        "2026-03-10 stay-began why=go",
    ];
    // Four nights of ten: six are left, from that of the 10th to that of the 15th.
    assert_eq!(dues(&book, &told(&book, &lines))[1], "2026-03-16");
}

/// Set going by so many requests within a window.
fn third(in_any: &str) -> Book {
    let months = if in_any.contains("month") { MONTHS } else { "" };
    book(&format!(
        "within = \"5 days\"\ncounting = \"trigger day excluded\"\n{months}[[clock.c.starts]]\non = \"request\"\nreaches = \"3 times\"\nin_any = \"{in_any}\"\n[clock.c.met]\nby = [\"visit\"]\n"
    ))
}

#[test]
fn a_window_of_weeks_months_or_years_ends_with_the_day_itself() {
    for (in_any, inside, outside) in [
        ("2 weeks", "2026-03-15", "2026-03-16"),
        ("2 years", "2028-03-01", "2028-03-02"),
        ("2 days", "2026-03-03", "2026-03-04"),
    ] {
        let set_going = |last: &str| {
            let book = third(in_any);
            let last = format!("{last} request");
            let lines = ["2026-03-02 request", "2026-03-02 request", &last];
            dues(&book, &told(&book, &lines)).len()
        };
        assert_eq!((set_going(inside), set_going(outside)), (1, 0), "{in_any}");
    }
}

#[test]
fn time_in_a_state_may_be_reached_on_the_first_day_of_another_spell() {
    let book = book(
        "within = \"5 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\nwith = \"staying\"\nreaches = \"5 days\"\nin_any = \"90 days\"\n[clock.c.met]\nby = [\"visit\"]\n",
    );
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-03-04 stay-ended stay=@1",
        "2026-03-10 stay-began why=go",
    ];
    let facts = told(&book, &lines);
    let started: Vec<_> = (owed(&book, &facts).iter())
        .map(|owed| owed.duty.started.at)
        .collect();
    assert_eq!(started, [at("2026-03-10")]);
    // A day that two spells share counts once.
    let lines = [lines[0], lines[1], "2026-03-04 stay-began why=go"];
    let facts = told(&book, &lines);
    assert_eq!(owed(&book, &facts)[0].duty.started.at, at("2026-03-05"));
}

/// At most 72 hours in a window, from an urgent request until a call.
fn hours(in_any: &str) -> Book {
    let months = if in_any.contains("month") || in_any.contains("year") {
        MONTHS
    } else {
        ""
    };
    let words = format!(
        "{WORDS}\n[state.ringing]\ntitle = \"Ringing\"\nbegins = {{ on = \"request\", when = \"urgent\" }}\nends = {{ on = \"call\" }}\n"
    );
    let clock = format!(
        "[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\nlimit = \"72 hours\"\nin_any = \"{in_any}\"\n{months}[[clock.c.starts]]\nwith = \"ringing\"\n[clock.c.met]\nwith_end_of = \"ringing\"\n[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\nnone = true\nwhy = \"the tests tell their own\"\n"
    );
    Book::read([
        ("small.toml", words.as_str()),
        ("clock.toml", clock.as_str()),
    ])
    .expect("the book is sound")
}

#[test]
fn hours_fall_out_of_a_window_of_weeks_months_or_years_at_their_own_time() {
    let last = |in_any: &str, second: &str| {
        let book = hours(in_any);
        let second = format!("{second} request urgent=yes");
        let lines = [
            "2026-01-05T12:00 request urgent=yes",
            "2026-01-07T12:00 call",
            &second,
        ];
        dues(&book, &told(&book, &lines))[1].clone()
    };
    for (in_any, inside, left, outside, whole) in [
        (
            "4 weeks",
            "2026-01-20T12:00",
            "2026-01-21T12:00:00Z",
            "2026-02-05T12:00",
            "2026-02-08T12:00:00Z",
        ),
        (
            "28 days",
            "2026-01-20T12:00",
            "2026-01-21T12:00:00Z",
            "2026-02-05T12:00",
            "2026-02-08T12:00:00Z",
        ),
        (
            "2 months",
            "2026-02-20T12:00",
            "2026-02-21T12:00:00Z",
            "2026-03-10T12:00",
            "2026-03-13T12:00:00Z",
        ),
        (
            "1 year",
            "2026-12-20T12:00",
            "2026-12-21T12:00:00Z",
            "2027-01-08T12:00",
            "2027-01-11T12:00:00Z",
        ),
    ] {
        assert_eq!(last(in_any, inside), left, "{in_any}, a day is left");
        assert_eq!(last(in_any, outside), whole, "{in_any}, all three are");
    }
}

#[test]
fn where_all_is_spent_it_is_broken_at_once_unless_as_much_falls_out() {
    let book = hours("28 days");
    let dues = |second: &str| {
        let second = format!("{second} request urgent=yes");
        let lines = [
            "2026-03-02T12:00 request urgent=yes",
            "2026-03-05T12:00 call",
            &second,
        ];
        dues(&book, &told(&book, &lines))[1].clone()
    };
    assert_eq!(dues("2026-03-20T09:00"), "2026-03-20T09:00:00Z");
    // The window moves on as the hours are spent: for each that comes one goes.
    assert_eq!(dues("2026-03-30T12:00"), "2026-04-02T11:00:00Z");
    // Where more than all is spent already, it is broken from the very beginning.
    let lines = [
        "2026-03-02T12:00 request urgent=yes",
        "2026-03-06T12:00 call",
        "2026-03-20 request urgent=yes",
    ];
    let found = owed(&book, &told(&book, &lines))[1].duty.due;
    assert_eq!(found.map(practice::When::end), Some(at("2026-03-20").end()));
}
