//! What sets a clock going, with the fewest facts that show it.

use practice::Book;
use practice::duty::State;

use crate::small::{TEN_DAYS, book, dues, only, owed, read, starting, state};
use crate::told::{at, imported, told};

#[test]
fn it_counts_from_the_day_that_the_named_field_says() {
    let book = book(&starting("at = \"counted_from\""));
    let lines = ["2026-03-02 request counted_from=2026-03-10"];
    let duty = only(&book, &told(&book, &lines));
    assert_eq!(
        (duty.started.at, duty.due),
        (at("2026-03-10"), Some(at("2026-03-20")))
    );
    assert_eq!(
        only(&book, &told(&book, &["2026-03-02 request"])).due,
        Some(at("2026-03-12"))
    );
}

#[test]
fn each_way_of_starting_may_have_its_own_time() {
    let clock = format!(
        "{}\n[[clock.c.starts]]\non = \"call\"\nwithin = \"2 hours\"\n",
        TEN_DAYS.replace("same = \"request\"", "")
    );
    let book = book(&clock);
    let facts = told(&book, &["2026-03-02 request", "2026-03-29T00:30 call"]);
    assert_eq!(dues(&book, &facts), ["2026-03-12", "2026-03-29T02:30:00Z"]);
}

#[test]
fn two_ways_of_starting_by_one_entry_give_one_duty_in_the_first_way() {
    let clock = format!(
        "{}\n[[clock.c.starts]]\non = \"request\"\nwithin = \"3 days\"\n",
        starting("when = \"urgent\"")
    );
    let book = book(&clock);
    let due = |line: &str| dues(&book, &told(&book, &[line]));
    assert_eq!(due("2026-03-02 request urgent=yes"), ["2026-03-12"]);
    assert_eq!(due("2026-03-02 request urgent=no"), ["2026-03-05"]);
}

/// A clock of ten days with this way of starting, met by a visit.
fn visit(start: &str, ends: &str) -> Book {
    book(&format!(
        "within = \"10 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\n{start}\n[clock.c.met]\nby = [\"visit\"]\n{ends}"
    ))
}

#[test]
fn it_starts_when_a_state_begins_unless_that_was_only_seen() {
    let book = visit(
        "with = \"staying\"",
        "[[clock.c.ends]]\nwith_end_of = \"staying\"",
    );
    let began = told(&book, &["2026-03-02 stay-began why=go"]);
    assert_eq!(dues(&book, &began), ["2026-03-12"]);
    // It went on already: when it began is not known.
    let seen = told(&book, &["2026-03-02 stay-began why=wait"]);
    assert!(owed(&book, &seen).is_empty());
    // A beginning closes the stay before it, and what that one was owed.
    let again = told(
        &book,
        &[
            "2026-03-02 stay-began why=go",
            "2026-03-06 stay-began why=stay",
        ],
    );
    let owed = owed(&book, &again);
    assert_eq!(state(&owed[0].duty, "2026-03-06"), State::Superseded);
    assert_eq!(state(&owed[1].duty, "2026-03-06"), State::Running);
}

#[test]
fn a_state_that_runs_on_is_not_begun_again() {
    let book = visit(
        "with = \"staying-on\"",
        "[[clock.c.ends]]\nwith_end_of = \"staying-on\"",
    );
    let lines = [
        "2026-03-02 stay-began why=go",
        "2026-03-06 stay-began why=go",
        "2026-04-01 stay-ended stay=@2",
        "2026-05-01 stay-began why=go",
    ];
    assert_eq!(
        dues(&book, &told(&book, &lines)),
        ["2026-03-12", "2026-05-11"]
    );
}

#[test]
fn it_starts_with_a_state_only_during_the_other_that_is_asked_for() {
    let book = visit("with = \"staying-on\"\nduring = \"staying\"", "");
    // A stay that began to `go` is both.
    let both = told(&book, &["2026-03-02 stay-began why=go"]);
    assert_eq!(dues(&book, &both), ["2026-03-12"]);
    let book = visit("with = \"staying\"\nduring = \"staying-on\"", "");
    let one = told(&book, &["2026-03-02 stay-began why=stay"]);
    assert!(owed(&book, &one).is_empty(), "it is no stay to go on");
}

