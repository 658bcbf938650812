//! What is to be done before a coming event.

use practice::Book;

use super::{EXCLUDED, is, outcome};
use crate::small::{book, only};
use crate::told::{at, told};

/// Papers before a request's day, counted back from `counted_from`.
fn papers(before: &str, start: &str) -> Book {
    book(&format!(
        "before = \"{before}\"\n{EXCLUDED}[[clock.c.starts]]\non = \"request\"\nat = \"counted_from\"\n{start}\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n"
    ))
}

#[test]
fn five_working_days_before_are_counted_back_over_weekends_and_holidays() {
    let book = papers("5 working days", "");
    // The Monday of the spring holiday does not count.
    let duty = only(
        &book,
        &told(&book, &["2026-05-01 request counted_from=2026-05-29"]),
    );
    assert_eq!(duty.due, Some(at("2026-05-21")));
    assert_eq!(
        duty.started.at,
        at("2026-05-01"),
        "it runs from when it was planned"
    );
}

#[test]
fn papers_sent_in_time_meet_it_and_sent_later_are_late() {
    let book = papers("5 working days", "");
    let sent = |day: &str| {
        let answer = format!("{day} answer request=@1");
        let lines = ["2026-03-02 request counted_from=2026-03-20", &answer];
        outcome(&book, &lines, "2026-04-01")
    };
    is(&sent("2026-03-13"), &[("2026-03-13", "met")]);
    is(&sent("2026-03-16"), &[("2026-03-13", "met-late")]);
}

#[test]
fn what_was_sent_before_the_planning_was_written_down_meets_it_too() {
    let book = papers("5 working days", "");
    let lines = [
        "2026-03-02 request counted_from=2026-03-20",
        "2026-02-27 answer request=@1",
    ];
    is(
        &outcome(&book, &lines, "2026-04-01"),
        &[("2026-03-13", "met")],
    );
}

#[test]
fn a_changed_day_supersedes_and_starts_afresh_and_the_breach_stays() {
    let book = papers("5 working days", "one_for = \"earlier\"");
    let lines = |day: &str| {
        vec![
            "2026-02-02 request".to_owned(),
            "2026-03-02 request counted_from=2026-03-20 earlier=@1".to_owned(),
            format!("{day} request counted_from=2026-04-24 earlier=@1"),
        ]
    };
    let book_lines = |day: &str| {
        let lines = lines(day);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let facts = told(&book, &lines);
        let owed = crate::small::owed(&book, &facts);
        let as_at = at("2026-04-20").end();
        let found: Vec<_> = (owed.iter().skip(1))
            .map(|owed| (owed.duty.state(as_at).name(), owed.duty.days_over(as_at)))
            .collect();
        found
    };
    // Planned anew in time: nothing was late.
    assert_eq!(
        book_lines("2026-03-10"),
        [("superseded", 0), ("overdue", 3)]
    );
    // Planned anew after the papers were due: that they were late stays.
    assert_eq!(
        book_lines("2026-03-17"),
        [("superseded", 4), ("overdue", 3)]
    );
}

#[test]
fn before_the_event_is_to_its_own_day() {
    let book = book(
        "before = \"the event\"\n[[clock.c.starts]]\non = \"request\"\nat = \"counted_from\"\n[clock.c.met]\nby = [\"visit\"]\n",
    );
    let visited = |day: &str| {
        let visit = format!("{day} visit");
        outcome(
            &book,
            &["2026-03-02 request counted_from=2026-03-20", &visit],
            "2026-04-01",
        )
    };
    is(&visited("2026-03-20"), &[("2026-03-20", "met")]);
    is(&visited("2026-03-21"), &[("2026-03-20", "met-late")]);
}

/// A visit is to be made before a stay begins; it is known only once it has begun.
fn approval(already: &str) -> Book {
    book(&format!(
        "before = \"the event\"\n[[clock.c.starts]]\non = \"stay-began\"\n[clock.c.met]\nby = [\"visit\"]\nalready = \"{already}\"\n{}",
        super::MONTHS
    ).replace(super::MONTHS, ""))
}

#[test]
fn what_happened_without_its_approval_is_a_breach_from_that_day() {
    let book = approval("3 months");
    is(
        &outcome(&book, &["2026-03-02 stay-began why=go"], "2026-03-03"),
        &[("2026-03-02", "overdue")],
    );
    let approved = |day: &str| {
        let visit = format!("{day} visit");
        outcome(
            &book,
            &["2026-03-02 stay-began why=go", &visit],
            "2026-04-01",
        )
    };
    is(&approved("2026-02-20"), &[("2026-03-02", "met")]);
    is(&approved("2026-03-02"), &[("2026-03-02", "met")]);
    is(&approved("2026-03-09"), &[("2026-03-02", "met-late")]);
    // Too long ago for this one.
    is(&approved("2025-12-02"), &[("2026-03-02", "overdue")]);
    is(&approved("2025-12-03"), &[("2026-03-02", "met")]);
}

#[test]
fn hours_before_an_event_are_counted_on_the_clock() {
    let book = book(
        "before = \"48 hours\"\n[[clock.c.starts]]\non = \"request\"\nat = \"rung_at\"\n[clock.c.met]\nby = [\"visit\"]\n",
    );
    // Over the night in which the clocks go forward.
    let due = |line: &str| only(&book, &told(&book, &[line])).due;
    assert_eq!(
        due("2026-03-20 request rung_at=2026-03-30T10:00"),
        Some(at("2026-03-28T09:00"))
    );
}

#[test]
fn what_is_due_before_a_birthday_is_owed_from_the_one_before_and_planned_for_a_working_day() {
    let book = book(&format!(
        "before = \"3 months\"\n{EXCLUDED}{}[[clock.c.starts]]\nbirthday = 18\n[clock.c.met]\nby = [\"visit\"]\n",
        super::MONTHS
    ));
    let duty = only(
        &book,
        &told(&book, &["2020-01-01 child born_on=2009-05-28"]),
    );
    assert_eq!(duty.started.at, at("2026-05-28"));
    assert_eq!(duty.due, Some(at("2027-02-28")), "a Sunday");
    assert_eq!(duty.plan_by, Some(at("2027-02-26").day()));
}
