//! Making and opening a ledger, and being refused with a message to act on.

use std::fs;

use store::{NoRandomness, Randomness, Store, StoreError};

use crate::common::{Ledger, Set, child, command, draft, setup, write_file};

#[test]
fn a_second_writer_is_refused_and_told_which_process_holds_it() {
    let ledger = Ledger::new();
    let writer = ledger.writer();

    let refused = ledger.store.open_writer(ledger.outside()).err().unwrap();

    let pid = std::process::id().to_string();
    assert!(
        matches!(&refused, StoreError::WriterHeld { pid: held, .. } if *held == pid),
        "{refused:?}"
    );
    assert!(refused.to_string().contains(&pid), "{refused}");
    drop(writer);
    assert!(ledger.store.open_writer(ledger.outside()).is_ok());
}

#[test]
fn a_reader_works_while_a_writer_is_open_and_sees_what_is_committed() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let mut reader = ledger.reader();
    assert_eq!(reader.head().unwrap().position, 1);

    write_file(&writer, 1, 4).unwrap();

    assert_eq!(reader.head().unwrap().position, 5);
    assert_eq!(reader.file(child(1)).unwrap().len(), 4);
    assert_eq!(ledger.verify().unwrap().entries, 5);
}

#[test]
fn only_an_example_ledger_takes_a_clock_that_is_not_the_machines() {
    let ledger = Ledger::nothing();
    let refused = ledger.store.create(&setup(false), ledger.outside()).err();
    assert!(matches!(
        refused,
        Some(StoreError::NotTheMachinesClock { .. })
    ));
    assert!(!ledger.store.exists());

    let mut outside = ledger.outside();
    outside.clock = Box::new(Set::at("2026-06-01T09:00:00Z").machine());
    drop(ledger.store.create(&setup(false), outside).unwrap());
    let refused = ledger.store.open_writer(ledger.outside()).err();
    assert!(matches!(
        refused,
        Some(StoreError::NotTheMachinesClock { .. })
    ));

    let example = Ledger::new();
    assert!(example.store.open_writer(example.outside()).is_ok());
}

#[test]
fn re_2_an_example_ledger_cannot_be_made_to_say_that_it_is_none() {
    let ledger = Ledger::new();
    ledger
        .behind()
        .execute("update ledger set example = 0", [])
        .unwrap();

    let refused = ledger.store.open_reader().err();

    assert!(matches!(refused, Some(StoreError::WrongMasterKey { .. })));
}

#[test]
fn another_master_key_is_noticed_when_the_ledger_is_opened() {
    let ledger = Ledger::of_three_files();
    let key_file = ledger.path().join("master.key");
    fs::write(&key_file, "ab".repeat(32)).unwrap();

    let refused = ledger.store.open_reader().err().unwrap();

    assert!(matches!(refused, StoreError::WrongMasterKey { .. }));
    assert!(refused.to_string().contains("master.key"), "{refused}");
    assert!(matches!(
        ledger.store.open_writer(ledger.outside()).err(),
        Some(StoreError::WrongMasterKey { .. })
    ));
}

#[test]
fn a_master_key_that_is_missing_or_is_none_is_named() {
    let ledger = Ledger::new();
    let key_file = ledger.path().join("master.key");
    for wrong in ["", "ab", &"xy".repeat(32), &"ab".repeat(33)] {
        fs::write(&key_file, wrong).unwrap();
        let refused = ledger.store.open_reader().err();
        assert!(
            matches!(refused, Some(StoreError::KeyFile { .. })),
            "{wrong:?}"
        );
    }
    fs::remove_file(&key_file).unwrap();
    let refused = ledger.store.open_reader().err();
    assert!(matches!(refused, Some(StoreError::KeyFile { .. })));
}

#[test]
fn the_master_key_may_be_provided_and_kept_elsewhere() {
    let ledger = Ledger::nothing();
    let elsewhere = ledger.dir.path().join("key");
    fs::write(&elsewhere, format!("{}\n", "0F".repeat(32))).unwrap();
    let store = ledger.store.clone().with_key_file(&elsewhere);

    drop(store.create(&setup(true), ledger.outside()).unwrap());

    assert!(store.open_reader().is_ok());
    assert!(!ledger.path().join("master.key").exists());
    assert!(matches!(
        ledger.store.open_reader().err(),
        Some(StoreError::KeyFile { .. })
    ));
}

#[cfg(unix)]
#[test]
fn none_but_this_user_may_read_the_master_key_or_look_into_the_directory() {
    use std::os::unix::fs::PermissionsExt;

    let ledger = Ledger::new();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

    assert_eq!(mode(ledger.path().join("master.key")), 0o600);
    assert_eq!(mode(ledger.path().join("sightline.sqlite")), 0o600);
    assert_eq!(mode(ledger.path()), 0o700);
}