#[test]
fn it_starts_when_a_state_ends_and_is_not_at_once_begun_again() {
    let book = visit(
        "after = \"staying\"",
        "[[clock.c.ends]]\nwith_begin_of = \"staying\"",
    );
    let ended = told(
        &book,
        &[
            "2026-03-02 stay-began why=go",
            "2026-03-20 stay-ended stay=@1",
        ],
    );
    assert_eq!(dues(&book, &ended), ["2026-03-30"]);
    // One stay after another without a day between: nothing ended.
    let again = told(
        &book,
        &[
            "2026-03-02 stay-began why=go",
            "2026-03-06 stay-began why=stay",
        ],
    );
    assert!(owed(&book, &again).is_empty());
    // And coming back ends what was owed after the first.
    let back = told(
        &book,
        &[
            "2026-03-02 stay-began why=go",
            "2026-03-20 stay-ended stay=@1",
            "2026-03-25 stay-began why=go",
        ],
    );
    let duty = only(&book, &back);
    assert_eq!(state(&duty, "2026-03-24"), State::Running);
    assert_eq!(state(&duty, "2026-03-25"), State::Superseded);
}

#[test]
fn on_one_day_what_ends_is_read_before_what_begins() {
    let book = visit(
        "with = \"staying\"",
        "[[clock.c.ends]]\nwith_end_of = \"staying\"",
    );
    let lines = [
        "2026-03-02 stay-began why=go",
        "2026-03-09 stay-began why=go",
        "2026-03-09 stay-ended stay=@1",
    ];
    let facts = told(&book, &lines);
    let owed = owed(&book, &facts);
    assert_eq!(state(&owed[0].duty, "2026-03-09"), State::Superseded);
    assert_eq!(
        state(&owed[1].duty, "2026-03-09"),
        State::Running,
        "the new stay goes on"
    );
}

#[test]
fn it_starts_by_the_first_or_a_later_one_of_a_stay() {
    let nth = |place: &str| {
        visit(
            &format!("on = \"visit\"\nduring = \"staying\"\nplace = \"{place}\""),
            "",
        )
    };
    let lines = [
        "2026-03-01 visit",
        "2026-03-02 stay-began why=go",
        "2026-03-03 visit",
        "2026-03-04 visit",
        "2026-03-05 visit",
        "2026-03-06 visit",
        "2026-03-10 stay-ended stay=@2",
        "2026-03-11 visit",
    ];
    for (place, due) in [
        ("first", &["2026-03-13"][..]),
        ("second", &["2026-03-14"]),
        ("later", &["2026-03-15", "2026-03-16"]),
    ] {
        let book = nth(place);
        assert_eq!(dues(&book, &told(&book, &lines)), due, "{place}");
    }
}

#[test]
fn which_of_its_kind_it_was_is_taken_as_later_where_it_is_not_certain() {
    let nth = |more: &str| visit(&format!("on = \"visit\"\nduring = \"staying\"\n{more}"), "");
    let count = |more: &str, listing: &str| {
        let book = nth(more);
        let lines = [listing, "2026-03-02 stay-began why=go", "2026-03-04 visit"];
        owed(&book, &imported(&book, &lines)).len()
    };
    let told = "2026-01-01 listing source=paper to=2026-03-31";
    let untold = "2026-03-03 listing source=paper to=2026-03-31";
    assert_eq!(count("place = \"first\"", told), 1);
    assert_eq!(count("place = \"later\"", told), 0);
    assert_eq!(count("place = \"first\"", untold), 0);
    assert_eq!(count("place = \"later\"", untold), 1);
    assert_eq!(
        count("place = \"later\"\nonly_if_certain = true", untold),
        0
    );
}

