//! Several duties of one record, choices of an authority, and what is not yet in force.

use practice::{Book, example};

use super::{EXCLUDED, is, outcome};
use crate::small::{book, owed, read};
use crate::told::told;

#[test]
fn a_record_may_set_two_duties_going() {
    let book = book(&format!(
        "within = \"24 hours\"\n{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[[clock.c.starts]]\non = \"request\"\nwithin = \"3 days\"\nalso = true\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n"
    ));
    let facts = told(&book, &["2026-03-02 request"]);
    assert_eq!(
        crate::small::dues(&book, &facts),
        ["2026-03-03", "2026-03-05"]
    );
    let owed = owed(&book, &facts);
    assert_ne!(owed[0].duty.id(), owed[1].duty.id());
}

#[test]
fn a_start_may_ask_how_long_a_state_has_lasted() {
    let start = |key: &str| {
        book(&format!(
            "within = \"5 days\"\n{EXCLUDED}[[clock.c.starts]]\non = \"request\"\nduring = \"staying\"\n{key} = \"1 year\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n"
        ))
    };
    let asked = |book: &Book, day: &str| {
        let request = format!("{day} request");
        let facts = told(book, &["2025-03-02 stay-began why=go", &request]);
        owed(book, &facts).len()
    };
    let (least, less) = (start("for_at_least"), start("for_less_than"));
    assert_eq!(
        (asked(&least, "2026-03-01"), asked(&less, "2026-03-01")),
        (0, 1)
    );
    assert_eq!(
        (asked(&least, "2026-03-02"), asked(&less, "2026-03-02")),
        (1, 0)
    );
}

const SOURCE: &str =
    "[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n";
const CLOCK: &str = "within = \"10 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n";
const EXAMPLE: &str =
    "[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\ndue = 2026-03-12\nwhy = \"ten days\"\n";

#[test]
fn an_alternative_is_worked_out_and_not_kept() {
    let alternative = "[[clock.c.alternative]]\nname = \"24 hours\"\nwithin = \"24 hours\"\nnote = \"Some authorities\"\n";
    let by_it = "[[clock.c.example]]\nalternative = \"24 hours\"\ngiven = [\"2026-03-06T16:00 request\"]\ndue = 2026-03-07T16:00\nwhy = \"through the weekend\"\n";
    let book = read(&format!("{CLOCK}{SOURCE}{alternative}{EXAMPLE}{by_it}"));
    let (held, differ) = example::run(&book);
    assert_eq!((held, differ.len()), (2, 0), "{differ:?}");
    is(
        &outcome(&book, &["2026-03-06 request"], "2026-03-08"),
        &[("2026-03-16", "running")],
    );
    // Without an example it is not taken on trust.
    let book = read(&format!("{CLOCK}{SOURCE}{alternative}{EXAMPLE}"));
    let (_, differ) = example::run(&book);
    assert!(
        differ[0]
            .what
            .contains("no example exercises the alternative"),
        "{differ:?}"
    );
}

#[test]
fn a_clock_that_waits_for_its_day_is_there_and_does_not_run() {
    let waits = |commences: &str| {
        read(&format!(
            "commences = {commences}\n{CLOCK}{SOURCE}{EXAMPLE}"
        ))
    };
    let waiting = waits("\"a day to be appointed\"");
    is(
        &outcome(&waiting, &["2026-03-02 request"], "2027-01-01"),
        &[],
    );
    assert_eq!(
        example::run(&waiting).1,
        [],
        "its examples are worked all the same"
    );
    let dated = read(&format!(
        "commences = 2026-04-01\n{CLOCK}{SOURCE}{}",
        EXAMPLE
            .replace("2026-03-02", "2026-04-02")
            .replace("2026-03-12", "2026-04-12")
    ));
    is(&outcome(&dated, &["2026-03-31 request"], "2027-01-01"), &[]);
    is(
        &outcome(&dated, &["2026-04-01 request"], "2026-04-01"),
        &[("2026-04-11", "running")],
    );
}

#[test]
fn a_clock_whose_law_has_yet_to_be_made_needs_no_more_than_its_source() {
    let book = read(&format!(
        "commences = \"regulations that are not made\"\n{SOURCE}"
    ));
    assert!(book.clock("c").is_some());
    assert_eq!(example::run(&book).1, []);
}
