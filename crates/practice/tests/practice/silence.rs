//! What an extract's silence says: that something was not done, or nothing at all.

use practice::duty::State;
use practice::engine::Story;
use practice::{Book, Fact};

use crate::small::{TEN_DAYS, book, evaluation, only, owed, read, state};
use crate::told::{at, imported, told};

const REQUEST: &str = "2026-03-02 request";

/// Why the only duty is not known.
fn reasons(book: &Book, facts: &[Fact]) -> Vec<String> {
    owed(book, facts)[0].not_known(book)
}

#[test]
fn what_no_extract_carries_is_not_known_and_never_overdue() {
    // Given a request from an extract in which no listing says what it could tell
    let book = book(TEN_DAYS);
    let facts = imported(&book, &[REQUEST]);
    // Then on any day it is not known whether it was answered, and it says why
    let duty = only(&book, &facts);
    for day in ["2026-03-02", "2026-03-12", "2026-03-13", "2030-01-01"] {
        assert_eq!(state(&duty, day), State::NotKnown, "{day}");
        assert_eq!(duty.days_over(at(day).end()), 0);
    }
    assert_eq!(
        reasons(&book, &facts),
        [
            "The extracts could not have carried this: answer. It would be answered by the answers' own record."
        ]
    );
}

#[test]
fn an_extract_that_would_have_shown_it_says_that_it_was_not_done() {
    let book = book(TEN_DAYS);
    let facts = imported(
        &book,
        &["2026-01-01 listing source=paper to=2026-03-31", REQUEST],
    );
    let duty = only(&book, &facts);
    assert_eq!(state(&duty, "2026-03-12"), State::Running);
    assert_eq!(state(&duty, "2026-03-13"), State::Overdue);
}

#[test]
fn an_extract_that_ends_before_the_due_date_leaves_it_open_what_happened() {
    let book = book(TEN_DAYS);
    let facts = imported(
        &book,
        &["2026-01-01 listing source=paper to=2026-03-11", REQUEST],
    );
    let duty = only(&book, &facts);
    assert_eq!(state(&duty, "2026-03-12"), State::Running);
    assert_eq!(state(&duty, "2026-03-13"), State::NotKnown);
    assert_eq!(
        reasons(&book, &facts),
        [
            "The extracts tell of this up to 11 March 2026 and no further: answer. It would be answered by the answers' own record."
        ]
    );
}

#[test]
fn extracts_that_follow_each_other_tell_as_one_and_a_gap_parts_them() {
    let book = book(TEN_DAYS);
    let tells = |to: &str, from: &str| {
        let first = format!("2026-01-01 listing source=paper to={to}");
        let second = format!("{from} listing source=paper to=2026-03-31");
        let facts = imported(&book, &[&first, &second, REQUEST]);
        state(&only(&book, &facts), "2026-03-31")
    };
    assert_eq!(tells("2026-03-05", "2026-03-06"), State::Overdue);
    assert_eq!(tells("2026-03-10", "2026-03-05"), State::Overdue);
    assert_eq!(tells("2026-03-05", "2026-03-07"), State::NotKnown);
}

#[test]
fn an_extract_that_carries_the_whole_tells_of_what_was_before_its_period() {
    let book = book(TEN_DAYS);
    let by = |source: &str| {
        let listing = format!("2026-04-01 listing source={source} to=2026-06-30");
        state(
            &only(&book, &imported(&book, &[REQUEST, &listing])),
            "2026-06-30",
        )
    };
    assert_eq!(by("register"), State::Overdue);
    assert_eq!(by("paper"), State::NotKnown);
    assert_eq!(by("unheard-of"), State::NotKnown);
}

#[test]
fn what_was_recorded_here_is_complete_and_its_silence_counts() {
    let book = book(TEN_DAYS);
    let duty = only(&book, &told(&book, &[REQUEST]));
    assert_eq!(duty.silence_until, None);
    assert_eq!(state(&duty, "2026-03-13"), State::Overdue);
}

#[test]
fn where_one_of_its_kind_could_not_be_read_silence_says_nothing() {
    let book = book(TEN_DAYS);
    let listing = "2026-01-01 listing source=paper to=2026-03-31";
    let with = |unread: &str| {
        let unread = format!("2026-03-31 unread record={unread}");
        let facts = imported(&book, &[listing, REQUEST, &unread]);
        state(&only(&book, &facts), "2026-03-31")
    };
    assert_eq!(with("answer"), State::NotKnown);
    // What could not be read of another kind has nothing to do with it.
    assert_eq!(with("visit"), State::Overdue);
}

