//! The keys: the master key lost and recovered, changed for another, and asked after.

use std::fs;
use std::path::PathBuf;

use store::{KeySource, RecoveryKey, Rotated, Store, StoreError};

use super::common::{Ledger, Repeating, child, setup, write_file};
use super::copied::copy;

pub fn recovery(seed: u64) -> RecoveryKey {
    RecoveryKey::new(&mut Repeating(seed)).unwrap()
}

/// A ledger of three files with a recovery key, and a place for new key files.
fn recoverable(key: &RecoveryKey) -> (Ledger, PathBuf) {
    recoverable_in(Ledger::nothing(), key)
}

/// The same, in this place.
pub fn recoverable_in(ledger: Ledger, key: &RecoveryKey) -> (Ledger, PathBuf) {
    let made = ledger
        .store
        .create_recoverable(&setup(true), ledger.outside(), key);
    drop(made.unwrap());
    let ledger = ledger.with_three_files();
    let new_key = ledger.dir.path().join("new.key");
    (ledger, new_key)
}

pub fn rotate(
    ledger: &Ledger,
    to: &std::path::Path,
    key: &RecoveryKey,
) -> Result<Rotated, StoreError> {
    let randomness = &mut Repeating(1 << 40);
    ledger
        .store
        .rotate(to, Some(key), &ledger.clock, randomness, |_| {})
}

/// Whether everything opens and holds.
fn holds(store: &Store) -> bool {
    let verified = store
        .open_reader()
        .and_then(|mut reader| reader.verify(&[], |_, _| {}));
    verified.is_ok_and(|verified| verified.entries == 13 && verified.keys == 4)
}

#[test]
fn a_lost_master_key_is_had_again_with_the_recovery_key() {
    let key = recovery(1);
    let (ledger, new_key) = recoverable(&key);
    let master = ledger.key_file();
    let was = fs::read_to_string(&master).unwrap();
    fs::remove_file(&master).unwrap();
    let typed: RecoveryKey = key.to_string().to_lowercase().parse().unwrap();

    ledger.store.recover(&typed, &new_key).unwrap();

    assert_eq!(fs::read_to_string(&new_key).unwrap(), was);
    assert!(holds(&ledger.store.clone().with_key_file(&new_key)));
}

#[test]
fn another_recovery_key_opens_nothing_and_writes_nothing() {
    let (ledger, new_key) = recoverable(&recovery(1));

    let refused = ledger.store.recover(&recovery(2), &new_key);

    assert_eq!(refused, Err(StoreError::RecoveryDoesNotOpen));
    assert!(!new_key.exists());
}

#[test]
fn a_ledger_without_a_recovery_key_says_so() {
    let ledger = Ledger::of_three_files();

    let refused = ledger
        .store
        .recover(&recovery(1), &ledger.dir.path().join("new.key"));

    assert!(matches!(refused, Err(StoreError::NoRecovery { .. })));
}

#[test]
fn after_a_rotation_the_new_key_alone_opens_everything() {
    let (ledger, new_key) = recoverable(&recovery(1));
    let file_before = ledger.reader().file(child(2)).unwrap();
    let head = ledger.store.sign_head(&ledger.clock, &mut Repeating(5));
    let head = head.unwrap();

    let rotated = rotate(&ledger, &new_key, &recovery(2)).unwrap();

    assert_eq!((rotated.version, rotated.owners), (2, 4));
    let old = ledger.store.open_reader().err();
    assert!(matches!(old, Some(StoreError::WrongMasterKey { .. })));
    let store = ledger.store.clone().with_key_file(&new_key);
    assert!(holds(&store));
    let mut reader = store.open_reader().unwrap();
    assert_eq!(reader.file(child(2)).unwrap(), file_before);
    assert!(reader.verify_against(&[head], |_, _| {}).is_ok());
    let writer = store.open_writer(ledger.outside()).unwrap();
    write_file(&writer, 4, 4).unwrap();
    drop(writer);
    assert_eq!(
        store.open_reader().unwrap().file(child(4)).unwrap().len(),
        4
    );
    let shown = store.keys_shown(&ledger.clock, &mut Repeating(6)).unwrap();
    assert_eq!((shown.version, shown.owners), (2, 5));
    assert!(shown.since.is_some() && shown.recovery_since.is_some());
}

