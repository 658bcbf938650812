//! What must hold while a state lasts.

use practice::Book;

use super::{is, of_facts, outcome};
use crate::small::WORDS;
use crate::told::{imported, told};

/// While a stay lasts there must be a plan: made by a request, withdrawn by its closure.
fn planned(more: &str) -> Book {
    let words = format!(
        "{WORDS}\n[state.planned]\ntitle = \"Planned\"\nbegins = {{ on = \"request\" }}\nends = {{ on = \"closure\" }}\nruns_on = true\ncarries = {{ times = \"request.times\" }}\n"
    );
    let clock = format!(
        "[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\n{more}\n[[clock.c.starts]]\nwith = \"staying\"\n[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\nnone = true\nwhy = \"the tests tell their own\"\n"
    );
    Book::read([
        ("small.toml", words.as_str()),
        ("clock.toml", clock.as_str()),
    ])
    .expect("the book is sound")
}

const HOLDS: &str = "holds = \"planned\"";

#[test]
fn what_holds_all_the_while_owes_nothing() {
    let book = planned(HOLDS);
    let lines = ["2026-03-01 request", "2026-03-02 stay-began why=go"];
    is(&outcome(&book, &lines, "2027-01-01"), &[]);
}

#[test]
fn each_time_in_which_it_did_not_hold_is_a_breach_from_its_first_day() {
    let book = planned(HOLDS);
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-01 closure request=@1",
        "2026-04-10 request",
        "2026-06-01 closure request=@4",
        "2026-07-01 stay-ended stay=@2",
    ];
    is(
        &outcome(&book, &lines, "2026-06-15"),
        &[("2026-04-01", "met-late"), ("2026-06-01", "overdue")],
    );
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-04-01", "met-late"), ("2026-06-01", "superseded")],
    );
}

#[test]
fn put_right_on_the_same_day_it_was_never_broken() {
    let book = planned(HOLDS);
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-01 closure request=@1",
        "2026-04-01 request",
    ];
    is(&outcome(&book, &lines, "2027-01-01"), &[]);
}

#[test]
fn where_nothing_was_recorded_it_is_not_known() {
    let book = planned(HOLDS);
    let lines = ["2026-03-02 stay-began why=go"];
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-03-02", "not-known")],
    );
    // What is recorded later does not say that it was not so before.
    let lines = [
        lines[0],
        "2026-05-01 request",
        "2026-06-01 closure request=@2",
    ];
    is(
        &outcome(&book, &lines, "2026-04-01")[..1],
        &[("2026-03-02", "not-known")],
    );
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-03-02", "not-known"), ("2026-06-01", "overdue")],
    );
}

#[test]
fn an_extract_that_cannot_tell_of_it_proves_no_breach() {
    let book = planned(HOLDS);
    let facts = imported(
        &book,
        &["2026-03-02 stay-began why=go", "2026-05-01 request"],
    );
    is(
        &of_facts(&book, &facts, "2026-04-01"),
        &[("2026-03-02", "not-known")],
    );
}

#[test]
fn some_days_may_be_allowed_before_it_must_hold() {
    let book =
        planned("holds = \"planned\"\nwithin = \"10 days\"\ncounting = \"trigger day excluded\"");
    let lines = [
        "2026-01-01 request",
        "2026-01-02 closure request=@1",
        "2026-03-02 stay-began why=go",
        "2026-03-12 request",
    ];
    is(
        &outcome(&book, &lines, "2026-03-11"),
        &[("2026-03-12", "running")],
    );
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-03-12", "met")],
    );
}

#[test]
fn what_a_state_carries_must_stay_within_its_number() {
    let book = planned("holds = \"planned.times <= 3\"");
    let lines = [
        "2026-03-01 request times=2",
        "2026-03-02 stay-began why=go",
        "2026-03-10 request times=5",
        "2026-03-20 request times=3",
    ];
    is(
        &outcome(&book, &lines, "2026-03-15"),
        &[("2026-03-10", "overdue")],
    );
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-03-10", "met-late")],
    );
    assert!(!told(&book, &lines).is_empty());
}

#[test]
fn a_birthday_may_change_what_must_hold() {
    let book = planned("holds = \"planned || age < 16\"");
    let lines = [
        "2026-01-01 child born_on=2010-05-20",
        "2026-02-01 request",
        "2026-02-02 closure request=@2",
        "2026-03-02 stay-began why=go",
        "2026-06-01 request",
    ];
    is(
        &outcome(&book, &lines, "2026-05-19"),
        &[("2026-05-20", "running")],
    );
    is(
        &outcome(&book, &lines, "2026-05-25"),
        &[("2026-05-20", "overdue")],
    );
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-05-20", "met-late")],
    );
}