#[test]
fn it_starts_on_a_birthday_during_a_state() {
    let book = visit("birthday = 16\nduring = \"staying\"", "");
    let stay = "2026-03-02 stay-began why=go";
    let born = |on: &str| {
        dues(
            &book,
            &told(&book, &[&format!("2020-01-01 child born_on={on}"), stay]),
        )
    };
    assert_eq!(born("2010-06-10"), ["2026-06-20"]);
    assert_eq!(
        born("2010-03-02"),
        ["2026-03-12"],
        "on the day the stay began"
    );
    assert!(born("2010-03-01").is_empty(), "a day before it");
}

#[test]
fn a_child_has_the_age_on_the_birthday_that_starts_a_clock() {
    for age in [1, 4, 16, 17, 18, 20] {
        let book = visit(&format!("birthday = {age}\nwhen = \"age == {age}\""), "");
        for born in ["2008-02-28", "2008-02-29", "2008-03-01", "2009-12-31"] {
            let facts = told(&book, &[&format!("2009-01-01 child born_on={born}")]);
            assert_eq!(owed(&book, &facts).len(), 1, "born {born}, reaching {age}");
        }
    }
}

#[test]
fn a_child_born_on_29_february_reaches_an_age_on_1_march_where_there_is_none() {
    let at_age = |age: u8| {
        let book = visit(&format!("birthday = {age}"), "");
        let facts = told(&book, &["2009-01-01 child born_on=2008-02-29"]);
        only(&book, &facts).started.at.to_string()
    };
    assert_eq!(at_age(16), "2024-02-29");
    assert_eq!(at_age(17), "2025-03-01");
}

#[test]
fn the_date_of_birth_told_last_is_the_one_that_counts() {
    let book = visit("birthday = 16", "");
    let lines = [
        "2021-01-01 child born_on=2010-06-01",
        "2020-01-01 child born_on=2010-01-01",
    ];
    assert_eq!(dues(&book, &told(&book, &lines)), ["2026-06-11"]);
}

#[test]
fn it_is_asked_each_year_of_a_child_who_will_have_stayed_long_enough() {
    let clock = r#"
within = "12 months"
counting = "beginning with the trigger day"
months = "clamp to month end, counted from the original date"
[[clock.c.starts]]
yearly = "04-01"
during = "staying"
for_at_least = "12 months"
when = "age >= 5"
[clock.c.met]
by = ["visit"]
"#;
    let book = book(clock);
    let lines = |born: &str| {
        let facts = told(
            &book,
            &[
                &format!("2020-01-01 child born_on={born}"),
                "2023-04-01 stay-began why=go",
                "2025-09-01 stay-ended stay=@2",
            ],
        );
        dues(&book, &facts)
    };
    // From 1 April 2023 he had stayed for the year on 31 March; 2025 was cut short.
    assert_eq!(lines("2015-05-05"), ["2024-03-31", "2025-03-31"]);
    // The age is that on the due date.
    assert_eq!(lines("2019-06-01"), ["2025-03-31"]);
    assert_eq!(lines("2019-03-31"), ["2024-03-31", "2025-03-31"]);
}

#[test]
fn the_law_in_force_on_the_day_of_the_trigger_decides() {
    let clock = |dates: &str| {
        read(&format!(
            "{TEN_DAYS}\n[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n{dates}\n[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\ndue = 2026-03-12\nwhy = \"the tests tell their own\"\n"
        ))
    };
    let on = |book: &Book, day: &str| owed(book, &told(book, &[&format!("{day} request")])).len();
    let from = clock("from = 2020-04-01");
    assert_eq!((on(&from, "2020-03-31"), on(&from, "2020-04-01")), (0, 1));
    let until = clock("until = 2020-04-01");
    assert_eq!((on(&until, "2020-04-01"), on(&until, "2020-04-02")), (1, 0));
    let both = clock("from = 2020-04-01\nuntil = 2020-09-30");
    assert_eq!(
        (
            on(&both, "2020-03-31"),
            on(&both, "2020-06-01"),
            on(&both, "2020-10-01")
        ),
        (0, 1, 0)
    );
}
