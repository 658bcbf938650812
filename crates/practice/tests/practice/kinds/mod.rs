//! Every kind of duty that the law knows, each with the fewest facts that show it.

mod early;
mod event;
mod holding;
mod keeping;
mod measuring;
mod moved;
mod open;
mod rhythms;
mod several;
mod spans;
mod variants;
mod windows;

use practice::{Book, Fact};

use crate::small::{book, shown, state};
use crate::told::told;

const EXCLUDED: &str = "counting = \"trigger day excluded\"\n";
const MONTHS: &str = "months = \"clamp to month end, counted from the original date\"\n";

/// A clock that a request starts and an answer to it meets, with this time.
fn asked(time: &str) -> Book {
    book(&format!(
        "{time}\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n"
    ))
}

/// A clock that goes by a stay, met by a visit, with this time.
fn staying(time: &str, rest: &str) -> Book {
    book(&format!(
        "{time}\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.ends]]\nwith_end_of = \"staying\"\n{rest}"
    ))
}

/// What is owed: when it is due and its state at the end of a day, in order.
fn outcome(book: &Book, lines: &[&str], day: &str) -> Vec<(String, String)> {
    of_facts(book, &told(book, lines), day)
}

fn of_facts(book: &Book, facts: &[Fact], day: &str) -> Vec<(String, String)> {
    let owed = crate::small::owed(book, facts);
    let one = |duty: &practice::duty::Duty| (shown(duty.due), state(duty, day).name().to_owned());
    owed.iter().map(|owed| one(&owed.duty)).collect()
}

fn is(found: &[(String, String)], expected: &[(&str, &str)]) {
    let found: Vec<_> = (found.iter())
        .map(|(due, state)| (due.as_str(), state.as_str()))
        .collect();
    assert_eq!(found, expected);
}
