//! What is no whole backup is never restored, nor taken for one.

use std::fs;
use std::path::Path;

use store::StoreError;

use crate::given::{BOTH, Engine, PARTS, Place, Repeating, Standing, desk, document, write_file};

/// A record, and a backup of it in its folder `backup`.
fn backed_up(engine: Engine) -> Place {
    let (place, _) = Place::of_files(engine, 4);
    place.backup(&place.path("backup")).unwrap();
    place
}

/// A copy of the backup in which one part is another.
fn with(place: &Place, part: &str, contents: &[u8]) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for part in PARTS {
        fs::copy(place.path("backup").join(part), copy.path().join(part)).unwrap();
    }
    fs::write(copy.path().join(part), contents).unwrap();
    copy
}

/// It is refused when it is checked, and when it is restored, and leaves nothing there.
fn refused(there: &Place, from: &Path) -> String {
    let checked = there.store.check_backup(from, |_, _| {}).unwrap_err();
    let restored = there.restore(from).unwrap_err();

    assert!(
        matches!(restored, StoreError::Export { .. }),
        "{restored:?}"
    );
    assert_eq!(checked, restored);
    assert!(!there.store.exists().unwrap(), "nothing is made");
    restored.to_string()
}

#[test]
fn re_2_a_change_to_any_byte_of_a_backup_is_refused() {
    for engine in BOTH {
        let place = backed_up(engine);
        let there = Place::with_key_of(engine, &place);
        for part in PARTS {
            let bytes = fs::read(place.path("backup").join(part)).unwrap();
            // The line feed that ends the signature says nothing.
            let last = bytes.len() - usize::from(part == "manifest.signature");
            let step = (last / 25).max(1);
            for at in (0..last).step_by(step).chain([last - 1]) {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1;

                refused(&there, with(&place, part, &damaged).path());
            }
        }
        there.restore(&place.path("backup")).unwrap();
    }
}

#[test]
fn re_2_lines_taken_out_doubled_or_cut_are_refused_and_named() {
    let place = backed_up(Engine::Sqlite);
    let there = Place::with_key_of(Engine::Sqlite, &place);
    for part in PARTS.iter().filter(|part| !part.starts_with("manifest")) {
        let text = fs::read_to_string(place.path("backup").join(part)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let without = [&lines[..1], &lines[2..]].concat().concat();
        let doubled = [&lines[..2], &lines[1..]].concat().concat();
        let short = lines[..lines.len() - 1].concat();
        let half = text[..text.len() - 10].to_owned();
        for damaged in [without, doubled, short, half, String::new()] {
            let said = refused(&there, with(&place, part, damaged.as_bytes()).path());
            assert!(said.contains(part), "{said}");
        }
    }
}

#[test]
fn re_2_parts_of_two_backups_make_none() {
    let place = backed_up(Engine::Sqlite);
    let writer = place.writer();
    write_file(&writer, 90).unwrap();
    writer.note(desk(90)).unwrap();
    writer.note(document(90, b"Written later")).unwrap();
    drop(writer);
    let later = place.path("later");
    place.backup(&later).unwrap();
    let there = Place::with_key_of(Engine::Sqlite, &place);
    for part in PARTS {
        let of_later = fs::read(later.join(part)).unwrap();

        refused(&there, with(&place, part, &of_later).path());
    }
}

#[test]
fn a_backup_is_opened_by_its_own_master_key_alone() {
    let place = backed_up(Engine::Sqlite);
    let there = Place::empty(Engine::Sqlite);
    fs::write(there.key(), "0f".repeat(32)).unwrap();

    let said = refused(&there, &place.path("backup"));

    assert!(said.contains("does not open it"), "{said}");
}

#[test]
fn a_backup_that_is_cut_off_leaves_nothing_that_looks_whole() {
    for engine in BOTH {
        let (place, _) = Place::of_files(engine, 4);
        let to = place.path("backup");
        let left = tempfile::tempdir().unwrap();
        // What lies on the disk when the last entry was handed over is what a process that
        // is killed there leaves.
        let taken = place
            .store
            .backup(&to, &Standing, &mut Repeating(9), |done| {
                if done == 13 {
                    for file in fs::read_dir(place.path("backup.part")).unwrap() {
                        let file = file.unwrap();
                        fs::copy(file.path(), left.path().join(file.file_name())).unwrap();
                    }
                }
            });
        taken.unwrap();
        let there = Place::with_key_of(engine, &place);

        let said = refused(&there, left.path());

        assert!(left.path().join("entries.jsonl").exists());
        assert!(said.contains("manifest.json"), "{said}");
        for part in PARTS {
            let copy = with(&place, part, b"");
            fs::remove_file(copy.path().join(part)).unwrap();
            let said = refused(&there, copy.path());
            assert!(said.contains(part), "{said}");
        }
    }
}

#[test]
fn re_2_a_record_that_does_not_hold_is_not_backed_up_and_no_folder_is_left() {
    let (place, _) = Place::of_files(Engine::Sqlite, 4);
    let behind = rusqlite::Connection::open(place.path("data/sightline.sqlite")).unwrap();
    behind
        .execute("update entry set kind = 'x' where position = 9", [])
        .unwrap();

    let refused = place.backup(&place.path("backup"));

    assert!(
        matches!(refused, Err(StoreError::Broken { position: 9, .. })),
        "{refused:?}"
    );
    assert!(!place.path("backup").exists() && !place.path("backup.part").exists());
}

#[test]
fn a_backup_is_never_written_over_and_never_restored_over_a_record() {
    for engine in BOTH {
        let place = backed_up(engine);
        let backup = place.path("backup");

        let again = place.backup(&backup);
        let over = place.restore(&backup);

        assert!(matches!(again, Err(StoreError::FileThere { .. })));
        assert!(matches!(over, Err(StoreError::AlreadyThere { .. })));
        assert_eq!(place.verified().entries, 13);
        place.store.check_backup(&backup, |_, _| {}).unwrap();
    }
}
