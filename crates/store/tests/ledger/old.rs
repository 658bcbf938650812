//! A ledger of each earlier format stays readable, and is brought to the present one
//! when it is first written to. The ledgers in `tests/old` were made by the versions
//! that wrote them; they are examples, and their keys stand beside them. There was no
//! PostgreSQL then, so this is of folders alone.

use std::fs;
use std::path::Path;

use practice::Id;
use record::Entry;
use store::{BookNamed, Store, StoreError};

use super::common::{Fold, Ledger, Repeating, write_file};

/// A copy of the ledger of the first format.
fn of_format_1() -> Ledger {
    of("format-1")
}

/// A copy of the ledger in this folder of `tests/old`.
fn of(folder: &str) -> Ledger {
    let ledger = Ledger::nothing();
    let place = Path::new(&ledger.name);
    fs::create_dir_all(place).unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old");
    let kept = kept.join(folder);
    for name in ["sightline.sqlite", "master.key"] {
        fs::copy(kept.join(name), place.join(name)).unwrap();
    }
    ledger
}

const ENTRIES: u64 = 227;
const SEAL: &str = "86e392bef32136028dd587c360ad75b94577beceb7e4cec1ca730a0b3876611a";

fn entries(store: &Store) -> Vec<Entry> {
    store.open_reader().unwrap().entries(1, 1000).unwrap()
}

fn format(ledger: &Ledger) -> i64 {
    let found = ledger.behind().rows("select format from ledger");
    found[0][0].as_ref().unwrap().parse().unwrap()
}

#[test]
fn a_ledger_of_the_first_format_is_read_and_verified_as_it_is() {
    let ledger = of_format_1();

    let verified = ledger.verify().unwrap();

    assert_eq!(verified.entries, ENTRIES);
    assert_eq!(verified.head.seal.to_string(), SEAL);
    let entries = entries(&ledger.store);
    assert!(entries.iter().all(|entry| entry.body.is_some()));
    let opened = entries[0].body.as_ref().unwrap();
    assert_eq!(
        opened.fields.get("name").unwrap().to_string(),
        "Exampleshire"
    );
    let children = entries.iter().filter(|entry| {
        let body = entry.body.as_ref().unwrap();
        entry.header.kind == "child-details"
            && body.fields.get("authority_id").unwrap().to_string() == "X1007"
    });
    assert_eq!(children.count(), 1);
    let mut reader = ledger.reader();
    assert_eq!(reader.accounts(), Ok(Vec::new()), "it has no desks");
    assert_eq!(
        reader.looks_at(Id::from_bytes([1; 16]), None, 9),
        Ok(Vec::new())
    );
    assert_eq!(format(&ledger), 1, "reading changes nothing");
}

#[test]
fn a_ledger_of_the_first_format_gains_its_signing_key_when_its_head_is_signed() {
    let ledger = of_format_1();

    let head = ledger
        .store
        .sign_head(&ledger.clock, &mut Repeating(3))
        .unwrap();

    assert_eq!(head.head.seal.to_string(), SEAL);
    assert_eq!(format(&ledger), 5);
    let mut reader = ledger.reader();
    assert!(reader.verify_against(&[head], |_, _| {}).is_ok());
}

#[test]
fn a_ledger_of_the_first_format_is_rotated_and_then_recovered() {
    let ledger = of_format_1();
    let before = entries(&ledger.store);
    let (new_key, again) = (
        ledger.dir.path().join("new"),
        ledger.dir.path().join("again"),
    );
    let recovery = store::RecoveryKey::new(&mut Repeating(1)).unwrap();
    let none = ledger.store.recover(&recovery, &again);
    assert!(matches!(none, Err(StoreError::NoRecovery { .. })));

    let rotated = ledger.store.rotate(
        &new_key,
        Some(&recovery),
        &ledger.clock,
        &mut Repeating(2),
        |_| {},
    );

    assert_eq!(rotated.unwrap().owners, 27);
    ledger.store.recover(&recovery, &again).unwrap();
    assert_eq!(entries(&ledger.store.clone().with_key_file(again)), before);
}

#[test]
fn a_ledger_of_the_first_format_is_moved_to_another_organisation() {
    let ledger = of_format_1();
    let (to, key) = (
        ledger.dir.path().join("export"),
        ledger.dir.path().join("key"),
    );
    let book = BookNamed {
        title: "England".into(),
        edition: "2026-11".into(),
        mark: 0,
    };
    let exported = ledger
        .store
        .export(&to, &key, &book, &ledger.clock, &mut Repeating(3), |_| {});
    let there = Ledger::nothing();

    let received = there.store.receive(
        &to,
        &key,
        None,
        &Fold,
        &there.clock,
        &mut Repeating(4),
        |_, _| {},
    );

    assert_eq!(received, exported);
    assert_eq!(entries(&there.store), entries(&ledger.store));
    assert_eq!(there.verify().unwrap().head.seal.to_string(), SEAL);
}

