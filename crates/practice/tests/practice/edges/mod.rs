//! What lies just at an edge: on the very day, on the day beside it, or where two things fall
//! together. Each is a way in which a date could be wrong by one.

mod answers;
mod asked;
mod endings;
mod limits;
mod rhythms;
mod spans;
mod starts;
mod steps;

use practice::{Book, Fact};

use crate::small::{owed, shown, state};
use crate::told::told;

const EXCLUDED: &str = "counting = \"trigger day excluded\"\n";

/// What is owed: when it is due and its state at the end of a day, in order.
fn outcome(book: &Book, lines: &[&str], day: &str) -> Vec<(String, String)> {
    of_facts(book, &told(book, lines), day)
}

fn of_facts(book: &Book, facts: &[Fact], day: &str) -> Vec<(String, String)> {
    (owed(book, facts).iter())
        .map(|owed| {
            (
                shown(owed.duty.due),
                state(&owed.duty, day).name().to_owned(),
            )
        })
        .collect()
}

fn is(found: &[(String, String)], expected: &[(&str, &str)]) {
    let found: Vec<_> = (found.iter())
        .map(|(due, state)| (due.as_str(), state.as_str()))
        .collect();
    assert_eq!(found, expected);
}
