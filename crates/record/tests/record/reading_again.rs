//! Reading an extract again, or the next one: nothing twice, and corrections named.

use practice::When;
use record::kinds;
use record::staging::Batch;

use crate::given::{File, aside, batch, day, linked, march, referral, told};

fn details(told_on: &str, line: u64, sex: &str) -> record::staging::Proposed {
    let what = [
        ("told_on", told_on),
        ("told_by", "cin-census"),
        ("authority_id", "A1"),
        ("sex", sex),
    ];
    told(kinds::CHILD_DETAILS, told_on, line, &what)
}

/// A referral of this source with an assessment, and a value that is no date.
fn extract(source: &str) -> Batch {
    let begun = [("started_on", "2025-10-07")];
    let assessment = linked(
        told("assessment-started", "2025-10-07", 3, &begun),
        "referral",
        0,
    );
    let proposed = vec![referral("2025-10-06", 2, source), assessment];
    batch(proposed, vec![aside("31/13/2025", 5)])
}

#[test]
fn reading_again_adds_nothing() {
    // given an extract that was read
    let mut file = File::default();
    let first = file.read(extract("6"), march(2026));
    assert_eq!((first.added, first.set_aside), (2, 1));
    // when it is read again
    let again = file.read(extract("6"), march(2026));
    // then nothing is written, not even what was set aside
    assert!(again.drafts.is_empty(), "{:#?}", again.drafts);
    assert_eq!((again.added, again.corrected, again.set_aside), (0, 0, 0));
    assert_eq!(again.unchanged, 2);
}

#[test]
fn reading_it_from_another_place_in_the_file_adds_nothing() {
    let mut file = File::default();
    file.read(extract("6"), march(2026));
    // given the same content, further down and in another file
    let mut moved = extract("6");
    for one in &mut moved.proposed {
        one.from.line += 400;
        one.from.file = "census-2.xml".to_owned();
    }
    moved.set_aside[0].from.line += 400;
    assert!(file.read(moved, march(2026)).drafts.is_empty());
}

#[test]
fn a_value_that_changed_is_a_correction_that_names_the_last_version() {
    // given an extract, then one with another source, then one with a third
    let mut file = File::default();
    let first = file.read(extract("6"), march(2026)).drafts[0].id;
    let second = file.read(extract("1A"), march(2027));
    let third = file.read(extract("1B"), march(2028));
    // then each adds one correction, which names the version before it
    assert_eq!(
        (second.added, second.corrected, second.drafts.len()),
        (0, 1, 1)
    );
    assert_eq!(second.drafts[0].corrects, Some(first));
    assert_eq!(third.drafts[0].corrects, Some(second.drafts[0].id));
    // and the assessment still links to the referral as it was first told
    let folded = file.folded();
    let assessment = folded.of_kind("assessment-started").next().unwrap();
    assert_eq!(assessment.link("referral"), Some(first));
    assert_eq!(folded.fact(first).unwrap().text("source"), Some("1B"));
}

#[test]
fn a_value_that_is_no_longer_given_is_a_correction_too() {
    let mut file = File::default();
    file.read(extract("6"), march(2026));
    let mut without = extract("6");
    without.proposed[0].fields.remove("source");
    assert_eq!(file.read(without, march(2027)).corrected, 1);
    let folded = file.folded();
    assert_eq!(
        folded.of_kind("referral").next().unwrap().text("source"),
        None
    );
}

#[test]
fn a_new_assessment_under_a_known_referral_links_to_the_known_one() {
    let mut file = File::default();
    let first = file.read(extract("6"), march(2026)).drafts[0].id;
    let mut next = extract("6");
    let begun = [("started_on", "2026-05-01")];
    next.proposed[1] = linked(
        told("assessment-started", "2026-05-01", 3, &begun),
        "referral",
        0,
    );
    let staged = file.read(next, march(2027));
    assert_eq!((staged.added, staged.unchanged), (1, 1));
    assert_eq!(
        staged.drafts[0]
            .body
            .fields
            .get("referral")
            .unwrap()
            .to_string(),
        first.to_string()
    );
}

