//! Earliest lawful days, and rights that lapse.

use super::{EXCLUDED, MONTHS, asked, is, outcome};
use crate::small::only;
use crate::told::{at, told};

#[test]
fn done_before_its_earliest_day_is_too_early_and_stays_so() {
    let book = asked(&format!("not_before = \"10 weeks\"\n{EXCLUDED}"));
    let answered = |day: &str, as_at: &str| {
        let answer = format!("{day} answer request=@1");
        outcome(&book, &["2026-03-02 request", &answer], as_at)
    };
    is(
        &answered("2026-05-10", "2030-01-01"),
        &[("none", "too-early")],
    );
    is(&answered("2026-05-11", "2030-01-01"), &[("none", "met")]);
}

#[test]
fn until_its_earliest_day_it_waits_and_then_it_is_allowed() {
    let book = asked(&format!("not_before = \"10 weeks\"\n{EXCLUDED}"));
    let lines = ["2026-03-02 request"];
    let duty = only(&book, &told(&book, &lines));
    assert_eq!((duty.due, duty.earliest), (None, Some(at("2026-05-11"))));
    is(
        &outcome(&book, &lines, "2026-05-10"),
        &[("none", "running")],
    );
    is(
        &outcome(&book, &lines, "2026-05-11"),
        &[("none", "allowed")],
    );
    is(
        &outcome(&book, &lines, "2036-05-11"),
        &[("none", "allowed")],
    );
}

#[test]
fn a_hearing_between_two_days_may_be_too_early_in_time_or_late() {
    let book = asked(&format!(
        "not_before = \"12 working days\"\nwithin = \"18 working days\"\n{EXCLUDED}"
    ));
    let held = |day: &str| {
        let answer = format!("{day} answer request=@1");
        outcome(&book, &["2026-03-02 request", &answer], "2026-06-01")
    };
    is(&held("2026-03-17"), &[("2026-03-26", "too-early")]);
    is(&held("2026-03-18"), &[("2026-03-26", "met")]);
    is(&held("2026-03-26"), &[("2026-03-26", "met")]);
    is(&held("2026-03-27"), &[("2026-03-26", "met-late")]);
}

#[test]
fn notice_is_given_between_two_years_and_three_months_before() {
    let book = crate::small::book(&format!(
        "before = \"3 months\"\nnot_before = \"2 years\"\n{EXCLUDED}{MONTHS}[[clock.c.starts]]\non = \"request\"\nat = \"counted_from\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n"
    ));
    let given = |day: &str| {
        let answer = format!("{day} answer request=@1");
        let lines = ["2026-03-02 request counted_from=2026-08-31", &answer];
        outcome(&book, &lines, "2026-12-31")
    };
    is(&given("2024-08-30"), &[("2026-05-31", "too-early")]);
    is(&given("2024-08-31"), &[("2026-05-31", "met")]);
    is(&given("2026-05-31"), &[("2026-05-31", "met")]);
    is(&given("2026-06-01"), &[("2026-05-31", "met-late")]);
}

#[test]
fn a_right_lapses_and_is_nobodys_breach() {
    let book = asked(&format!("lapses = \"12 months\"\n{EXCLUDED}{MONTHS}"));
    let lines = ["2026-02-28 request"];
    is(
        &outcome(&book, &lines, "2027-02-28"),
        &[("2027-02-28", "running")],
    );
    is(
        &outcome(&book, &lines, "2027-03-01"),
        &[("2027-02-28", "lapsed")],
    );
    let duty = only(&book, &told(&book, &lines));
    assert_eq!(duty.days_over(at("2028-01-01").end()), 0);
}

#[test]
fn a_right_used_in_time_is_met_and_used_later_has_lapsed() {
    let book = asked(&format!("lapses = \"20 working days\"\n{EXCLUDED}"));
    let used = |day: &str| {
        let answer = format!("{day} answer request=@1");
        outcome(&book, &["2026-03-02 request", &answer], "2026-06-01")
    };
    is(&used("2026-03-30"), &[("2026-03-30", "met")]);
    is(&used("2026-03-31"), &[("2026-03-30", "lapsed")]);
}

#[test]
fn what_only_an_event_ends_runs_until_then() {
    let book = crate::small::book(
        "lapses = \"no set time\"\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n[[clock.c.ends]]\non = \"closure\"\nsame = \"request\"",
    );
    let lines = ["2026-03-02 request", "2027-03-02 closure request=@1"];
    is(
        &outcome(&book, &lines, "2027-03-01"),
        &[("none", "running")],
    );
    is(
        &outcome(&book, &lines, "2027-03-02"),
        &[("none", "superseded")],
    );
}
