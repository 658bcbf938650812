//! What ends a duty, on the day on which it began or beside another ending; and what made a
//! condition hold again.

use practice::Book;
use practice::duty::State;

use super::{EXCLUDED, is, of_facts, outcome};
use crate::small::{WORDS, book, owed};
use crate::told::{at, id, imported, told, withdrawn};

#[test]
fn what_closes_on_the_same_day_ends_it_although_it_stands_before() {
    // Closings of what began earlier come first on a day.
    let book = book(&format!(
        "within = \"10 days\"\n{EXCLUDED}[[clock.c.starts]]\non = \"answer\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\non = \"closure\"\nsame = \"request\"\n"
    ));
    let lines = [
        "2026-03-02 request",
        "2026-03-05 closure request=@1",
        "2026-03-05 answer request=@1",
    ];
    is(
        &outcome(&book, &lines, "2026-03-06"),
        &[("2026-03-15", "superseded")],
    );
    let before = [
        lines[0],
        "2026-03-04 closure request=@1",
        "2026-03-05 answer request=@1",
    ];
    is(
        &outcome(&book, &before, "2026-03-06"),
        &[("2026-03-15", "running")],
    );
}

#[test]
fn what_begins_a_state_does_not_end_what_it_set_going() {
    let book = book(&format!(
        "within = \"10 days\"\n{EXCLUDED}[[clock.c.starts]]\non = \"stay-began\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\nwith_begin_of = \"staying\"\n"
    ));
    let lines = [
        "2026-03-02 stay-began why=go",
        "2026-03-05 stay-ended stay=@1",
        "2026-03-06 stay-began why=go",
    ];
    is(
        &outcome(&book, &lines[..2], "2026-03-07"),
        &[("2026-03-12", "running")],
    );
    is(
        &outcome(&book, &lines, "2026-03-07"),
        &[("2026-03-12", "superseded"), ("2026-03-16", "running")],
    );
}

#[test]
fn a_stay_of_one_day_ends_on_that_day() {
    let book = book(&format!(
        "within = \"10 days\"\n{EXCLUDED}[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\nwith_end_of = \"staying\"\n"
    ));
    let lines = [
        "2026-03-02 stay-began why=go",
        "2026-03-02 stay-ended stay=@1",
    ];
    is(
        &outcome(&book, &lines, "2026-03-03"),
        &[("2026-03-12", "superseded")],
    );
    // In whatever order the two are told.
    let mut facts = told(&book, &lines);
    facts.reverse();
    is(
        &of_facts(&book, &facts, "2026-03-03"),
        &[("2026-03-12", "superseded")],
    );
}

/// A visit within ten days while a stay lasts, otherwise within thirty; closed with the request.
fn by_stay() -> Book {
    book(&format!(
        "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\non = \"closure\"\nsame = \"request\"\n[[clock.c.variant]]\nwhen = \"staying\"\nwithin = \"10 days\"\n[[clock.c.variant]]\nwithin = \"30 days\"\n"
    ))
}

#[test]
fn of_a_change_and_an_ending_the_earlier_ends_it() {
    let book = by_stay();
    let lines = [
        "2026-03-02 request",
        "2026-03-08 stay-began why=go",
        "2026-03-20 closure request=@1",
    ];
    let facts = told(&book, &lines);
    let ended: Vec<_> = (owed(&book, &facts).iter())
        .map(|owed| owed.duty.ended.and_then(|ended| ended.at))
        .collect();
    assert_eq!(ended, [Some(at("2026-03-08")), Some(at("2026-03-20"))]);
}

#[test]
fn a_change_before_it_was_done_supersedes_and_one_on_that_day_does_not() {
    let book = by_stay();
    let changed = |visit: &str| {
        let visit = format!("{visit} visit");
        let lines = ["2026-03-02 request", "2026-03-08 stay-began why=go", &visit];
        outcome(&book, &lines, "2026-04-30")
    };
    is(
        &changed("2026-03-10"),
        &[("2026-04-01", "superseded"), ("2026-03-12", "met")],
    );
    is(&changed("2026-03-08"), &[("2026-04-01", "met")]);
}

#[test]
fn what_was_withdrawn_changes_no_more() {
    let book = by_stay();
    let lines = ["2026-03-02 request", "2026-03-08 stay-began why=go"];
    let mut facts = told(&book, &lines);
    facts[0] = withdrawn(facts[0].clone(), id(9));
    is(
        &of_facts(&book, &facts, "2026-04-30"),
        &[("2026-04-01", "cancelled")],
    );
}