#[test]
fn a_date_that_only_says_when_it_was_told_changes_nothing() {
    // given a child's details as last year's extract gave them
    let mut file = File::default();
    let last = batch(vec![details("2026-03-31", 2, "F")], Vec::new());
    file.read(last, march(2026));
    // when this year's says the same, on another day
    let this = batch(vec![details("2027-03-31", 2, "F")], Vec::new());
    let staged = file.read(this, march(2027));
    // then nothing is written
    assert!(staged.drafts.is_empty());
    assert_eq!(staged.unchanged, 1);
    // but where something else changed too, the day goes with it
    let next = batch(vec![details("2028-03-31", 2, "M")], Vec::new());
    assert_eq!(file.read(next, march(2028)).corrected, 1);
    let fact = file.folded().facts[0].clone();
    assert_eq!(
        (fact.text("told_on"), fact.occurred),
        (Some("2028-03-31"), When::Day(day("2028-03-31")))
    );
}

#[test]
fn an_older_extract_does_not_overwrite_a_later_one() {
    // given what this year's extract says
    let mut file = File::default();
    file.read(extract("1A"), march(2027));
    // when last year's is read after it, and says otherwise
    let staged = file.read(extract("6"), march(2026));
    // then the later one holds, and what the older says is set aside with the reason
    let folded = file.folded();
    let referral = folded.of_kind("referral").next().unwrap();
    assert_eq!(
        (referral.text("source"), referral.earlier.len()),
        (Some("1A"), 0)
    );
    assert_eq!((staged.corrected, staged.set_aside), (0, 1));
    let note = folded.of_kind(kinds::VALUE_SET_ASIDE).last().unwrap();
    let reason = note.text("reason").unwrap();
    assert!(
        reason.contains("(to 2027-03-31) says otherwise"),
        "{reason}"
    );
    // and reading the older one again notes it no second time
    assert!(file.read(extract("6"), march(2026)).drafts.is_empty());
}

#[test]
fn an_older_extract_adds_what_the_later_one_does_not_tell() {
    let mut file = File::default();
    file.read(extract("6"), march(2027));
    let mut older = extract("6");
    older.proposed.push(referral("2024-05-05", 7, "1A"));
    let staged = file.read(older, march(2026));
    assert_eq!(
        (staged.added, staged.corrected, staged.unchanged),
        (1, 0, 2)
    );
}

#[test]
fn of_two_extracts_to_the_same_day_the_one_read_last_holds() {
    let mut file = File::default();
    file.read(extract("6"), march(2026));
    assert_eq!(file.read(extract("1A"), march(2026)).corrected, 1);
}

#[test]
fn notes_are_not_repeated_but_a_second_equal_one_in_the_same_extract_is_noted() {
    // given an extract in which the same value could not be taken in two rows
    let mut file = File::default();
    let two = || batch(Vec::new(), vec![aside("n/a", 5), aside("n/a", 9)]);
    assert_eq!(file.read(two(), march(2026)).set_aside, 2);
    // when it is read again, then both are known
    assert_eq!(file.read(two(), march(2026)).set_aside, 0);
    // and when it has a third, only that is noted
    let mut three = two();
    three.set_aside.push(aside("n/a", 12));
    assert_eq!(file.read(three, march(2026)).set_aside, 1);
    assert_eq!(file.folded().of_kind(kinds::VALUE_SET_ASIDE).count(), 3);
}

#[test]
fn another_value_set_aside_is_another_note() {
    let mut file = File::default();
    file.read(batch(Vec::new(), vec![aside("n/a", 5)]), march(2026));
    let staged = file.read(batch(Vec::new(), vec![aside("none", 5)]), march(2026));
    assert_eq!(staged.set_aside, 1);
}
