//! What is authorised, where the book says what cannot be.

use super::{CLOCK, WORDS, expect, line_of, problems};

const GATE: &str =
    "[[authorised.answer.gate]]\nname = \"g\"\nmissing = \"Missing.\"\nsource = \"The tests\"\n";

/// What is wrong where an answer is authorised like this.
fn expect_of(authorised: &str, says: &str) {
    let clock = format!("{CLOCK}\n[authorised.answer]\nsource = \"The tests\"\n{authorised}");
    expect_line(&clock, says);
}

fn expect_line(clock: &str, says: &str) {
    let found = problems(WORDS, clock);
    assert!(
        found.iter().any(|problem| problem.ends_with(says)),
        "expected\n  {says}\nfound\n  {}",
        found.join("\n  ")
    );
}

#[test]
fn what_is_sound_is_read() {
    let clock = format!(
        "{CLOCK}\n[authorised.answer]\nsource = \"The tests\"\n{GATE}record = \"closure\"\nsame = \"request\"\n"
    );
    assert_eq!(problems(WORDS, &clock), [] as [String; 0]);
}

#[test]
fn an_authorisation_of_no_record_type_is_refused_on_its_line() {
    let clock = format!("{CLOCK}\n[authorised.nothing]\nsource = \"The tests\"\n");
    let line = line_of(&clock, "[authorised.nothing]");
    expect(
        &problems(WORDS, &clock),
        &format!("b/clock.toml:{line}: \"nothing\" is no record type of this book"),
    );
}

#[test]
fn an_authorisation_that_stands_twice_is_refused() {
    let one = "[authorised.answer]\nsource = \"The tests\"\n";
    let words = format!("{WORDS}\n{one}");
    let clock = format!("{CLOCK}\n{one}");
    let line = line_of(&clock, "[authorised.answer]");
    expect(
        &problems(&words, &clock),
        &format!(
            "b/clock.toml:{line}: what is asked before answer is authorised stands twice in the book"
        ),
    );
}

#[test]
fn a_gate_that_asks_for_nothing_or_for_two_things_is_refused() {
    let says = "the gate g needs either `holds`, or `record` with `same` and `which` where they are needed";
    expect_of(GATE, says);
    expect_of(
        &format!("{GATE}holds = \"true\"\nrecord = \"closure\"\n"),
        says,
    );
    expect_of(
        &format!("{GATE}holds = \"true\"\nsame = \"request\"\n"),
        says,
    );
}

#[test]
fn two_gates_of_one_name_are_refused() {
    let gate = format!("{GATE}holds = \"true\"\n");
    expect_of(
        &format!("{gate}{gate}"),
        "answer has two gates of the name g",
    );
}

#[test]
fn a_link_that_leads_elsewhere_is_refused() {
    expect_of(
        &format!("{GATE}record = \"closure\"\nsame = \"by\"\n"),
        "\"by\" is no link of closure that leads to answer, or where a link of that name of answer leads",
    );
}

#[test]
fn a_condition_on_what_is_not_there_is_refused() {
    let found = problems(
        WORDS,
        &format!(
            "{CLOCK}\n[authorised.answer]\nsource = \"The tests\"\n{GATE}holds = \"colour\"\n"
        ),
    );
    assert!(
        found
            .iter()
            .any(|problem| problem.contains("`colour` is neither a field of answer nor a state")),
        "{found:?}"
    );
}

#[test]
fn what_is_written_must_have_all_that_it_needs() {
    expect_of(
        "writes = \"nothing\"\n",
        "\"nothing\" is no record type of this book",
    );
    expect_of(
        "with = [\"request\"]\n",
        "`with` names what is taken over, and there is no `writes`",
    );
    expect_of(
        "writes = \"closure\"\nwith = [\"colour\"]\n",
        "closure cannot take \"colour\" over from answer: both need a field of that name and type, and closed_on is the day of the authorisation",
    );
}
