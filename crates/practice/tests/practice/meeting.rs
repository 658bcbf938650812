//! What meets a clock, what ends it, and how it goes on, with the fewest facts that
//! show it.

use practice::Book;
use practice::duty::State;

use crate::small::{TEN_DAYS, book, dues, only, owed, starting, state};
use crate::told::{at, told};

/// The clock of ten days with one line added to what meets it.
fn meeting(line: &str) -> String {
    TEN_DAYS.replace("same = \"request\"", &format!("same = \"request\"\n{line}"))
}

#[test]
fn what_was_found_not_to_be_needed_is_superseded_from_the_start() {
    let book = book(&starting("falls_away = \"not_needed\""));
    let found = |field: &str| {
        only(
            &book,
            &told(&book, &[&format!("2026-03-02 request {field}")]),
        )
    };
    let duty = found("not_needed=yes");
    assert_eq!(state(&duty, "2026-03-02"), State::Superseded);
    assert_eq!(state(&duty, "2026-12-31"), State::Superseded);
    assert_eq!(state(&found("not_needed=no"), "2026-03-31"), State::Overdue);
    // Where nobody said, it is owed.
    assert_eq!(state(&found("urgent=no"), "2026-03-31"), State::Overdue);
}

#[test]
fn what_was_not_needed_and_was_done_all_the_same_was_never_late() {
    let book = book(&starting("falls_away = \"not_needed\""));
    let lines = [
        "2026-03-02 request not_needed=yes",
        "2026-06-01 answer request=@1",
    ];
    let duty = only(&book, &told(&book, &lines));
    assert_eq!(state(&duty, "2026-03-31"), State::Superseded);
    assert_eq!(state(&duty, "2026-06-30"), State::Superseded);
}

#[test]
fn it_is_met_by_the_first_that_comes_on_or_after_the_start() {
    let book = book(TEN_DAYS);
    let lines = [
        "2026-03-02 request",
        "2026-03-01 answer request=@1",
        "2026-03-09 answer request=@1",
        "2026-03-05 answer request=@1",
    ];
    let facts = told(&book, &lines);
    let met = only(&book, &facts).met.expect("it was met");
    assert_eq!((met.at, met.by), (at("2026-03-05"), facts[3].id));
    let same_day = told(
        &book,
        &["2026-03-02 request", "2026-03-02 answer request=@1"],
    );
    assert_eq!(state(&only(&book, &same_day), "2026-03-02"), State::Met);
}

#[test]
fn it_is_met_by_what_shares_the_link_and_by_nothing_else() {
    let book = book(TEN_DAYS);
    let lines = [
        "2026-03-02 request",
        "2026-03-03 request",
        "2026-03-05 answer request=@2",
        "2026-03-06 answer",
    ];
    let facts = told(&book, &lines);
    let owed = owed(&book, &facts);
    assert_eq!(owed.len(), 2);
    assert_eq!(owed[0].duty.met, None);
    assert_eq!(owed[1].duty.met.expect("it was met").by, facts[2].id);
}

#[test]
fn it_is_met_on_the_day_that_the_named_field_says() {
    let book = book(&meeting("at = \"signed_on\""));
    let lines = [
        "2026-03-02 request",
        "2026-03-05 answer request=@1 signed_on=2026-03-20",
    ];
    let duty = only(&book, &told(&book, &lines));
    assert_eq!(duty.met.expect("it was met").at, at("2026-03-20"));
    assert_eq!(state(&duty, "2026-03-31"), State::MetLate);
    // Where that was left empty, the day it happened stands for it.
    let unsigned = told(
        &book,
        &["2026-03-02 request", "2026-03-05 answer request=@1"],
    );
    assert_eq!(state(&only(&book, &unsigned), "2026-03-31"), State::Met);
}

