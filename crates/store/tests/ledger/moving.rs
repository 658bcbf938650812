//! LE-14: the whole record moved to another organisation, whole and verifiable.

use std::fs;
use std::path::{Path, PathBuf};

use practice::Id;
use record::Entry;
use store::{BookNamed, Moved, Note, RecoveryKey, StoreError};

use super::common::{Fold, Ledger, ORGANISATION, Repeating, child, draft, write_file};
use super::copied::copy;
use super::desk::{account, typed, with_a_reason};
use super::documents::with_a_document;

fn book() -> BookNamed {
    BookNamed {
        title: "England".into(),
        edition: "2026-11".into(),
        mark: 0,
    }
}

/// The key that travels apart.
fn transfer(ledger: &Ledger) -> PathBuf {
    ledger.dir.path().join("transfer.key")
}

fn export(ledger: &Ledger, to: &Path, key: &Path, seed: u64) -> Result<Moved, StoreError> {
    let randomness = &mut Repeating(seed);
    (ledger.store).export(to, key, &book(), &ledger.clock, randomness, |_| {})
}

fn receive(ledger: &Ledger, from: &Path, key: &Path) -> Result<Moved, StoreError> {
    let randomness = &mut Repeating(77);
    (ledger.store).receive(from, key, None, &Fold, &ledger.clock, randomness, |_, _| {})
}

/// A look at each of two files with its reason, a draft and an account.
fn desk() -> Vec<Note> {
    let looks = [1, 2].map(|n| with_a_reason(n, child(n))).map(Note::Looked);
    let others = [
        Note::Draft(typed(1, child(1), 1, "seen at home")),
        Note::NewAccount(account(5, "amina.k")),
    ];
    looks.into_iter().chain(others).collect()
}

/// A ledger of three files, one of them disposed of, exported.
fn exported() -> (Ledger, PathBuf, PathBuf) {
    let ledger = Ledger::of_three_files();
    let owner = child(2);
    ledger.writer().note(desk()).unwrap();
    let mut outside = ledger.outside();
    outside.randomness = Box::new(Repeating(5 << 40));
    let disposed = ledger.store.dispose(owner, outside, |_| {
        let mut says_so = draft(ORGANISATION, 9, &[("file", "2")]);
        says_so.corrects = None;
        Ok::<_, StoreError>(vec![says_so])
    });
    disposed.unwrap();
    let (to, key) = (ledger.dir.path().join("export"), transfer(&ledger));
    export(&ledger, &to, &key, 1).unwrap();
    (ledger, to, key)
}

const PARTS: [&str; 7] = [
    "documents.jsonl",
    "entries.jsonl",
    "keys.jsonl",
    "looks.jsonl",
    "manifest.json",
    "manifest.signature",
    "pieces.jsonl",
];

fn entries(ledger: &Ledger) -> Vec<Entry> {
    ledger.reader().entries(1, 1000).unwrap()
}

#[test]
fn le_14_what_is_taken_in_elsewhere_is_the_same_record_under_other_keys() {
    let (ledger, export, key) = exported();
    let there = Ledger::nothing();

    let moved = receive(&there, &export, &key).unwrap();

    assert_eq!((moved.entries, moved.files, moved.without_key), (14, 4, 1));
    assert_eq!(moved.head, ledger.verify().unwrap().head);
    assert_eq!(there.verify(), ledger.verify());
    assert_eq!(there.reader().about(), ledger.reader().about());
    assert_eq!(entries(&there), entries(&ledger));
    let (mut one, mut other) = (ledger.reader(), there.reader());
    assert_eq!(one.counts(), other.counts());
    assert_eq!(one.duties_of(child(1)), other.duties_of(child(1)));
    assert_eq!(one.child(child(3)), other.child(child(3)));
    assert_eq!(moved.looks, 2);
    let looks = other.looks_at(child(1), None, 9).unwrap();
    assert_eq!(looks, [with_a_reason(1, child(1))]);
    let of_the_disposed = other.looks_at(child(2), None, 9);
    assert_eq!(of_the_disposed, one.looks_at(child(2), None, 9));
    // Who works there has other accounts, and other work in hand.
    assert_eq!(other.accounts(), Ok(Vec::new()));
    assert_eq!(other.drafts_for(child(1)), Ok(Vec::new()));
    let master = |ledger: &Ledger| fs::read(ledger.key_file()).unwrap();
    assert_ne!(master(&ledger), master(&there));
}