#[test]
fn where_there_is_no_ledger_that_is_said() {
    let ledger = Ledger::nothing();
    assert!(matches!(
        ledger.store.open_reader().err(),
        Some(StoreError::NoLedger { .. })
    ));

    fs::create_dir_all(ledger.path()).unwrap();
    let file = ledger.path().join("sightline.sqlite");
    for other in [String::new(), "child,born\n".repeat(400)] {
        fs::write(&file, other).unwrap();
        assert!(matches!(
            ledger.store.open_reader().err(),
            Some(StoreError::NotALedger { .. })
        ));
        assert!(matches!(
            ledger.store.open_writer(ledger.outside()).err(),
            Some(StoreError::NotALedger { .. })
        ));
    }
}

#[test]
fn a_ledger_is_never_made_in_the_database_of_something_else() {
    let ledger = Ledger::nothing();
    fs::create_dir_all(ledger.path()).unwrap();
    let other = ledger.behind();
    other
        .execute_batch("create table stock (item text)")
        .unwrap();

    let refused = ledger.store.create(&setup(true), ledger.outside()).err();

    assert!(matches!(refused, Some(StoreError::NotALedger { .. })));
    assert!(!ledger.path().join("master.key").exists());
}

#[test]
fn a_ledger_is_never_made_over_another() {
    let ledger = Ledger::of_three_files();

    let refused = ledger.store.create(&setup(true), ledger.outside()).err();

    assert!(matches!(refused, Some(StoreError::AlreadyThere { .. })));
    assert_eq!(ledger.verify().unwrap().entries, 13);
}

#[test]
fn a_ledger_whose_making_was_broken_off_can_be_made_again() {
    let ledger = Ledger::nothing();
    fs::create_dir_all(ledger.path()).unwrap();
    fs::write(ledger.path().join("sightline.sqlite"), "").unwrap();
    fs::write(ledger.path().join("master.key"), "0f".repeat(32)).unwrap();

    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());

    assert_eq!(ledger.verify().unwrap().entries, 1);
}

#[test]
fn a_ledger_of_a_newer_version_is_left_alone() {
    let ledger = Ledger::new();
    ledger
        .behind()
        .execute("update ledger set format = 3", [])
        .unwrap();

    let refused = ledger.store.open_reader().err();

    assert!(matches!(
        refused,
        Some(StoreError::NewerFormat {
            found: 3,
            known: 2,
            ..
        })
    ));
}

#[test]
fn what_the_database_refuses_fails_the_command_and_not_the_writer() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let behind = ledger.behind();
    let owner = child(1);
    let append = || writer.append(command(owner, 0, vec![draft(owner, 1, &[])]));
    // A trigger stands in for whatever makes the database refuse.
    behind
        .execute_batch(
            "create trigger no_more before insert on entry \
             begin select raise(abort, 'no more'); end",
        )
        .unwrap();

    let refused = append();
    behind.execute_batch("drop trigger no_more").unwrap();
    let accepted = append();

    assert!(matches!(refused, Err(StoreError::Refused { .. })));
    assert!(accepted.is_ok(), "{accepted:?}");
}

#[test]
fn what_was_answered_as_appended_outlives_the_process_that_appended_it() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for n in 1..=3 {
        write_file(&writer, n, 4).unwrap();
    }
    let head = ledger.reader().head().unwrap();

    // What lies on the disk while the writer is at work is what a broken-off
    // process leaves behind.
    let left = Ledger::nothing();
    fs::create_dir_all(left.path()).unwrap();
    for file in fs::read_dir(ledger.path()).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), left.path().join(file.file_name())).unwrap();
    }

    assert_eq!(left.verify().unwrap().head, head);
    write_file(&left.writer(), 4, 4).unwrap();
    assert_eq!(left.verify().unwrap().entries, 17);
}

#[test]
fn nothing_is_written_without_randomness() {
    struct Failing;
    impl Randomness for Failing {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), NoRandomness> {
            Err(NoRandomness("no entropy".into()))
        }
    }
    let ledger = Ledger::new();
    let mut outside = ledger.outside();
    outside.randomness = Box::new(Failing);

    let writer = ledger.store.open_writer(outside).unwrap();
    let refused = write_file(&writer, 1, 4);

    assert!(matches!(refused, Err(StoreError::NoRandomness(_))));
    assert_eq!(ledger.verify().unwrap().entries, 1);
}

#[test]
fn the_directory_is_named_as_it_was_given() {
    let store = Store::at("no/such/place");

    let refused = store.open_reader().err().unwrap();

    assert_eq!(
        refused.to_string(),
        "there is no ledger in no/such/place: create one, or name the directory that holds it"
    );
}
