//! Taken while others write, and restored.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::given::{
    BOTH, Engine, Fold, ORGANISATION, PARTS, Place, Repeating, Standing, TOGETHER, at_the_desks,
    child, documents_of, outside, write_file,
};

/// Waits for so many acknowledgements; the highest position that was acknowledged.
fn acknowledged(by: &Receiver<u64>, count: usize) -> u64 {
    (0..count).map(|_| by.recv().unwrap()).max().unwrap()
}

/// A backup taken while four callers append; the record, and how far it was acknowledged
/// when the backup began.
fn taken_while_others_write(engine: Engine) -> (Place, u64) {
    let (place, _) = Place::of_files(engine, 40);
    let writer = place.writer();
    let enough = AtomicBool::new(false);
    let (tell, told) = channel();
    let before = thread::scope(|scope| {
        for caller in 1..=4_u64 {
            let (writer, enough, tell) = (&writer, &enough, tell.clone());
            scope.spawn(move || {
                let mut n = caller * 10_000;
                while !enough.load(Ordering::Relaxed) {
                    n += 1;
                    let appended = write_file(writer, n).unwrap();
                    tell.send(appended.last_position).unwrap();
                }
            });
        }
        let before = acknowledged(&told, 12);
        let to = place.path("backup");
        let taken = place
            .store
            .backup(&to, &Standing, &mut Repeating(9), |done| {
                assert!(!to.exists(), "it has its name when it is whole");
                if done == 1 {
                    // Nobody waits for the backup: it waits here until others have written.
                    acknowledged(&told, 24);
                }
            });
        enough.store(true, Ordering::Relaxed);
        taken.unwrap();
        before
    });
    (place, before)
}

#[test]
fn re_2_a_backup_holds_all_that_was_acknowledged_before_it_and_nothing_half() {
    for engine in BOTH {
        let (place, before) = taken_while_others_write(engine);
        let there = Place::with_key_of(engine, &place);

        let restored = there.restore(&place.path("backup")).unwrap();

        let all = place.verified();
        let verified = there.verified();
        assert!(restored.entries >= before, "{engine:?}: {restored:?}");
        assert!(
            restored.entries + 20 * TOGETHER <= all.entries,
            "{engine:?}: what was written after it began is not in it"
        );
        assert_eq!(verified.head, restored.head);
        assert_eq!(verified.entries, restored.entries);
        // The first entry stands alone; all others were appended three at a time.
        assert_eq!((restored.entries - 1) % TOGETHER, 0);
        assert_eq!(restored.files, 1 + (restored.entries - 1) / TOGETHER);
        let (was, is) = (place.entries(), there.entries());
        assert_eq!(is[..], was[..is.len()], "{engine:?}");
        let (mut was, mut now) = (place.reader(), there.reader());
        for entry in is.iter().skip(1) {
            let owner = entry.header.owner;
            let duties = now.duties_of(owner).unwrap();
            assert_eq!(duties.len() as u64, TOGETHER);
            assert_eq!(duties, was.duties_of(owner).unwrap());
            assert_eq!(now.child(owner).unwrap(), was.child(owner).unwrap());
        }
    }
}

