//! Making and opening a ledger, and being refused with a message to act on.

use std::fs;

use store::{NoRandomness, Randomness, StoreError};

use super::common::{Ledger, Set, child, setup, write_file};

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
    assert_eq!(ledger.store.exists(), Ok(false));

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
        .run("update ledger set example = not example");

    let refused = ledger.store.open_reader().err();

    assert!(matches!(refused, Some(StoreError::WrongMasterKey { .. })));
}

#[test]
fn another_master_key_is_noticed_when_the_ledger_is_opened() {
    let ledger = Ledger::of_three_files();
    let key_file = ledger.key_file();
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
    let key_file = ledger.key_file();
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
fn what_a_killed_making_of_the_master_key_left_is_taken_up_again() {
    let ledger = Ledger::nothing();
    let key_file = ledger.key_file();
    let folder = key_file.parent().unwrap();
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("master.key.part"), "0f0f0f").unwrap();

    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());

    assert!(!folder.join("master.key.part").exists());
    assert_eq!(fs::read_to_string(&key_file).unwrap().len(), 65);
    assert_eq!(ledger.verify().unwrap().entries, 1);
}

#[test]
fn a_master_key_that_was_cut_short_is_explained_and_a_ledger_is_made_when_it_is_away() {
    let ledger = Ledger::nothing();
    let key_file = ledger.key_file();
    fs::create_dir_all(key_file.parent().unwrap()).unwrap();
    for left in ["", "0f0f0f\n"] {
        fs::write(&key_file, left).unwrap();

        let refused = ledger.store.create(&setup(true), ledger.outside());

        let refused = refused.err().unwrap().to_string();
        assert!(refused.contains("cut short"), "{refused}");
        assert!(refused.contains("remove the file"), "{refused}");
        assert_eq!(fs::read_to_string(&key_file).unwrap(), left, "left alone");
    }
    fs::remove_file(&key_file).unwrap();
    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());
    assert_eq!(ledger.verify().unwrap().entries, 1);
}

#[test]
fn the_master_key_may_be_provided_and_kept_elsewhere() {
    let ledger = Ledger::nothing();
    let elsewhere = ledger.dir.path().join("key");
    fs::write(&elsewhere, format!("{}\n", "0F".repeat(32))).unwrap();
    let store = ledger.store.clone().with_key_file(&elsewhere);

    drop(store.create(&setup(true), ledger.outside()).unwrap());

    assert!(store.open_reader().is_ok());
    assert!(!ledger.key_file().exists());
    assert!(matches!(
        ledger.store.open_reader().err(),
        Some(StoreError::KeyFile { .. })
    ));
}

#[test]
fn a_ledger_is_never_made_over_another() {
    let ledger = Ledger::of_three_files();

    let refused = ledger.store.create(&setup(true), ledger.outside()).err();

    assert!(matches!(refused, Some(StoreError::AlreadyThere { .. })));
    assert_eq!(ledger.verify().unwrap().entries, 13);
}

#[test]
fn a_ledger_of_a_newer_version_is_left_alone() {
    let ledger = Ledger::new();
    ledger.behind().run("update ledger set format = 6");

    let refused = ledger.store.open_reader().err();

    assert!(matches!(
        refused,
        Some(StoreError::NewerFormat {
            found: 6,
            known: 5,
            ..
        })
    ));
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
fn where_there_is_no_ledger_that_is_said() {
    let ledger = Ledger::nothing();

    assert_eq!(ledger.store.exists(), Ok(false));
    assert!(matches!(
        ledger.store.open_reader().err(),
        Some(StoreError::NoLedger { .. })
    ));
    assert!(matches!(
        ledger.store.open_writer(ledger.outside()).err(),
        Some(StoreError::NoLedger { .. })
    ));
}

#[test]
fn a_ledger_is_never_made_in_the_database_of_something_else() {
    let ledger = Ledger::nothing();
    let other = ledger.behind();
    other.run("create table stock (item text)");

    let refused = ledger.store.create(&setup(true), ledger.outside()).err();

    assert!(matches!(refused, Some(StoreError::NotALedger { .. })));
    assert!(!ledger.key_file().exists());
    assert!(matches!(
        ledger.store.open_reader().err(),
        Some(StoreError::NotALedger { .. })
    ));
    assert_eq!(other.tables(), ["stock"], "it is left alone");
}

#[test]
fn a_ledger_whose_making_was_broken_off_can_be_made_again() {
    struct Failing;
    impl Randomness for Failing {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), NoRandomness> {
            Err(NoRandomness("no entropy".into()))
        }
    }
    let ledger = Ledger::nothing();
    fs::create_dir_all(ledger.key_file().parent().unwrap()).unwrap();
    fs::write(ledger.key_file(), "0f".repeat(32)).unwrap();
    let mut outside = ledger.outside();
    outside.randomness = Box::new(Failing);
    assert!(ledger.store.create(&setup(true), outside).is_err());
    assert!(ledger.store.open_reader().is_err());

    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());

    assert_eq!(ledger.verify().unwrap().entries, 1);
}
