//! What the law asks as soon as practicable: no date, and an age that counts up.

use practice::duty::{Age, State};

use super::{asked, is, outcome};
use crate::small::{only, state};
use crate::told::{at, told};

#[test]
fn as_soon_as_practicable_has_no_date_and_is_never_overdue_by_itself() {
    let book = asked("within = \"as soon as practicable\"");
    let lines = ["2026-03-02 request"];
    is(
        &outcome(&book, &lines, "2026-03-02"),
        &[("none", "running")],
    );
    is(
        &outcome(&book, &lines, "2036-03-02"),
        &[("none", "running")],
    );
    let duty = only(&book, &told(&book, &lines));
    assert_eq!(
        (duty.plan_by, duty.days_over(at("2036-03-02").end())),
        (None, 0)
    );
}

#[test]
fn its_age_counts_up_until_it_is_met() {
    let book = asked("within = \"at once\"");
    let lines = ["2026-03-02 request", "2026-03-12 answer request=@1"];
    let duty = only(&book, &told(&book, &lines));
    let age = |day: &str| duty.age(at(day).end());
    assert_eq!(age("2026-03-02"), Age::Days(0));
    assert_eq!(age("2026-03-09"), Age::Days(7));
    assert_eq!(age("2026-04-30"), Age::Days(10));
    assert_eq!(state(&duty, "2026-03-11"), State::Running);
    assert_eq!(state(&duty, "2026-03-12"), State::Met);
}

#[test]
fn the_age_of_what_began_at_a_known_time_is_told_in_hours_at_first() {
    let book = crate::small::book(
        "within = \"without delay\"\n[[clock.c.starts]]\non = \"call\"\n[clock.c.met]\nby = [\"visit\"]",
    );
    let duty = only(&book, &told(&book, &["2026-03-28T22:00 call"]));
    // The clocks go forward in the night: one hour less has passed than they show.
    assert_eq!(
        duty.age(at("2026-03-29T22:00").end()).to_string(),
        "23 hours"
    );
    assert_eq!(duty.age(at("2026-03-28T23:30").end()).to_string(), "1 hour");
    assert_eq!(duty.age(at("2026-03-31T22:00").end()).to_string(), "3 days");
}

#[test]
fn a_local_aim_warns_and_is_no_breach() {
    let book = asked(
        "within = \"as soon as practicable\"\nshould_be_within = \"2 working days\"\ncounting = \"trigger day excluded\"",
    );
    let duty = only(&book, &told(&book, &["2026-03-06 request"]));
    assert_eq!((duty.due, duty.should_by), (None, Some(at("2026-03-10"))));
    assert_eq!(state(&duty, "2026-12-31"), State::Running);
}

#[test]
fn what_ends_it_supersedes_it_however_late() {
    let book = crate::small::book(
        "within = \"no set time\"\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n[[clock.c.ends]]\non = \"closure\"\nsame = \"request\"",
    );
    let lines = ["2026-03-02 request", "2026-09-02 closure request=@1"];
    is(
        &outcome(&book, &lines, "2026-09-02"),
        &[("none", "superseded")],
    );
}