#[test]
fn le_14_a_record_that_was_moved_and_exported_again_is_byte_for_byte_the_same() {
    let (ledger, first, key) = exported();
    let there = Ledger::nothing();
    receive(&there, &first, &key).unwrap();
    let again = there.dir.path().join("again");

    export(&there, &again, &key, 99).unwrap();

    for part in PARTS {
        let (one, other) = (fs::read(first.join(part)), fs::read(again.join(part)));
        assert_eq!(one.unwrap(), other.unwrap(), "{part}");
    }
    let number = fs::read_dir(&again).unwrap().count();
    assert_eq!(number, PARTS.len());
    // Another transfer key hides the same keys otherwise.
    let (to, other) = (
        ledger.dir.path().join("other"),
        ledger.dir.path().join("k2"),
    );
    export(&ledger, &to, &other, 2).unwrap();
    let keys = |folder: &Path| fs::read(folder.join("keys.jsonl")).unwrap();
    assert_ne!(keys(&to), keys(&first));
}

#[test]
fn le_14_a_head_signed_before_the_move_is_found_after_it_and_work_goes_on() {
    let ledger = Ledger::of_three_files();
    let kept = ledger
        .store
        .sign_head(&ledger.clock, &mut Repeating(3))
        .unwrap();
    let (to, key) = (ledger.dir.path().join("export"), transfer(&ledger));
    export(&ledger, &to, &key, 1).unwrap();
    let there = Ledger::nothing();
    receive(&there, &to, &key).unwrap();

    write_file(&there.writer(), 4, 4).unwrap();

    let verified = there.reader().verify_against(&[kept], |_, _| {}).unwrap();
    assert_eq!(verified.entries, 17);
    assert_eq!(there.reader().file(child(4)).unwrap().len(), 4);
}

#[test]
fn le_14_what_was_disposed_of_stays_so() {
    let (_ledger, export, key) = exported();
    let there = Ledger::nothing();
    receive(&there, &export, &key).unwrap();

    let mut reader = there.reader();

    assert_eq!(reader.owners_without_key().unwrap(), [child(2)]);
    let file = reader.file(child(2)).unwrap();
    assert!(file.len() == 4 && file.iter().all(|entry| entry.body.is_none()));
    let owner: Id = child(2);
    let keys = fs::read_to_string(export.join("keys.jsonl")).unwrap();
    assert!(!keys.contains(&owner.to_string()));
}

#[test]
fn le_14_no_key_and_no_body_stands_in_an_export_in_clear() {
    let (_ledger, export, key) = exported();
    let transfer = fs::read_to_string(&key).unwrap();

    for part in PARTS {
        let text = fs::read_to_string(export.join(part)).unwrap();

        for secret in ["W00001", "2014-02-28", transfer.trim()] {
            assert!(!text.contains(secret), "{part}: {secret}");
        }
    }
}

/// Damages one part of an export; nothing of it is taken, and nothing is left behind.
fn refused(export: &Path, key: &Path, part: &str, damaged: &[u8]) -> String {
    let there = Ledger::nothing();
    let copy = there.dir.path().join("export");
    fs::create_dir(&copy).unwrap();
    for part in PARTS {
        fs::copy(export.join(part), copy.join(part)).unwrap();
    }
    fs::write(copy.join(part), damaged).unwrap();

    let refused = receive(&there, &copy, key).unwrap_err();

    assert!(matches!(refused, StoreError::Export { .. }), "{refused:?}");
    assert!(there.is_untouched(), "nothing is made");
    refused.to_string()
}

#[test]
fn le_14_a_change_to_any_byte_of_an_export_is_refused() {
    let (ledger, _) = with_a_document(Ledger::of_three_files(), b"a letter");
    ledger.writer().note(desk()).unwrap();
    let (to, key) = (ledger.dir.path().join("export"), transfer(&ledger));
    export(&ledger, &to, &key, 1).unwrap();
    let export = to;
    for part in PARTS {
        let bytes = fs::read(export.join(part)).unwrap();
        let step = (bytes.len() / 60).max(1);
        // The line feed that ends the signature says nothing.
        let last = bytes.len() - usize::from(part == "manifest.signature");
        for at in (0..last).step_by(step).chain([last - 1]) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;

            refused(&export, &key, part, &damaged);
        }
    }
}