#[test]
fn where_any_of_several_would_do_all_must_be_told_of() {
    let clock = TEN_DAYS.replace(
        "by = [\"answer\"]\nsame = \"request\"",
        "by = [\"answer\", \"visit\"]",
    );
    let book = book(&clock);
    let by = |source: &str| {
        let listing = format!("2026-01-01 listing source={source} to=2026-03-31");
        state(
            &only(&book, &imported(&book, &[&listing, REQUEST])),
            "2026-03-31",
        )
    };
    assert_eq!(by("paper"), State::Overdue, "it carries both");
    assert_eq!(
        by("register"),
        State::NotKnown,
        "it carries answers and no visits"
    );
}

#[test]
fn a_record_that_says_itself_that_it_was_not_done_needs_no_silence() {
    // Given a request told by an extract that could not carry its answer
    let clock = TEN_DAYS.replace(
        "on = \"request\"",
        "on = \"request\"\nwhen = \"urgent\"\nsays_not_done = true",
    );
    let unsaid = TEN_DAYS.replace("on = \"request\"", "on = \"request\"\nwhen = \"urgent\"");
    let clock = clock
        .replace("within = \"10 days\"", "within = \"the same day\"")
        .replace("by = [\"answer\"]\nsame = \"request\"", "by = [\"call\"]");
    let unsaid = unsaid
        .replace("within = \"10 days\"", "within = \"the same day\"")
        .replace("by = [\"answer\"]\nsame = \"request\"", "by = [\"call\"]");
    let lines = [
        "2026-01-01 listing source=paper to=2026-03-31",
        "2026-03-02 request urgent=yes",
    ];
    // When it says itself that it was not done, then it is overdue all the same
    let book = self::book(&clock);
    assert_eq!(
        state(&only(&book, &imported(&book, &lines)), "2026-03-31"),
        State::Overdue
    );
    let book = self::book(&unsaid);
    assert_eq!(
        state(&only(&book, &imported(&book, &lines)), "2026-03-31"),
        State::NotKnown
    );
}

#[test]
fn done_late_is_certain_where_the_extract_told_of_the_whole_time_until_then() {
    let book = book(TEN_DAYS);
    let lines = |listing| [listing, REQUEST, "2026-03-20 answer request=@2"];
    let known = imported(
        &book,
        &lines("2026-01-01 listing source=paper to=2026-03-31"),
    );
    let duty = only(&book, &known);
    assert!(duty.late_is_certain);
    assert_eq!(state(&duty, "2026-03-31"), State::MetLate);
    assert_eq!(duty.days_over(at("2026-03-31").end()), 8);
    // An earlier answer could have been given that no extract told of.
    let unknown = imported(
        &book,
        &lines("2026-01-01 listing source=paper to=2026-03-11"),
    );
    assert_eq!(state(&only(&book, &unknown), "2026-03-31"), State::NotKnown);
}

#[test]
fn a_breach_that_was_certain_is_not_undone_by_doing_it_later() {
    // Given a request that an extract shows to have been unanswered when it was due
    let book = book(TEN_DAYS);
    let mut facts = imported(
        &book,
        &["2026-01-01 listing source=paper to=2026-03-15", REQUEST],
    );
    assert_eq!(state(&only(&book, &facts), "2026-03-16"), State::Overdue);
    // When it is answered after the last day of which the extract tells
    facts = imported(
        &book,
        &[
            "2026-01-01 listing source=paper to=2026-03-15",
            REQUEST,
            "2026-03-20 answer request=@2",
        ],
    );
    // Then it is late, and not "not known"
    assert_eq!(state(&only(&book, &facts), "2026-03-31"), State::MetLate);
}

#[test]
fn one_of_which_there_is_only_one_proves_lateness_by_itself() {
    let clock = TEN_DAYS.replace("same = \"request\"", "same = \"request\"\nonce = true");
    let book = book(&clock);
    let facts = imported(&book, &[REQUEST, "2026-03-20 answer request=@1"]);
    assert_eq!(state(&only(&book, &facts), "2026-03-31"), State::MetLate);
    assert!(owed(&book, &facts)[0].not_known(&book).is_empty());
}

