//! What was recorded wrongly and put right: the duty that was never owed says so, and
//! the one that is owed is not lost.

use practice::Value;
use practice::duty::State;

use crate::small::{TEN_DAYS, book, only, owed, state};
use crate::told::{corrected, id, told, withdrawn};

#[test]
fn a_request_that_was_withdrawn_was_never_owed_an_answer() {
    let book = book(TEN_DAYS);
    let mut facts = told(&book, &["2026-03-02 request"]);
    facts[0] = withdrawn(facts[0].clone(), id(9));
    let duty = only(&book, &facts);
    assert_eq!(state(&duty, "2026-12-31"), State::Cancelled);
    let ended = duty.ended.expect("it ended");
    assert_eq!((ended.by, ended.withdrawn, ended.at), (id(9), true, None));
    assert_eq!(
        duty.days_over(practice::When::end("2026-12-31".parse().expect("a day"))),
        0
    );
}

#[test]
fn a_request_that_started_nothing_cancels_nothing_when_it_is_withdrawn() {
    // Given a clock that a request starts only during a stay
    let book =
        book(&TEN_DAYS.replace("on = \"request\"", "on = \"request\"\nduring = \"staying\""));
    let count = |lines: &[&str]| {
        let mut facts = told(&book, lines);
        facts[0] = withdrawn(facts[0].clone(), id(9));
        owed(&book, &facts).len()
    };
    assert_eq!(count(&["2026-03-02 request"]), 0);
    assert_eq!(
        count(&["2026-03-02 request", "2026-03-01 stay-began why=go"]),
        1
    );
}

#[test]
fn an_answer_to_a_withdrawn_request_meets_nothing() {
    let book = book(TEN_DAYS);
    let mut facts = told(
        &book,
        &["2026-03-02 request", "2026-03-05 answer request=@1"],
    );
    facts[0] = withdrawn(facts[0].clone(), id(9));
    let duty = only(&book, &facts);
    assert_eq!(duty.met, None);
    assert_eq!(state(&duty, "2026-12-31"), State::Cancelled);
}

#[test]
fn an_answer_that_was_withdrawn_meets_nothing() {
    let book = book(TEN_DAYS);
    let mut facts = told(
        &book,
        &["2026-03-02 request", "2026-03-05 answer request=@1"],
    );
    facts[1] = withdrawn(facts[1].clone(), id(9));
    assert_eq!(state(&only(&book, &facts), "2026-03-31"), State::Overdue);
}

/// A clock that starts only where the request was urgent.
fn urgent() -> practice::Book {
    book(&TEN_DAYS.replace("on = \"request\"", "on = \"request\"\nwhen = \"urgent\""))
}

#[test]
fn a_request_corrected_to_what_starts_nothing_cancels_what_it_had_started() {
    let book = urgent();
    let mut facts = told(&book, &["2026-03-02 request urgent=no"]);
    facts[0] = corrected(facts[0].clone(), "urgent", Value::YesNo(true), id(9));
    let duty = only(&book, &facts);
    assert_eq!(state(&duty, "2026-03-31"), State::Cancelled);
    assert_eq!(duty.ended.expect("it ended").by, id(9));
}

#[test]
fn a_request_corrected_to_what_starts_it_is_owed_from_the_first() {
    let book = urgent();
    let mut facts = told(&book, &["2026-03-02 request urgent=yes"]);
    facts[0] = corrected(facts[0].clone(), "urgent", Value::YesNo(false), id(9));
    assert_eq!(state(&only(&book, &facts), "2026-03-31"), State::Overdue);
}

#[test]
fn a_request_that_never_said_what_starts_it_owes_nothing_and_cancels_nothing() {
    let book = urgent();
    let mut facts = told(&book, &["2026-03-02 request urgent=no"]);
    facts[0] = corrected(facts[0].clone(), "note", Value::text("spelt wrong"), id(9));
    assert!(owed(&book, &facts).is_empty());
}

#[test]
fn a_correction_from_one_way_of_starting_to_another_keeps_the_duty_alive() {
    // Given a clock that an urgent request starts in one way and any other in another
    let clock = r#"
within = "10 days"
counting = "trigger day excluded"
[[clock.c.starts]]
on = "request"
when = "urgent"
within = "2 days"
[[clock.c.starts]]
on = "request"
when = "!urgent"
[clock.c.met]
by = ["answer"]
same = "request"
"#;
    let book = book(clock);
    for (now, due) in [("yes", "2026-03-04"), ("no", "2026-03-12")] {
        // When a request is corrected from the one to the other
        let mut facts = told(&book, &[&format!("2026-03-02 request urgent={now}")]);
        let before = Value::YesNo(now == "no");
        facts[0] = corrected(facts[0].clone(), "urgent", before, id(9));
        // Then it is owed in the way it now says, and is not cancelled
        let duty = only(&book, &facts);
        assert_eq!(crate::small::shown(duty.due), due);
        assert_eq!(state(&duty, "2026-03-31"), State::Overdue, "urgent={now}");
    }
}

#[test]
fn a_duty_keeps_its_identifier_when_the_day_of_its_start_is_corrected() {
    let book = book(TEN_DAYS);
    let before = only(&book, &told(&book, &["2026-03-02 request"]));
    let after = only(&book, &told(&book, &["2026-03-04 request"]));
    assert_eq!(before.id(), after.id());
    assert_ne!(before.due, after.due);
}