#[test]
fn le_14_lines_taken_out_doubled_or_moved_are_refused_and_named() {
    let (_ledger, export, key) = exported();
    for (part, out, moved) in [
        ("entries.jsonl", "stands where entry", "stands where entry"),
        ("keys.jsonl", "as many keys", "in their order"),
    ] {
        let text = fs::read_to_string(export.join(part)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let refused = |lines: &[&str]| refused(&export, &key, part, lines.concat().as_bytes());

        let without = [&lines[..1], &lines[2..]].concat();
        assert!(refused(&without).contains(out));
        let doubled = [&lines[..2], &lines[1..]].concat();
        assert!(refused(&doubled).contains(moved));
        let mut exchanged = lines.clone();
        exchanged.swap(1, 2);
        assert!(refused(&exchanged).contains(moved));
        let cut = refused(&lines[..lines.len() - 1]);
        assert!(cut.contains("manifest"), "{cut}");
        let half = &text[..text.len() - 10];
        let half = self::refused(&export, &key, part, half.as_bytes());
        assert!(
            half.contains("does not end") && half.contains(part),
            "{half}"
        );
        let empty = self::refused(&export, &key, part, b"");
        assert!(empty.contains(part), "{empty}");
    }
}

#[test]
fn le_14_an_export_is_opened_by_its_own_transfer_key_alone() {
    let (ledger, export, _) = exported();
    let other = ledger.dir.path().join("other.key");
    fs::write(&other, "0f".repeat(32)).unwrap();
    let there = Ledger::nothing();

    let refused = receive(&there, &export, &other).unwrap_err();
    let missing = receive(&there, &export, &ledger.dir.path().join("none"));

    assert!(
        refused.to_string().contains("not the transfer key"),
        "{refused}"
    );
    assert!(matches!(missing, Err(StoreError::KeyFile { .. })));
    assert!(there.is_untouched());
}

#[test]
fn le_14_a_part_that_is_missing_is_named() {
    for part in PARTS {
        let (_ledger, export, key) = exported();
        fs::remove_file(export.join(part)).unwrap();
        let there = Ledger::nothing();

        let refused = receive(&there, &export, &key).unwrap_err();

        assert!(refused.to_string().contains(part), "{refused}");
        assert!(there.is_untouched());
    }
}

#[test]
fn le_14_a_record_is_never_taken_in_over_another() {
    let (_ledger, export, key) = exported();
    let there = Ledger::of_three_files();

    let refused = receive(&there, &export, &key);

    assert!(matches!(refused, Err(StoreError::AlreadyThere { .. })));
    assert_eq!(there.verify().unwrap().entries, 13);
}

#[test]
fn le_14_what_does_not_hold_is_not_exported_and_leaves_no_folder() {
    let ledger = Ledger::of_three_files();
    let (to, key) = (ledger.dir.path().join("export"), transfer(&ledger));
    ledger
        .behind()
        .run("update entry set kind = 'x' where position = 9");

    let refused = export(&ledger, &to, &key, 1);

    assert!(matches!(
        refused,
        Err(StoreError::Broken { position: 9, .. })
    ));
    let left: Vec<_> = fs::read_dir(ledger.dir.path()).unwrap().collect();
    assert!(!to.exists() && left.len() <= 2, "{left:?}");
}

#[test]
fn le_14_what_is_cut_short_while_it_is_taken_in_leaves_no_record_and_can_be_begun_again() {
    let (_ledger, from, key) = exported();
    let there = Ledger::nothing();
    let mut cut = None;
    let taken = there.store.receive(
        &from,
        &key,
        None,
        &Fold,
        &there.clock,
        &mut Repeating(77),
        |done, _| {
            // All entries but the last are written: what lies on the disk is what a
            // process that is killed here leaves behind.
            if done == 27 {
                cut = Some(copy(&there));
            }
        },
    );
    taken.unwrap();
    let cut = cut.unwrap();
    assert!(cut.key_file().exists() && !cut.is_untouched());

    let read = cut.store.open_reader().err();
    receive(&cut, &from, &key).unwrap();

    assert!(matches!(
        read,
        Some(StoreError::NotALedger { .. } | StoreError::NoLedger { .. })
    ));
    assert_eq!(entries(&cut), entries(&there));
}

#[test]
fn le_14_an_export_is_never_written_over() {
    let (ledger, to, key) = exported();

    let again = export(&ledger, &to, &key, 1);

    assert!(matches!(again, Err(StoreError::FileThere { .. })));
}

#[test]
fn le_14_an_example_is_taken_in_as_one_and_is_given_no_recovery_key() {
    let (_ledger, from, key) = exported();
    let there = Ledger::nothing();
    let recovery = RecoveryKey::new(&mut Repeating(4)).unwrap();
    let randomness = &mut Repeating(78);

    let moved = there.store.receive(
        &from,
        &key,
        Some(&recovery),
        &Fold,
        &there.clock,
        randomness,
        |_, _| {},
    );

    assert!(moved.unwrap().example && there.reader().about().example);
    let again = there.dir.path().join("again.key");
    let recovered = there.store.recover(&recovery, &again);
    assert!(matches!(recovered, Err(StoreError::NoRecovery { .. })));
}