#[test]
fn an_answer_dated_before_the_request_contradicts_the_record() {
    // Given an answer of which there can be only one, dated before what it answers
    let clock = TEN_DAYS.replace("same = \"request\"", "same = \"request\"\nonce = true");
    let book = book(&clock);
    let facts = told(&book, &["2026-02-20 answer request=@2", REQUEST]);
    // Then it is neither met nor overdue, and says which date to check
    let owed = owed(&book, &facts);
    let duty = &owed[0].duty;
    assert_eq!(duty.met, None);
    assert_eq!(state(duty, "2026-12-31"), State::NotKnown);
    let reasons = owed[0].not_known(&book);
    assert!(
        reasons[0].starts_with("An entry that would meet it is dated 20 February 2026, before it began: the record contradicts itself."),
        "{reasons:?}"
    );
    // Where there can be several, an earlier one says nothing of this.
    let book = self::book(TEN_DAYS);
    assert_eq!(state(&only(&book, &facts), "2026-12-31"), State::Overdue);
}

#[test]
fn a_year_that_no_extract_tells_of_whole_is_not_asked_about() {
    // Given what is asked once in each year, of which an extract tells
    let clock = r#"
within = "12 months"
counting = "beginning with the trigger day"
months = "clamp to month end, counted from the original date"
[[clock.c.starts]]
yearly = "04-01"
told_by_extract = true
[clock.c.met]
by = ["visit"]
"#;
    let book = read(&format!("{clock}{SOURCES}"));
    let years = |listings: &[&str]| {
        let mut lines = vec!["2022-06-01 child born_on=2020-05-05"];
        lines.extend_from_slice(listings);
        let facts = imported(&book, &lines);
        let owed = owed(&book, &facts);
        let starts: Vec<_> = owed
            .iter()
            .map(|owed| owed.duty.started.at.day().year())
            .collect();
        starts
    };
    let whole = "2024-04-01 listing source=paper to=2025-03-31";
    assert_eq!(years(&[]), [] as [i16; 0]);
    assert_eq!(years(&[whole]), [2024]);
    assert_eq!(
        years(&["2024-04-01 listing source=paper to=2025-03-30"]),
        [] as [i16; 0]
    );
    assert_eq!(
        years(&["2024-04-02 listing source=paper to=2025-03-31"]),
        [] as [i16; 0]
    );
    assert_eq!(
        years(&[whole, "2025-04-01 listing source=paper to=2026-03-31"]),
        [2024, 2025]
    );
    // A register that carries no visits tells nothing of them.
    assert_eq!(
        years(&["2024-04-01 listing source=register to=2025-03-31"]),
        [] as [i16; 0]
    );
}

const SOURCES: &str = r#"
[[clock.c.source]]
level = "local"
cite = "Local practice standard"
confirmed = "none"
[[clock.c.example]]
given = ["2026-03-02 request"]
none = true
why = "the tests tell their own"
"#;

#[test]
fn what_a_condition_asks_for_and_was_left_empty_is_shown_and_starts_nothing() {
    let book = book(&TEN_DAYS.replace("on = \"request\"", "on = \"request\"\nwhen = \"urgent\""));
    let facts = told(&book, &[REQUEST]);
    let found = evaluation(&book, &facts);
    assert!(found.owed.is_empty());
    assert_eq!(found.undecided.len(), 1);
    assert_eq!(found.undecided[0].condition, "urgent");
    assert_eq!(found.undecided[0].by, facts[0].id);
    // And where it is answered, nothing is undecided.
    let answered = told(&book, &["2026-03-02 request urgent=no"]);
    let found = evaluation(&book, &answered);
    assert!(found.owed.is_empty() && found.undecided.is_empty());
}

#[test]
fn an_explanation_says_what_started_it_what_was_skipped_and_who_could_answer() {
    let book = book(&TEN_DAYS.replace("10 days", "3 working days"));
    let facts = imported(&book, &["2026-05-21 request reply=go"]);
    let story = Story::new(&book, &facts);
    let owed = owed(&book, &facts);
    let said = owed[0].explain(&book, &story);
    assert_eq!(said.started.says, "Asked: Go on.");
    assert_eq!(said.due, Some(at("2026-05-27")));
    let count = said.count.expect("working days");
    assert_eq!(
        (count.first.to_string(), count.last.to_string()),
        ("2026-05-22".to_owned(), "2026-05-27".to_owned())
    );
    assert_eq!(count.weekend_days, 2);
    assert_eq!(
        count.bank_holidays,
        [(at("2026-05-25").day(), "Spring".to_owned())]
    );
    assert!(said.rule.starts_with("clock.toml:"), "{}", said.rule);
    assert_eq!(said.not_known.len(), 1);
}