#[test]
fn a_ledger_of_the_first_format_is_added_to() {
    let ledger = of_format_1();
    let projector = ledger.outside().projector;
    ledger.store.rebuild(&projector, |_, _| {}).unwrap();
    let mut outside = ledger.outside();
    // Its entries were recorded by the machine's clock, later than the tests' stands.
    outside.randomness = Box::new(Repeating(8));
    let writer = ledger.store.open_writer(outside).unwrap();

    write_file(&writer, 1, 4).unwrap();
    let kept = super::desk::typed(1, super::common::child(1), 1, "seen at home");
    writer.note(vec![store::Note::Draft(kept.clone())]).unwrap();

    drop(writer);
    let verified = ledger.verify().unwrap();
    assert_eq!(verified.entries, ENTRIES + 4);
    assert_eq!(format(&ledger), 5);
    assert_eq!(ledger.reader().draft(kept.id), Ok(Some(kept)));
    let organisation: Id = ledger.reader().about().organisation;
    assert!(!ledger.reader().file(organisation).unwrap().is_empty());
}

#[test]
fn an_export_from_before_there_was_an_access_log_is_taken_in() {
    let export = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old/export-1");
    let there = Ledger::nothing();

    let moved = there.store.receive(
        &export,
        &export.join("transfer.key"),
        None,
        &Fold,
        &there.clock,
        &mut Repeating(4),
        |_, _| {},
    );

    let moved = moved.unwrap();
    assert_eq!((moved.entries, moved.looks), (11, 0));
    assert_eq!(there.verify().unwrap().head, moved.head);
    let made = super::desk::account(5, "amina.k");
    let writer = there.store.open_writer(there.outside()).unwrap();
    writer
        .note(vec![store::Note::NewAccount(made.clone())])
        .unwrap();
    assert_eq!(there.reader().accounts(), Ok(vec![made]));
}

/// The last entry of the ledger of the third format, and of the export of it.
const SEAL_3: &str = "e60add3a39ae85d3c2fe3c6beebe4269466bff8e81346b3d96770769917c1fca";

#[test]
fn a_ledger_of_the_third_format_is_read_as_it_is_and_takes_documents_when_it_is_written_to() {
    use super::documents::{attach, attaches, brought, whole};
    let ledger = of("format-3");
    let before = ledger.verify().unwrap();
    let drafted = ledger.reader().draft(super::common::id(1)).unwrap();
    let none = ledger.reader().attachments_with(super::common::id(1));
    assert_eq!(format(&ledger), 3, "reading changes nothing");
    let projector = ledger.outside().projector;
    ledger.store.rebuild(&projector, |_, _| {}).unwrap();

    let writer = ledger.writer();
    let owner = super::common::child(2);
    let attachment = brought(9, owner, 1, b"a letter");
    attach(&writer, &attachment, b"a letter").unwrap();
    let says_so = attaches(&attachment);
    writer
        .append(super::common::command(owner, 4, vec![says_so]))
        .unwrap();

    assert_eq!(before.head.seal.to_string(), SEAL_3);
    assert_eq!((before.entries, before.documents), (13, 0));
    assert!(drafted.is_some(), "what was kept at the desks is read");
    assert_eq!(none, Ok(Vec::new()));
    assert_eq!(format(&ledger), 5);
    let after = ledger.verify().unwrap();
    assert_eq!((after.entries, after.documents), (14, 1));
    assert_eq!(whole(&ledger, attachment.id), Some(b"a letter".to_vec()));
}

#[test]
fn an_export_from_before_there_were_documents_is_taken_in() {
    let export = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old/export-2");
    let there = Ledger::nothing();

    let moved = there.store.receive(
        &export,
        &export.join("transfer.key"),
        None,
        &Fold,
        &there.clock,
        &mut Repeating(4),
        |_, _| {},
    );

    let moved = moved.unwrap();
    assert_eq!((moved.entries, moved.looks, moved.documents), (13, 1, 0));
    assert_eq!(moved.head.seal.to_string(), SEAL_3);
    assert_eq!(there.verify().unwrap().head, moved.head);
}
