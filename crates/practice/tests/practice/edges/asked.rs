//! Asking the book without a record: extensions, months, what waits to commence, and what
//! states carry.

use std::collections::BTreeMap;

use practice::Book;
use practice::ask::{Answer, Kind, Question, ask, takes_by_id};

use super::EXCLUDED;
use crate::small::{TEN_DAYS, book, read};
use crate::told::at;

fn with(book: &Book, from: &str, facts: &[(&str, &str)]) -> Answer {
    let facts: BTreeMap<_, _> = (facts.iter())
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let question = Question {
        clock: "c",
        from: at(from),
        facts: &facts,
        known_at: None,
    };
    ask(book, &question).expect("an answer")
}

fn due(book: &Book, from: &str, facts: &[(&str, &str)]) -> String {
    crate::small::shown(with(book, from, facts).due)
}

#[test]
fn an_extension_is_asked_for_as_the_clock_has_it() {
    let extended = |to: &str| {
        let clock = format!(
            "{TEN_DAYS}[[clock.c.extends]]\non = \"request\"\nwhen = \"has(this.earlier)\"\nsame = \"earlier\"\n{to}\n"
        );
        let book = book(&clock.replace(
            "on = \"request\"\n[clock.c.met]",
            "on = \"request\"\nwhen = \"!has(this.earlier)\"\n[clock.c.met]",
        ));
        let due = |yes: &str| due(&book, "2026-03-02", &[("extended", yes)]);
        assert_eq!(due("no"), "2026-03-12");
        due("yes")
    };
    assert_eq!(extended("within = \"30 days\""), "2026-04-01");
    assert_eq!(extended("by = \"8 weeks\""), "2026-05-07");
}

#[test]
fn once_in_each_month_is_due_by_the_end_of_the_first_that_begins() {
    let monthly = "once_in_each = \"calendar month\"\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n";
    let from_start = book(monthly);
    let from_last = book(&format!("from = \"last met\"\n{monthly}"));
    for (from, started, last_met) in [
        ("2026-02-15", "2026-03-31", "2026-03-31"),
        ("2026-02-28", "2026-03-31", "2026-03-31"),
        ("2026-03-01", "2026-03-31", "2026-04-30"),
        ("2026-03-02", "2026-04-30", "2026-04-30"),
        ("2026-12-31", "2027-01-31", "2027-01-31"),
    ] {
        assert_eq!(due(&from_start, from, &[]), started, "from {from}");
        assert_eq!(due(&from_last, from, &[]), last_met, "from {from}");
        let told = [("last_met", from)];
        assert_eq!(due(&from_start, "2025-01-01", &told), last_met);
    }
}

#[test]
fn a_term_is_the_first_that_begins() {
    let book = book(
        "once_in_each = \"term\"\ncalendar = \"terms\"\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n",
    );
    // In the holidays the term to come is the first; within one it is that after it.
    assert_eq!(due(&book, "2026-04-01", &[]), "2026-07-21");
    assert_eq!(due(&book, "2026-02-02", &[]), "2026-07-21");
    // On the first day of a term it is that term, unless it was done that day.
    assert_eq!(due(&book, "2026-01-05", &[]), "2026-03-27");
    let told = [("last_met", "2026-01-05")];
    assert_eq!(due(&book, "2025-12-01", &told), "2026-07-21");
}

#[test]
fn what_waits_to_commence_says_for_what_and_has_no_day() {
    let source = "[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n";
    let book = read(&format!("commences = \"the regulations\"\n{source}"));
    let answer = with(&book, "2026-03-02", &[]);
    assert_eq!((answer.kind, answer.due), (Kind::NoDate, None));
    let says = answer.steps.join("\n");
    assert!(
        says.contains("not in force: it waits for the regulations"),
        "{says}"
    );
}

#[test]
fn what_a_state_carries_may_be_told_and_chooses() {
    let book = book(&format!(
        "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.variant]]\nwhen = \"staying && staying.why == 'stay'\"\nwithin = \"10 days\"\n[[clock.c.variant]]\nwithin = \"30 days\"\n"
    ));
    assert_eq!(
        due(&book, "2026-03-02", &[("staying.why", "stay")]),
        "2026-03-12"
    );
    assert_eq!(
        due(&book, "2026-03-02", &[("staying.why", "go")]),
        "2026-04-01"
    );
    assert_eq!(due(&book, "2026-03-02", &[("staying", "no")]), "2026-04-01");
}

#[test]
fn to_what_day_it_is_kept_may_be_told() {
    let book = book(
        "keep = [\"10 years of start\", \"to counted_from\"]\nmonths = \"clamp to month end, counted from the original date\"\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n",
    );
    let kept = |day: &str| due(&book, "2026-03-02", &[("counted_from", day)]);
    assert_eq!(due(&book, "2026-03-02", &[]), "2036-03-02");
    assert_eq!(kept("2040-01-05"), "2040-01-05");
    assert_eq!(kept("2030-01-05"), "2036-03-02");
    let takes: Vec<String> = (takes_by_id(&book, "c").expect("a clock").into_iter())
        .map(|fact| fact.name)
        .collect();
    assert_eq!(takes, ["counted_from"]);
}

#[test]
fn each_kind_of_answer_has_a_name_of_its_own() {
    let names = [
        Kind::Due,
        Kind::NotBefore,
        Kind::KeptUntil,
        Kind::Lapses,
        Kind::Measured,
        Kind::NoDate,
    ]
    .map(Kind::name);
    assert_eq!(
        names,
        [
            "due",
            "not-before",
            "kept-until",
            "lapses",
            "measured",
            "no-date"
        ]
    );
}