#[test]
fn after_a_rotation_the_new_recovery_key_alone_recovers() {
    let (ledger, new_key) = recoverable(&recovery(1));
    rotate(&ledger, &new_key, &recovery(2)).unwrap();
    let again = ledger.dir.path().join("again.key");

    let before = ledger.store.recover(&recovery(1), &again);
    ledger.store.recover(&recovery(2), &again).unwrap();

    assert_eq!(before, Err(StoreError::RecoveryDoesNotOpen));
    assert_eq!(fs::read(&again).unwrap(), fs::read(&new_key).unwrap());
}

#[test]
fn a_rotation_that_is_cut_short_anywhere_leaves_the_old_key_good() {
    let (ledger, new_key) = recoverable(&recovery(1));
    let mut copies = Vec::new();
    let rotated = ledger.store.rotate(
        &new_key,
        Some(&recovery(2)),
        &ledger.clock,
        &mut Repeating(1 << 40),
        |_| {
            assert!(new_key.exists(), "the new key is on the disk by then");
            copies.push(copy(&ledger));
        },
    );
    rotated.unwrap();
    assert!(copies.len() >= 2);

    for copy in copies {
        assert!(holds(&copy.store));
        let new = copy.store.clone().with_key_file(&new_key).open_reader();
        assert!(matches!(new.err(), Some(StoreError::WrongMasterKey { .. })));
        let again = copy.dir.path().join("again.key");
        copy.store.recover(&recovery(1), &again).unwrap();
    }
    assert!(holds(&ledger.store.clone().with_key_file(&new_key)));
}

#[test]
fn a_rotation_that_the_database_refuses_changes_nothing() {
    let (ledger, new_key) = recoverable(&recovery(1));
    let behind = ledger.behind();
    let third = behind.bytes(child(3).bytes());
    behind.refuse("update on owner_key", &format!("old.owner = {third}"));

    let refused = rotate(&ledger, &new_key, &recovery(2));

    assert!(refused.is_err());
    assert!(holds(&ledger.store));
    // A second attempt never writes over a key file that something may depend on.
    behind.allow("owner_key");
    let again = rotate(&ledger, &new_key, &recovery(2));
    assert!(matches!(again, Err(StoreError::FileThere { .. })));
    let other = ledger.dir.path().join("other.key");
    rotate(&ledger, &other, &recovery(2)).unwrap();
    assert!(holds(&ledger.store.clone().with_key_file(other)));
}

#[test]
fn a_rotation_waits_for_no_writer_and_is_refused_beside_one() {
    let (ledger, new_key) = recoverable(&recovery(1));
    let _writer = ledger.writer();

    let refused = rotate(&ledger, &new_key, &recovery(2));

    assert!(matches!(refused, Err(StoreError::WriterHeld { .. })));
    assert!(!new_key.exists());
}

#[cfg(unix)]
#[test]
fn the_master_key_may_be_what_a_command_prints() {
    let ledger = Ledger::nothing();
    let file = ledger.dir.path().join("elsewhere");
    fs::write(&file, "0f".repeat(32)).unwrap();
    let command = |words: &str| {
        let source = KeySource::Command(format!("{words} '{}'", file.display()));
        ledger.store.clone().with_key(source)
    };

    let made = command("cat").create(&setup(true), ledger.outside());

    drop(made.unwrap());
    assert!(command("cat").open_reader().is_ok());
    assert!(!ledger.key_file().exists());
    for (words, why) in [("false", "it failed"), ("echo", "64 hexadecimal digits")] {
        let refused = command(words).open_reader().err().unwrap();
        assert!(refused.to_string().contains(why), "{refused}");
        assert!(refused.to_string().contains(words), "{refused}");
    }
}
