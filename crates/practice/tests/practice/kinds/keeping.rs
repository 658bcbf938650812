//! How long a record is kept.

use practice::Book;

use super::{is, outcome};
use crate::small::{book, only};
use crate::told::{at, told};

/// Kept from a request on; a visit stands for the destruction, a stay for a legal hold.
fn kept(keep: &str) -> Book {
    book(&format!(
        "keep = {keep}\nheld_while = \"staying\"\n[[clock.c.starts]]\non = \"request\"\none_for = \"file\"\n[clock.c.met]\nby = [\"visit\"]\n"
    ))
}

const BORN: &str = "2020-01-01 child born_on=2008-02-29";

#[test]
fn it_is_kept_to_the_later_of_the_days() {
    let book = kept("[\"6 years of start\", \"25 years of birth\"]");
    let first = |closed: &str| {
        let closed = format!("{closed} request");
        only(&book, &told(&book, &[BORN, &closed])).earliest
    };
    assert_eq!(first("2020-05-01"), Some(at("2033-02-28")));
    assert_eq!(first("2028-05-01"), Some(at("2034-05-01")));
}

#[test]
fn a_day_in_the_record_itself_counts_among_them() {
    let book = kept("[\"10 years of start\", \"to counted_from\"]");
    let first = |line: &str| only(&book, &told(&book, &[line])).earliest;
    assert_eq!(
        first("2026-03-02 request counted_from=2041-07-01"),
        Some(at("2041-07-01"))
    );
    assert_eq!(
        first("2026-03-02 request counted_from=2031-07-01"),
        Some(at("2036-03-02"))
    );
    assert_eq!(first("2026-03-02 request"), Some(at("2036-03-02")));
}

#[test]
fn destroyed_before_its_day_is_too_early_and_after_it_is_met() {
    let book = kept("[\"6 years of start\"]");
    let destroyed = |day: &str| {
        let visit = format!("{day} visit");
        outcome(&book, &["2026-03-02 request", &visit], "2040-01-01")
    };
    is(&destroyed("2032-03-01"), &[("none", "too-early")]);
    is(&destroyed("2032-03-02"), &[("none", "met")]);
    is(
        &outcome(&book, &["2026-03-02 request"], "2032-03-02"),
        &[("none", "allowed")],
    );
}

#[test]
fn while_a_hold_lasts_there_is_no_first_day() {
    let book = kept("[\"6 years of start\"]");
    let held = ["2026-03-02 request", "2031-01-01 stay-began why=go"];
    let duty = only(&book, &told(&book, &held));
    assert_eq!(duty.earliest, None);
    is(&outcome(&book, &held, "2040-01-01"), &[("none", "running")]);
    let lifted = [held[0], held[1], "2034-05-05 stay-ended stay=@2"];
    assert_eq!(
        only(&book, &told(&book, &lifted)).earliest,
        Some(at("2034-05-05"))
    );
    // A hold that was over before its day changes nothing.
    let before = [held[0], held[1], "2031-05-05 stay-ended stay=@2"];
    assert_eq!(
        only(&book, &told(&book, &before)).earliest,
        Some(at("2032-03-02"))
    );
}

#[test]
fn a_case_opened_again_is_kept_from_when_it_was_last_closed() {
    let book = kept("[\"6 years of start\"]");
    let lines = ["2026-03-02 request", "2029-03-02 request"];
    is(
        &outcome(&book, &lines, "2034-01-01"),
        &[("none", "superseded"), ("none", "running")],
    );
}

#[test]
fn where_the_birth_is_not_known_it_is_kept() {
    let book = kept("[\"25 years of birth\"]");
    is(
        &outcome(&book, &["2026-03-02 request"], "2134-01-01"),
        &[("none", "running")],
    );
}
