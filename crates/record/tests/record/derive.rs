//! What is kept beside the ledger of a child's file.

use std::collections::HashSet;
use std::sync::Arc;

use record::{Body, ByBook, Entry, Projection, Projector, kinds};

use crate::given::{File, aside, batch, book, id, linked, march, referral, told, typed};

fn projected(entries: &[Entry]) -> Projection {
    ByBook(Arc::new(book().clone())).project(id(File::OWNER), entries)
}

fn details(told_on: &str, what: &[(&str, &str)]) -> Body {
    let mut body = typed(what);
    body.fields.extend(typed(&[("told_on", told_on)]).fields);
    body
}

#[test]
fn a_child_is_found_by_what_was_told_last() {
    // given details of two sources, of which the later was written down first
    let mut file = File::default();
    let this = [("authority_id", "A2"), ("born_on", "2010-02-01")];
    let last = [("authority_id", "A1"), ("born_on", "2010-01-02")];
    file.written(
        "child-details",
        "2026-03-31",
        details("2026-03-31", &this),
        None,
    );
    file.written(
        "child-details",
        "2025-03-31",
        details("2025-03-31", &last),
        None,
    );
    // then the later one is who the child is
    let child = projected(&file.entries).child.unwrap();
    assert_eq!(child.authority_id, "A2");
    assert_eq!(child.born_on, Some(jiff::civil::date(2010, 2, 1)));
    assert_eq!(child.subject, id(File::OWNER));
    assert_eq!(child.organisation, id(File::ORGANISATION));
}

#[test]
fn what_the_last_telling_leaves_out_is_taken_from_the_one_before() {
    let mut file = File::default();
    let born = [("authority_id", "A1"), ("born_on", "2010-02-01")];
    file.written(
        "child-details",
        "2025-03-31",
        details("2025-03-31", &born),
        None,
    );
    let without = [("authority_id", "A1")];
    file.written(
        "child-details",
        "2026-03-31",
        details("2026-03-31", &without),
        None,
    );
    let child = projected(&file.entries).child.unwrap();
    assert_eq!(child.born_on, Some(jiff::civil::date(2010, 2, 1)));
}

#[test]
fn a_child_not_yet_born_has_no_date_of_birth() {
    let mut file = File::default();
    let unborn = [("authority_id", "A1"), ("expected_on", "2026-06-01")];
    file.written(
        "child-details",
        "2026-03-31",
        details("2026-03-31", &unborn),
        None,
    );
    assert_eq!(projected(&file.entries).child.unwrap().born_on, None);
}

#[test]
fn withdrawn_details_are_nobodys() {
    let mut file = File::default();
    let what = details("2026-03-31", &[("authority_id", "A1")]);
    let first = file.written("child-details", "2026-03-31", what, None);
    let gone = Body {
        withdrawn: Some("of another child".to_owned()),
        ..Body::default()
    };
    file.written("child-details", "2026-03-31", gone, Some(first));
    assert_eq!(projected(&file.entries).child, None);
}

#[test]
fn what_was_set_aside_stands_in_a_row_of_its_own() {
    let mut file = File::default();
    let read = batch(vec![referral("2025-10-06", 2, "6")], vec![aside("n/a", 17)]);
    file.read(read, march(2026));
    let rows = projected(&file.entries).set_aside;
    let [row] = rows.as_slice() else {
        panic!("one row")
    };
    assert_eq!((row.line, row.value.as_str()), (17, "n/a"));
    assert_eq!(row.child.as_deref(), Some("A1"));
    assert_eq!(
        (row.table.as_str(), row.column.as_str()),
        ("Block", "Element")
    );
    assert_eq!(
        (row.source.as_str(), row.file.as_str()),
        ("cin-census", "census.xml")
    );
    assert_eq!(row.reason, "It is no date.");
    let folded = file.folded();
    let note = folded.of_kind(kinds::VALUE_SET_ASIDE).next().unwrap();
    assert_eq!((row.entry, row.subject), (note.id, id(File::OWNER)));
}

#[test]
fn no_two_duties_are_the_same_duty() {
    // given a child with a good deal going on
    let mut file = File::default();
    let mut read = Vec::new();
    for month in 1..=9 {
        let on = format!("2025-0{month}-06");
        let at = read.len();
        read.push(referral(&on, 2, "6"));
        let begun = [("started_on", on.as_str())];
        read.push(linked(
            told("assessment-started", &on, 3, &begun),
            "referral",
            at,
        ));
        let held = [("held_on", on.as_str()), ("outcome", "section-47-enquiry")];
        read.push(linked(
            told("strategy-discussion", &on, 4, &held),
            "referral",
            at,
        ));
        read.push(linked(
            told("protection-plan-started", &on, 5, &begun),
            "referral",
            at,
        ));
        let episode = [
            ("started_on", on.as_str()),
            ("reason", "S"),
            ("legal_status", "C1"),
        ];
        read.push(told("care-episode-started", &on, 6, &episode));
        let review = [("held_on", on.as_str())];
        read.push(told("looked-after-review", &on, 7, &review));
    }
    file.read(batch(read, Vec::new()), march(2026));
    // when it is worked out what is owed
    let duties = projected(&file.entries).duties;
    assert!(duties.len() > 20, "only {} duties", duties.len());
    // then each is told from every other by its clock, what started it, and its number
    let all: HashSet<_> = duties
        .iter()
        .map(|duty| (duty.clock.clone(), duty.started.by, duty.ordinal))
        .collect();
    assert_eq!(all.len(), duties.len());
    assert!(duties.iter().all(|duty| duty.subject == id(File::OWNER)));
}