#[test]
fn it_is_met_only_by_what_the_condition_holds_of() {
    let book = book(&meeting("when = \"full\""));
    let with = |field: &str| {
        let answer = format!("2026-03-05 answer request=@1 {field}");
        state(
            &only(&book, &told(&book, &["2026-03-02 request", &answer])),
            "2026-03-31",
        )
    };
    assert_eq!(with("full=yes"), State::Met);
    assert_eq!(with("full=no"), State::Overdue);
    assert_eq!(with(""), State::Overdue);
}

#[test]
fn only_the_named_records_meet_what_was_started_in_that_way() {
    let clock = TEN_DAYS.replace(
        "by = [\"answer\"]\nsame = \"request\"",
        "by = [\"answer\", \"visit\"]",
    );
    let either = book(&clock);
    let one = book(&clock.replace("on = \"request\"", "on = \"request\"\nmet_by = [\"visit\"]"));
    let met = |book: &Book, line: &str| {
        state(
            &only(book, &told(book, &["2026-03-02 request", line])),
            "2026-03-31",
        )
    };
    assert_eq!(met(&either, "2026-03-05 answer request=@1"), State::Met);
    assert_eq!(met(&one, "2026-03-05 answer request=@1"), State::Overdue);
    assert_eq!(met(&one, "2026-03-05 visit"), State::Met);
}

#[test]
fn an_ending_supersedes_it_and_a_breach_before_stays_visible() {
    let clock = format!("{TEN_DAYS}\n[[clock.c.ends]]\non = \"closure\"\nsame = \"request\"\n");
    let book = book(&clock);
    let closed = |on: &str| {
        let closure = format!("{on} closure request=@1");
        only(&book, &told(&book, &["2026-03-02 request", &closure]))
    };
    let in_time = closed("2026-03-10");
    assert_eq!(state(&in_time, "2026-03-09"), State::Running);
    assert_eq!(state(&in_time, "2026-03-10"), State::Superseded);
    assert_eq!(in_time.days_over(at("2026-12-31").end()), 0);
    let late = closed("2026-03-15");
    assert_eq!(state(&late, "2026-03-14"), State::Overdue);
    assert_eq!(state(&late, "2026-03-15"), State::Superseded);
    assert_eq!(late.days_over(at("2026-12-31").end()), 3);
    // What ended before it began, or another's end, ends nothing.
    assert_eq!(state(&closed("2026-03-01"), "2026-03-31"), State::Overdue);
    let other = told(
        &book,
        &[
            "2026-03-02 request",
            "2026-03-02 request",
            "2026-03-05 closure request=@2",
        ],
    );
    let owed = owed(&book, &other);
    assert_eq!(
        owed.iter().filter(|owed| owed.duty.ended.is_some()).count(),
        1
    );
}

#[test]
fn what_was_ended_cannot_be_met_afterwards() {
    let clock = format!("{TEN_DAYS}\n[[clock.c.ends]]\non = \"closure\"\nsame = \"request\"\n");
    let book = book(&clock);
    let answered = |on: &str| {
        let answer = format!("{on} answer request=@1");
        let lines = [
            "2026-03-02 request",
            "2026-03-06 closure request=@1",
            &answer,
        ];
        state(&only(&book, &told(&book, &lines)), "2026-03-31")
    };
    assert_eq!(answered("2026-03-05"), State::Met);
    assert_eq!(
        answered("2026-03-06"),
        State::Met,
        "on the day it was closed"
    );
    assert_eq!(answered("2026-03-07"), State::Superseded);
}

