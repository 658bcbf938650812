//! What is about the files of a record in a folder, and so of SQLite alone: what stands in
//! them after a disposal, and a folder that an earlier version made.

use crate::disposal::{BORN, CHILD, dispose, file_of};
use crate::harness::{Desk, THE_DAY_AFTER, copy, example, project, text};

#[test]
fn nothing_that_names_the_child_stands_in_the_files_of_the_record() {
    let desk = Desk::with_the_example_imported();
    let owner = file_of(&desk, CHILD);
    let key: Vec<u8> = desk
        .database()
        .query_row(
            &format!("select wrapped from owner_key where owner = x'{owner}'"),
            [],
            |row| row.get(0),
        )
        .expect("a key");
    let gone: [&[u8]; 3] = [CHILD.as_bytes(), BORN.as_bytes(), &key];
    for bytes in gone {
        assert!(!desk.files_that_hold(bytes).is_empty(), "it was there");
    }

    dispose(&desk, ("", "")).done();

    for bytes in gone {
        assert_eq!(desk.files_that_hold(bytes), Vec::<String>::new());
    }
    desk.sightline("rebuild").done();
    for bytes in gone {
        assert_eq!(desk.files_that_hold(bytes), Vec::<String>::new(), "rebuilt");
    }
}

/// The record that the first version wrote, as it is kept with the store's tests.
fn of_the_first_version() -> Desk {
    let desk = Desk::new();
    let kept = project().join("crates/store/tests/old/format-1");
    copy(&kept, &desk.path("sightline-data"));
    desk
}

#[test]
fn what_the_first_version_recorded_is_read_worked_out_and_added_to() {
    let desk = of_the_first_version();
    assert_eq!(desk.entries(), 227);
    desk.sightline("child X1007 --as-at 2026-04-01")
        .done()
        .saying(&["Child X1007"]);

    desk.sightline("rebuild").done();

    for (child, clock, due, state) in [
        ("X1004", "icpc-15wd", "2025-06-06", "met"),
        ("X1007", "icpc-15wd", "2026-02-02", "overdue"),
        ("X1008", "rcpc-first", "2025-12-22", "overdue"),
    ] {
        let duty = desk.duty(child, clock, THE_DAY_AFTER);
        assert_eq!((text(&duty, "due"), text(&duty, "state")), (due, state));
    }
    copy(&example(), &desk.path("extract"));
    desk.sightline("import extract --heads .").done();
    desk.sightline("verify").done();
}
