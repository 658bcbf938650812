//! Entries folded into what is known: corrections keep what was said before.

use jiff::ToSpan;
use practice::When;
use record::casefile::last_version;
use record::{Body, Casefile};

use crate::given::{File, day, id, typed};

fn withdrawn(why: &str) -> Body {
    Body {
        withdrawn: Some(why.to_owned()),
        ..Body::default()
    }
}

#[test]
fn a_correction_keeps_who_it_is_about_and_what_was_said_before() {
    // given a referral that a worker wrote down, and corrected the source of
    let mut file = File::default();
    let said = [("referred_on", "2025-10-06"), ("source", "1A")];
    let first = file.written("referral", "2025-10-06", typed(&said), None);
    let right = [("referred_on", "2025-10-07"), ("source", "6")];
    let second = file.written("referral", "2025-10-07", typed(&right), Some(first));
    // when the file is read
    let folded = file.folded();
    // then there is one referral, under its first identifier, as it was said last
    let [fact] = folded.facts.as_slice() else {
        panic!("one fact")
    };
    assert_eq!((fact.id, fact.text("source")), (first, Some("6")));
    assert_eq!(fact.occurred, When::Day(day("2025-10-07")));
    // and what was said before stands beside it, with the entry that corrected it
    let [earlier] = fact.earlier.as_slice() else {
        panic!("one earlier version")
    };
    assert_eq!(earlier.fields, typed(&said).fields);
    assert_eq!(earlier.corrected_by, second);
    assert_eq!(last_version(fact), second);
}

#[test]
fn a_correction_of_a_correction_is_a_third_version_of_the_same() {
    let mut file = File::default();
    let first = file.written("referral", "2025-10-06", typed(&[("source", "1A")]), None);
    let second = file.written(
        "referral",
        "2025-10-06",
        typed(&[("source", "1B")]),
        Some(first),
    );
    // given a third version that names the second, and a fourth that names the first
    let third = file.written(
        "referral",
        "2025-10-06",
        typed(&[("source", "1C")]),
        Some(second),
    );
    let fourth = file.written(
        "referral",
        "2025-10-06",
        typed(&[("source", "1D")]),
        Some(first),
    );
    // then all are versions of one, in the order in which they were written
    let folded = file.folded();
    assert_eq!(folded.facts.len(), 1);
    let fact = folded.fact(first).expect("by its first entry");
    assert_eq!(fact.text("source"), Some("1D"));
    let by: Vec<_> = fact.earlier.iter().map(|one| one.corrected_by).collect();
    assert_eq!(by, [second, third, fourth]);
    assert!(folded.fact(second).is_none(), "a version is not a fact");
}

#[test]
fn what_is_withdrawn_stays_in_the_file_with_what_it_said_and_is_no_longer_counted() {
    let mut file = File::default();
    let first = file.written("referral", "2025-10-06", typed(&[("source", "1A")]), None);
    let other = file.written("referral", "2025-11-06", typed(&[("source", "6")]), None);
    let why = withdrawn("written in the wrong child's file");
    let by = file.written("referral", "2025-10-06", why, Some(first));
    let folded = file.folded();
    let fact = folded.fact(first).unwrap();
    assert!(fact.withdrawn);
    assert_eq!(fact.text("source"), Some("1A"));
    assert_eq!(fact.earlier.last().unwrap().corrected_by, by);
    let counted: Vec<_> = folded.of_kind("referral").map(|fact| fact.id).collect();
    assert_eq!(counted, [other]);
}

#[test]
fn a_withdrawal_can_itself_be_corrected() {
    let mut file = File::default();
    let first = file.written("referral", "2025-10-06", typed(&[("source", "1A")]), None);
    let gone = file.written(
        "referral",
        "2025-10-06",
        withdrawn("by mistake"),
        Some(first),
    );
    file.written(
        "referral",
        "2025-10-06",
        typed(&[("source", "1A")]),
        Some(gone),
    );
    let folded = file.folded();
    assert_eq!(folded.of_kind("referral").count(), 1);
    assert_eq!(folded.facts[0].earlier.len(), 2);
}

#[test]
fn entries_that_cannot_be_read_are_listed_and_not_passed_over() {
    // given a file of which one body cannot be read, and a correction of that entry
    let mut file = File::default();
    let lost = file.written("referral", "2025-10-06", typed(&[("source", "1A")]), None);
    let kept = file.written("referral", "2025-11-06", typed(&[("source", "6")]), None);
    let orphan = file.written(
        "referral",
        "2025-10-06",
        typed(&[("source", "6")]),
        Some(lost),
    );
    let stray = file.written("referral", "2025-10-06", typed(&[]), Some(id(999)));
    file.entries[0].body = None;
    // then both, and a correction of what is not in this file, are listed as unreadable
    let folded = file.folded();
    assert_eq!(folded.unreadable, [lost, orphan, stray]);
    assert_eq!(folded.facts.len(), 1);
    assert_eq!(folded.facts[0].id, kept);
}

#[test]
fn the_file_as_it_was_known_then_does_not_know_what_was_recorded_later() {
    // given a referral, its correction, and another referral, one after another
    let mut file = File::default();
    let first = file.written("referral", "2025-10-06", typed(&[("source", "1A")]), None);
    file.written(
        "referral",
        "2025-10-06",
        typed(&[("source", "6")]),
        Some(first),
    );
    file.written("referral", "2025-01-01", typed(&[("source", "4")]), None);
    let known = |number: usize, earlier: i64| {
        let at = file.recorded_at(number) - earlier.nanoseconds();
        Casefile::known_at(&file.entries, at)
    };
    // then before the first nothing was known
    assert!(known(0, 1).facts.is_empty());
    // at the instant of recording it was
    assert_eq!(known(0, 0).facts[0].text("source"), Some("1A"));
    // before the correction the first version held, and nothing is unreadable
    let before = known(1, 1);
    assert_eq!(before.facts[0].text("source"), Some("1A"));
    assert_eq!(
        (before.facts[0].earlier.len(), before.unreadable.len()),
        (0, 0)
    );
    // and it is when it was recorded that counts, not when it happened
    assert_eq!(known(2, 1).facts.len(), 1);
    assert_eq!(known(2, 0).facts.len(), 2);
}

#[test]
fn what_a_worker_writes_was_recorded_when_it_was_written() {
    let mut file = File::default();
    file.written("referral", "2025-10-06", typed(&[]), None);
    let fact = &file.folded().facts[0];
    assert_eq!(fact.recorded, Some(When::Instant(file.recorded_at(0))));
    assert!(!fact.imported);
}

#[test]
fn of_what_an_extract_says_it_is_not_known_when_it_was_recorded() {
    let mut file = File::default();
    let mut body = typed(&[("source", "6")]);
    body.from = Some(Box::new(crate::given::from(4)));
    file.written("referral", "2025-10-06", body, None);
    let fact = &file.folded().facts[0];
    assert_eq!((fact.recorded, fact.imported), (None, true));
    assert_eq!(fact.tells_to, Some(day("2026-03-31")));
}
