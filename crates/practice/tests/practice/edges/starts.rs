//! What sets a clock going: by age, by place, each year, and as far as the extracts reach.

use practice::Book;
use practice::engine::Story;

use super::{EXCLUDED, is, of_facts, outcome};
use crate::small::{TEN_DAYS, book, owed, starting};
use crate::told::{at, imported, told};

#[test]
fn three_extracts_that_follow_each_other_tell_as_one() {
    let book = book(TEN_DAYS);
    let lines = [
        "2026-03-01 listing source=paper to=2026-03-31",
        "2026-02-01 listing source=paper to=2026-02-28",
        "2026-01-01 listing source=paper to=2026-01-31",
        "2026-01-25 request",
    ];
    is(
        &of_facts(&book, &imported(&book, &lines), "2026-03-01"),
        &[("2026-02-04", "overdue")],
    );
}

#[test]
fn the_age_of_a_child_born_on_the_last_day_of_february_is_reached_on_the_first_of_march() {
    let book = book(&starting("when = \"age >= 5\""));
    let set_going = |day: &str| {
        let request = format!("{day} request");
        let lines = ["2025-01-01 child born_on=2020-02-29", &request];
        owed(&book, &told(&book, &lines)).len()
    };
    assert_eq!((set_going("2025-02-28"), set_going("2025-03-01")), (0, 1));
}

#[test]
fn a_child_not_yet_born_is_of_no_age_but_nought() {
    let book = book(&starting("when = \"age == 0\""));
    let set_going = |day: &str| {
        let request = format!("{day} request");
        let lines = [&request, "2026-07-01 child born_on=2026-06-01"];
        owed(&book, &told(&book, &lines)).len()
    };
    for day in ["2026-03-01", "2025-12-01", "2026-06-01", "2027-05-31"] {
        assert_eq!(set_going(day), 1, "{day}");
    }
    assert_eq!(set_going("2027-06-01"), 0);
}

/// Owed each year on 31 March, with or without a stay.
fn yearly(during: &str) -> Book {
    book(&format!(
        "due_on = \"07-31\"\n[[clock.c.starts]]\nyearly = \"03-31\"\n{during}[clock.c.met]\nby = [\"visit\"]\n"
    ))
}

#[test]
fn the_years_begin_with_birth() {
    let book = yearly("");
    let lines = ["2024-06-01 child born_on=2024-06-01"];
    let first = outcome(&book, &lines, "2024-12-31").into_iter().next();
    assert_eq!(first.map(|(due, _)| due).as_deref(), Some("2025-07-31"));
}

#[test]
fn a_year_is_owed_as_far_as_the_extracts_tell_that_the_state_lasts() {
    let book = yearly("during = \"staying\"\n");
    let lines = [
        "2023-01-01 child born_on=2020-06-01",
        "2024-01-01 listing source=paper to=2025-03-31",
        "2024-01-10 stay-began why=go",
    ];
    let started = |lines: &[&str]| {
        let facts = imported(&book, lines);
        let owed = owed(&book, &facts);
        let days: Vec<String> = (owed.iter())
            .map(|owed| owed.duty.started.at.to_string())
            .collect();
        days
    };
    assert_eq!(started(&lines), ["2024-03-31", "2025-03-31"]);
    let shorter = [
        lines[0],
        "2024-01-01 listing source=paper to=2025-03-30",
        lines[2],
    ];
    assert_eq!(started(&shorter), ["2024-03-31"]);
}

#[test]
fn a_second_is_the_second_only_where_it_is_certain_that_one_came_before() {
    let book = book(&format!(
        "within = \"10 days\"\n{EXCLUDED}[[clock.c.starts]]\non = \"visit\"\nduring = \"staying\"\nplace = \"second\"\n[clock.c.met]\nby = [\"call\"]\n"
    ));
    let lines = [
        "2026-03-01 stay-began why=go",
        "2026-03-05 visit",
        "2026-03-10 visit",
    ];
    is(
        &outcome(&book, &lines, "2026-03-11"),
        &[("2026-03-20", "running")],
    );
    is(
        &of_facts(&book, &imported(&book, &lines), "2026-03-11"),
        &[],
    );
    let told_of = [
        lines[0],
        lines[1],
        lines[2],
        "2026-03-01 listing source=paper to=2026-03-31",
    ];
    assert_eq!(
        of_facts(&book, &imported(&book, &told_of), "2026-03-11").len(),
        1
    );
}

#[test]
fn a_state_and_a_birth_are_told_as_the_file_has_them() {
    let book = book(TEN_DAYS);
    let lines = [
        "2026-01-01 child born_on=2010-05-20",
        "2026-03-02 stay-began why=go",
        "2026-03-09 stay-ended stay=@2",
    ];
    let facts = told(&book, &lines);
    let story = Story::new(&book, &facts);
    assert_eq!(story.born_on(), Some("2010-05-20".parse().expect("a day")));
    let staying = (book.states.iter().position(|state| state.name == "staying")).expect("a state");
    let since = |day: &str| story.in_state_since(staying, at(day).day());
    assert_eq!(since("2026-03-01"), None);
    assert_eq!(since("2026-03-02"), Some(at("2026-03-02")));
    assert_eq!(since("2026-03-08"), Some(at("2026-03-02")));
    assert_eq!(since("2026-03-09"), None);
}

#[test]
fn a_birthday_counts_wherever_a_condition_asks_for_the_age() {
    for younger in ["age < 5", "!(age >= 5)", "!has(this.note) && age < 5"] {
        let book = book(&format!(
            "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.variant]]\nwhen = \"{younger}\"\nwithin = \"100 days\"\n[[clock.c.variant]]\nwithin = \"200 days\"\n"
        ));
        let lines = ["2026-01-01 child born_on=2021-02-01", "2026-01-10 request"];
        is(
            &outcome(&book, &lines, "2026-02-01"),
            &[("2026-04-20", "superseded"), ("2026-07-29", "running")],
        );
    }
}

#[test]
fn what_was_done_and_recorded_here_begins_a_round_whose_silence_counts() {
    let book = book(&format!(
        "{EXCLUDED}every = [{{ within = \"10 days\", of = \"start\" }}, {{ within = \"10 days\", of = \"last met\" }}]\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n"
    ));
    let mut facts = told(&book, &["2026-03-02 stay-began why=go", "2026-03-05 visit"]);
    facts[0].imported = true;
    is(
        &of_facts(&book, &facts, "2026-04-01"),
        &[("2026-03-12", "met"), ("2026-03-15", "overdue")],
    );
}