#[test]
fn an_organisations_own_file_holds_no_child_and_owes_nothing() {
    // given the file in which imports are noted, and what belongs to no child
    let mut file = File::default();
    let import = [("file", "census.xml"), ("to", "2026-03-31")];
    let noted = told(kinds::IMPORT, "2026-03-31", 1, &import);
    file.read(batch(vec![noted], vec![aside("n/a", 4)]), march(2026));
    let projection = projected(&file.entries);
    assert_eq!(projection.child, None);
    assert_eq!(projection.duties, []);
    assert_eq!(projection.set_aside.len(), 1);
}

#[test]
fn an_empty_file_gives_nothing() {
    assert_eq!(projected(&[]), Projection::default());
}

#[test]
fn the_same_file_gives_the_same_rows_in_every_rebuild() {
    let mut file = File::default();
    file.read(
        batch(vec![referral("2025-10-06", 2, "6")], vec![aside("n/a", 4)]),
        march(2026),
    );
    assert_eq!(projected(&file.entries), projected(&file.entries));
}

#[test]
fn rows_of_another_book_are_not_mixed_with_these() {
    let mark = |book: practice::Book| ByBook(Arc::new(book)).mark();
    // given the book, and one in which a single letter differs
    let mut files: Vec<(&str, String)> = practice::book::ENGLAND
        .iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect();
    let same = practice::Book::read(files.iter().map(|(path, text)| (*path, text.as_str())));
    assert_eq!(mark(same.unwrap()), mark(book().clone()));
    files[0].1.push_str("\n# looked over\n");
    let other = practice::Book::read(files.iter().map(|(path, text)| (*path, text.as_str())));
    assert_ne!(mark(other.unwrap()), mark(book().clone()));
}

#[test]
fn le_3_what_a_record_asks_of_somebody_is_owed_by_name_until_it_is_done() {
    // given a direction that names who is to do it and who gave it
    let mut file = File::default();
    let asked = [
        ("given_on", "2026-11-02"),
        ("given_by", "mira"),
        ("who", "ada"),
        ("what", "See the child."),
        ("by", "2026-11-05"),
    ];
    let direction = file.written("case-direction", "2026-11-02", typed(&asked), None);
    // then it is owed by the one, asked for by the other, and late from the day after
    let owed = projected(&file.entries).still_owed;
    let row = owed.iter().find(|row| row.clock == "case-direction-done");
    let row = row.expect("it is owed");
    assert_eq!(row.by.as_deref(), Some("ada"));
    assert_eq!(row.asked_by.as_deref(), Some("mira"));
    assert_eq!(
        (row.kind.as_str(), row.started_by),
        ("case-direction", direction)
    );
    let on = |day: &str| {
        let day: practice::When = day.parse().unwrap();
        day.end()
    };
    assert!(!row.is_late(on("2026-11-05")) && row.is_late(on("2026-11-06")));
    assert_eq!(row.days_late(on("2026-11-08")), 3);
    let duties = projected(&file.entries).duties;
    assert!(duties.iter().any(|duty| duty.id() == row.duty()));
    // and no longer once somebody said what became of it
    let direction = direction.to_string();
    let done = [
        ("direction", direction.as_str()),
        ("concluded_on", "2026-11-06"),
        ("outcome", "done"),
    ];
    file.written("case-direction-concluded", "2026-11-06", typed(&done), None);
    let owed = projected(&file.entries).still_owed;
    assert!(owed.iter().all(|row| row.clock != "case-direction-done"));
}

#[test]
fn the_states_that_lists_ask_about_are_kept_with_when_they_began_and_ended() {
    let mut file = File::default();
    let began = [("started_on", "2026-10-01")];
    let plan = file.written("protection-plan-started", "2026-10-01", typed(&began), None);
    let of = |file: &File| {
        let spells = projected(&file.entries).spells;
        let mut plans = spells
            .into_iter()
            .filter(|spell| spell.state == "protection-plan");
        plans.next().expect("the child is on a plan")
    };
    let now: jiff::Timestamp = "2026-11-02T12:00:00Z".parse().unwrap();
    assert!(of(&file).holds(now) && of(&file).until.is_none());
    let plan = plan.to_string();
    let ended = [("plan", plan.as_str()), ("ended_on", "2026-10-20")];
    file.written("protection-plan-ended", "2026-10-20", typed(&ended), None);
    assert!(!of(&file).holds(now));
}
