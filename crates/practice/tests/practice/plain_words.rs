//! A rule is told in words that a reader needs no program to understand.

use practice::words::parts;

use crate::small::{TEN_DAYS, book, starting};

fn part(clock: &str, name: &str) -> String {
    let book = book(clock);
    let clock = book.clock("c").expect("the clock");
    let parts = parts(&book, clock);
    let part = parts.iter().find(|part| part.name == name);
    part.expect("the part").says.clone()
}

#[test]
fn what_starts_and_meets_a_clock_and_how_long_there_is_are_told_by_their_titles() {
    assert_eq!(part(TEN_DAYS, "starts"), "Request");
    assert_eq!(
        part(TEN_DAYS, "time"),
        "within 10 days (trigger day excluded)"
    );
    assert_eq!(part(TEN_DAYS, "met by"), "Answer of the same request");
}

#[test]
fn a_condition_is_told_in_words() {
    for (condition, words) in [
        ("reply == 'go' && urgent", "reply is ‘go’ and urgent"),
        (
            "urgent || !not_needed && times >= 3",
            "urgent or (not needed: no and times is at least 3)",
        ),
        (
            "(urgent || not_needed) && age < 16",
            "(urgent or not needed) and the age is less than 16",
        ),
        ("reply in ['go', 'stay']", "reply is one of ‘go’, ‘stay’"),
        (
            "staying && staying.why != 'wait'",
            "“Staying” lasts and why of “Staying” is not ‘wait’",
        ),
        (
            "has(this.note) && !staying",
            "note is told and “Staying” does not last",
        ),
    ] {
        let clock = starting(&format!("when = \"{condition}\""));
        assert_eq!(part(&clock, "starts"), format!("Request, if {words}"));
    }
}