#[test]
fn a_rhythm_goes_on_from_each_time_it_was_in_fact_done() {
    let clock = r#"
months = "clamp to month end, counted from the original date"
every = [
  { within = "4 weeks",  of = "start",    counting = "trigger day excluded" },
  { within = "3 months", of = "last met", counting = "trigger day excluded", times = 2 },
  { within = "6 months", of = "last met", counting = "trigger day excluded" },
]
[[clock.c.starts]]
on = "request"
[clock.c.met]
by = ["visit"]
"#;
    let book = book(clock);
    let lines = [
        "2026-01-05 request",
        "2026-02-10 visit",
        "2026-05-08 visit",
        "2026-07-01 visit",
        "2026-12-31 visit",
    ];
    let facts = told(&book, &lines);
    let owed = owed(&book, &facts);
    let rounds: Vec<_> = owed
        .iter()
        .map(|owed| {
            (
                owed.duty.ordinal,
                crate::small::shown(owed.duty.due),
                state(&owed.duty, "2027-01-31"),
            )
        })
        .collect();
    assert_eq!(
        rounds,
        [
            (0, "2026-02-02".to_owned(), State::MetLate),
            (1, "2026-05-10".to_owned(), State::Met),
            (2, "2026-08-08".to_owned(), State::Met),
            (3, "2027-01-01".to_owned(), State::Met),
            (4, "2027-06-30".to_owned(), State::Running),
        ]
    );
    // Each is told by the entry that first set it going, and by its number.
    let ids: std::collections::BTreeSet<_> = owed.iter().map(|owed| owed.duty.id()).collect();
    assert_eq!(ids.len(), rounds.len());
    assert!(owed.iter().all(|owed| owed.duty.started.by == facts[0].id));
}

#[test]
fn what_starts_it_does_not_meet_it_though_it_is_of_the_kind_that_would() {
    let clock = "within = \"10 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\non = \"visit\"\n[clock.c.met]\nby = [\"visit\"]\n";
    let book = book(clock);
    let facts = told(
        &book,
        &["2026-03-02 visit", "2026-03-08 visit", "2026-03-30 visit"],
    );
    let owed = owed(&book, &facts);
    let states: Vec<_> = owed
        .iter()
        .map(|owed| state(&owed.duty, "2026-03-31"))
        .collect();
    assert_eq!(states, [State::Met, State::MetLate, State::Running]);
}

#[test]
fn a_bank_holiday_announced_late_counts_only_for_those_who_knew_of_it() {
    let book = book(&TEN_DAYS.replace("10 days", "1 working day"));
    let facts = ["2022-09-16 request"];
    let known_on = |day: &str| {
        let book = book.as_known_on(at(day).day());
        dues(&book, &told(&book, &facts))
    };
    assert_eq!(dues(&book, &told(&book, &facts)), ["2022-09-20"]);
    assert_eq!(known_on("2022-09-09"), ["2022-09-19"]);
    assert_eq!(known_on("2022-09-10"), ["2022-09-20"]);
    // And a holiday that was never announced late is known always.
    let spring = ["2026-05-22 request"];
    let early = book.as_known_on(at("2020-01-01").day());
    assert_eq!(dues(&early, &told(&early, &spring)), ["2026-05-26"]);
}

#[test]
fn what_was_done_in_time_and_written_down_after_is_told_apart() {
    let book = book(TEN_DAYS);
    let recorded = |on: Option<&str>| {
        let mut facts = told(
            &book,
            &["2026-03-02 request", "2026-03-10 answer request=@1"],
        );
        facts[1].recorded = on.map(at);
        only(&book, &facts).recorded_late
    };
    assert_eq!(recorded(Some("2026-03-12T17:00")), Some(false));
    assert_eq!(recorded(Some("2026-03-13T09:00")), Some(true));
    assert_eq!(recorded(None), None);
}

#[test]
fn a_state_is_shown_with_its_times_for_people_to_read() {
    let book = book(TEN_DAYS);
    let facts = told(
        &book,
        &[
            "2026-03-02 stay-began why=wait",
            "2026-03-20 stay-ended stay=@1",
        ],
    );
    let states = practice::engine::Story::new(&book, &facts).states();
    assert_eq!(states.len(), 1);
    assert_eq!(
        (states[0].state.as_str(), states[0].certain),
        ("staying", false)
    );
    assert_eq!(
        (states[0].from, states[0].to),
        (at("2026-03-02"), Some(at("2026-03-20")))
    );
}