/// While a stay lasts there must be a plan, made by a request and withdrawn by its closure.
fn planned(holds: &str) -> Book {
    planned_with(holds, "")
}

/// The same, with more lines of the clock.
fn planned_with(holds: &str, more: &str) -> Book {
    let words = format!(
        "{WORDS}\n[state.planned]\ntitle = \"Planned\"\nbegins = {{ on = \"request\" }}\nends = {{ on = \"closure\" }}\nruns_on = true\ncarries = {{ times = \"request.times\" }}\n"
    );
    let clock = format!(
        "[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\nholds = \"{holds}\"\n{more}[[clock.c.starts]]\nwith = \"staying\"\n[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\nnone = true\nwhy = \"the tests tell their own\"\n"
    );
    Book::read([
        ("small.toml", words.as_str()),
        ("clock.toml", clock.as_str()),
    ])
    .expect("the book is sound")
}

#[test]
fn what_made_it_hold_again_is_named_and_not_what_else_happened_that_day() {
    let book = planned("planned");
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-01 closure request=@1",
        "2026-04-10 request",
        "2026-04-10 visit",
    ];
    let met = owed(&book, &told(&book, &lines))[0].duty.met;
    assert_eq!(
        met.map(|met| (met.at, met.by)),
        Some((at("2026-04-10"), id(4)))
    );
}

#[test]
fn a_birthday_counts_between_the_first_day_and_the_last_of_a_stay() {
    let book = planned("planned || age < 16");
    let breaches = |ended: &str| {
        let ended = format!("{ended} stay-ended stay=@4");
        let lines = [
            "2026-01-01 child born_on=2010-05-20",
            "2026-02-01 request",
            "2026-02-02 closure request=@2",
            "2026-03-02 stay-began why=go",
            &ended,
        ];
        outcome(&book, &lines, "2027-01-01")
    };
    is(&breaches("2026-06-01"), &[("2026-05-20", "superseded")]);
    is(&breaches("2026-05-20"), &[]);
}

#[test]
fn an_extract_that_says_it_stopped_holding_does_not_say_for_how_long() {
    let book = planned("planned");
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-01 closure request=@1",
    ];
    is(
        &of_facts(&book, &imported(&book, &lines), "2027-01-01"),
        &[("2026-04-01", "not-known")],
    );
    let here = owed(&book, &told(&book, &lines))[0].duty.clone();
    assert_eq!(here.state(at("2027-01-01").end()), State::Overdue);
}

#[test]
fn what_was_not_known_and_then_is_known_not_to_hold_is_a_breach_from_that_day() {
    let book = planned("planned && planned.times >= 2");
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-01 closure request=@1",
        "2026-04-02 request times=3",
    ];
    is(
        &outcome(&book, &lines, "2026-04-01"),
        &[("2026-03-02", "not-known"), ("2026-04-01", "running")],
    );
    is(
        &outcome(&book, &lines, "2027-01-01"),
        &[("2026-03-02", "not-known"), ("2026-04-01", "met-late")],
    );
}

#[test]
fn a_breach_that_may_be_put_right_within_working_days_tells_the_days_it_counted() {
    let more = format!("within = \"3 working days\"\n{EXCLUDED}");
    let book = planned_with("planned", &more);
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-02 closure request=@1",
    ];
    let facts = told(&book, &lines);
    let duty = owed(&book, &facts).remove(0);
    assert_eq!(duty.duty.due, Some(at("2026-04-07")));
    let said = duty.explain(&book, &practice::engine::Story::new(&book, &facts));
    let counted = said.count.expect("the days are counted");
    assert_eq!(counted.weekend_days, 2, "the 4th and 5th of April");
}

#[test]
fn each_breach_has_an_identifier_of_its_own() {
    let book = planned("planned");
    let lines = [
        "2026-03-01 request",
        "2026-03-02 stay-began why=go",
        "2026-04-01 closure request=@1",
        "2026-04-10 request",
        "2026-06-01 closure request=@4",
    ];
    let facts = told(&book, &lines);
    let ordinals: Vec<u32> = (owed(&book, &facts).iter())
        .map(|owed| owed.duty.ordinal)
        .collect();
    assert_eq!(ordinals, [0, 1]);
}