#[test]
fn le_14_a_backup_is_restored_into_either_engine_and_work_goes_on() {
    for from in BOTH {
        let (place, _) = Place::of_files(from, 20);
        let kept = place.store.sign_head(&Standing, &mut Repeating(3)).unwrap();
        let backup = place.path("backup");
        let taken = place.backup(&backup).unwrap();
        assert_eq!((taken.entries, taken.files), (61, 21));
        for to in BOTH {
            let there = Place::with_key_of(to, &place);

            let restored = there.restore(&backup).unwrap();

            assert_eq!(restored, taken, "{from:?} to {to:?}");
            assert_eq!(there.verified(), place.verified());
            assert_eq!(there.entries(), place.entries());
            assert_eq!(there.reader().about(), place.reader().about());
            assert_eq!(there.reader().counts(), place.reader().counts());
            assert_eq!((taken.accounts, taken.drafts, taken.looks), (20, 20, 40));
            assert_eq!(taken.documents, 20);
            let carried = (1..=20).map(|n| documents_of(&there, n));
            let were = (1..=20).map(|n| documents_of(&place, n));
            assert!(carried.eq(were), "the documents come with it");
            let desks = at_the_desks(&there, 20);
            assert_eq!(desks, at_the_desks(&place, 20));
            assert!(desks.2.iter().all(|looks| looks.len() == 2));
            let nobody = there.reader().session(&[1; 32]);
            assert_eq!(nobody, Ok(None), "nobody is signed in");
            // What was backed up is backed up from there to the byte.
            let again = there.path("again");
            there.backup(&again).unwrap();
            for part in PARTS {
                let (one, other) = (fs::read(backup.join(part)), fs::read(again.join(part)));
                assert_eq!(one.unwrap(), other.unwrap(), "{part}");
            }
            // And the record goes on where it stood.
            let writer = there.writer();
            write_file(&writer, 500).unwrap();
            let mut account = desks.0[0].clone();
            account.version += 1;
            writer.note(vec![store::Note::Account(account)]).unwrap();
            drop(writer);
            let against = std::slice::from_ref(&kept);
            let verified = there.reader().verify_against(against, |_, _| {}).unwrap();
            assert_eq!(verified.entries, 64);
        }
    }
}

#[test]
fn a_backup_is_checked_without_being_restored() {
    for engine in BOTH {
        let (place, _) = Place::of_files(engine, 5);
        let backup = place.path("backup");
        let taken = place.backup(&backup).unwrap();
        let mut seen = Vec::new();

        let checked = place
            .store
            .check_backup(&backup, |at, of| seen.push((at, of)));

        assert_eq!(checked.unwrap(), taken);
        assert_eq!(seen.last(), Some(&(16, 16)));
        assert_eq!(fs::read_dir(&backup).unwrap().count(), PARTS.len());
    }
}

#[test]
fn what_was_disposed_of_before_a_backup_is_not_in_it_and_stays_so() {
    for engine in BOTH {
        let (place, _) = Place::of_files(engine, 3);
        let disposed = place.store.dispose(child(2), outside(5 << 40), |_| {
            Ok::<_, store::StoreError>(vec![record::Draft {
                id: child(77),
                owner: ORGANISATION,
                refers_to: Vec::new(),
                kind: "file-disposed".into(),
                kind_version: 1,
                occurred: "2026-06-01".parse().unwrap(),
                recorded_by: ORGANISATION,
                organisation: ORGANISATION,
                corrects: None,
                group: child(78),
                body: record::Body::default(),
            }])
        });
        disposed.unwrap();
        let backup = place.path("backup");
        place.backup(&backup).unwrap();
        let keys = fs::read_to_string(backup.join("keys.jsonl")).unwrap();
        assert!(!keys.contains(&child(2).to_string()));
        let there = Place::with_key_of(engine, &place);

        let restored = there.restore(&backup).unwrap();

        assert_eq!(restored.without_key, 1);
        assert_eq!(there.reader().owners_without_key().unwrap(), [child(2)]);
        let file = there.reader().file(child(2)).unwrap();
        assert!(file.len() == 3 && file.iter().all(|entry| entry.body.is_none()));
    }
}

#[test]
fn a_restored_record_is_derived_by_the_book_that_restores_it() {
    let (place, _) = Place::of_files(Engine::Sqlite, 2);
    let backup = place.path("backup");
    place.backup(&backup).unwrap();
    let there = Place::with_key_of(Engine::Sqlite, &place);
    let mut told = Vec::new();

    there
        .store
        .restore(&backup, &Fold, |done, of| told.push((done, of)))
        .unwrap();

    assert_eq!(
        (told.first(), told.last()),
        (Some(&(1, 14)), Some(&(14, 14)))
    );
    let mark = record::Projector::mark(&Fold);
    assert_eq!(there.reader().derived_by().unwrap(), mark);
}
