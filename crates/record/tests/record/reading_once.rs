//! Reading one extract: links, what stands in it twice, and what the book lacks.

use practice::Value;
use record::kinds;

use crate::given::{File, aside, batch, book, linked, march, referral, told};

fn closed(on: &str, line: u64, reason: &str) -> record::staging::Proposed {
    told(
        "case-closed",
        on,
        line,
        &[("closed_on", on), ("reason", reason)],
    )
}

#[test]
fn what_is_nested_links_to_what_it_is_part_of() {
    // given a referral with an assessment that was authorised
    let mut file = File::default();
    let begun = [("started_on", "2025-10-07")];
    let assessment = linked(
        told("assessment-started", "2025-10-07", 3, &begun),
        "referral",
        0,
    );
    let done = [("authorised_on", "2025-11-07")];
    let done = told("assessment-authorised", "2025-11-07", 3, &done);
    let done = linked(linked(done, "referral", 0), "assessment", 1);
    let read = batch(
        vec![referral("2025-10-06", 2, "6"), assessment, done],
        Vec::new(),
    );
    // when it is read
    let staged = file.read(read, march(2026));
    // then each names the entry it is part of
    let [referral, assessment, done] = staged.drafts.as_slice() else {
        panic!("three entries")
    };
    assert_eq!(
        assessment.body.fields.get("referral").unwrap(),
        &Value::text(referral.id)
    );
    assert_eq!(
        done.body.fields.get("referral").unwrap(),
        &Value::text(referral.id)
    );
    assert_eq!(
        done.body.fields.get("assessment").unwrap(),
        &Value::text(assessment.id)
    );
    // and all were written in one command
    assert!(
        staged
            .drafts
            .iter()
            .all(|draft| draft.group == referral.group)
    );
    assert_ne!(referral.group, referral.id);
}

#[test]
fn the_same_twice_in_one_extract_is_set_aside_with_the_line_of_the_first() {
    // given one referral on two lines, and an assessment under the second
    let mut file = File::default();
    let begun = [("started_on", "2025-10-07")];
    let assessment = linked(
        told("assessment-started", "2025-10-07", 9, &begun),
        "referral",
        1,
    );
    let twice = vec![
        referral("2025-10-06", 2, "6"),
        referral("2025-10-06", 8, "1A"),
        assessment,
    ];
    // when it is read
    let staged = file.read(batch(twice, Vec::new()), march(2026));
    // then there is one referral, as the first line has it
    let folded = file.folded();
    let [first] = folded.of_kind("referral").collect::<Vec<_>>()[..] else {
        panic!("one referral")
    };
    assert_eq!(first.text("source"), Some("6"));
    // and the second stands set aside, at its own line, naming the line of the first
    let [aside] = folded.of_kind(kinds::VALUE_SET_ASIDE).collect::<Vec<_>>()[..] else {
        panic!("one value set aside")
    };
    assert_eq!(aside.field("line"), Some(&Value::Number(8)));
    assert!(aside.text("reason").unwrap().contains("at line 2:"));
    assert_eq!(aside.text("value"), Some("2025-10-06"));
    // and what is nested in the second links to the first
    let assessment = folded.of_kind("assessment-started").next().unwrap();
    assert_eq!(assessment.link("referral"), Some(first.id));
    assert_eq!((staged.added, staged.set_aside), (2, 1));
}

#[test]
fn endings_of_what_could_not_be_taken_are_told_apart_by_their_days() {
    // given two cases whose referrals could not be read, closed on different days
    let mut file = File::default();
    let read = vec![
        closed("2025-06-01", 4, "RC7"),
        closed("2025-12-01", 9, "RC8"),
    ];
    // when they are read, then both closings stand, and neither is called the same
    let staged = file.read(batch(read.clone(), Vec::new()), march(2026));
    assert_eq!((staged.added, staged.set_aside), (2, 0));
    // and reading them again adds nothing
    assert!(
        file.read(batch(read, Vec::new()), march(2026))
            .drafts
            .is_empty()
    );
    // and next year's, of yet another case, corrects neither
    let next = vec![closed("2026-12-01", 4, "RC7")];
    let staged = file.read(batch(next, Vec::new()), march(2027));
    assert_eq!((staged.added, staged.corrected), (1, 0));
}

#[test]
fn a_record_type_that_the_book_lacks_is_set_aside_and_what_is_nested_stands() {
    // given a book without referrals
    let mut smaller = book().clone();
    smaller.records.remove("referral");
    let mut file = File::default();
    let begun = [("started_on", "2025-10-07")];
    let assessment = linked(
        told("assessment-started", "2025-10-07", 3, &begun),
        "referral",
        0,
    );
    let read = batch(vec![referral("2025-10-06", 2, "6"), assessment], Vec::new());
    // when an extract has one
    let staged = file.staged(&smaller, read, march(2026));
    // then it is said what is missing from the book
    let [assessment, note] = staged.drafts.as_slice() else {
        panic!("two entries")
    };
    let reason = note.body.fields.get("reason").unwrap().to_string();
    assert!(reason.contains("no record type referral"), "{reason}");
    // and the assessment is recorded, without a link that leads nowhere
    assert_eq!(assessment.kind, "assessment-started");
    assert!(!assessment.body.fields.contains_key("referral"));
    assert_eq!(staged.tally[&("Block", "Element")].set_aside, 1);
}

#[test]
fn what_was_set_aside_is_recorded_with_all_that_is_needed_to_find_it() {
    let mut file = File::default();
    file.read(
        batch(Vec::new(), vec![aside("31/13/2025", 17)]),
        march(2026),
    );
    let folded = file.folded();
    let note = folded.of_kind(kinds::VALUE_SET_ASIDE).next().unwrap();
    for (field, value) in [
        ("child", "A1"),
        ("source", "cin-census"),
        ("file", "census.xml"),
        ("table", "Block"),
        ("column", "Element"),
        ("value", "31/13/2025"),
        ("reason", "It is no date."),
        ("record", "referral"),
        ("noted_on", "2026-03-31"),
    ] {
        assert_eq!(note.text(field), Some(value), "{field}");
    }
    assert_eq!(note.field("line"), Some(&Value::Number(17)));
}

#[test]
fn entries_are_written_as_the_book_has_them_and_by_whom() {
    let mut file = File::default();
    let staged = file.read(
        batch(vec![referral("2025-10-06", 2, "6")], Vec::new()),
        march(2026),
    );
    let draft = &staged.drafts[0];
    assert_eq!(draft.owner, crate::given::id(File::OWNER));
    assert_eq!(draft.organisation, crate::given::id(File::ORGANISATION));
    assert_eq!(draft.recorded_by, crate::given::id(8));
    assert_eq!(
        draft.kind_version,
        book().record("referral").unwrap().version
    );
    assert_eq!(draft.body.from.as_ref().unwrap().line, 2);
    assert_eq!(
        (draft.corrects, draft.body.withdrawn.as_ref()),
        (None, None)
    );
}
